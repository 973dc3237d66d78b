"""The Service Description: what the endpoint speaks and holds, in RDF."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyoxigraph as ox

from alliance_graph.graph.terms import PREFIXES, RDF
from alliance_graph.graph.worker import TRIPLES

SD = "http://www.w3.org/ns/sparql-service-description#"

_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
"""Of all formats in the W3C's list of their IRIs."""


def describe_service(endpoint: str, format: str) -> bytes:
    """The description of the endpoint at an address, in a format of TRIPLES."""
    output = io.BytesIO()
    ox.serialize(_triples(endpoint), output, format=TRIPLES[format], prefixes={**PREFIXES, "sd": SD})
    return output.getvalue()


def _triples(endpoint: str) -> Iterator[ox.Triple]:
    service, data_set, graph = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("graph")
    yield _type(service, "Service")
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("EmptyGraphs"))
    for name in _NAMES:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), data_set)
    yield _type(data_set, "Dataset")
    yield ox.Triple(data_set, _sd("defaultGraph"), graph)
    yield _type(graph, "Graph")


def _type(node: ox.BlankNode, name: str) -> ox.Triple:
    return ox.Triple(node, ox.NamedNode(RDF + "type"), _sd(name))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
