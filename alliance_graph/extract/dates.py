"""Dates and periods as news text words them, resolved against the day of the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from alliance_graph.extract.numbers import IN_WORDS, alternatives, parse_number, plain
from alliance_graph.extract.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    to_day,
    to_months,
    to_named_day,
    to_named_month,
    to_unit,
    to_weekday,
    to_years,
)
from alliance_graph.extract.scan import scan
from alliance_graph.word_lists import read_words


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date and where it stands in the text; end exclusive."""

    start: int
    end: int
    iso: str
    """"2024", "2024-03" or "2024-08-01", no finer than the text; the beginning where the text names a period."""
    relation: str = ""
    """"from" after "since" or "effective", "to" after "until" or "by"; "" elsewhere."""
    end_iso: str = ""
    """The last year, month or day of a period of several, in the precision of `iso`."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What a resolver needs to know of where a date stands."""

    match: re.Match[str]
    published: date | None
    which: str
    """Which of several days of that name: "past", "last", "ahead" or "next"."""

    def __getitem__(self, name: str) -> str:
        """The words of a group, "" where the form has none of that name."""
        return self.match.groupdict().get(name) or ""


_Resolve = Callable[[_Place], Period | None]

_REACH = 60
"""Characters to the left in which a cue counts."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_LONG_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{_LONG_MONTHS}|{_LONG_MONTHS.upper()}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|" + (
    r"(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
_DAY = r"(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20|21)\d\d)(?![\d%]|[.,]\d)"
_EDGE_WORD = r"(?i:(?:early|late|mid|middle|end|beginning|start|close)(?:\s(?:in|of)\s|-|\s)(?:the\s)?)"
_EDGE = rf"(?:\b(?i:the\s)?{_EDGE_WORD})?"
_NOT_COUNT = (
    r"(?!\s(?:people|jobs|employees|workers|staff|shares|stores|shops|outlets|units|cars|vehicles|tonnes|tons|barrels|"
    r"acres|customers|megawatts|MW|MWh|GWh|km|miles|meters|metres|dlrs|dollars|euros|yen|pounds|pct|percent|per|mln|million|"
    r"billion|bn|points|homes|hours|companies|firms|rooms|sites|stations)\b)"
)
_NOT_NAME = r"(?!\s(?:&|(?:and\sCo|Co|Corp|Inc|Ltd|Department|Stores|Petroleum|Group|Holdings)\b)|['\u2019]s\s[A-Z])"
_RELATIVE_YEAR = r"(?P<relative>this|next|last|the|that)\s(?:fiscal\s|financial\s)?year"
_OF_YEAR = rf"(?:,?\s(?:of\s|in\s)?(?:(?:fiscal|financial\syear|FY)\s?)?(?:{_YEAR}|{_RELATIVE_YEAR}))"
_PREPOSITION = (
    r"\b(?i:in|since|from|until|till|by|during|before|after|through|throughout|for|of|between|last|next|this|on)\s"
)


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """All dates that can be resolved, in order of appearance; without a day of the article only absolute ones."""
    text = plain(text)
    if published and not FIRST_YEAR < published.year < LAST_YEAR:
        published = None
    make = partial(_make_mention, text, published)
    found = scan(text, [(pattern, partial(make, resolve)) for pattern, resolve in _rows()])
    return list(_close_ranges(text, found))


def _make_mention(text: str, published: date | None, resolve: _Resolve, match: re.Match[str]) -> Iterator[DateMention]:
    start, end = match.span("span")
    left = text[max(0, start - _REACH) : start]
    relation = _find_relation(left)
    right = text[end : end + _REACH]
    period = resolve(_Place(match, published, _which(left, match["span"], right, relation)))
    if period is not None:
        yield DateMention(start, end, period.iso, relation, period.end_iso)


def _close_ranges(text: str, mentions: list[DateMention]) -> Iterator[DateMention]:
    """In "from March to June" and "between March and June" the second date is where it ends."""
    before: DateMention | None = None
    for mention in mentions:
        joined = before is not None and before.relation == "from" and not mention.relation
        if joined and before and text[before.end : mention.start].strip() in ("to", "and", "-", "\u2013"):
            mention = DateMention(mention.start, mention.end, mention.iso, "to", mention.end_iso)
        yield mention
        before = mention


@cache
def _cues(sort: str) -> re.Pattern[str]:
    words = [line.split(" | ")[0] for line in read_words("date_cues.txt") if line.endswith(f"| {sort}")]
    return re.compile(rf"\b{alternatives(words)}\b", re.IGNORECASE)


def _find_relation(left: str) -> str:
    """ "from" or "to" by the word just before, "" if it is neither."""
    words = re.search(r"[\w ]{1,24}$", re.sub(r"\s(?:(?:about|around|at|in|on|the)\s)*$", " ", left).rstrip())
    for relation in ("from", "to"):
        if words and any(match.end() == len(words[0]) for match in _cues(relation).finditer(words[0])):
            return relation
    return ""


def _which(left: str, words: str, right: str, relation: str) -> str:
    """Whether a day without a year is sought before the article or after it."""
    first = words.split()[0].casefold()
    if first in ("last", "next"):
        return first
    if first == "this" or relation == "to":
        return "ahead"
    clause = re.split(r"[.;]\s", left)[-1]
    if len(clause.split()) <= 2:
        # "In September, it will open": a date that opens its sentence has its verb to the right.
        clause = re.split(r"[.;]\s", right)[0]
        return "ahead" if re.search(r"\bwill\b", _cues("said").split(clause)[0]) else "past"
    cues = [*_cues("ahead").finditer(clause)]
    return "ahead" if cues and not _cues("said").search(clause, cues[-1].end()) else "past"


def _month(place: _Place) -> int:
    return _MONTHS.index(place["month"][:3].casefold()) + 1


def _resolve_day(place: _Place) -> Period | None:
    """Day and month with a year of four or, after hyphens, two digits, or without one."""
    year, day = place["year"], int(place["day"])
    if year:
        century = 0 if len(year) == 4 else 1900 if int(year) > 49 else 2000
        return to_day(century + int(year), _month(place), day)
    return to_named_day(place.published, _month(place), day, place.which) if place.published else None


def _resolve_month(place: _Place) -> Period | None:
    if place["year"]:
        return to_months(int(place["year"]), _month(place))
    relative = place["relative"]
    if relative and place.published:
        return to_months(_year(place), _month(place))
    return to_named_month(place.published, _month(place), place.which) if place.published else None


def _resolve_iso(place: _Place) -> Period | None:
    year, month, day = (int(place[name] or 0) for name in ("year", "month", "day"))
    if not 1 <= month <= 12:
        return None
    return to_day(year, month, day) if day else to_months(year, month)


def _resolve_figures(place: _Place) -> Period | None:
    """Day and month in figures: European with dots, and only the year where slashes leave the order open."""
    first, second, year = (int(place[name]) for name in ("first", "second", "year"))
    if place["dot"] == "." or first > 12:
        return to_day(year, second, first)
    if second > 12:
        return to_day(year, first, second)
    return to_years(year)


def _year(place: _Place) -> int:
    """The year given after a part of it; 0 if it cannot be known."""
    if place["year"]:
        return int(place["year"])
    if place.published is None:
        return 0
    return place.published.year + {"next": 1, "last": -1}.get(place["relative"].casefold(), 0)


def _resolve_part(place: _Place) -> Period | None:
    """A quarter or half; without a year the article's own, or the year before for what has not begun."""
    length = 3 if "q" in (place["letter"] or place["part"]).casefold() else 6
    word = (place["ordinal"] or place["number"]).casefold()
    number = int(word) if word.isdigit() else _ORDINALS[word]
    year = _year(place)
    if not year or number * length > 12:
        return None
    period = to_months(year, (number - 1) * length + 1, number * length)
    if (
        period
        and not (place["year"] or place["relative"])
        and place.which == "past"
        and place.published
        and period.first > place.published
    ):
        return to_months(year - 1, (number - 1) * length + 1, number * length)
    return period


