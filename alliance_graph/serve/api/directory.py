"""The names of companies in the order of the alphabet, to be found by the beginning of any of their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

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
        entries: list[tuple[str, Found]] = []
        self._whole: dict[str, list[Found]] = {}
        for company, ties in companies:
            for name in (company.name, *company.aliases):
                found = Found(company, name, ties)
                self._whole.setdefault(comparison_form(name), []).append(found)
                entries += ((ending, found) for ending in _endings(name))
        entries.sort(key=lambda entry: entry[0])
        self._endings = [ending for ending, _ in entries]
        self._found = [found for _, found in entries]

    def find(self, text: str, limit: int) -> list[Found]:
        """The companies with a name in which a word and what follows it begin like the text.

        Those come first that are called so and not more, then those with most ties.
        """
        start = " ".join(split(text))
        whole = {id(found) for found in self._whole.get(comparison_form(text), ())}

        def rank(found: Found) -> tuple[bool, int, str, bool, str]:
            return (
                id(found) not in whole,
                -found.ties,
                found.company.iri,
                found.name != found.company.name,
                found.name,
            )

        begin, end = bisect_left(self._endings, start), bisect_left(self._endings, start + _LAST)
        best: dict[str, Found] = {}
        for found in (*self._whole.get(comparison_form(text), ()), *self._found[begin:end]):
            known = best.get(found.company.iri, found)
            best[found.company.iri] = min(known, found, key=rank)
        return nsmallest(limit, best.values(), key=rank)


def _endings(name: str) -> Iterator[str]:
    words = split(name)
    return (" ".join(words[start:]) for start in range(len(words)))
