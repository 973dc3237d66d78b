"""What a request asks for: its parameters, each checked, with a line on what is allowed where one is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from starlette.exceptions import HTTPException

from alliance_graph.graph.filter import Filter
from alliance_graph.graph.redirects import follow
from alliance_graph.model import Status
from alliance_graph.network.layout import SHAPE
from alliance_graph.ontology import FORMS, KINDS, topic_names
from alliance_graph.serve.api.atlas import Atlas

CONDITIONS = ("kind", "status", "topic", "since", "until", "as_of", "min_confidence", "min_sources")
"""The parameters that make a filter."""

MOST_DISTANCE = 4
"""Ties away from a company: four reach most of a graph."""

_REPEATED = {"kind", "status", "topic", "company"}
_MOST_VALUES = 100
_LONGEST = 2000
"""Characters of a value; an IRI has some 200."""

_Value = TypeVar("_Value")


class Parameters:
    """The parameters of a request, by name."""

    def __init__(self, given: Iterable[tuple[str, str]], known: Sequence[str]) -> None:
        """Raises HTTPException where one is not known, or comes more often than it may."""
        self._values: dict[str, list[str]] = {}
        for name, value in given:
            if name not in known:
                raise refuse(f"there is no parameter {name[:50]!r} here; there are {', '.join(known) or 'none'}")
            if "\0" in value or len(value) > _LONGEST:
                raise refuse(f"{name} has more than {_LONGEST} characters, or one of no text")
            self._values.setdefault(name, []).append(value)
        for name, values in self._values.items():
            if len(values) > (_MOST_VALUES if name in _REPEATED else 1):
                raise refuse(f"{name} may be given {_MOST_VALUES if name in _REPEATED else 1} times at most")

    def all(self, name: str) -> list[str]:
        """The values of a parameter that may be given several times."""
        return self._values.get(name, [])

    def text(self, name: str, default: str | None = None) -> str:
        """The value; raises HTTPException where there is none, nor a default."""
        values = self._values.get(name, [] if default is None else [default])
        if not values:
            raise refuse(f"give {name}=...")
        return values[0]

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number within bounds."""
        return self._read(name, default, int, f"a whole number from {least} to {most}", least, most)

    def share(self, name: str) -> float:
        """A number from 0 to 1; 0 by default."""
        return self._read(name, 0.0, float, "a number from 0 to 1", 0.0, 1.0)

    def shape(self) -> float:
        """Width by height of a drawing."""
        least, most = 0.2, 5.0
        return self._read("shape", SHAPE, float, f"a number from {least} to {most}", least, most)

    def day(self, name: str) -> date | None:
        """A day, None where none is given."""
        text = self.text(name, "")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise refuse(f"{name}={text[:50]!r} is no day; write one like 2024-08-01") from None

    def choices(self, name: str, known: Iterable[str]) -> frozenset[str]:
        """The values, all of which are known."""
        known = tuple(known)
        for value in self.all(name):
            if value not in known:
                raise refuse(f"{name}={value[:50]!r} is none of {', '.join(known)}")
        return frozenset(self.all(name))

    def companies(self, name: str, atlas: Atlas) -> list[str]:
        """IRIs of the companies that are named by their IRI of today or an older one."""
        return [find_company(atlas, iri) for iri in self.all(name)]

    def atlas(self, atlas: Atlas) -> Atlas:
        """The atlas as it is, or with the ties of the day that is asked for."""
        day = self.day("as_of")
        return atlas.on(day) if day else atlas

    def filter(self, atlas: Atlas, *, distance: int = 1) -> Filter:
        """Which ties are wanted; denied ones are left out unless a status is asked for."""
        statuses = self.choices("status", Status)
        return Filter(
            kinds=self.choices("kind", (*KINDS, *FORMS)),
            statuses=frozenset(map(Status, statuses)) or frozenset(Status) - {Status.DENIED},
            topics=self.choices("topic", topic_names()),
            companies=frozenset(self.companies("company", atlas)),
            distance=distance,
            since=self.day("since"),
            until=self.day("until"),
            min_confidence=self.share("min_confidence"),
            min_sources=self.number("min_sources", 0, 0, 10**6),
        )

    def _read(
        self, name: str, default: _Value, parse: Callable[[str], _Value], allowed: str, least: _Value, most: _Value
    ) -> _Value:
        text = self.text(name, str(default))
        try:
            value = parse(text)
        except ValueError:
            value = None
        if value is None or not least <= value <= most:  # type: ignore[operator]
            raise refuse(f"{name}={text[:50]!r} is not {allowed}")
        return value


def find_company(atlas: Atlas, iri: str) -> str:
    """The IRI that one leads to today; raises HTTPException where it is no company's."""
    found = follow(atlas.oxigraph, iri)
    if found not in atlas.parties:
        raise HTTPException(404, f"no company has the IRI {iri[:200]!r}")
    return found


def refuse(message: str) -> HTTPException:
    """The error of a request that asks for what there is not."""
    return HTTPException(400, message)