def _resolve_year(place: _Place) -> Period | None:
    return to_years(int(place["year"]))


def _resolve_years(place: _Place) -> Period | None:
    first, last = place["year"], place["last"]
    return to_years(int(first), int(last if len(last) == 4 else first[:2] + last))


def _resolve_decade(place: _Place) -> Period | None:
    return to_years(int(place["year"]), int(place["year"]) + 9)


def _resolve_today(place: _Place) -> Period | None:
    days = {"yesterday": -1, "tomorrow": 1}.get(place["span"].casefold(), 0)
    return to_unit(place.published, "day", days) if place.published else None


def _resolve_weekday(place: _Place) -> Period | None:
    weekday = _WEEKDAYS.index(place["weekday"].casefold())
    return to_weekday(place.published, weekday, place.which) if place.published else None


def _resolve_unit(place: _Place) -> Period | None:
    """The article's own week, month, quarter or year, or the one before or after it."""
    count = {"next": 1, "the coming": 1, "last": -1}.get(" ".join(place["relative"].casefold().split()), 0)
    return to_unit(place.published, place["unit"].casefold() or "year", count) if place.published else None


def _resolve_distance(place: _Place) -> Period | None:
    """So many units back ("two years ago") or ahead ("within two years"), in the precision of the unit."""
    words = place["count"].casefold()
    count = 1 if words in ("a", "an", "one") else int(parse_number(words))
    if not place.published or count > 1000:
        return None
    sign = -1 if place["ago"] else 1
    return to_unit(place.published, place["unit"].casefold(), sign * count)


