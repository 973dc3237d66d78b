"""The trained pair model at work: ONNX Runtime over the windows of an article, one by one."""

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
from alliance_graph.extract.pair_inputs import N_TRAITS, PairInputs
from alliance_graph.extract.relations import ALLIANCE_FORMS, SLOTS, STATUSES

WEIGHTS = Path(str(files("alliance_graph") / "weights"))
NEWS, CORE = 0, 1
"""What the model was trained on: news as we annotate it, and CORE, whose kinds are drawn a little otherwise."""

_SLOWER = ["SkipLayerNormFusion"]
"""What ONNX Runtime fuses to its cost on a CPU: without it a window takes a tenth less time."""
_FED = ("tokens", "marks", "positions", "types", "paths", "hints", "shares", "traits", "asked")


class PairModel:
    """Scores the pairs of windows; a window's scores do not depend on those beside it."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Raises ModelError where the weights are lacking, damaged, or made for other kinds of ties."""
        try:
            self._load(folder)
        except ModelError:
            raise
        except Exception as error:  # json, onnxruntime and tokenizers raise errors of no common family
            message = f"the pair model in {folder} cannot be loaded: {error}; install the package again"
            raise ModelError(message) from None

    def _load(self, folder: Path) -> None:
        card = json.loads((folder / "card.json").read_text("utf-8"))
        for name, digest in card["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise ModelError(f"{folder / name} is not the file that card.json describes; install the package again")
        if card["outputs"] != describe_outputs():
            raise ModelError(
                f"the pair model in {folder} was trained for other ties than the ontology has; train it anew"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers share the cores by articles
        self.session = onnxruntime.InferenceSession(
            folder / "pairs.onnx", options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.calibration = {name: float(weight) for name, weight in card["calibration"].items()}

    def score(self, windows: Sequence[PairInputs], domain: int = NEWS) -> list[Scores]:
        """The probabilities of each window, in order."""
        return [self._score(window, domain) for window in windows]

    def _score(self, window: PairInputs, domain: int) -> Scores:
        slots, status, forms, shares = self.run(window, domain)
        weights = self.calibration
        logits = weights["logit"] * slots + weights["drawn"] * window.hints[:, : len(SLOTS)] + weights["intercept"]
        return Scores(
            _sigmoid(logits), _softmax(status), _softmax(forms), _softmax(shares[:, : 1 + len(window.shares)])
        )

    def run(self, window: PairInputs, domain: int = NEWS) -> list[NDArray[np.float32]]:
        """Logits of slots, status, form and share, a row for each pair."""
        feed: dict[str, NDArray[Any]] = {name: getattr(window, name) for name in _FED}
        if not len(window.shares):  # the network wants one percentage at least
            feed["shares"] = np.zeros(1, dtype=np.int64)
            feed["traits"] = np.zeros((len(window.pairs), 1, N_TRAITS), dtype=np.float32)
        feed["domain"] = np.array([domain], dtype=np.int64)
        logits: list[NDArray[np.float32]] = self.session.run(None, feed)
        return logits


def describe_outputs() -> dict[str, list[str]]:
    """What the rows of the network's outputs stand for, in order; weights of another order would be misread."""
    slots = [f"{kind} {'forward' if is_forward else 'backward'}" for kind, is_forward in SLOTS]
    return {"slots": slots, "statuses": [status.value for status in STATUSES], "forms": list(ALLIANCE_FORMS)}


def _sigmoid(logits: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
