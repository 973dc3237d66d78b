"""The names of companies in the order of the alphabet, to be found by the beginning of any of their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from alliance_graph.model import Company
from alliance_graph.names import comparison_form
from alliance_graph.spelling import split

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Found:
    """A company, the name of it that was found, and in how many ties it is."""

    company: Company
    name: str
    ties: int


class Directory:
    """All names, each from every word on: "general motors", "motors"."""

    def __init__(self, companies: Iterable[tuple[Company, int]]) -> None:
        """The companies come with the number of their ties."""
        found = [Found(one, name, ties) for one, ties in companies for name in (one.name, *one.aliases)]
        self._found = sorted(found, key=_rank)
        self._whole: dict[str, list[int]] = {}
        entries: list[tuple[str, int]] = []
        for number, one in enumerate(self._found):
            self._whole.setdefault(comparison_form(one.name), []).append(number)
            entries += ((ending, number) for ending in _endings(one.name))
        entries.sort()
        self._endings = [ending for ending, _ in entries]
        self._numbers = [number for _, number in entries]

    def find(self, text: str, limit: int) -> list[Found]:
        """The companies with a name in which a word and what follows it begin like the text.

        Those come first that are called so and not more, then those with most ties.
        """
        start = " ".join(split(text))
        begin, end = bisect_left(self._endings, start), bisect_left(self._endings, start + _LAST)
        best: dict[str, Found] = {}
        for number in (*self._whole.get(comparison_form(text), ()), *sorted(self._numbers[begin:end])):
            best.setdefault(self._found[number].company.iri, self._found[number])
            if len(best) == limit:
                break
        return list(best.values())


def _rank(found: Found) -> tuple[int, str, bool, str]:
    """Sorts by ties, the most first; of one company its preferred name comes first."""
    return (-found.ties, found.company.iri, found.name != found.company.name, found.name)


@lru_cache(1 << 17)  # all names again after each change
def _endings(name: str) -> tuple[str, ...]:
    words = split(name)
    return tuple(" ".join(words[start:]) for start in range(len(words)))
