"""Whether confidence means what it says: of the pairs that are told with 0.7, about 70 in 100 should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alliance_graph.evaluate import Row

BINS = 10
_WIDTH = 40
"""Characters of the diagram from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs whose confidence lies in one tenth."""

    low: float
    count: int
    confidence: float
    """Mean."""
    right: float
    """Share of the pairs that gold has."""


def judge(rows: Iterable[Row]) -> list[tuple[float, bool]]:
    """Confidence of each predicted pair, by its surest claim, and whether gold has it."""
    return [
        (max(claim.confidence for claim, _ in told), pair in row.gold)
        for row in rows
        for pair, told in row.predicted.items()
    ]


def find_bins(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The bins that are not empty, in order."""
    table: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in judged:
        table.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, is_right))
    return [
        Bin(i / BINS, len(found), sum(c for c, _ in found) / len(found), sum(right for _, right in found) / len(found))
        for i, found in sorted(table.items())
    ]


def find_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error: distance of confidence and truth, mean over the pairs (Guo et al. 2017)."""
    count = sum(b.count for b in bins)
    return sum(b.count * abs(b.right - b.confidence) for b in bins) / count if count else None


def draw(bins: Iterable[Bin]) -> str:
    """A line for each bin: the bar is the share that is right, "|" stands where the bar would end if all were well."""
    return "\n".join(f"{b.low:.1f}-{b.low + 1 / BINS:.1f} {_draw(b)} {b.right:5.2f} of {b.count}" for b in bins)


def _draw(b: Bin) -> str:
    bar = list(("#" * round(b.right * _WIDTH)).ljust(_WIDTH + 1))
    bar[round(b.confidence * _WIDTH)] = "|"
    return "".join(bar)
