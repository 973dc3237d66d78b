"""All that a store knows of one key and that may speak for or against its being another."""

from __future__ import annotations

from dataclasses import dataclass

from alliance_graph.contexts import bare, find_form, form_countries
from alliance_graph.known import Known
from alliance_graph.lead_ins import is_given_name
from alliance_graph.link.keys import is_ticker
from alliance_graph.model import Entry
from alliance_graph.names import comparison_form, is_generic
from alliance_graph.rival_forms import find_forms
from alliance_graph.word_lists import read_phrases

AMERICAN = frozenset({"co", "corp", "inc"})
_MOST_WORDS_OF_PERSON = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """A key with its names, countries, tickers, neighbours, and its entry in the lists of companies."""

    key: str
    name: str
    """The name of this form, in its own spelling."""
    countries: frozenset[str] = frozenset()
    tickers: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    entry: Entry | None = None
    is_person: bool = False
    """Whether it is spelled as a person is, and no article gives it a legal form."""
    has_form: bool = False
    """Whether an article gives it with its legal form."""
    forms: frozenset[str] = frozenset()
    """The legal forms with which articles give it."""


def make_profile(key: str, known: Known) -> Profile:
    """The profile of a key."""
    names, entry = known.names(key), known.entry(key)
    form = bare(key)
    own = [name for name in names if comparison_form(name) == form]
    countries = frozenset[str]().union(*(form_countries(find_form(name)) for name in own if not is_ticker(name)))
    tickers = frozenset(name.rstrip(".") for name in names if is_ticker(name) and comparison_form(name) != form)
    if entry:
        countries |= {entry.country} - {""}
        tickers |= {entry.ticker} - {""}
    return Profile(
        key=key,
        name=min(own, key=lambda name: (len(name), name), default=form),
        countries=countries,
        tickers=tickers,
        neighbours=frozenset(map(unspaced, known.neighbours(key))),
        entry=entry,
        is_person=is_person(key, known),
        has_form=form in known.shorts(key),
        forms=frozenset(map(find_forms, own)) - {""},
    )


def unspaced(key: str) -> str:
    """A key as a neighbour is compared: without blanks ("Bell South", "BellSouth")."""
    return bare(key).replace(" ", "")


def is_person(key: str, known: Known) -> bool:
    """Whether a key is a first name and a surname, and not a company's like "Philip Morris", which has a legal form."""
    words = key.split()
    is_named = 1 < len(words) <= _MOST_WORDS_OF_PERSON and is_given_name(words[0])
    return is_named and key not in known.shorts(key) and not known.entry(key) and not _has_trade(words[1:])


def _has_trade(words: list[str]) -> bool:
    return any(is_generic(word) or word in read_phrases("trade_words.txt") for word in words)
