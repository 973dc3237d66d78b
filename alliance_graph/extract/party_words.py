"""The words by which a text may call the parties of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable

from alliance_graph.extract.words import read_words
from alliance_graph.model import Claim

_WORD = re.compile(r"[^\W_]+")
_LEAST = 2
"""Letters: a single one is an initial."""


def party_words(claim: Claim) -> frozenset[str]:
    """Words of the keys of the parties that tell them from others, and their initials, in lower case."""
    keys = [_WORD.findall(key) for key in claim.parties]
    words = {word for key in keys for word in key[:1]} | {word for key in keys for word in key if not _is_plain(word)}
    initials = {"".join(word[0] for word in key) for key in keys}
    return frozenset(word for word in words | initials if len(word) >= _LEAST) - _SMALL


_SMALL = read_words("function_words.txt") | read_words("connectors.txt")


def names_party(text: str, words: Iterable[str]) -> bool:
    """Whether a word with a capital is one of the parties' words."""
    return any(word[0].isupper() and word.casefold() in words for word in _WORD.findall(text))


def _is_plain(word: str) -> bool:
    """Whether the word stands in many a name: "bank", "inc"."""
    return word in _PLAIN or word.isdigit()


_PLAIN = frozenset().union(
    *(read_words(name) for name in ("generic_words.txt", "organisation_heads.txt", "legal_suffixes.txt", "places.txt"))
)
