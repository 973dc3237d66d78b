import pytest

from alliance_graph.serve.negotiation import RESULTS, TRIPLES, choose

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "results", "triples"),
    [
        ("", "json", "turtle"),
        ("*/*", "json", "turtle"),
        (BROWSER, "xml", "rdfxml"),
        ("application/sparql-results+xml", "xml", None),
        ("application/json", "json", "jsonld"),
        ("text/csv", "csv", None),
        ("text/tab-separated-values;q=0.5, text/csv;q=0.4", "tsv", None),
        ("text/*", "xml", "turtle"),
        ("text/*;q=0.5, text/csv", "csv", "turtle"),
        ("text/*, text/turtle;q=0, application/xml;q=0.1", "xml", "ntriples"),
        ("*/*;q=0.1, application/ld+json", "json", "jsonld"),
        ("application/n-triples, application/rdf+xml;q=0.9", None, "ntriples"),
        ("APPLICATION/SPARQL-RESULTS+JSON; Q=1", "json", None),
        ("application/json;q=0", None, None),
        ("image/png", None, None),
        ("application/json;q=much", None, None),
        ("nonsense", "json", "turtle"),
    ],
)
def test_the_best_liked_format_is_chosen(accept, results, triples):
    assert (choose(accept, RESULTS), choose(accept, TRIPLES)) == (results, triples)


@pytest.mark.parametrize(
    ("query", "accept", "status", "content_type"),
    [
        ("ASK {}", "text/csv", 200, "text/csv; charset=utf-8"),
        ("ASK {}", "text/turtle", 406, "text/plain; charset=utf-8"),
        ("ASK {}", "text/turtle, text/csv;q=0.1", 200, "text/csv; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s a ?o }", "text/csv", 406, "text/plain; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s a ?o }", "application/ld+json", 200, "application/ld+json"),
        ("ASK {}", "image/png", 406, "text/plain; charset=utf-8"),
    ],
)
def test_the_form_of_the_query_decides_which_formats_there_are(client, query, accept, status, content_type):
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (status, content_type)
