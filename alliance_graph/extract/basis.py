"""Who says what a sentence tells: a party of the claim, a filing, an unnamed source, or the press."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from alliance_graph.extract.numbers import alternatives, plain
from alliance_graph.extract.party_words import names_party
from alliance_graph.extract.words import read_words
from alliance_graph.model import Basis
from alliance_graph.word_lists import read_table

_REACH = 300
"""Characters between a trigger and the saying that rules it: news sentences are seldom longer."""
_BEFORE, _AFTER = 160, 90
"""Characters before and behind a verb of saying in which its speaker is looked for."""

_SPEAKERS = dict.fromkeys(read_words("company_descriptors.txt"), "party") | read_table("basis_speakers.txt", "|")
_VERBS = read_table("basis_verbs.txt", "|")
_CUES = read_table("basis_cues.txt", "|")
_FIRST_NAMES = read_words("first_names.txt")

_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_UNSAID = frozenset({"to", "will", "would", "could", "may", "might", "should", "can", "must", "not", "never", "t"})
_SILENCE = re.compile(r"\b(?:not|no|declined to|declines to|refused to)\s(?:\w+\s)?comment|\bnothing\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;:\"\u201c\u201d]|\.\s|\b(?:that|after|as|because|while|when|which|but|if|since|before|although|whether)\b", re.I
)
_STOP = re.compile(r"[,.;:\"\u201c\u201d](?=\s|$)|\s[-\u2013\u2014]|$")
_FILLER = re.compile(r"\s*(?:(?:today|yesterday|also|jointly|later|earlier|has|have|(?:on\s)?[A-Z][a-z]{2,6}day)\s*)*")
"""What may stand between the comma behind a speaker and the verb."""
_NO_SPEAKER = re.compile(r"\s*(?:it|they|he|she|that|its|their|there|this|on|in)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")

_RANKS = {Basis.FILING: 1, Basis.UNNAMED_SOURCE: 2, Basis.PARTY: 3, Basis.PRESS: 5}
"""Of several sayings the lowest: a paper is named with its speaker, a source with the newspaper that heard it."""
_SETTLED = 0
_HEARSAY = 4
"""Rumours and speculation, on which a party speaks in its own words."""


@dataclass(frozen=True, slots=True)
class _Saying:
    basis: Basis
    rank: int
    start: int


def find_basis(text: str, at: int, parties: Collection[str] = (), *, is_state: bool = False) -> Basis | None:
    """On what rests what the sentence tells at the character `at` of parties that these words name; None if unsaid.

    A state of affairs ("a unit of") is told in passing: only what comes before it, or a filing, speaks of it.
    """
    near = [
        saying
        for saying in _find_sayings(plain(text), parties)
        if abs(saying.start - at) < _REACH and (not is_state or saying.start < at or saying.basis is Basis.FILING)
    ]
    return min(near, key=lambda saying: (saying.rank, abs(saying.start - at))).basis if near else None


def _find_sayings(text: str, parties: Collection[str]) -> Iterator[_Saying]:
    cues, sources, verbs = _find_words(text)
    for match in cues:
        basis = Basis(_CUES[_fold(match[0])])
        yield _Saying(basis, _HEARSAY if basis is Basis.UNNAMED_SOURCE else _RANKS[basis], match.start())
    for match in sources:
        yield from _make_saying(_sort_of(_behind(text, match.end()), parties), "say", match.start())
    for match in verbs:
        verb, before = _VERBS[_fold(match["verb"])], (match["before"] or "").casefold()
        if before in _PASSIVE and match["by"]:
            yield from _make_saying(_sort_of(_behind(text, match.end()), parties), verb, match.start())
        elif before not in _PASSIVE | _UNSAID and not _SILENCE.search(text, match.end(), match.end() + 60):
            speaker = _find_speaker(text, match.start("verb"), match.end("verb"), parties)
            yield from _make_saying(speaker or _outlet(verb, text, match.start("verb")), verb, match.start("verb"))


@lru_cache(maxsize=64)  # all claims of a sentence ask for the same
def _find_words(text: str) -> tuple[list[re.Match[str]], ...]:
    """The cues of the text, its words such as "according to", and its verbs of saying."""
    return tuple(list(pattern.finditer(text)) for pattern in (_cues(), _ACCORDING, _verbs()))


_ACCORDING = re.compile(r"\b(?:according\sto|citing|quoting)\b", re.IGNORECASE)


def _make_saying(sort: str, verb: str, start: int) -> Iterator[_Saying]:
    if sort in ("", "other") or (verb == "show" and sort != Basis.FILING):
        return
    basis = Basis(sort)
    yield _Saying(basis, _SETTLED if verb == "settle" and basis is Basis.PARTY else _RANKS[basis], start)


def _find_speaker(text: str, start: int, end: int, parties: Collection[str]) -> str:
    """The sort of the speaker: behind the verb where a quotation or a comma stands before it, else before it."""
    before = text[max(0, start - _BEFORE) : start].rstrip()
    if before.endswith((",", '"', "\u201d")) and not _NO_SPEAKER.match(text, end):
        found = _sort_of(_behind(text, end), parties)
        if found:
            return found
    return _sort_of(_in_front(before), parties)


def _in_front(before: str) -> str:
    """The end of the clause before the verb; with what a comma before the verb sets off, also what it describes."""
    *earlier, last = before.rstrip('"\u201c\u201d').split(",")
    if earlier and _FILLER.fullmatch(last):
        described = _CLAUSE.split(earlier[-2])[-1] if len(earlier) > 1 else ""
        return f"{described}, {earlier[-1]}"
    return _CLAUSE.split(last)[-1]


def _behind(text: str, end: int) -> str:
    stretch = text[end : end + _AFTER]
    stop = _STOP.search(stretch)
    return stretch[: stop.start()] if stop else stretch


def _sort_of(speaker: str, parties: Collection[str]) -> str:
    """What a speaker's words come to: a basis, "other", or "" where they are unknown."""
    found = ((_SPEAKERS[_fold(match[0])], match) for match in _speakers().finditer(speaker.strip()))
    sorts = {
        sort
        for sort, match in found
        if not set(_fold(match[0]).split()) & set(parties)
        and not (sort == "other" and match.start() and match[0][0].isupper())  # "Intek Data Inc said"
    }
    for sort in (Basis.UNNAMED_SOURCE, Basis.FILING, Basis.PRESS, "other"):
        if sort in sorts:
            return sort
    if Basis.PARTY in sorts or names_party(speaker, parties):
        return Basis.PARTY
    words = [word.casefold() for word in _WORD.findall(speaker) if word[0].isupper()]
    return Basis.PARTY if any(word in _FIRST_NAMES for word in words) else ""


def _outlet(verb: str, text: str, start: int) -> str:
    """The press, where a name that is no party's reports or writes."""
    name = _in_front(text[max(0, start - _BEFORE) : start])
    return Basis.PRESS if verb == "report" and any(word[0].isupper() for word in _WORD.findall(name)) else ""


def _fold(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(_CUES)}\b", re.IGNORECASE)


@cache
def _speakers() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(_SPEAKERS)}\b", re.IGNORECASE)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?P<before>\w++)\s)?\b(?P<verb>{alternatives(_VERBS)})\b(?P<by>\sby\b)?", re.IGNORECASE)
