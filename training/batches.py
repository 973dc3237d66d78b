"""Labelled windows padded to one size."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from alliance_graph.extract.pair_inputs import N_DRAWN, N_HINTS, N_MARKS, N_TRAITS, TYPES
from training.examples import IGNORED, Example


class Names:
    """Word pieces of names, to give windows other names than theirs."""

    def __init__(self, examples: Sequence[Example], kept: Collection[int]) -> None:
        """Pieces in `kept` (legal forms, words such as "bank") stay where they are."""
        self.kept = frozenset(kept)
        pieces = [e.inputs.tokens[is_name(e.inputs.marks)] for e in examples]
        self.pool = [int(piece) for piece in np.concatenate(pieces) if int(piece) not in self.kept]

    def replace(self, tokens: Tensor, marks: Tensor) -> None:
        """Put another piece for each piece of a name, the same one wherever it stands in the window."""
        others: dict[int, int] = {}
        for i in np.nonzero(is_name(marks.numpy()))[0]:
            piece = int(tokens[i])
            if piece not in self.kept:
                tokens[i] = others.setdefault(piece, random.choice(self.pool))


def is_name(marks: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which word pieces belong to names."""
    sort = marks % (N_MARKS // 2)
    return (sort > 0) & (sort <= len(TYPES))


@dataclass(frozen=True, slots=True)
class Batch:
    """B windows of at most T word pieces, P pairs and K percentages, with their labels."""

    inputs: tuple[Tensor, ...]
    """What `PairNetwork.forward` takes in, in its order."""
    slots: Tensor  # B x P x slots; IGNORED where padded
    status: Tensor  # B x P x kinds
    form: Tensor  # B x P
    shares: Tensor  # B x P x (1 + K)
    has_share: Tensor  # B x 1 x (1 + K), whether there is such a percentage
    n_pairs: int
    taught: tuple[Tensor, ...] = ()
    """What teachers gave the windows, as `network` gives it, but as probabilities; padded with nought."""

    def to(self, device: str | torch.device) -> Self:
        """The same on the device."""

        def move(part: Any) -> Any:
            return (
                tuple(map(move, part))
                if isinstance(part, tuple)
                else part.to(device)
                if isinstance(part, Tensor)
                else part
            )

        return type(self)(*(move(getattr(self, field.name)) for field in fields(self)))


def make_batch(examples: Sequence[Example], *, drop_hints: float, names: Names | None = None) -> Batch:
    """The windows as one batch; of each, with the given probability, what rules drew is hidden.

    With `names`, every second window gets other names, so that the network reads the words around them.
    """
    length = max(len(e.inputs.tokens) for e in examples)
    n_pairs = max(len(e.keys) for e in examples)
    n_shares = max([1, *(len(e.inputs.shares) for e in examples)])

    def pad(name: str, shape: tuple[int, ...], kind: type, fill: float = 0) -> Tensor:
        parts = [getattr(example if hasattr(example, name) else example.inputs, name) for example in examples]
        return _pad(parts, shape, kind, fill)

    hints = pad("hints", (n_pairs, N_HINTS), np.float32)
    traits = pad("traits", (n_pairs, n_shares, N_TRAITS), np.float32)
    for row in range(len(examples)):
        if random.random() < drop_hints:
            hints[row, :, :N_DRAWN] = 0
            traits[row, :, :, -1] = 0
    tokens = pad("tokens", (length,), np.int64)
    marks = pad("marks", (length,), np.int64)
    for row in range(len(examples)):
        if names is not None and random.random() < 0.5:
            names.replace(tokens[row], marks[row])
    slots = examples[0].slots.shape[1]
    kinds = examples[0].status.shape[1]
    inputs = (
        tokens,
        torch.tensor([len(e.inputs.tokens) for e in examples]),
        marks,
        pad("positions", (n_pairs, 4), np.int64),
        pad("types", (n_pairs, 2), np.int64),
        pad("paths", (n_pairs, length), np.float32),
        hints,
        _pad([e.inputs.shares for e in examples], (n_shares,), np.int64),
        traits,
        torch.tensor([e.domain for e in examples]),
    )
    has_share = torch.zeros(len(examples), 1, 1 + n_shares, dtype=torch.bool)
    for row, example in enumerate(examples):
        has_share[row, 0, : 1 + len(example.inputs.shares)] = True
    return Batch(
        inputs,
        pad("slots", (n_pairs, slots), np.float32, IGNORED),
        pad("status", (n_pairs, kinds), np.int64, -1),
        pad("form", (n_pairs,), np.int64, -1),
        pad("shares", (n_pairs, 1 + n_shares), np.float32),
        has_share,
        sum(len(e.keys) for e in examples),
        _pad_taught(examples, n_pairs, n_shares) if examples[0].taught else (),
    )


def _pad_taught(examples: Sequence[Example], n_pairs: int, n_shares: int) -> tuple[Tensor, ...]:
    slots, status, forms, _ = examples[0].taught
    shapes = (slots.shape[1:], status.shape[1:], forms.shape[1:], (1 + n_shares,))
    columns = zip(*(example.taught for example in examples), strict=True)
    return tuple(_pad(parts, (n_pairs, *shape), np.float32) for parts, shape in zip(columns, shapes, strict=True))


def _pad(parts: Sequence[NDArray[Any]], shape: tuple[int, ...], kind: type, fill: float = 0) -> Tensor:
    """One part a row, each in the corner of a whole of that shape."""
    wholes: NDArray[Any] = np.full((len(parts), *shape), fill, dtype=kind)
    for whole, part in zip(wholes, parts, strict=True):
        whole[tuple(slice(0, n) for n in part.shape)] = part
    return torch.from_numpy(wholes)
