"""What the pair model finds in the windows of an article: possible ties with their probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alliance_graph.extract.pair_inputs import PairInputs
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.relations import ALLIANCE_FORMS, KINDS_OF_PAIRS, SLOTS, may_be
from alliance_graph.extract.windows import Place, Window

FLOOR = 0.1
"""Probability below which a tie is not even a candidate."""
_FLOOR_ACROSS = 0.25
"""The same where one of the two is named in another sentence only."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one window: P pairs, K percentages; all are probabilities."""

    slots: NDArray[np.float32]  # P x slots
    status: NDArray[np.float32]  # P x kinds x statuses
    form: NDArray[np.float32]  # P x forms
    share: NDArray[np.float32]  # P x (1 + K), none first


@dataclass(frozen=True, slots=True)
class Finding:
    """One possible tie of two entities in one window; the keys stand in the order of the kind's roles."""

    kind: str
    first: str
    second: str
    probability: float
    window: Window
    places: tuple[Place, Place]
    status: NDArray[np.float32]
    """Probability of each status."""
    percentage: PercentageMention | None
    form: str

    @property
    def is_across(self) -> bool:
        """Whether the two stand in different sentences."""
        return self.places[0].sentence != self.places[1].sentence


def find_ties(window: Window, inputs: PairInputs, scores: Scores) -> Iterator[Finding]:
    """Every tie of the window that is a candidate at least."""
    for row, (i, j) in enumerate(inputs.pairs):
        earlier, later = window.places[i], window.places[j]
        best = int(scores.share[row].argmax())
        percentage = inputs.percentages[best - 1] if best else None
        floor = FLOOR if earlier.sentence == later.sentence else _FLOOR_ACROSS
        for slot in np.nonzero(scores.slots[row] >= floor)[0]:
            kind, is_forward = SLOTS[slot]
            first, second = (earlier, later) if is_forward else (later, earlier)
            if not may_be(kind, first.type, second.type):
                continue
            yield Finding(
                kind,
                first.key,
                second.key,
                float(scores.slots[row, slot]),
                window,
                (earlier, later),
                scores.status[row, KINDS_OF_PAIRS.index(kind)],
                percentage if kind in _WITH_SHARE else None,
                _form(scores.form[row]) if kind == "alliance" else "",
            )


def _form(chances: NDArray[np.float32]) -> str:
    """The form of an alliance where one is likelier than all others; else "", for many have none of these."""
    return ALLIANCE_FORMS[int(chances.argmax())] if chances.max() >= _LIKELY else ""


_LIKELY = 0.6
_WITH_SHARE = ("stake", "acquisition", "venture")
