"""The gate before the pair model: most sentences with two names tell of no tie, and the model costs most of all."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from alliance_graph.extract.reading import Reading
from alliance_graph.extract.windows import Window

_WORD = re.compile(r"[a-z]+|%|\d+")


class WindowGate:
    """A linear classifier over the words of a window's last sentence."""

    def __init__(self, path: Path) -> None:
        gate = json.loads(path.read_text("utf-8"))
        self.threshold = float(gate["threshold"])
        self.weights: dict[str, float] = gate["weights"]

    def opens(self, reading: Reading, window: Window) -> bool:
        """Whether the sentence may tell of a tie; one from which a rule drew a claim always may."""
        if reading.sentences[window.sentence].claims:
            return True
        return sum(self.weights.get(word, 0.0) for word in features(reading, window)) >= self.threshold


def features(reading: Reading, window: Window) -> frozenset[str]:
    """Words and pairs of words of the sentence outside names, and how many parties it names."""
    sentence = reading.sentences[window.sentence]
    text, at = [], sentence.start
    names = [naming for naming in sentence.namings if not naming.is_anaphor]
    for naming in names:
        text.append(sentence.paragraph.text[at : naming.start].lower())
        text.append(" 0 ")
        at = naming.end
    text.append(sentence.paragraph.text[at : sentence.end].lower())
    words = _WORD.findall("".join(text))
    found = {"#"}
    for first, second in pairwise(words):
        found.add(_stem(first))
        found.add(f"{_stem(first)} {_stem(second)}")
    found.update(_stem(word) for word in words[-1:])
    found.add(f"#{min(len({naming.key for naming in names}), 4)}")
    return frozenset(found)


@cache
def _stem(word: str) -> str:
    if word.isdigit():
        return "0" if word == "0" else "9"
    return word[:6]
