"""Names without what news leave out in front: "Santander" of "Banco Santander", "Heinz" of "H.J. Heinz"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from alliance_graph.caches import CACHED
from alliance_graph.legal_forms import Words, strip_forms
from alliance_graph.spelling import CONNECTORS, DOTTED, fold, split
from alliance_graph.word_lists import is_listed_generic, read_phrases, read_table

MOST_PIECES = 10
"""Pieces of a name in which lead-ins and legal forms are looked for: "S.A. de C.V." has three, hostile text no end."""
_ELISION = re.compile(r"^([LlDd])[\u2019'](?=\w)")
_ARTICLE = re.compile(r"^(Al|El)-(?=\w)")
_CLIPPED = re.compile(r"(?!St\.|Mt\.|Ft\.|Ste\.|Sta\.)[A-Z][a-z]{1,4}\.")
"""A first name cut short: "Wm. Wrigley", "Etn. Fr. Colruyt"."""
_LONGEST_WORD_AFTER_LETTER = 4
"""Letters of a word that belongs to the letter before it: "D Link"."""
_LEAST_AFTER_WEAK = 4
_GENERATIONS = frozenset({"jr", "sr"})


def is_given_name(word: str) -> bool:
    """Whether the word is a first name."""
    return word in read_phrases("first_names.txt") or word in read_phrases("given_names.txt")


@lru_cache(CACHED)
def without_lead_ins(name: str) -> tuple[Words, ...]:
    """What is left of a name, its legal form off, after each of the lead-ins, small words and initials in front."""
    pieces = _ARTICLE.sub(r"\1 ", _ELISION.sub("\\1\u2019 ", name)).split()
    return tuple(_walk(pieces))


def _walk(pieces: list[str]) -> Iterator[Words]:
    is_led = False
    for start in range(1, min(len(pieces), MOST_PIECES)):
        piece, rest = pieces[start - 1], strip_forms(split(" ".join(pieces[start:])))
        word = fold(piece).strip(".,\u2019")
        is_initial = _is_initial(piece, word, rest)
        if not (is_initial or word in read_phrases("lead_ins.txt") or (is_led and word in CONNECTORS)):
            yield from _after_weak(word, rest)
            return
        is_led = True
        if rest:
            yield rest[:-1] if is_initial and len(rest) > 1 and rest[-1] in _GENERATIONS else rest


def _after_weak(word: str, rest: Words) -> Iterator[Words]:
    """What is left after a first name or a weak lead-in, if a name of its own begins there."""
    if not rest:
        return
    is_weak = word in read_phrases("weak_lead_ins.txt") and _may_stand_alone(rest[0])
    if is_weak or (is_given_name(word) and _is_own(rest)):
        yield rest


def _may_stand_alone(word: str) -> bool:
    is_short = len(word) < _LEAST_AFTER_WEAK
    return not (is_short or _may_be_trade(word) or word in CONNECTORS or word in read_phrases("local_places.txt"))


def _is_own(rest: Words) -> bool:
    """Whether no word is one of trade, or all but the first are: "Thyssen-Hütte"."""
    trades = [_may_be_trade(word) for word in rest]
    return not any(trades) or (not trades[0] and read_phrases("trade_words.txt").issuperset(rest[1:]))


def _is_initial(piece: str, word: str, rest: Words) -> bool:
    """Whether the piece is an initial or a clipped article before a name: "H.J.", "J" before "Sainsbury", "L'"."""
    is_letter = len(piece) == 1 and piece.isupper() and len(rest) == 1 and len(rest[0]) > _LONGEST_WORD_AFTER_LETTER
    is_clipped = bool(_CLIPPED.fullmatch(piece)) and (
        is_given_name(word) or word not in read_table("abbreviations.txt")
    )
    return is_letter or is_clipped or bool(DOTTED.fullmatch(piece)) or piece.endswith("\u2019")


def _may_be_trade(word: str) -> bool:
    return word in read_phrases("trade_words.txt") or is_listed_generic((word,))
