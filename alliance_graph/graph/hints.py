"""Names that somebody may have meant who gave one that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

_MOST = 3
_NEAR = 0.7
"""How like names are that are suggested; at 0.6, "Rosneft" is for "Microsoft"."""


def suggest(word: str, names: Iterable[str]) -> str:
    """ "; did you mean ...?" with names that begin with the word, have it in them or are spelled like it; else ""."""
    by_lower = {name.lower(): name for name in sorted(names)}
    near = [*_longer(word.lower(), by_lower), *get_close_matches(word.lower(), by_lower, n=_MOST, cutoff=_NEAR)]
    best = list(dict.fromkeys(near))[:_MOST]
    return "; did you mean " + " or ".join(repr(by_lower[name]) for name in best) + "?" if best else ""


def _longer(word: str, names: Iterable[str]) -> list[str]:
    """The names of which the word is a part, those that begin with it first, then the shortest."""
    if not word.strip():
        return []
    found = [name for name in names if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name)]
    return sorted(found, key=lambda name: (not name.startswith(word), len(name), name))
