"""The triples to give away: the whole graph without the ontology, or what belongs to some of its relationships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from alliance_graph.graph import read
from alliance_graph.graph.filter import Filter
from alliance_graph.graph.rules import apply_rules, is_shortcut
from alliance_graph.graph.terms import AG, DCTERMS, OA, PROV, PUBLIC, RDF, SCHEMA, SKOS, node, subject, value
from alliance_graph.graph.vocabulary import ROLES
from alliance_graph.ontology import TOPIC

_SCHEME = TOPIC.removesuffix("/")


def read_blocks(oxigraph: ox.Store, filter: Filter | None = None) -> Iterator[list[ox.Quad]]:
    """The triples of one subject after the other, all sorted as lines of N-Triples are."""
    relationships = None if filter is None else {tie.iri for tie in read.relationships(oxigraph, filter)}
    subjects = _find_all(oxigraph) if relationships is None else _find_around(oxigraph, relationships)
    shortcuts = None if relationships is None else _draw_shortcuts(oxigraph, relationships)
    for iri in sorted(subjects | _find_topics(oxigraph, subjects), key=lambda iri: f"<{iri}>"):
        quads = list(oxigraph.quads_for_pattern(node(iri), None, None, PUBLIC))
        if shortcuts is not None:
            quads = [quad for quad in quads if not is_shortcut(quad) or quad in shortcuts]
        yield sorted(quads, key=lambda quad: (str(quad.predicate), str(quad.object)))


def _find_all(oxigraph: ox.Store) -> set[str]:
    """Every node of the data; the ontology has a file of its own, and the topics are added where they are used."""
    typed = oxigraph.quads_for_pattern(None, node(RDF + "type"), None, PUBLIC)
    moved = oxigraph.quads_for_pattern(None, node(DCTERMS + "isReplacedBy"), None, PUBLIC)  # companies that were joined
    found = (subject(quad).value for quad in chain(typed, moved))
    return {iri for iri in found if not iri.startswith((AG.rstrip("#"), _SCHEME)) and not _is_foreign(iri)}


def _is_foreign(iri: str) -> bool:
    """Whether it is a term of another vocabulary, of which the ontology says a word."""
    return iri.startswith(("http://purl.org/", "http://www.w3.org/", SCHEMA))


def _find_around(oxigraph: ox.Store, relationships: Iterable[str]) -> set[str]:
    """The relationships with their parties and everything that bears them out."""
    found: set[str] = set()
    companies: set[str] = set()
    articles: set[str] = set()
    for tie in relationships:
        claims = set(read.find_subjects(oxigraph, AG + "reports", tie))
        claims |= {iri for claim in claims for iri in _follow(oxigraph, claim, PROV + "wasRevisionOf")}
        reviews = {iri for claim in claims for iri in read.find_subjects(oxigraph, AG + "reviewOf", claim)}
        shares = read.find_subjects(oxigraph, AG + "shareOf", tie)
        passages = {iri for claim in claims for iri in _follow(oxigraph, claim, PROV + "wasDerivedFrom")}
        agents = {iri for one in claims | reviews for iri in _follow(oxigraph, one, PROV + "wasAttributedTo")}
        found |= {tie, *claims, *reviews, *shares, *passages, *agents, *_follow(oxigraph, tie, AG + "dealValue")}
        companies |= {iri for role in ROLES for iri in _follow(oxigraph, tie, role)}
        articles |= {iri for passage in passages for iri in _follow(oxigraph, passage, OA + "hasSource")}
    for article in articles:
        found |= {article, *_follow(oxigraph, article, SCHEMA + "publisher")}
        for entity in read.find_subjects(oxigraph, PROV + "wasDerivedFrom", article):
            if companies.intersection(_follow(oxigraph, entity, AG + "identifiedAs")):
                found.add(entity)
    return found | companies


def _find_topics(oxigraph: ox.Store, subjects: Iterable[str]) -> set[str]:
    """The topics of these nodes with all wider ones, and their scheme."""
    ahead = {iri for one in subjects for iri in _follow(oxigraph, one, AG + "topic")}
    found: set[str] = set()
    while ahead:
        found |= ahead
        ahead = {iri for topic in ahead for iri in _follow(oxigraph, topic, SKOS + "broader")} - found
    return found | {iri for topic in found for iri in _follow(oxigraph, topic, SKOS + "inScheme")}


def _follow(oxigraph: ox.Store, iri: str, predicate: str) -> list[str]:
    return [value(quad) for quad in oxigraph.quads_for_pattern(node(iri), node(predicate), None, PUBLIC)]


def _draw_shortcuts(oxigraph: ox.Store, relationships: Iterable[str]) -> set[ox.Quad]:
    """The shortcuts that follow from these relationships alone."""
    quads = (quad for tie in relationships for quad in oxigraph.quads_for_pattern(node(tie), None, None, PUBLIC))
    return {quad for quad in apply_rules(quads) if is_shortcut(quad)}
