"""The trained pair model at work: ONNX Runtime over the windows of one article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from alliance_graph.errors import ModelError
from alliance_graph.extract.findings import Scores
from alliance_graph.extract.pair_inputs import N_HINTS, N_TRAITS, PairInputs

WEIGHTS = Path(str(files("alliance_graph") / "weights"))
_MOST_WINDOWS = 16
"""In one run of the network; a long article takes several."""


class PairModel:
    """Scores the pairs of windows; the same windows give the same scores on every machine of one kind."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Raises ModelError where the weights are lacking or are not those of the card."""
        card = _read_card(folder)
        path = folder / "pairs.onnx"
        if hashlib.sha256(path.read_bytes()).hexdigest() != card["sha256"]:
            raise ModelError(f"{path} is not the file that {folder / 'card.json'} describes; install the package again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers share the cores by articles
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.slope, self.intercept = float(card["calibration"]["slope"]), float(card["calibration"]["intercept"])

    def score(self, windows: Sequence[PairInputs]) -> list[Scores]:
        """The scores of each window, in order."""
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].tokens))
        found: dict[int, Scores] = {}
        for at in range(0, len(order), _MOST_WINDOWS):
            part = order[at : at + _MOST_WINDOWS]
            found.update(zip(part, self._run([windows[i] for i in part]), strict=True))
        return [found[i] for i in range(len(windows))]

    def _run(self, windows: Sequence[PairInputs]) -> list[Scores]:
        slots, status, forms, shares = self.session.run(None, make_feed(windows))
        slots = _sigmoid(self.slope * slots + self.intercept)
        scores = []
        for row, window in enumerate(windows):
            n, k = len(window.pairs), 1 + len(window.shares)
            scores.append(
                Scores(
                    slots[row, :n],
                    _softmax(status[row, :n]),
                    _softmax(forms[row, :n]),
                    _softmax(shares[row, :n, :k]),
                )
            )
        return scores


def _read_card(folder: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((folder / "card.json").read_text("utf-8"))
    except OSError as error:
        raise ModelError(f"the weights of the pair model are not there: {error}; install the package again") from None
    return card


def make_feed(windows: Sequence[PairInputs]) -> dict[str, NDArray[Any]]:
    """The windows padded to one size, under the names of the network's inputs."""
    length = max(len(w.tokens) for w in windows)
    n_pairs = max(len(w.pairs) for w in windows)
    n_shares = max(1, max(len(w.shares) for w in windows))
    rows = len(windows)
    feed: dict[str, NDArray[Any]] = {
        "tokens": np.zeros((rows, length), dtype=np.int64),
        "length": np.array([len(w.tokens) for w in windows], dtype=np.int64),
        "marks": np.zeros((rows, length), dtype=np.int64),
        "positions": np.zeros((rows, n_pairs, 4), dtype=np.int64),
        "types": np.zeros((rows, n_pairs, 2), dtype=np.int64),
        "paths": np.zeros((rows, n_pairs, length), dtype=np.float32),
        "hints": np.zeros((rows, n_pairs, N_HINTS), dtype=np.float32),
        "shares": np.zeros((rows, n_shares), dtype=np.int64),
        "traits": np.zeros((rows, n_pairs, n_shares, N_TRAITS), dtype=np.float32),
    }
    for row, window in enumerate(windows):
        for name, whole in feed.items():
            if name != "length":
                part = getattr(window, name)
                whole[row][tuple(slice(0, n) for n in part.shape)] = part
    return feed


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
