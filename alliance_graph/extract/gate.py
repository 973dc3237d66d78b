"""The gate: what tells of no tie never meets the parser and the model, which are what reading costs."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from alliance_graph.errors import ModelError

_SENTENCE = re.compile(r"(?<=[a-z0-9)\"'%][.!?])[\"')]? +(?=[\"'(]?[A-Z])")
"""Where a sentence may end; one cut too many at "Inc. Alder" costs little."""
_WORD = re.compile(r"[A-Z][\w&.'-]*|[a-z]+|%|\d[\d.,]*")
_NAME, _NUMBER = "0", "9"
_MOST_NAMES = 4
_STEM = 6
_BEFORE = 2
"""Paragraphs before one that passes: the windows of the pair model reach so far back."""


class Gate:
    """A linear classifier over the words of a sentence."""

    def __init__(self, threshold: float, weights: Mapping[str, float]) -> None:
        self.threshold = threshold
        self.weights = weights

    def opens(self, text: str) -> bool:
        """Whether any sentence of the text may tell of a tie."""
        return any(score(features(sentence), self.weights) >= self.threshold for sentence in find_sentences(text))

    def choose(self, paragraphs: Sequence[str]) -> list[int]:
        """Indices of the paragraphs to read: those that may tell of a tie, what goes before them, headline and lead."""
        opened = [i for i, text in enumerate(paragraphs) if self.opens(text)]
        near = {j for i in opened for j in range(max(0, i - _BEFORE), i + 1)}
        return sorted(near | {0, 1} & set(range(len(paragraphs)))) if opened else []


@cache
def load_gate() -> Gate:
    """The gate that ships; raises ModelError where it is lacking or damaged."""
    path = files("alliance_graph") / "weights" / "gate.json"
    try:
        gate = json.loads(path.read_text("utf-8"))
        return Gate(float(gate["threshold"]), gate["weights"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the gate {path} cannot be loaded: {error}; install the package again") from None


def find_sentences(text: str) -> Iterator[str]:
    """The text cut where sentences may end."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def score(words: Iterable[str], weights: Mapping[str, float]) -> float:
    """Sum of the weights of the words, the same in whatever order they come."""
    return math.fsum(weights.get(word, 0.0) for word in words)


def features(sentence: str) -> frozenset[str]:
    """Words and pairs of words, cut to six letters, with one sign for any run of capitals, and how many such runs."""
    words = _WORD.findall(sentence)
    found: list[str] = []
    names = 0
    for i, word in enumerate(words):
        if word[0].isupper() and (i or (len(words) > 1 and words[1][0].isupper())):
            if not found or found[-1] != _NAME:
                found.append(_NAME)
                names += 1
        else:
            found.append(_NUMBER if word[0].isdigit() else word.lower()[:_STEM])
    pairs = (f"{first} {second}" for first, second in pairwise(found))
    return frozenset(["#", f"#{min(names, _MOST_NAMES)}", *found, *pairs])
