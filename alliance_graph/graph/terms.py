"""Short ways to write RDF terms; numbers and dates come out in the one form in which Oxigraph gives them back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import cast

import pyoxigraph as ox

from alliance_graph import ontology

AG = ontology.AG
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "ag": AG,
    "dcterms": DCTERMS,
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}

PUBLIC = ox.DefaultGraph()
ANNOTATIONS = ox.NamedNode("urn:alliance-graph:annotations")
INDEX = ox.NamedNode("urn:alliance-graph:index")

_CACHED = 4096
"""Terms at hand: making one checks its IRI, and an article names the same few again and again."""

Term = ox.NamedNode | ox.Literal


@lru_cache(_CACHED)
def node(iri: str) -> ox.NamedNode:
    """The term of an IRI."""
    return ox.NamedNode(iri)


def triple(subject: str, predicate: str, value: Term) -> ox.Quad:
    """A quad of the default graph."""
    return ox.Quad(node(subject), node(predicate), value, PUBLIC)


def subject(quad: ox.Quad) -> ox.NamedNode:
    """The subject of a quad; this store holds no blank nodes."""
    return cast(ox.NamedNode, quad.subject)


def target(quad: ox.Quad) -> ox.NamedNode:
    """The object of a quad whose property leads to a node."""
    return cast(ox.NamedNode, quad.object)


def value(quad: ox.Quad) -> str:
    """The object of a quad as text, be it an IRI or a literal."""
    return cast(ox.NamedNode | ox.Literal, quad.object).value


def text(value: str, language: str | None = None) -> ox.Literal:
    """A string; lone surrogates, which no RDF holds, become question marks."""
    clean = value.encode("utf-8", "replace").decode("utf-8")
    return ox.Literal(clean, language=language) if language else ox.Literal(clean)


def decimal(value: float | Decimal) -> ox.Literal:
    """An xsd:decimal with four places at most and no closing zeros."""
    shortened = f"{round(Decimal(str(value)), 4):f}"
    if "." in shortened:
        shortened = shortened.rstrip("0").rstrip(".")
    return ox.Literal(shortened, datatype=node(XSD + "decimal"))


def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(str(value), datatype=node(XSD + "integer"))


YES = ox.Literal("true", datatype=node(XSD + "boolean"))
"""An xsd:boolean; nothing is ever said to be false."""


def moment(value: datetime) -> ox.Literal:
    """An xsd:dateTime to the second, in UTC where the offset is known."""
    whole = value.replace(microsecond=0)
    stated = whole.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z" if whole.tzinfo else whole.isoformat()
    return ox.Literal(stated, datatype=node(XSD + "dateTime"))


def day(value: date) -> ox.Literal:
    """An xsd:date."""
    return ox.Literal(value.isoformat(), datatype=node(XSD + "date"))
