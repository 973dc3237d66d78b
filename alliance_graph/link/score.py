"""How likely two keys are one company, with the reasons in words; a few reasons against are hard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alliance_graph.contexts import bare, is_of_form, legal_form
from alliance_graph.link.blocks import is_compared
from alliance_graph.link.keys import is_longer, key_of
from alliance_graph.link.likeness import compare_names, is_misprint, is_possessive
from alliance_graph.link.profile import AMERICAN, Profile, unspaced
from alliance_graph.names import is_sister
from alliance_graph.rival_forms import are_rivals

JOIN = 0.8
"""The score from which two keys are one company."""

_TICKER = 0.35
_NEIGHBOUR = 0.2
_NEIGHBOURS = 0.3
_ALL_NEIGHBOURS = 0.05
"""More where the shorter name, given without a legal form, has ties with no others: it is hardly another company's."""
_LEAST_NAME = 5
"""Letters of a name that begins another; fewer are initials, which units have too ("USS", "USS Chemicals")."""
_COUNTRY = 0.02
_APART = -0.7
_OTHER_TICKER = -0.2


_NAMESAKE = 0.6
"""One name of two everyday words, given with a legal form and without."""
_SHORTENED = 0.5
"""A short name of one article, of which in the next one it may be another company's."""


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 1, with the reasons for and against; a conflict keeps two keys apart whatever else is said."""

    value: float
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{'; '.join(self.reasons)} (score {self.value:.2f})"


def compare(first: Profile, second: Profile, *, is_only: bool, is_apart: bool) -> Score:
    """The score of two keys; `is_only` if the longer one is the only company that the shorter one may be short for."""
    conflict = find_conflict(first, second)
    if conflict:
        return Score(0.0, (conflict,))
    found = [*compare_names(first, second, is_only=is_only)]
    if found:
        found += _compare_rest(first, second)
        is_apart = is_apart and not (is_possessive(first, second) and first.neighbours & second.neighbours)
        found += [(_APART, "one article has both, as two")] if is_apart or _is_tied(first, second) else []
    value = min(1.0, max(0.0, sum(points for points, _ in found)))
    return Score(round(value, 2), tuple(reason for _, reason in found))


def doubt_namesake(form: str) -> Score:
    """The score of a name of two everyday words that one article gives with its legal form and another without."""
    return Score(_NAMESAKE, (f"both are called '{form}', which are two everyday words",))


def doubt_short(short: str, long: str) -> Score:
    """The score of a name that an article uses as short for a longer one, which too little says of other articles."""
    return Score(_SHORTENED, (f"an article uses '{short}' as short for '{long}', and too little else says so",))


def find_conflict(first: Profile, second: Profile, *, is_told: bool = False) -> str:
    """Why two keys can be no one company, "" if nothing does; if an article gives it both names, only a list can."""
    if not (is_compared(first.key) and is_compared(second.key)):
        return "persons and governments are joined by people alone"
    if first.entry and second.entry:
        one, two = first.entry, second.entry
        return "" if one == two else f"a list of companies has both, as '{one.name}' and '{two.name}'"
    if entry := next((one.entry for one, two in ((first, second), (second, first)) if _is_parent(two, one)), None):
        return f"a list of companies has '{entry.parent}' as parent of '{entry.name}'"
    if is_told:
        return ""
    if is_sister(first.name, second.name) and not is_misprint(first.key, second.key):
        return "a place, a number, a unit or another trade tells the names apart"
    if _is_of_rival(first, second) or _is_of_rival(second, first):
        return "their legal forms are those of two companies"
    if first.countries and second.countries and not first.countries & second.countries:
        return f"registered in {_list(first.countries)} and in {_list(second.countries)}"
    return ""


def _is_of_rival(first: Profile, second: Profile) -> bool:
    """Whether legal forms are those of two companies of one name: both in the keys, or one of them American.

    Ties with one other say nothing: a parent and its arm abroad have them ("Hoover Co", "Hoover Plc"). Nor does "Ltd"
    against an AG in another article, which news in English calls so.
    """
    if unspaced(first.key) != unspaced(second.key) or not is_of_form(first.key):
        return False
    form = legal_form(first.key)
    if is_of_form(second.key):
        return are_rivals(form, legal_form(second.key))
    others = [other for other in second.forms if AMERICAN & {form.split()[-1], other.split()[-1]}]
    return form not in second.forms and any(are_rivals(form, other) for other in others)


def _is_parent(parent: Profile, child: Profile) -> bool:
    return bool(child.entry and child.entry.parent and key_of(child.entry.parent) == parent.key)


def _compare_rest(first: Profile, second: Profile) -> Iterator[tuple[float, str]]:
    yield from _compare_tickers(first.tickers, second.tickers)
    if shared := (first.neighbours & second.neighbours) - {unspaced(first.key), unspaced(second.key)}:
        # No names and counts: each change of a reason writes all articles of the key anew.
        several = len(shared) > 1
        yield (
            (_NEIGHBOURS, "both have ties with several others")
            if several
            else (_NEIGHBOUR, "both have ties with one other")
        )
        short, long = (second, first) if is_longer(first.key, second.key) else (first, second)
        is_name = len(short.key) >= _LEAST_NAME and not short.has_form
        if is_name and short.neighbours <= long.neighbours | {unspaced(long.key)}:
            yield _ALL_NEIGHBOURS, "the shorter name has ties with no others"
    if shared := first.countries & second.countries:
        yield _COUNTRY, f"both may be registered in {_list(shared)}"


def _compare_tickers(first: frozenset[str], second: frozenset[str]) -> Iterator[tuple[float, str]]:
    """What tickers say: one symbol, or two of one exchange; a company has others on other exchanges."""
    one, two = ({tuple(ticker.partition(".")[::2]) for ticker in tickers} for tickers in (first, second))
    symbols, exchanges = ({found[i] for found in one} & {found[i] for found in two} for i in (0, 1))
    if symbols:
        yield _TICKER, f"both have the ticker {_list(symbols)}"
    elif exchanges:
        yield _OTHER_TICKER, "their tickers differ"


def _is_tied(first: Profile, second: Profile) -> bool:
    """Whether a claim ties them; a tie of two companies of one name says nothing, since a neighbour is kept bare."""
    if bare(first.key) == bare(second.key):
        return False
    return unspaced(second.key) in first.neighbours or unspaced(first.key) in second.neighbours


def _list(words: frozenset[str] | set[str]) -> str:
    return " and ".join(sorted(words))
