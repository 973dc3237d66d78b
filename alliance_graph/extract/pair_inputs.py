"""Windows as the numbers that the pair model takes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from alliance_graph.extract.assemble import as_stated
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.relations import SLOTS, STATUSES, Hint
from alliance_graph.extract.windows import Place, Window, path_between
from alliance_graph.model import EntityType, Status

MOST_TOKENS = 192
"""Word pieces of a window; what is longer loses its end, and the pairs there."""
TYPES = tuple(EntityType)
_MARKS = len(TYPES) + 3  # no mention, a mention of each type, a pronoun or description, a percentage
_ANAPHOR, _PERCENTAGE = len(TYPES) + 1, len(TYPES) + 2
N_MARKS = 2 * _MARKS
"""Marks of a token: what it belongs to, in the last sentence or before it."""
N_HINTS = len(SLOTS) + 3 * len(STATUSES)
"""What rules drew, with what status, and the status of the word that ties the two, as event and as state."""
N_DRAWN = len(SLOTS) + len(STATUSES)
"""The first of the hints, which are those that rules drew."""
N_TRAITS = 7


@dataclass(frozen=True, slots=True)
class PairInputs:
    """One window: T word pieces, P pairs, K percentages."""

    tokens: NDArray[np.int64]  # T
    marks: NDArray[np.int64]  # T
    positions: NDArray[np.int64]  # P x 4: first and last word piece of the first place and of the second
    types: NDArray[np.int64]  # P x 2
    paths: NDArray[np.float32]  # P x T: 1 for the word pieces that tie the two in the parse
    hints: NDArray[np.float32]  # P x N_HINTS
    shares: NDArray[np.int64]  # K: first word piece of each percentage
    traits: NDArray[np.float32]  # P x K x N_TRAITS
    pairs: tuple[tuple[int, int], ...]
    """The pairs of the window that fit in, in the order of the rows."""
    percentages: tuple[PercentageMention, ...]

    @property
    def asked(self) -> NDArray[np.int64]:
        """The word pieces on which scores hang: of paths and percentages and the first of each place; A, in order."""
        tied = np.flatnonzero(self.paths.any(axis=0))
        return np.unique(np.concatenate([tied, self.shares, self.positions[:, ::2].flatten()]))


def encode(window: Window, hints: Mapping[tuple[str, str], Sequence[Hint]], tokenizer: Tokenizer) -> PairInputs:
    """The window in numbers; pairs and percentages beyond the longest text are left out."""
    encoding = tokenizer.encode(window.text)
    starts, ends = _pieces_at(encoding, len(window.text))
    fits = min(len(encoding.ids), MOST_TOKENS)
    spans = [(starts[place.start], ends[place.end - 1]) for place in window.places]
    fitting = [0 <= first <= last < fits for first, last in spans]
    pairs = tuple((i, j) for i, j in window.pairs if fitting[i] and fitting[j])
    shares = [(starts[at], found) for at, found in window.percentages if -1 < starts[at] < fits]
    marks = _mark(window, spans, [piece for piece, _ in shares], encoding, fits)
    told = [hints.get((window.places[i].key, window.places[j].key), ()) for i, j in pairs]
    statuses = dict(zip(window.pairs, window.statuses, strict=False))
    return PairInputs(
        tokens=np.array(encoding.ids[:fits], dtype=np.int64),
        marks=marks,
        positions=np.array([(*spans[i], *spans[j]) for i, j in pairs], dtype=np.int64).reshape(-1, 4),
        types=np.array([[_type_of(window.places[i]), _type_of(window.places[j])] for i, j in pairs], dtype=np.int64),
        paths=_lay_paths(window, pairs, starts, fits),
        hints=np.array(
            [_to_vector(these, statuses.get(pair, ())) for pair, these in zip(pairs, told, strict=True)],
            dtype=np.float32,
        ).reshape(-1, N_HINTS),
        shares=np.array([piece for piece, _ in shares], dtype=np.int64),
        traits=np.array([[_traits(f, these) for _, f in shares] for these in told], dtype=np.float32).reshape(
            len(pairs), len(shares), N_TRAITS
        ),
        pairs=pairs,
        percentages=tuple(found for _, found in shares),
    )


def _pieces_at(encoding: Encoding, length: int) -> tuple[list[int], list[int]]:
    """For each character the word piece that covers it or follows, and the one that covers it or went before."""
    starts, ends = [-1] * length, [-1] * length
    for piece, (start, end) in enumerate(encoding.offsets):
        for i in range(start, end):
            starts[i] = ends[i] = piece
    for i in range(length - 2, -1, -1):
        starts[i] = starts[i + 1] if starts[i] < 0 else starts[i]
    for i in range(1, length):
        ends[i] = ends[i - 1] if ends[i] < 0 else ends[i]
    return starts, ends


def _mark(
    window: Window, spans: Sequence[tuple[int, int]], shares: Sequence[int], encoding: Encoding, fits: int
) -> NDArray[np.int64]:
    marks = np.zeros(fits, dtype=np.int64)
    for place, (first, last) in zip(window.places, spans, strict=True):
        if 0 <= first <= last:
            marks[first : last + 1] = _ANAPHOR if place.is_anaphor else 1 + TYPES.index(place.type)
    marks[list(shares)] = _PERCENTAGE
    for piece, (start, end) in enumerate(encoding.offsets[:fits]):
        if start >= window.body and end > start:
            marks[piece] += _MARKS
    return marks


def _lay_paths(
    window: Window, pairs: Sequence[tuple[int, int]], starts: Sequence[int], fits: int
) -> NDArray[np.float32]:
    paths = np.zeros((len(pairs), fits), dtype=np.float32)
    for row, (i, j) in enumerate(pairs):
        pieces = [starts[at] for at in path_between(window.places[i], window.places[j]) if 0 <= at < len(starts)]
        paths[row, [piece for piece in pieces if 0 <= piece < fits]] = 1
    return paths


def _type_of(place: Place) -> int:
    """The type, and whether a pronoun or a description stands for it."""
    return TYPES.index(place.type) + (len(TYPES) if place.is_anaphor else 0)


def _to_vector(hints: Sequence[Hint], statuses: Sequence[Status]) -> list[float]:
    vector = [0.0] * N_HINTS
    for hint in hints:
        vector[hint.slot] = max(vector[hint.slot], hint.claim.confidence)
        vector[len(SLOTS) + STATUSES.index(hint.claim.status)] = 1.0
    for i, status in enumerate(statuses):
        vector[len(SLOTS) + (1 + i) * len(STATUSES) + STATUSES.index(status)] = 1.0
    return vector


def _traits(found: PercentageMention, hints: Sequence[Hint]) -> list[float]:
    value = as_stated(found).value
    is_hinted = any(hint.percentage is not None and hint.percentage.value == value for hint in hints)
    return [
        float(trait)
        for trait in (
            found.is_holding,
            found.is_additional,
            found.is_remaining,
            found.is_whole,
            found.qualifier == "before",
            found.qualifier == "after",
            is_hinted and value is not None,
        )
    ]