@cache
def _rows() -> tuple[tuple[re.Pattern[str], _Resolve], ...]:
    """Forms of dates, the fullest first, so that "March 2023" is not read as a month alone."""
    rows = (*_absolute_rows(), *_part_rows(), *_relative_rows())
    return tuple((re.compile(rf"(?<!\w){pattern}"), resolve) for pattern, resolve in rows)


def _absolute_rows() -> Iterator[tuple[str, _Resolve]]:
    """Days and months with or without their year."""
    yield r"(?P<span>(?<![\w.-])(?P<year>\d{4})[-/](?P<month>\d\d)(?:[-/](?P<day>\d\d))?(?![\d/-]))", _resolve_iso
    figures = rf"(?P<first>\d{{1,2}})(?P<dot>[./])(?P<second>\d{{1,2}})(?P=dot){_YEAR}"
    yield rf"(?P<span>(?<![\d/.,]){figures}(?!/))", _resolve_figures
    yield rf"(?P<span>(?<![\w-])(?P<day>\d{{1,2}})-{_MONTH}-(?P<year>(?:19|20)?\d\d)\b)", _resolve_day
    yield rf"(?P<span>(?<![\w.,]){_DAY}(?:\sof)?\s{_MONTH}(?!\w)(?:,?\s{_YEAR})?)", _resolve_day
    yield rf"(?P<span>\b{_MONTH}\s{_DAY}(?![.,]?\d|\w)(?:,?\s{_YEAR})?)", _resolve_day
    yield rf"(?P<span>{_EDGE}(?<!\d\s)\b{_MONTH},?\s(?:of\s)?(?:{_YEAR}|(?i:{_RELATIVE_YEAR})))", _resolve_month
    # Bare names of months need a word that makes them one: "may", "march" and "May Co" are none.
    edge = r"(?i:(?:the\s)?(?:early|late|mid|end|end\sof))[\s-]"
    yield rf"(?P<span>\b(?:(?i:last|next|this)\s|{edge}){_MONTH})(?!\w){_NOT_NAME}", _resolve_month
    yield rf"{_PREPOSITION}(?P<span>{_EDGE}\b{_MONTH})(?!\w|\s\d){_NOT_NAME}", _resolve_month


