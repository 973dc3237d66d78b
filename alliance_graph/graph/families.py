"""Families of copies: an article with its reprints and later versions, and how each differs from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from alliance_graph.graph.copies import age
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.reading import Readings
from alliance_graph.graph.terms import PUBLIC, SCHEMA, node, subject, value
from alliance_graph.model import Annotation, Source
from alliance_graph.signature import compare

_WHOLE = 0.8
"""Share of a text from which nearly all of it stands in another, as in `link/copies.py`."""


class Likeness(StrEnum):
    """How a copy differs from the original."""

    SAME = "same words"
    NEAR = "few words changed"
    LONGER = "longer"
    CUT = "cut"
    REWRITTEN = "partly rewritten"


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that is no source of its own."""

    article: str
    """Id of the article."""
    source: Source
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Family:
    """An article, by id, with its copies from the earliest to the latest."""

    article: str
    source: Source
    copies: tuple[Copy, ...]


def find_families(draft: Draft, iris: Iris) -> Iterator[Family]:
    """All families by the day of their original."""
    found: dict[str, list[str]] = {}
    for quad in draft.find(None, node(SCHEMA + "isBasedOn"), None, PUBLIC):
        found.setdefault(value(quad), []).append(subject(quad).value)
    readings = Readings(draft, iris)
    for original in sorted(readings.all_of(found), key=age):
        copies = sorted(readings.all_of(found[original.article]), key=age)
        first = original.annotation
        yield Family(first.id, first.source, tuple(_copy(first, copy.annotation) for copy in copies))


def _copy(original: Annotation, copy: Annotation) -> Copy:
    return Copy(copy.id, copy.source, _likeness(original.source, copy.source))


def _likeness(original: Source, copy: Source) -> Likeness:
    if original.digest and original.digest == copy.digest:
        return Likeness.SAME
    overlap = compare(original.signature, copy.signature)
    if overlap.jaccard == 1:
        return Likeness.SAME
    if min(overlap.first, overlap.second) >= _WHOLE:
        return Likeness.NEAR
    if overlap.first >= _WHOLE:
        return Likeness.LONGER
    return Likeness.CUT if overlap.second >= _WHOLE else Likeness.REWRITTEN
