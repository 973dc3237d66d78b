"""Figures as news text writes them, in digits and in words: the patterns and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from alliance_graph.word_lists import read_table

_MAX_DIGITS = 15
"""Longer runs of digits are account numbers or attacks, not figures."""


def alternatives(phrases: Iterable[str]) -> str:
    """A group that matches any of the phrases, the longest first, with any white space between their words."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(re.escape(phrase).replace(chr(92) + ' ', BLANK) for phrase in longest_first)})"


BLANK = r"\s{1,3}"
BOUNDS: Mapping[str, str] = MappingProxyType(read_table("bounds.txt", "|"))
"""What "at least", "up to" or "about" make of the figure that follows: least, greatest or value."""

_WORDS = {word: Decimal(value) for word, value in read_table("numbers.txt", "|").items()}
_MAGNITUDES = {word: Decimal(value) for word, value in read_table("magnitudes.txt", "|").items()}
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_TENS = [word for word, value in _WORDS.items() if value in range(20, 100, 10)]
_UNITS = [word for word, value in _WORDS.items() if 1 <= value <= 9]

FREE = r"(?<![\w.,])(?<!\d[-/])(?<!\d\.\s)"
"""Stands before a figure that nothing is glued to: no part of "A350", "1/2/34", "3,5" or "11. 6"."""
DIGITS = (
    rf"(?:\d{{1,3}}+(?:,\d{{3}})++|\d{{1,{_MAX_DIGITS}}}+)"
    r"(?:\.\d{1,8}+|[- ]\d{1,2}/[1-9]\d{0,2}|[½¼¾])?+(?![\d/]|[.,]\d)"
)
IN_WORDS = rf"\b(?:(?:one|a) hundred|{alternatives(_TENS)}(?:[- ]{alternatives(_UNITS)})?|{alternatives(_WORDS)})\b"
NUMBER = f"(?:{DIGITS}|{IN_WORDS})"
MAGNITUDE = rf"{alternatives(word for word in _MAGNITUDES if len(word) > 2 or word in ('bn', 'mn', 'tn', 'cr'))}\b"
LETTER = r"[kKmMbBtT]\b|mm\b|MM\b"


# Letters that a pattern without regard to case takes for i, s and k, though no list has them: "m\u0131llion".
_LOOKALIKES = str.maketrans("\u0130\u0131\u017f\u212a", "IisK")


def plain(text: str) -> str:
    """The text, letter for letter, without the four letters that only look like those of the patterns."""
    return text if text.isascii() else text.translate(_LOOKALIKES)


def parse_number(text: str) -> Decimal:
    """The value of a text that NUMBER matches; ValueError if none does."""
    text = text.strip().casefold()
    if not text[:1].isdigit():
        return _parse_words(text)
    fraction = Decimal(0)
    if text[-1] in _FRACTIONS:
        text, fraction = text[:-1], _FRACTIONS[text[-1]]
    elif "/" in text:
        text, _, part = text.replace("-", " ").partition(" ")
        above, _, below = part.partition("/")
        if not int(below):
            raise ValueError(f"not a number: {text} {part}")
        fraction = Decimal(above) / Decimal(below)
    return Decimal(text.replace(",", "")) + fraction


def parse_magnitude(text: str) -> Decimal:
    """What a magnitude ("mln", "crore", "b") multiplies by; 1 for an empty text."""
    return _MAGNITUDES[" ".join(text.casefold().split())] if text.strip() else Decimal(1)


def _parse_words(text: str) -> Decimal:
    words = re.split(r"[-\s]+", text)
    if words[-1] == "hundred":
        return Decimal(100)
    if not all(word in _WORDS for word in words):
        raise ValueError(f"not a number: {text}")
    return sum((_WORDS[word] for word in words), Decimal(0))
