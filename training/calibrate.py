"""Slope and intercept that turn the network's logits into probabilities on articles it was not trained on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from alliance_graph.extract.relations import SLOTS, SYMMETRIC
from training.examples import Example
from training.network import PairNetwork
from training.train import predict

_LOWEST = -5.0
"""Logits below it would be no candidates under any calibration, and outnumber all others."""


def calibrate(network: PairNetwork, examples: Sequence[Example]) -> tuple[float, float]:
    """Slope and intercept by logistic regression over the highest logit of each tie in each article (Platt 1999)."""
    return fit(_collect(network, examples))


def _collect(network: PairNetwork, examples: Sequence[Example]) -> list[tuple[float, bool]]:
    highest: dict[tuple[str, ...], float] = {}
    right: set[tuple[str, ...]] = set()
    for example, (slots, *_) in predict(network, examples, hinted=True):
        for row, (first, second) in enumerate(example.keys):
            for slot, (kind, is_forward) in enumerate(SLOTS):
                pair = (first, second) if is_forward else (second, first)
                cell = (example.article, kind, *(sorted(pair) if kind in SYMMETRIC else pair))
                score = min(max(float(slots[row, slot]), 1e-6), 1 - 1e-6)
                highest[cell] = max(highest.get(cell, -math.inf), math.log(score / (1 - score)))
                if example.slots[row, slot] != 0 and first != second:
                    right.add(cell)
    return [(logit, cell in right) for cell, logit in highest.items() if logit > _LOWEST]


def fit(told: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """Logistic regression on one variable by Newton's method."""
    rows = list(told)
    slope, intercept = 1.0, 0.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, is_right in rows:
            p = 1 / (1 + math.exp(-(slope * x + intercept)))
            g0, g1 = g0 + is_right - p, g1 + (is_right - p) * x
            w = p * (1 - p) + 1e-9
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        determinant = h00 * h11 - h01 * h01
        intercept += (h11 * g0 - h01 * g1) / determinant
        slope += (h00 * g1 - h01 * g0) / determinant
    return slope, intercept
