"""The gate before the pair model: most sentences with two names tell of no tie, and the model costs most of all."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from alliance_graph.extract.reading import Sentence

_WORD = re.compile(r"[a-z]+|%|\d+")
_NAME, _NUMBER = "0", "9"
_MOST_PARTIES = 4


class WindowGate:
    """A linear classifier over the words of a sentence."""

    def __init__(self, path: Path) -> None:
        gate = json.loads(path.read_text("utf-8"))
        self.threshold = float(gate["threshold"])
        self.weights: dict[str, float] = gate["weights"]

    def opens(self, sentence: Sentence) -> bool:
        """Whether the sentence may tell of a tie; one from which a rule drew a claim always may."""
        return bool(sentence.claims) or score(features(sentence), self.weights) >= self.threshold


def score(words: Iterable[str], weights: Mapping[str, float]) -> float:
    """Sum of the weights of the words, the same in whatever order they come."""
    return math.fsum(weights.get(word, 0.0) for word in words)


def features(sentence: Sentence) -> frozenset[str]:
    """Words and pairs of words of the sentence outside names, cut to six letters, and how many parties it names."""
    parts, at = [], sentence.start
    names = [naming for naming in sentence.namings if not naming.is_anaphor]
    for naming in names:
        parts += [sentence.paragraph.text[at : naming.start].lower(), f" {_NAME} "]
        at = naming.end
    parts.append(sentence.paragraph.text[at : sentence.end].lower())
    words = [_stem(word) for word in _WORD.findall("".join(parts))]
    parties = min(len({naming.key for naming in names}), _MOST_PARTIES)
    return frozenset(["#", f"#{parties}", *words, *(f"{first} {second}" for first, second in pairwise(words))])


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    if word.isdigit():
        return _NAME if word == _NAME else _NUMBER
    return word[:6]
