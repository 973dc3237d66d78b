"""Word lists of the extractor, read once each."""

from __future__ import annotations

from functools import cache

from alliance_graph import names


@cache
def read_words(name: str) -> frozenset[str]:
    """The entries of one list of `alliance_graph/words/` in lower case."""
    return frozenset(line.casefold() for line in names.read_words(name))
