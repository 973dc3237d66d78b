"""Articles in the store: their entries in the index, and the triples that belong to them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from alliance_graph.graph import index
from alliance_graph.graph.build import article_quads, claim_quads, entity_quads, shared_quads
from alliance_graph.graph.companies import name_pairs
from alliance_graph.graph.copies import update_copies
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.index import Pair
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.reports import groups
from alliance_graph.graph.terms import AG, OA, PROV, PUBLIC, SCHEMA, node, subject, target, triple
from alliance_graph.graph.view import View

_REPORTS = node(AG + "reports")


@dataclass(slots=True)
class Touched:
    """Keys on which something may hang that changed."""

    shorts: set[str] = field(default_factory=set)
    """Short keys that gained or lost an owner."""
    named: set[str] = field(default_factory=set)
    """Full keys that gained or lost a name."""


def index_articles(changes: Mapping[str, Reading | None], view: View) -> Touched:
    """Write readings and look-ups of the changed articles; groups of claims come later, when companies are known."""
    touched = Touched()
    for article, reading in sorted(changes.items()):
        view.readings.put(article, reading)
        entities = reading.annotation.entities if reading else ()
        playing = view.playing(reading) if reading else ()
        keys = {entity: view.rulebook.linker.keys(entity) for entity in entities}
        view.index.set_values(article, index.KEY, {found.full for found in keys.values()})
        view.index.set_values(article, index.PART, {keys[entity].full for entity in playing})
        owners = {Pair(index.OWNER, short, found.full) for found in keys.values() for short in found.short}
        names = {pair for entity, found in keys.items() for pair in name_pairs(found.full, entity)}
        touched.shorts |= view.index.set_pairs(article, index.OWNER, owners)
        touched.named |= view.index.set_pairs(article, index.NAME, names)
        update_copies(article, reading, view.readings, view.index, view.rulebook.linker)
    return touched


def write_articles(articles: Iterable[str], view: View) -> set[str]:
    """Write what belongs to these articles; the groups of claims that they have or had."""
    touched: set[str] = set()
    for article in sorted(articles):
        reading = view.readings.get(article)
        touched |= view.index.values(article, index.GROUP)
        now = {group for report in view.reports(reading) for group in groups(report)} if reading else set()
        view.index.set_values(article, index.GROUP, now)
        touched |= now
        old = _find_own(article, view.draft)
        new = list(_make_own(reading, view)) if reading else []
        view.draft.replace(old, new)
        _write_shared({*old, *new}, view)
    return touched


def _make_own(reading: Reading, view: View) -> Iterable[ox.Quad]:
    iris = view.rulebook.iris
    yield from article_quads(reading, iris)
    yield from claim_quads(reading, iris)
    original = view.original(reading.article)
    if original != reading.article:
        yield triple(reading.article, SCHEMA + "isBasedOn", node(original))
    for entity in view.playing(reading):
        identity = view.identities.identify(view.rulebook.linker.keys(entity).full)
        yield from entity_quads(reading, entity, iris.company(identity.key), identity.reason)


def _find_own(article: str, draft: Draft) -> list[ox.Quad]:
    """The triples of an article with its entities, passages and claims, but for what the claims report."""
    whole = node(article)
    found = draft.find(whole, None, None, PUBLIC)
    if not found:
        return []
    entities = draft.find(None, node(PROV + "wasDerivedFrom"), whole, PUBLIC)
    passages = draft.find(None, node(OA + "hasSource"), whole, PUBLIC)
    claims = [
        quad for one in passages for quad in draft.find(None, node(PROV + "wasDerivedFrom"), subject(one), PUBLIC)
    ]
    for owned in {subject(quad) for quad in (*entities, *passages, *claims)}:
        found += draft.find(owned, None, None, PUBLIC)
    return [quad for quad in found if quad.predicate != _REPORTS]


def _write_shared(quads: Iterable[ox.Quad], view: View) -> None:
    """Publishers and extractors stay as long as anything points at them."""
    for predicate in (node(SCHEMA + "publisher"), node(PROV + "wasAttributedTo")):
        for shared in {target(quad) for quad in quads if quad.predicate == predicate}:
            old = view.draft.find(shared, None, None, PUBLIC)
            is_used = view.draft.has(None, predicate, shared, PUBLIC)
            if is_used != bool(old):
                view.draft.replace(old, shared_quads(shared.value) if is_used else [])
