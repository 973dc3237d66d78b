"""Word lists of the extractor, read once each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from alliance_graph import word_lists

KNOWN_WORDS = "alliance_graph_words"
"""Table of a pipeline's vocabulary with the English words that its lemmatizer knows, by part of speech."""


@cache
def read_words(name: str) -> frozenset[str]:
    """The entries of one list of `alliance_graph/words/` in lower case."""
    return frozenset(line.casefold() for line in word_lists.read_words(name))


@cache
def _triggers() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("alliance_graph").joinpath("words", "triggers.toml").read_text(encoding="utf-8"))


def read_triggers(module: str, name: str) -> frozenset[str]:
    """The lemmas of one list of `words/triggers.toml`."""
    return frozenset(_triggers()[module][name])
