"""Whether a sentence calls a tie exclusive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from alliance_graph.extract.numbers import alternatives, plain
from alliance_graph.word_lists import read_words

_REACH = 120
"""Characters between a trigger and the word that belongs to it, as for a price."""
_LEFT = 40
"""Characters before the word in which it is taken back."""
_TAKEN_BACK = re.compile(
    r"(?:\bnon-?\s?|(?:\b(?:not|never|nor|neither|without|no|hardly)|n['\u2019]t)\s(?:[a-z]{1,12}\s){0,3})$",
    re.IGNORECASE,
)


def is_exclusive(text: str, at: int) -> bool:
    """Whether the mention of exclusiveness that is nearest to the character `at` says yes and not no."""
    text = plain(text)
    near = [start for start in _find_mentions(text) if abs(start - at) < _REACH]
    nearest = min(near, key=lambda start: abs(start - at), default=None)
    return nearest is not None and not _TAKEN_BACK.search(text[max(0, nearest - _LEFT) : nearest])


def _find_mentions(text: str) -> Iterator[int]:
    """Where each word stands that speaks of exclusiveness."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            yield match.start("word")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    things = alternatives(read_words("exclusive_things.txt"))
    acts = alternatives(read_words("exclusive_acts.txt"))
    between = r"(?:,?\s(?!(?:under|for|with|of|from|by|at|talks|negotiations)\b)[\w'.-]{1,20}+){0,3}?\s"
    patterns = (
        rf"\b(?P<word>exclusive|sole){between}{things}\b",
        r"\b(?P<word>exclusive)(?=\s?(?:[.;,)]|$|\s(?:for|in|until|and\s(?:runs|will|covers|lasts))\b))",
        r"\b(?P<word>exclusivity)\b(?!\s(?:period|talks))",
        rf"\b(?P<word>exclusively|solely){between}{acts}\b",
        r"\b(?P<word>exclusively|solely)(?=\s(?:to|from|by|through|via|since|until)\b)",
        rf"\b{acts}{between}(?P<word>exclusively|solely)(?=[.,;]|\s(?:for|in|with|under|at)\b)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
