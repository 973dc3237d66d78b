"""Percentages as news text words them: figures, fractions, splits ("50-50") and words ("a majority stake")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from alliance_graph.extract.numbers import (
    BLANK,
    BOUNDS,
    DIGITS,
    FREE,
    NUMBER,
    alternatives,
    parse_number,
    plain,
)
from alliance_graph.extract.scan import Make, scan
from alliance_graph.model import Percentage
from alliance_graph.word_lists import read_table, read_words


@dataclass(frozen=True, slots=True)
class PercentageMention:
    """A percentage and where it stands in the text; end exclusive."""

    start: int
    end: int
    percentage: Percentage
    qualifier: str = ""
    """"before" or "after" in "raised its stake from 20 pct to 35 pct"; "" elsewhere."""
    is_holding: bool = False
    """Whether the words around it speak of a part of a company, and not of growth, sales or rates."""
    is_additional: bool = False
    is_remaining: bool = False
    is_whole: bool = False
    is_rank: bool = False
    """Whether it is a word ("a majority") and no figure."""
    split: tuple[float, ...] = ()
    """The parts of a split such as "60-40", in order; the percentage has a value only where all are equal."""


_REACH_RIGHT = 45
_REACH_LEFT = 60
_REACH_CHANGE = 90
"""Characters; a share count may stand between "to" and its percentage ("to 105,615 shares, or 7.8 pct")."""

_SIGN = r"(?:[\s-]?(?:%|pct\b|percent\b|per[ -]cent\b|p\.c\.)(?!\s?(?:points?\b|-points?)))"
_BOUND = alternatives(BOUNDS)
_ADDITIONAL = r"another|an additional|additional|a further|further|an extra|extra"
_REMAINING = r"the remaining|(?:its|their|his) remaining|remaining|the other|the outstanding|the balance of|the rest,"
_PREFIX = (
    rf"(?:\b(?P<bound>{_BOUND}){BLANK}(?:an?\s|the\s)?)?"
    rf"(?:\b(?:(?P<additional>{_ADDITIONAL})|(?P<remaining>{_REMAINING})){BLANK}(?:{_BOUND}{BLANK})?)?"
)
_SINGLE = rf"{_PREFIX}{FREE}(?P<number>{NUMBER})(?P<sign>{_SIGN})(?P<tail>(?:\sor\s|-or-)(?:more|greater|over|less)\b)?"
_SINGLE += rf"(?:\sfrom\s(?P<former>{DIGITS})(?=[.,;)]|\s*$))?"
_RANGE = (
    rf"(?:\b(?P<lead>between|from)\s)?{FREE}(?P<least>{NUMBER})(?P<sign>{_SIGN})?"
    rf"(?P<join>\s?[-\u2013]\s?|\sto\s|\sand\s|\sor\s)(?P<greatest>{NUMBER}){_SIGN}"
)
_PART = r"\d{1,2}(?:\.\d{1,2})?%?"
_SPLIT = (
    rf"{FREE}(?P<parts>{_PART}(?:\s?[-\u2013:/]\s?{_PART}){{1,3}}+)(?![\w/:.,-]?\d|%|\s?(?:pct|per))|\bfifty-fifty\b"
)
_HOLDING = (
    r"(?:stake|interest|share|shareholding|holding|ownership|participation|equity|owned|owner|shareholder|partner)s?\b"
)
_OWN = r"(?:the|its|their|his|her|all)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Easter|Christmas)"
_TIME = r"of\s(?:the\s|an?\s|last\s|next\s|this\s)?(?:century|decade|year|month|fiscal|million|billion)\b"
_FRACTION = (
    rf"(?:\b(?P<bound>{_BOUND})\s)?\b(?:"
    r"(?P<hyphened>(?:one|two|three|four|five|seven)-(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)|two\sthirds)\b|"
    r"(?P<counted>(?:an?|one|two|three|four)\s(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?))\b"
    rf"(?=[\s-]{_HOLDING}|\sof\s(?:{_OWN}\b|(?-i:[A-Z]))|\sby\s(?!(?-i:{_MONTH}))(?-i:[A-Z]))|"
    r"(?<!first.)(?<!second.)(?<!latter.)(?<!other.and.a.)(?P<half>half)\b"
    rf"(?=[\s-]{_HOLDING}|\sof\s(?:{_OWN}\b|(?-i:[A-Z]))|"
    rf"\s{_OWN}\s(?:\w{{1,20}}\s){{0,2}}(?:company|shares|stock|stake|equity|capital|firm|business|group|venture|holding)\b)"
    rf")(?!\s{_TIME})"
)
_WHOLE = (
    r"\b(?:(?:wholly|fully|entirely)[ -]owned|"
    r"all (?:(?:of|the|its|their|outstanding|issued|remaining|common) ){1,5}"
    r"(?:shares|stock|share capital|equity)|(?:the|its) entire (?:issued )?(?:share capital|capital|equity|stock))\b"
)
_SHARE_WORD = (
    r"(?:equity |voting |ownership |economic |share )?(?:stake|interest|holding|shareholding|shareholder|share|owner)s?"
)
_RANK = (
    rf"\b(?:(?P<least>(?:majority|controlling)[ -](?:{_SHARE_WORD}|owned|held|ownership|control)|"
    r"majority of (?:the |its |their )?(?:\w{1,20} ){0,3}(?:shares|stock|equity|capital|voting rights|company))|"
    rf"(?P<greatest>minority[ -](?!interests)(?:{_SHARE_WORD}|owned|partner|investor)))\b"
)
_FROM_TO = re.compile(
    r"\b(from|to)\s(?:(?:an?|its|their|the|current|present|previous|former|equivalent of|about|approximately)\s){0,3}"
    r"(?:[\d,.]{1,15}(?:\s(?:mln|million))?\s(?:[\w-]{1,15}\s){0,3}(?:shares|shrs|stock),?\sor\s(?:(?:about|some)\s)?)?$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:rais|increas|lift|boost|ris[ei]|rose|cut|reduc|lower|from|bring|brought|up\b|down\b|tak|took|dilut|fall|fell|"
    r"drop|declin|expand|grow|grew|hik|decreas|trim|stake|holding|interest)",
    re.IGNORECASE,
)
_OWNER_NEXT = re.compile(r"[\s-](?:owned|owner|held|holder|shareholder|controlled)", re.IGNORECASE)
_NOT_YET_OWNED = re.compile(r"(?:\bnot|n't)\s(?:already\s|yet\s|now\s|currently\s)?(?:own|hold)", re.IGNORECASE)
_RIGHT_ENDS = re.compile(
    r"[,;:()\d]|\.(?:\s|$)|\b(?:and|but|while|which|after|who|whose|that|when|although|because)\b", re.IGNORECASE
)
_LEFT_ENDS = re.compile(r"[;()]|\.\s|\b(?:but|while|although|because)\b", re.IGNORECASE)


def find_percentages(text: str) -> list[PercentageMention]:
    """All percentages from 0 to 100, in order of appearance, none within another."""
    text = plain(text)
    small = text.lower()
    return scan(text, [(pattern, make) for signs, pattern, make in _rows() if any(sign in small for sign in signs)])


def _make_split(match: re.Match[str]) -> Iterator[PercentageMention]:
    """A split adds up to 100; "40-60%" is a range, and so are figures that do not add up."""
    words = match["parts"] or "50-50"
    parts = tuple(float(part) for part in re.findall(r"\d+(?:\.\d+)?", words))
    if sum(parts) != 100 or ("%" in words and parts[0] < parts[-1]):
        return
    value = parts[0] if len(set(parts)) == 1 else None
    is_holding = _is_holding(match.string, match.start(), match.end())
    yield PercentageMention(match.start(), match.end(), Percentage(value=value), is_holding=is_holding, split=parts)


def _make_range(match: re.Match[str]) -> Iterator[PercentageMention]:
    """Two bounds; or, after "from", the holding before and the holding after as two mentions."""
    lead, join = (match["lead"] or "").casefold(), match["join"].strip().casefold()
    least, greatest = float(parse_number(match["least"])), float(parse_number(match["greatest"]))
    if (join == "and") != (lead == "between") or (lead == "from" and join != "to") or max(least, greatest) > 100:
        return
    is_holding = _is_holding(match.string, match.start(), match.end())
    if lead == "from":
        middle = match.end("sign") if match["sign"] else match.end("least")
        yield PercentageMention(match.start("least"), middle, Percentage(value=least), "before", is_holding)
        yield PercentageMention(match.start("greatest"), match.end(), Percentage(value=greatest), "after", is_holding)
    elif join == "to" and match.string.endswith("by ", 0, match.start()):  # "raised by 65 pct to 100 pct"
        end = match.end("sign") if match["sign"] else match.end("least")
        yield PercentageMention(match.start(), end, Percentage(value=least), "", is_holding, is_additional=True)
        yield PercentageMention(match.start("greatest"), match.end(), Percentage(value=greatest), "after", is_holding)
    elif least < greatest:
        yield PercentageMention(match.start(), match.end(), Percentage(None, least, greatest), "", is_holding)


def _make_single(match: re.Match[str]) -> Iterator[PercentageMention]:
    figure = float(parse_number(match["number"]))
    if figure > 100:
        return
    start, end = match.start(), match.end("tail") if match["tail"] else match.end("sign")
    bound = _bound(match["bound"])
    if match["tail"]:
        bound = "greatest" if match["tail"].endswith("less") else "least"
    is_holding = _is_holding(match.string, start, end)
    yield PercentageMention(
        start,
        end,
        Percentage(**{bound: figure}),
        _qualifier(match.string, start, end),
        is_holding,
        is_additional=bool(match["additional"])
        or (is_holding and match.string[max(0, start - 3) : start].casefold() == "by "),
        is_remaining=bool(match["remaining"] or _NOT_YET_OWNED.search(match.string, end, end + _REACH_CHANGE)),
        is_whole=figure == 100 and bound != "greatest",
    )
    # "To 45 pct from 20": the former holding does without its sign.
    if match["former"] and (before := float(parse_number(match["former"]))) <= 100:
        former = Percentage(value=before)
        yield PercentageMention(*match.span("former"), former, "before", is_holding)


def _make_fraction(match: re.Match[str]) -> Iterator[PercentageMention]:
    words = re.split(r"[\s-]", (match["hyphened"] or match["counted"] or match["half"]).casefold())
    count = 1 if words[0] in ("a", "an", *_fractions()) else int(parse_number(words[0]))
    if not 0 < count * _fractions()[words[-1]] < 100:
        return
    # Two thirds are 66.7, not twice 33.3: the share is rounded, not its part.
    figure = round(count * 100 / round(100 / _fractions()[words[-1]]), 1)
    is_holding = _is_holding(match.string, match.start(), match.end())
    percentage = Percentage(**{_bound(match["bound"]): figure})
    yield PercentageMention(
        match.start(), match.end(), percentage, _qualifier(match.string, match.start(), match.end()), is_holding
    )


def _make_whole(match: re.Match[str]) -> Iterator[PercentageMention]:
    yield PercentageMention(match.start(), match.end(), Percentage(value=100.0), is_holding=True, is_whole=True)


def _make_rank(match: re.Match[str]) -> Iterator[PercentageMention]:
    """A majority is more than half; control may need less, but articles use the word for a majority."""
    bound = "least" if match["least"] else "greatest"
    yield PercentageMention(match.start(), match.end(), Percentage(**{bound: 50.0}), is_holding=True, is_rank=True)


@cache
def _rows() -> tuple[tuple[tuple[str, ...], re.Pattern[str], Make[PercentageMention]], ...]:
    """What is looked for, the surest first; a later row never cuts into what an earlier one found.

    Before each stand the words or signs of which one is in whatever it matches: where none is, nothing is looked for.
    """
    percent = ("%", "pct", "cent", "p.c.")
    parts = ("half", "third", "quarter", "fifth", "sixth", "eighth", "tenth")
    rows: tuple[tuple[tuple[str, ...], str, Make[PercentageMention]], ...] = (
        (("-", "\u2013", ":", "/"), _SPLIT, _make_split),
        (percent, _RANGE, _make_range),
        (percent, _SINGLE, _make_single),
        (parts, _FRACTION, _make_fraction),
        (("owned", "all ", "entire "), _WHOLE, _make_whole),
        (("majority", "controlling", "minority"), _RANK, _make_rank),
    )
    return tuple((signs, re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE), make) for signs, pattern, make in rows)


@cache
def _fractions() -> dict[str, float]:
    return {word: float(value) for word, value in read_table("fractions.txt", "|").items()}


def _bound(words: str | None) -> str:
    return BOUNDS[" ".join(words.casefold().split())] if words else "value"


def _qualifier(text: str, start: int, end: int) -> str:
    """ "before" after "from", "after" after "to", where the sentence tells of a change of holding."""
    left = text[max(0, start - _REACH_CHANGE) : start]
    match = _FROM_TO.search(left)
    if match is None or _OWNER_NEXT.match(text, end):
        return ""
    if match[1].casefold() == "from":
        return "before"
    return "after" if _CHANGE.search(left) or _CHANGE.match(text, end + 1) else ""


@cache
def _contexts(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all words that count on one side, and the sign of each."""
    rows = [line.split(" | ") for line in read_words("percentage_contexts.txt")]
    signs = {words: sign for where, sign, words in rows if where == side}
    return re.compile(rf"\b{alternatives(signs)}\b", re.IGNORECASE), signs


def _is_holding(text: str, start: int, end: int) -> bool:
    """Whether the first telling words to the right, or else the last to the left, are those of a holding."""
    right = _RIGHT_ENDS.split(text[end : end + _REACH_RIGHT], maxsplit=1)[0]
    pattern, signs = _contexts("after")
    first = pattern.search(right)
    if first is None:
        left = _LEFT_ENDS.split(text[max(0, start - _REACH_LEFT) : start])[-1]
        pattern, signs = _contexts("before")
        *_, first = [None, *pattern.finditer(left)]
    return first is not None and signs[" ".join(first[0].casefold().split())] == "+"
