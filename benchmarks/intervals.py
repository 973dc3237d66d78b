"""How far the figures of a set would wander if other articles of its sort had been drawn: bootstrap (Efron 1979)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_graph.evaluate import Row

SAMPLES = 2000
SEED = 20261122


class Interval(NamedTuple):
    """The bounds between which 95 % of the samples fall."""

    low: float
    high: float


class Intervals(NamedTuple):
    """The intervals of the three figures of a score."""

    precision: Interval
    recall: Interval
    f1: Interval


def find_intervals(rows: Sequence[Row], kind: str = "") -> Intervals:
    """The intervals over articles, for the pairs of one kind or, by default, of all; the same rows give the same."""
    counts = np.array([_count(row, kind) for row in rows]).reshape(-1, 3)
    drawn = np.random.default_rng(SEED).multinomial(len(rows), np.full(len(rows), 1 / len(rows)), SAMPLES) @ counts
    matched, predicted, gold = drawn.T
    return Intervals(_bound(matched, predicted), _bound(matched, gold), _bound(2 * matched, predicted + gold))


def _count(row: Row, kind: str) -> tuple[int, int, int]:
    gold, predicted = ({pair for pair in side if kind in ("", pair[0])} for side in (row.gold, row.predicted))
    return len(gold & predicted), len(predicted), len(gold)


def _bound(part: NDArray[np.int64], whole: NDArray[np.int64]) -> Interval:
    low, high = np.percentile(part / np.maximum(whole, 1), [2.5, 97.5])
    return Interval(float(low), float(high))
