"""What turns the model's logits into probabilities, on articles that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alliance_graph.extract.pair_model import PairModel
from alliance_graph.extract.relations import SLOTS, SYMMETRIC
from training.examples import Example

_CAUTION = 0.1
"""What a claim loses in log odds, less of it the surer a rule drew the same: news is further from what was learned.

Chosen on our own texts and `dev`, for precision.
"""
_LOWEST = -8.0
"""Logits below it would be no candidates under any calibration, and outnumber all others."""

Row = tuple[float, float, bool]
"""Logit, confidence of the rule that drew the same, and whether the tie is in the gold."""


def calibrate(model: PairModel, examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the logit and of a rule's confidence, and the intercept (after Platt 1999).

    A network sure of what it was trained on trusts itself too much beside a rule; articles kept apart show by how much.
    """
    rows = collect(model, examples)
    labels = np.array([row[2] for row in rows], dtype=float)
    logit, drawn, intercept = fit(np.array([row[:2] for row in rows]), labels)
    return {"logit": logit, "drawn": drawn + _CAUTION, "intercept": intercept - _CAUTION}


def collect(model: PairModel, examples: Sequence[Example]) -> list[Row]:
    """A row for each slot of each two entities of each article, from the window that speaks most for it."""
    best: dict[tuple[str, ...], tuple[float, float]] = {}
    right: set[tuple[str, ...]] = set()
    for example in examples:
        logits = model.run(example.inputs)[0]
        for row, (first, second) in enumerate(example.keys):
            for slot, (kind, is_forward) in enumerate(SLOTS):
                pair = (first, second) if is_forward else (second, first)
                cell = (example.article, kind, *(sorted(pair) if kind in SYMMETRIC else pair))
                told = float(logits[row, slot]), float(example.inputs.hints[row, slot])
                if first != second:
                    best[cell] = max(best.get(cell, told), told, key=lambda told: told[0] + 4 * told[1])
                if first != second and example.slots[row, slot] != 0:
                    right.add(cell)
    return [(*told, cell in right) for cell, told in best.items() if told[0] > _LOWEST or told[1]]


def fit(variables: NDArray[np.float64], labels: NDArray[np.float64]) -> tuple[float, ...]:
    """Weights of logistic regression, the intercept last, by Newton's method with a slight pull to nought."""
    x = np.hstack([variables, np.ones((len(variables), 1))])
    weights = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (labels - p) - 0.1 * weights
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(weights)), gradient)
        weights = weights + step / max(1.0, float(np.abs(step).max()))
    return tuple(float(weight) for weight in weights)
