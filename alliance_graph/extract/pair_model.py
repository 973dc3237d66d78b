"""The trained pair model at work: ONNX Runtime over the windows of one article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
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
NEWS, CORE = 0, 1
"""What the model was trained on: news as we annotate it, and CORE, whose kinds are drawn a little otherwise."""
_MOST_TOKENS = 800
"""In one run of the network, markers included; an article of several windows takes several."""


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

    def score(self, windows: Sequence[PairInputs], domain: int = NEWS) -> list[Scores]:
        """The scores of each window, in order."""
        found: dict[int, Scores] = {}
        for part in _in_batches(windows):
            found.update(zip(part, self._run([windows[i] for i in part], domain), strict=True))
        return [found[i] for i in range(len(windows))]

    def _run(self, windows: Sequence[PairInputs], domain: int) -> list[Scores]:
        feed = make_feed(windows) | {"domain": np.full(len(windows), domain, dtype=np.int64)}
        slots, status, forms, shares = self.session.run(None, feed)
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


def _in_batches(windows: Sequence[PairInputs]) -> Iterator[list[int]]:
    """Indices of windows of like size together, so that little is padded."""
    batch: list[int] = []
    for i in sorted(range(len(windows)), key=lambda i: (_size(windows[i]), i)):
        if batch and (len(batch) + 1) * _size(windows[i]) > _MOST_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _size(window: PairInputs) -> int:
    return len(window.tokens) + 4 * len(window.pairs)


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
