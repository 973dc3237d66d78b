"""Shortcuts: the CONSTRUCT rules of `ontologies/rules/` on the relationships among a few companies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import cast

import pyoxigraph as ox

from alliance_graph.graph.terms import AG, PUBLIC, RDF, node, subject
from alliance_graph.ontology import DIRECTORY

Pair = tuple[str, str]


def apply_rules(relationships: Iterable[ox.Quad]) -> list[ox.Quad]:
    """What the rules draw from the triples of relationships: their wider classes, and shortcuts between companies."""
    small = ox.Store()
    small.extend(ontology_quads())
    small.extend(relationships)
    found: set[ox.Quad] = set()
    for rule in _rules():
        drawn = cast(ox.QueryTriples, small.query(rule))
        found |= {ox.Quad(triple.subject, triple.predicate, triple.object, PUBLIC) for triple in drawn}
    return [quad for quad in found if not subject(quad).value.startswith(AG)]


@cache
def shortcuts() -> frozenset[str]:
    """IRIs of the shortcut properties."""
    found = (quad for quad in ontology_quads() if quad.predicate.value == AG + "shortcutFor")
    return frozenset(subject(quad).value for quad in found)


@cache
def ontology_quads() -> tuple[ox.Quad, ...]:
    """The triples of the ontology itself."""
    parsed = ox.parse(path=str(DIRECTORY / "alliance.ttl"), format=ox.RdfFormat.TURTLE)
    return tuple(ox.Quad(quad.subject, quad.predicate, quad.object, PUBLIC) for quad in parsed)


@cache
def _rules() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted((DIRECTORY / "rules").glob("*.rq")))


def is_shortcut(quad: ox.Quad) -> bool:
    """Whether a triple is a shortcut between two companies."""
    return quad.predicate.value in shortcuts()


def is_type(quad: ox.Quad) -> bool:
    """Whether a triple tells a class."""
    return bool(quad.predicate == node(RDF + "type"))
