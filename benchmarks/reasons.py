"""Why pairs are missed or spurious, as far as the annotations themselves tell."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from alliance_graph.evaluate import Row
from alliance_graph.pairs import Pair, has_direction, turn

MISSED, SPURIOUS = "missed", "spurious"
_UNKNOWN = "?"  # begins the key of a name that gold does not have


class Reason(NamedTuple):
    """What went wrong with one pair."""

    sort: str
    reason: str
    kind: str
    instead: str = ""
    """The kind of the other tie, where the same two have one."""


def find_reasons(row: Row, with_candidates: Row) -> Iterator[Reason]:
    """A reason for each pair that is on one side only; the second row adds the claims below the threshold."""
    missed, spurious = row.gold.keys() - row.predicted.keys(), row.predicted.keys() - row.gold.keys()
    both = row.gold.keys() & row.predicted.keys()
    for pair in missed:
        yield _confuse(MISSED, pair, spurious, both) or Reason(MISSED, _why_missed(pair, row, with_candidates), pair[0])
    for pair in spurious:
        yield _confuse(SPURIOUS, pair, missed, both) or Reason(SPURIOUS, _why_spurious(pair, row), pair[0])


def _confuse(sort: str, pair: Pair, wrong: Set[Pair], right: Set[Pair]) -> Reason | None:
    """The reason where the two companies are tied on the other side too, but in another way."""
    kind, first, second = pair
    if has_direction(kind) and turn(pair) in wrong:
        return Reason(sort, "direction", kind)
    for reason, others in (("kind confused", wrong), ("second tie of the same two", right)):
        kinds = sorted(other[0] for other in others if {*other[1:]} == {first, second})
        if kinds:
            return Reason(sort, reason, kind, kinds[0])
    return None


def _why_missed(pair: Pair, row: Row, with_candidates: Row) -> str:
    kind, first, second = pair
    if pair in with_candidates.predicted:
        return "found, but below the threshold"
    if not row.predicted:
        return "no claim found in the article"
    alike = [other for other in row.predicted if other[0] == kind and {first, second} & {*other[1:]}]
    if any(key.startswith(_UNKNOWN) for other in alike for key in other[1:]):
        return "entity name not matched"
    return "tied to another company of the article" if alike else "not found, though other claims of the article are"


def _why_spurious(pair: Pair, row: Row) -> str:
    if not row.gold:
        return "article without a claim"
    unknown = sum(key.startswith(_UNKNOWN) for key in pair[1:])
    if unknown == 2:
        return "neither company is in a gold claim"
    if unknown == 1:
        return "one company is in no gold claim, or its name not matched"
    return "both companies are in gold claims, with others"
