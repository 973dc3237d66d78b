"""The cases of W3C's protocol tests for SPARQL 1.1 by their names, written anew from the specification.

A case that asks for a data set of its own, or for a change, is an exception: it must be refused, and nothing else may.
"""

import pytest

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
ROWS = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv; charset=utf-8",
    "text/tab-separated-values; charset=utf-8",
}
GRAPH = {"text/turtle; charset=utf-8", "application/n-triples", "application/rdf+xml", "application/ld+json"}
ONE, TWO = "http%3A%2F%2Fexample.org%2Fone", "http%3A%2F%2Fexample.org%2Ftwo"
IN_TWO = "ASK { GRAPH ?g { ?s a ?one } GRAPH ?h { ?s a ?two } }"


def get(address):
    return ("GET", address, None, "")


def post(content_type, body, address="/sparql"):
    return ("POST", address, content_type, body)


GOOD = {
    "query_get": (get("/sparql?query=ASK%20%7B%7D"), ROWS),
    "query_post_form": (post(FORM, "query=ASK%20%7B%7D"), ROWS),
    "query_post_direct": (post(QUERY, "ASK {}"), ROWS),
    "query_content_type_select": (post(QUERY, "SELECT (1 AS ?value) {}"), ROWS),
    "query_content_type_ask": (post(QUERY, "ASK {}"), ROWS),
    "query_content_type_describe": (post(QUERY, "DESCRIBE <http://example.org/>"), GRAPH),
    "query_content_type_construct": (post(QUERY, "CONSTRUCT { <s> <p> 1 } WHERE {}"), GRAPH),
}
BAD = {
    "bad_query_method": ("PUT", "/sparql?query=ASK%20%7B%7D", None, ""),
    "bad_multiple_queries": get("/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D"),
    "bad_query_wrong_media_type": post("text/plain", "ASK {}"),
    "bad_query_missing_form_type": post(None, "query=ASK%20%7B%7D"),
    "bad_query_missing_direct_type": post(None, "ASK {}"),
    "bad_query_non_utf8": post(f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
    "bad_query_syntax": get("/sparql?query=ASK%20%7B"),
    "bad_update_get": get("/sparql?update=CLEAR%20ALL"),
    "bad_multiple_updates": post(FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    "bad_update_wrong_media_type": post("text/plain", "CLEAR NAMED"),
    "bad_update_missing_form_type": post(None, "update=CLEAR%20NAMED"),
    "bad_update_non_utf8": post(f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16")),
    "bad_update_syntax": post(FORM, "update=CLEAR%20XYZ"),
    "bad_update_dataset_conflict": post(
        FORM, f"using-named-graph-uri={ONE}&update=WITH%20%3Chttp%3A%2F%2Fa%3E%20DELETE%20WHERE%20%7B%7D"
    ),
}
EXCEPTIONS = {
    # There is one graph, and no client may name another.
    "query_dataset_default_graphs_get": get(f"/sparql?query=ASK%20%7B%7D&default-graph-uri={ONE}"),
    "query_dataset_default_graphs_post": post(QUERY, "ASK {}", f"/sparql?default-graph-uri={ONE}"),
    "query_dataset_named_graphs_get": get(f"/sparql?query=ASK%20%7B%7D&named-graph-uri={ONE}&named-graph-uri={TWO}"),
    "query_dataset_named_graphs_post": post(QUERY, IN_TWO, f"/sparql?named-graph-uri={ONE}&named-graph-uri={TWO}"),
    "query_dataset_full": post(QUERY, IN_TWO, f"/sparql?default-graph-uri={ONE}&named-graph-uri={TWO}"),
    "query_multiple_dataset": post(QUERY, "ASK FROM <http://example.org/one> {}", f"/sparql?default-graph-uri={TWO}"),
    # There are no updates.
    "update_dataset_default_graph": post(UPDATE, "CLEAR ALL", f"/sparql?using-graph-uri={ONE}"),
    "update_dataset_default_graphs": post(UPDATE, "CLEAR ALL", f"/sparql?using-graph-uri={ONE}&using-graph-uri={TWO}"),
    "update_dataset_named_graphs": post(UPDATE, "CLEAR ALL", f"/sparql?using-named-graph-uri={ONE}"),
    "update_dataset_full": post(UPDATE, "CLEAR ALL", f"/sparql?using-graph-uri={ONE}&using-named-graph-uri={TWO}"),
    "update_post_form": post(FORM, "update=CLEAR%20ALL"),
    "update_post_direct": post(UPDATE, "CLEAR ALL"),
    "update_base_uri": post(UPDATE, "INSERT DATA { <s> <p> <test> }"),
}


def _send(client, request):
    method, address, content_type, body = request
    headers = {"content-type": content_type} if content_type else {}
    return client.request(method, address, headers=headers, content=body)


@pytest.mark.parametrize("name", GOOD)
def test_is_answered(client, name):
    request, content_types = GOOD[name]
    answer = _send(client, request)
    assert answer.status_code == 200
    assert answer.headers["content-type"] in content_types


@pytest.mark.parametrize("name", BAD)
def test_is_no_good_request(client, name):
    assert 400 <= _send(client, BAD[name]).status_code < 500


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_is_refused_with_the_reason(client, name):
    answer = _send(client, EXCEPTIONS[name])
    assert answer.status_code in (400, 403)
    assert "names a data set" in answer.text or "only reads" in answer.text


def test_exceptions_only_shrink():
    assert len(GOOD) + len(BAD) + len(EXCEPTIONS) == 34
    assert len(EXCEPTIONS) <= 13


def test_relative_iris_begin_at_the_endpoint(client):
    answer = client.post("/sparql", content="SELECT (<x> AS ?x) {}", headers={"content-type": QUERY})
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "http://localhost/x"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sparql?query=%ff", 400),
        ("/sparql?query=", 400),
        ("/sparql?x=1", 400),
        ("/sparql?" + "&".join(["a=1"] * 200), 400),
        ("/sparql?query=ASK%20%7B%7D&x=1", 200),
        ("/sparql/?query=ASK%20%7B%7D", 200),
    ],
)
def test_odd_addresses_have_their_status(client, address, status):
    assert client.get(address).status_code == status


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        (QUERY + "; charset=utf-8", "ASK {}", 200),
        (QUERY.upper() + '; charset="UTF-8"', "ASK { ?s ?p 'é' }", 200),
        (QUERY, b"ASK { ?s ?p '\xe9' }", 400),
        (FORM, "", 400),
        (FORM, "query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
        (QUERY, "#" * 66_000, 400),
        (QUERY, "#" * 300_000, 413),
    ],
)
def test_odd_bodies_have_their_status(client, content_type, body, status):
    answer = client.post(
        "/sparql", content=body.encode() if isinstance(body, str) else body, headers={"content-type": content_type}
    )
    assert answer.status_code == status
