"""Where a tie is, or is to be, based or at work, in the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from alliance_graph.extract.numbers import alternatives, plain
from alliance_graph.extract.party_words import names_party
from alliance_graph.extract.words import read_words
from alliance_graph.word_lists import read_table

_REACH = 200
"""Characters between a trigger and the place that belongs to it: what partners do is told at length before where."""

_CUES = read_table("place_cues.txt", "|")
_SORTS = ("venture", "site", "act", "trade")
"""Sorts of cues, the surest first."""
_DEMONYMS = read_words("demonyms.txt")
_KNOWN = (read_words("places.txt") | read_words("states.txt")) - _DEMONYMS
_NOT = read_words("place_not.txt")
_COMPANY = read_words("legal_suffixes.txt") | read_words("organisation_heads.txt")
_WORD = re.compile(r"[^\W\d_]+")

_KNOWN_NAMES = alternatives(
    {name.title().replace(" And ", " and ") for name in _KNOWN} | {"UK", "US", "USA", "U.S", "U.K", "UAE"}
)
_CAPITAL = "[A-Z\u00c0-\u00d6\u00d8-\u00de\u010c\u0141\u015a\u0160\u017b\u017d]"
_NAME = rf"(?:(?:[A-Z]\.){{2,4}}|(?:St|Mt)\.\s{_CAPITAL}\w{{1,25}}+|{_CAPITAL}(?:[\w-]|['\u2019](?!s\b)){{1,25}}+)"
_SMALL = r"(?:of|de|la|del|do|da|al|am|an\sder|upon|on|sur|the)"
_SIDE = r"(?:(?:north|south|east|west|central|mainland|inner|upper|lower|rural)(?:-?(?:east|west))?(?:ern)?)"
_PART = r"(?:port|city|town|village|state|province|region|county|district|island|peninsula|valley|area|basin|coast)"
_PLACE = (
    rf"(?:the\s)?(?:{_SIDE}\s)?(?:(?:{_NAME}\s)?{_PART}\sof\s)?"
    rf"(?P<name>{_NAME}(?:['\u2019]s(?=\s{_CAPITAL}))?(?:\s(?:{_SMALL}\s)?{_NAME}){{0,3}})(?:\s{_PART}\b)?"
    rf"(?:,\s(?:(?:the\s)?{_KNOWN_NAMES}\b|(?:[A-Z]\.){{2}}|[A-Z][a-z]{{1,4}}\.))?(?:(?:,|,?\sand)\s(?:in\s)?{_KNOWN_NAMES}\b){{0,4}}"
)
_ENDS = re.compile(
    r"\s*(?:$|[^\w\s'\u2019-])|\s(?:[-\u2013\u2014]|(?:and|or|to|by|that|which|with|for|from|under|on|where|as|in|at|will|would|"
    r"is|was|has|have|next|this|last|late|early|after|before|until|using|near|can|could|may|should|starting|"
    r"beginning|together|through|via|when|while|but|owned|called|named|worth|capable|later|are|were|had|between)\b)"
)
"""What may follow a place whose name is not known: a name before another word describes that."""


@dataclass(frozen=True, slots=True)
class _Found:
    words: str
    start: int
    end: int
    is_known: bool
    sort: str


def find_place(text: str, at: int, parties: Collection[str] = ()) -> str:
    """The place behind the surest cue near the character `at` that is no party's name; "" if the text tells none."""
    near = [found for found in _find_all(text, parties) if max(found.start - at, at - found.end, 0) < _REACH]
    best = min(near, key=lambda f: (not f.is_known, _SORTS.index(f.sort), abs(f.start - at)), default=None)
    return best.words if best else ""


def _find_all(text: str, parties: Collection[str]) -> Iterator[_Found]:
    for match in _mentions().finditer(plain(text)):
        name, words = match["name"], " ".join(text[match.start("place") : match.end("place")].split())
        first, *rest = (word.casefold() for word in _WORD.findall(name))
        last = rest[-1] if rest else first
        sort = _CUES[" ".join(match["cue"].casefold().split())]
        known = bool(_known().search(words))
        if first in _NOT or names_party(name, parties) or (last in _COMPANY and not known) or last in _DEMONYMS:
            continue
        if match["where"] == "outside" and sort != "site":
            continue  # "sell outside Norway" is everywhere else
        if known or (sort != "trade" and _ENDS.match(text, match.end("place"))):
            yield _Found(words, match.start("cue"), match.end("place"), known, sort)


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"\b{_KNOWN_NAMES}\b")


@cache
def _mentions() -> re.Pattern[str]:
    """A cue, some words that are no barrier, a preposition and a place; looked ahead, so that cues may overlap."""
    barriers = alternatives(read_words("place_barriers.txt"))
    between = rf"(?:\s(?!(?:{barriers})\b)[\w'\u2019&-]{{1,25}}+){{0,8}}?"
    return re.compile(
        rf"\b(?P<cue>(?i:{alternatives(_CUES)}))\b"
        rf"(?={between}\s(?P<where>in|at|near|outside|off|across|throughout)\s(?P<place>{_PLACE}))"
    )
