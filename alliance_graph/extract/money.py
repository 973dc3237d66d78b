"""Sums of money as news text words them, today's ("$1.2bn", "Rs 500 crore") and the wires' of 1987 ("2.5 mln dlrs")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from alliance_graph.extract.numbers import (
    BOUNDS,
    DIGITS,
    FREE,
    LETTER,
    MAGNITUDE,
    NUMBER,
    alternatives,
    parse_magnitude,
    parse_number,
    plain,
)
from alliance_graph.model import Money
from alliance_graph.word_lists import read_words


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """A sum and where it stands in the text with its "about" and "a share"; end exclusive."""

    start: int
    end: int
    money: Money
    per_share: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """A currency by its name or sign: ISO 4217 code, part of the unit, and what makes it doubtful."""

    currency: str
    factor: Decimal = Decimal(1)
    doubt: str = ""


# "From 20 to 25 dlrs" are two sums and "20 to 25 dlrs" is one; "and" joins a range only after "between".
_LEAD = (
    r"(?:\b(?P<between>between)\s|\b(?P<change>from|rose|fell|gained|lost|up|down|by|increased|raised|cut)\s|(?<!from\s))"
    rf"(?:\b{alternatives(BOUNDS)}\s)?"
)
_JOIN = r"(?(between)\sand\s|(?(change)\s?[-\u2013]\s?|(?:\sto\s|\s?[-\u2013]\s?)))"
_COUNT = rf"(?:{NUMBER}|\b(?:half\sa|an?|several|a\sfew)(?=[\s-]{MAGNITUDE}))"
_PER_SHARE = (
    r"(?P<per_share>(?:\s(?:in\s)?(?:cash|stock))?(?:"
    r"(?:\sper\s|\sfor\seach\s|-per-|/)(?:[\w&.-]{1,20}\s){0,2}?(?:share|shr|unit|ads|adr|warrant)\b"
    r"|,?(?:\san?\s|-a-|\seach\s)(?:common\s|ordinary\s)?(?:share|shr)\b))?"
)
_OF_GOODS = re.compile(r"\sof\s(?!the\b)[a-z]")


def find_money(text: str) -> list[MoneyMention]:
    """All sums in order of appearance, none within another; a range ("$2-3 billion") has its first amount.

    The amount is None where the text does not count ("several million dollars"), the currency "" where it is open.
    """
    found: list[MoneyMention] = []
    matches = [match for pattern in (_sign_pattern(), _name_pattern()) for match in pattern.finditer(plain(text))]
    for match in sorted(matches, key=lambda match: match.start()):
        mention = _make_mention(match)
        if mention is not None and (not found or mention.start >= found[-1].end):
            found.append(mention)
    return found


def _make_mention(match: re.Match[str]) -> MoneyMention | None:
    unit = _find_unit(match)
    if not _is_sure(match, unit):
        return None
    start = match.end("change") + 1 if match["change"] else match.start()
    money = Money(match.string[start : match.end()], _amount(match, unit), unit.currency)
    return MoneyMention(start, match.end(), money, bool(match["per_share"]))


def _find_unit(match: re.Match[str]) -> _Unit:
    """The currency by nation and name ("H.K. dlrs"), by name or code alone, or by its sign."""
    groups = match.groupdict()
    name, nation = groups.get("unit"), groups.get("nation")
    if not name:
        return _signs()[groups["sign"]]
    if name in _signs():
        return _signs()[name]
    spelling, unit = _units()[name.casefold()]
    if nation:
        return _Unit(_nations().get(_fold(f"{nation} {spelling}"), ""), unit.factor)
    return unit


def _is_sure(match: re.Match[str], unit: _Unit) -> bool:
    """Whether the form rules out another sense: "3 won the contract", "500 pounds of coffee", "5 Marks & Spencers"."""
    counts = bool(_magnitude(match) or "," in match["number"])
    name = match.groupdict().get("unit") or ""
    if unit.doubt == "strict" or (name.istitle() and not match["nation"] and unit.currency != "USD"):
        return counts
    if unit.doubt == "weight":
        return not _OF_GOODS.match(match.string, match.end())
    return unit.doubt != "share" or bool(match["per_share"])


def _amount(match: re.Match[str], unit: _Unit) -> Decimal | None:
    words = _fold(match["number"])
    if words in ("several", "a few"):
        return None
    figure = {"half a": Decimal("0.5"), "a": Decimal(1), "an": Decimal(1)}.get(words)
    if figure is None:
        figure = parse_number(words)
    amount = figure * parse_magnitude(_magnitude(match)) * unit.factor
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount.normalize()


def _magnitude(match: re.Match[str]) -> str:
    """The magnitude of the first figure; in "$2-3 billion" it stands after the second."""
    groups = (match["magnitude"], match["letter"], match["magnitude2"], match["letter2"])
    return next((group for group in groups if group), "")


@cache
def _sign_pattern() -> re.Pattern[str]:
    """A sign or code before the figure; the second figure of a range may repeat it."""
    sign = f"(?-i:{alternatives(_signs())})"
    return re.compile(
        rf"(?<![\w$€£]){_LEAD}(?<![\w$€£])(?P<sign>{sign})\s?(?P<number>{DIGITS}){_scale('')}"
        rf"(?:{_JOIN}(?:{sign})?\s?{DIGITS}{_scale('2')})?"
        rf"(?:\s(?P<nation>{alternatives(_nation_words())})\s(?P<unit>{alternatives(_units())})\b)?{_PER_SHARE}",
        re.IGNORECASE,
    )


@cache
def _name_pattern() -> re.Pattern[str]:
    """A figure before the name of a currency, its code or "€"."""
    codes = [sign for sign in _signs() if sign.isalpha() and sign.isupper() and len(sign) == 3] + ["€"]
    return re.compile(
        rf"(?<![\w.,]){_LEAD}{FREE}(?P<number>{_COUNT}){_scale('')}(?:{_JOIN}{DIGITS}{_scale('2')})?[\s-]{{0,2}}"
        rf"(?:(?P<nation>{alternatives(_nation_words())})[\s-])?"
        rf"(?P<unit>{alternatives(_units())}|(?-i:{alternatives(codes)}))(?!\w){_PER_SHARE}",
        re.IGNORECASE,
    )


def _scale(number: str) -> str:
    """The magnitude after a figure, a single letter only when no other word can be meant."""
    return rf"(?:[\s-]{{0,2}}(?P<magnitude{number}>{MAGNITUDE})|\s?(?P<letter{number}>{LETTER}))?"


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())


def _rows(name: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in read_words(name)]


@cache
def _signs() -> dict[str, _Unit]:
    rows = _rows("currency_symbols.txt")
    return {row[0]: _Unit(row[1].strip("-"), doubt=row[2] if len(row) > 2 else "") for row in rows}


@cache
def _units() -> dict[str, tuple[str, _Unit]]:
    """Spelling of a currency's name to the spelling used in the list of nations, and what it stands for."""
    units = {}
    for spellings, currency, factor, *doubt in _rows("currency_units.txt"):
        unit = _Unit(currency.strip("-"), Decimal(factor), "".join(doubt))
        units.update({spelling: (spellings.split()[0], unit) for spelling in spellings.split()})
    return units


@cache
def _nations() -> dict[str, str]:
    return {_fold(phrase): currency for phrase, currency in _rows("currency_nations.txt")}


def _nation_words() -> set[str]:
    return {phrase.rpartition(" ")[0] for phrase in _nations()}