def _part_rows() -> Iterator[tuple[str, _Resolve]]:
    """Years, and quarters, halves and decades."""
    ordinal = r"(?i:(?P<ordinal>first|second|third|fourth|final)[\s-](?P<part>quarter|half))"
    part = rf"(?:\b(?P<letter>[QH])(?P<number>[1-4])|\b{ordinal})"
    yield rf"(?P<span>{_EDGE}{part}{_OF_YEAR})", _resolve_part
    yield rf"{_PREPOSITION}(?i:the\s)?(?P<span>{_EDGE}{part})(?!\w)", _resolve_part
    yield rf"(?P<span>{_EDGE}(?<![\w.,-])(?P<year>(?:18|19|20)\d0)['\u2019]?s\b)", _resolve_decade
    yield r"(?P<span>(?<![\w.,/-])(?P<year>(?:19|20)\d\d)[-\u2013/](?P<last>(?:19|20)?\d\d)(?![\w/-]))", _resolve_years
    both = rf"{_YEAR}\s(?:to|and|until|through)\s(?P<last>(?:19|20)\d\d)(?![\d%]|[.,]\d){_NOT_COUNT}"
    yield rf"\b(?i:from|between)\s(?P<span>{both})", _resolve_years
    yield rf"(?P<span>\b(?:(?i:fiscal(?:\syear)?|financial\syear)\s|FY\s?){_YEAR})", _resolve_year
    yield rf"(?P<span>\b(?:(?i:early|late|mid|end)[\s-]|(?i:the\s)?{_EDGE_WORD}){_YEAR}){_NOT_COUNT}", _resolve_year
    yield rf"{_PREPOSITION}(?P<span>{_EDGE}(?<![\w.,]){_YEAR}){_NOT_COUNT}", _resolve_year


def _relative_rows() -> Iterator[tuple[str, _Resolve]]:
    """Days and periods counted from the day of the article."""
    yield r"(?<!USA )(?P<span>\b(?i:today|yesterday|tomorrow|tonight)\b)", _resolve_today
    names = "|".join(day.title() for day in _WEEKDAYS)
    papers = r"(?!\s(?:Times|Telegraph|Mirror|Express|Mail|Herald|Post)\b|\.com)"
    yield (
        rf"(?<!Black )(?<!Good )(?<!Cyber )(?P<span>\b(?:(?i:last|next|this)\s)?(?P<weekday>{names})\b){papers}",
        _resolve_weekday,
    )
    end = r"(?:(?:the\s)?(?:end|start|beginning|middle)\sof\s|(?:early|earlier|later?|mid)\s(?:in\s)?)"
    unit = r"(?P<unit>day|week|month|quarter|year)"
    yield (
        rf"(?i:(?P<span>\b{end}(?:(?P<relative>this|last|next|the\scoming|the)\s)?{unit}\b|\byear-end\b))",
        _resolve_unit,
    )
    yield rf"(?i:(?P<span>\b(?P<relative>this|last|next)\s{unit}\b))", _resolve_unit
    count = rf"(?P<count>\d{{1,3}}|an?|{IN_WORDS})"
    units = r"(?P<unit>day|week|month|quarter|year|decade)"
    yield rf"(?i:(?P<span>\b{count}\s{units}s?\s(?P<ago>ago)\b))", _resolve_distance
    yield rf"(?i:\b(?:within|in)\s(?P<span>(?:the\s)?(?:next|coming)\s{count}\s{units}s?)\b)", _resolve_distance
    yield rf"(?i:\bwithin\s(?P<span>{count}\s{units}s?)\b)", _resolve_distance
    yield rf"(?i:\bin\s(?P<span>{count}\s{units}s?['\u2019]?\stime)\b)", _resolve_distance
