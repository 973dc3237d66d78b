"""RDF exports (RELIABILITY, row 25): every reader finds the same triples in every format."""

import logging
from io import BytesIO
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from starlette.testclient import TestClient

from alliance_graph.characters import replace_illegal
from alliance_graph.graph.serialize import SERIALIZERS, serialize
from alliance_graph.graph.worker import to_xml
from alliance_graph.serve.app import make_app
from tests.graph.make import article, claim, make_store, open_store
from tests.graph.nasty import WORLDS

FORMATS = {
    "turtle": (ox.RdfFormat.TURTLE, "turtle"),
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "xml"),  # what `serve` writes besides
}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its reader of JSON-LD uses what goes


@pytest.fixture(autouse=True)
def literal_forms(monkeypatch):
    """rdflib gives literals back as they are written, and says nothing of days that do not exist."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


def files_of(store, folder):
    """The graph in every format, one file each."""
    paths = {name: folder / f"graph.{name}" for name in FORMATS}
    for name in SERIALIZERS:
        serialize(store, paths[name], name)
    content = store.oxigraph.dump(format=ox.RdfFormat.RDF_XML, from_graph=ox.DefaultGraph()) or b""
    paths["rdfxml"].write_bytes(to_xml(content))
    return paths


def expected_of(store):
    """The triples as they stand in the store. It has no blank nodes, so that isomorphic graphs are equal sets."""
    quads = store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return {tuple(map(plain, (quad.subject, quad.predicate, quad.object))) for quad in quads}


def plain(term):
    if isinstance(term, ox.Literal):
        return (term.value, term.language or "", term.datatype.value)
    if isinstance(term, rdflib.Literal):
        datatype = f"{rdflib.RDF}langString" if term.language else str(term.datatype or rdflib.XSD.string)
        return (str(term), term.language or "", datatype)
    assert isinstance(term, ox.NamedNode | rdflib.URIRef), f"{term!r} is a blank node"
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def read_by_oxigraph(path, name):
    found = ox.parse(path=str(path), format=FORMATS[name][0])
    return {tuple(map(plain, (quad.subject, quad.predicate, quad.object))) for quad in found}


def read_by_rdflib(path, name):
    graph = rdflib.Graph().parse(BytesIO(path.read_bytes()), format=FORMATS[name][1])
    return {tuple(map(plain, triple)) for triple in graph}


def assert_all_read(world, folder):
    store = make_store(*world)
    whole = expected_of(store)
    in_xml = {(s, p, o if isinstance(o, str) else (replace_illegal(o[0]), *o[1:])) for s, p, o in whole}
    for name, path in files_of(store, folder).items():
        for read in (read_by_oxigraph, read_by_rdflib):
            found = read(path, name)
            expected = in_xml if name == "rdfxml" else whole
            assert found == expected, (name, read.__name__, sorted(map(str, found ^ expected))[:4])


@settings(max_examples=25, deadline=None)
@given(world=WORLDS)
def test_pyoxigraph_and_rdflib_find_the_same_triples_in_every_format(world, tmp_path_factory):
    assert_all_read(world, tmp_path_factory.getbasetemp())


@pytest.mark.slow
@settings(max_examples=5_000, deadline=None)
@given(world=WORLDS)
def test_thousands_of_graphs_are_read_alike_by_both(world, tmp_path_factory):
    assert_all_read(world, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("accept", ["application/rdf+xml", "application/sparql-results+xml"])
def test_xml_from_the_endpoint_is_well_formed_whatever_was_stored(tmp_path, accept):
    nasty = "a\x00b\x0bc\ufffed\re"
    open_store(tmp_path, article("a1", claim("merger", "agreed", partners="Honda,Nissan", text=nasty))).close()
    wanted = "a\ufffdb\ufffdc\ufffdd\re"
    query = {
        "application/rdf+xml": "CONSTRUCT { ?s ?p ?o } { ?s oa:exact ?o ; ?p ?o }",
        "application/sparql-results+xml": "SELECT ?o { ?s oa:exact ?o }",
    }[accept]
    with TestClient(make_app(tmp_path / "store"), base_url="http://127.0.0.1") as client:
        answers = [client.get("/sparql", params={"query": query}, headers={"accept": accept}).content]
        if accept == "application/rdf+xml":
            answers.append(client.get("/graph?default", headers={"accept": accept}).content)
    for answer in answers:
        assert wanted in {element.text for element in ElementTree.fromstring(answer).iter()}
