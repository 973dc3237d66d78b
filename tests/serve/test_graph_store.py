"""Service Description and Graph Store Protocol."""

import pyoxigraph as ox
import pytest

from alliance_graph.serve.negotiation import TRIPLES
from tests.serve.conftest import TOKEN

SD = "http://www.w3.org/ns/sparql-service-description#"


def _parse(answer):
    media_type = answer.headers["content-type"].partition(";")[0]
    return {quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media_type))}


@pytest.mark.parametrize("format", TRIPLES)
def test_the_endpoint_describes_itself(client, format):
    answer = client.get("/sparql", headers={"accept": TRIPLES[format][0]})
    assert answer.status_code == 200
    found = {(triple.predicate.value, triple.object) for triple in _parse(answer)}
    assert ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ox.NamedNode(SD + "Service")) in found
    assert (SD + "endpoint", ox.NamedNode("http://localhost/sparql")) in found
    assert (SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")) in found
    assert sum(predicate == SD + "resultFormat" for predicate, _ in found) == 8


def test_a_description_is_turtle_for_whoever_takes_nothing_of_ours(client):
    assert client.get("/sparql", headers={"accept": "text/html"}).headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("format", TRIPLES)
def test_the_whole_graph_is_read(client, format):
    answer = client.get("/graph?default", headers={"accept": TRIPLES[format][0]})
    assert answer.status_code == 200
    assert answer.headers["content-length"] == str(len(answer.content))
    count = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert len(_parse(answer)) == int(count["results"]["bindings"][0]["n"]["value"]) > 500


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("HEAD", "/graph?default", 200),
        ("GET", "/graph", 404),
        ("GET", "/graph?graph=urn:alliance-graph:index", 404),
        ("PUT", "/graph?default", 405),
        ("POST", "/graph?default", 405),
        ("DELETE", "/graph?default", 405),
        ("PATCH", "/graph?default", 405),
    ],
)
def test_the_graph_is_only_read_and_no_other_is_shown(client, method, address, status):
    assert client.request(method, address).status_code == status


def test_a_format_that_is_not_there_is_not_acceptable(client):
    assert client.get("/graph?default", headers={"accept": "text/csv"}).status_code == 406


def test_a_new_snapshot_is_served_when_the_token_is_sent(client, store):
    new = "ASK { <http://example.org/new> ?p ?o }"
    added = ox.Quad(ox.NamedNode("http://example.org/new"), ox.NamedNode("http://example.org/p"), ox.Literal("x"))
    oxigraph = ox.Store(str(store / "oxigraph"))  # it is free while it is served
    oxigraph.add(added)
    busy = client.post("/renew", headers={"authorization": f"Bearer {TOKEN}"})
    assert busy.status_code == 503
    assert "in use" in busy.text
    del oxigraph
    assert client.get("/sparql", params={"query": new}).json()["boolean"] is False
    assert client.post("/renew", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 204
    assert client.get("/sparql", params={"query": new}).json()["boolean"] is True
    assert "http://example.org/new" in client.get("/graph?default").text
    assert len(list(store.glob("serve-*"))) == 1
    oxigraph = ox.Store(str(store / "oxigraph"))
    oxigraph.remove(added)
    del oxigraph
    assert client.post("/renew", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 204


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer \u00e9"])
def test_nothing_changes_without_the_token(client, header):
    answer = client.post("/renew", headers={"authorization": header.encode()})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
