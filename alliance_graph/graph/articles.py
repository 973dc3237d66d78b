"""Articles in the store: their entries in the index, and the triples that belong to them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, permutations

import pyoxigraph as ox

from alliance_graph.contexts import bare
from alliance_graph.graph import index
from alliance_graph.graph.build import article_quads, claim_quads, entity_quads, shared_quads
from alliance_graph.graph.companies import name_pairs
from alliance_graph.graph.copies import update_copies
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.index import Pair
from alliance_graph.graph.linker import EntityKeys
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.reports import groups
from alliance_graph.graph.terms import AG, OA, PROV, PUBLIC, SCHEMA, node, subject, target, triple
from alliance_graph.graph.view import View
from alliance_graph.jsonl import write_entry

_REPORTS = node(AG + "reports")
_REVIEW_OF = node(AG + "reviewOf")


@dataclass(slots=True)
class Touched:
    """Keys on which something may hang that changed."""

    keys: set[str] = field(default_factory=set)
    """Keys that came, went, or of which something changed that identity may hang on."""
    named: set[str] = field(default_factory=set)
    """Full keys that gained or lost a name."""


def index_articles(changes: Mapping[str, Reading | None], view: View) -> Touched:
    """Write readings and look-ups of the changed articles; groups of claims come later, when companies are known."""
    touched = Touched()
    for article, new in sorted(changes.items()):
        reading = view.readings.put(article, new)
        before = view.index.values(article, index.KEY)
        entities = reading.entities if reading else ()
        playing = view.playing(reading) if reading else ()
        keys = view.filed(reading) if reading else {}
        view.index.set_values(article, index.KEY, {found.full for found in keys.values()})
        view.index.set_values(article, index.PART, {keys[entity.key].full for entity in playing})
        owners = {Pair(index.OWNER, short, found.full) for found in keys.values() for short in found.short}
        others = {Pair(index.OTHER, other, found.full) for found in keys.values() for other in found.other}
        names = {pair for entity in entities for pair in name_pairs(keys[entity.key].full, entity)}
        touched.keys |= view.index.set_pairs(article, index.OWNER, owners)
        touched.keys |= view.index.set_pairs(article, index.OTHER, others)
        touched.keys |= view.index.set_pairs(article, index.NEIGHBOUR, set(_neighbours(reading, keys, view)))
        touched.keys |= view.index.set_pairs(article, index.APART, set(_apart(keys, view)))
        touched.named |= view.index.set_pairs(article, index.NAME, names)
        touched.keys |= update_blocks(before | {found.full for found in keys.values()}, view)
        update_copies(article, reading, view)
    touched.keys |= touched.named
    return touched


def update_blocks(keys: Iterable[str], view: View) -> set[str]:
    """Put keys that came into their blocks, take those that went out; the keys that came or went."""
    linker, register, moved = view.rulebook.linker, view.rulebook.register, set()
    for key in keys:
        is_there = view.index.has_article(index.KEY, key)
        blocks = linker.blocks(key)
        if not blocks or is_there == (key in view.index.seconds(index.BLOCK, blocks[0])):
            continue
        moved.add(key)
        for block in blocks:
            view.index.set_second(index.BLOCK, block, key, is_there=is_there)
        entry = register.find(bare(key)) if register and is_there else None
        view.index.set_seconds(index.ENTRY, key, [write_entry(entry)] if entry else [])
    return moved


def _neighbours(reading: Reading | None, keys: Mapping[str, EntityKeys], view: View) -> Iterator[Pair]:
    """Every two parties of an accepted claim, in both directions; a vague name without its context."""
    for _, claim in view.accepted(reading) if reading else ():
        for one, two in permutations({keys[party].full for party in claim.parties}, 2):
            yield Pair(index.NEIGHBOUR, one, bare(two))


def _apart(keys: Mapping[str, EntityKeys], view: View) -> Iterator[Pair]:
    """Every two entities that share a block, and so might be one company elsewhere."""
    sharing: dict[str, set[str]] = {}
    for found in keys.values():
        for block in view.rulebook.linker.blocks(found.full):
            sharing.setdefault(block.partition(" ")[2], set()).add(found.full)
        sharing.setdefault(bare(found.full), set()).add(found.full)
        for other in map(bare, found.other):  # another name, which the article has as a company of its own too
            sharing.setdefault(f"other {other}", set()).add(found.full)
    for key in keys.values():
        if f"other {key.full}" in sharing:
            sharing[f"other {key.full}"].add(key.full)
    for members in sharing.values():
        for one, two in combinations(sorted(members), 2):
            yield Pair(index.APART, one, two)


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
        identity = view.linking.identify(view.filed(reading)[entity.key].full)
        yield from entity_quads(reading, entity, iris.company(identity.key), identity.reason)


def _find_own(article: str, draft: Draft) -> list[ox.Quad]:
    """The triples of an article with its entities, passages, claims and reviews, but for what the claims report."""
    whole = node(article)
    found = draft.find(whole, None, None, PUBLIC)
    if not found:
        return []
    entities = draft.find(None, node(PROV + "wasDerivedFrom"), whole, PUBLIC)
    passages = draft.find(None, node(OA + "hasSource"), whole, PUBLIC)
    claims = [
        quad for one in passages for quad in draft.find(None, node(PROV + "wasDerivedFrom"), subject(one), PUBLIC)
    ]
    reviews = [quad for one in claims for quad in draft.find(None, _REVIEW_OF, subject(one), PUBLIC)]
    for owned in {subject(quad) for quad in (*entities, *passages, *claims, *reviews)}:
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
