"""Legal forms that tell two companies of one name apart: "Apple Computer Inc" and "Apple Computer GmbH"."""

from __future__ import annotations

from functools import lru_cache

from alliance_graph.caches import CACHED
from alliance_graph.legal_forms import strip_forms
from alliance_graph.spelling import split
from alliance_graph.word_lists import read_table

_BRITISH = frozenset({"ltd", "plc"})


@lru_cache(CACHED)
def find_forms(name: str) -> str:
    """All legal forms of a name, each in its usual spelling: "co ltd" of "The Ricoh Company, Limited", else ""."""
    if " " not in name.strip():
        return ""  # a stock exchange's "AKZO.AS" has none
    words = split(name)
    own = strip_forms(words)
    start = next((i for i in range(len(words)) if words[i : i + len(own)] == own), 0)
    return " ".join(_usual(word) for word in (*words[:start], *words[start + len(own) :]) if word != "the")


def _usual(word: str) -> str:
    return read_table("form_spellings.txt").get(word, word)


@lru_cache(CACHED)
def is_forms(text: str) -> bool:
    """Whether a text is nothing but legal forms."""
    words = tuple(text.split())
    return bool(words) and strip_forms(("x", *words)) == ("x",)


def are_rivals(one: str, two: str) -> bool:
    """Whether names that are one but for these forms are two companies where one article has both.

    "Corp" is short for "Corp Ltd", and an Ltd may have become a PLC.
    """
    first, second = {*map(_usual, one.split())}, {*map(_usual, two.split())}
    return bool(first and second) and not (first <= second or second <= first or first | second <= _BRITISH)
