"""The word lists in `words/`: one entry a line, notes after "#"."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words"


def read_words(name: str) -> list[str]:
    """The lines of a word list in `words/`, without notes and blank lines."""
    lines = (line.partition("#")[0].strip() for line in (_WORDS / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


@cache
def read_phrases(name: str) -> frozenset[str]:
    """The entries of a word list, to look words up in."""
    return frozenset(read_words(name))


@cache
def read_table(name: str, separator: str | None = None) -> dict[str, str]:
    """A word list of two columns: what stands in a name, and what it stands for."""
    return {first.strip(): second.strip() for first, second in (line.split(separator) for line in read_words(name))}


def is_listed_generic(words: tuple[str, ...]) -> bool:
    """Whether the words as a whole are an everyday word of business or a place."""
    phrase = " ".join(words)
    return phrase in read_phrases("generic_words.txt") or phrase in read_phrases("places.txt")
