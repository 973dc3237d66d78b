"""The state of a store at an endpoint, as its settings tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from alliance_graph.errors import StoreError
from alliance_graph.graph.remote.graphs import APPLYING, CLAIMING, CONFIGURATION, DECISIONS, REVISION, SENDING

_CHANGE = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}-[0-9a-f]{16}")
_REVISION = re.compile(rf"{_CHANGE.pattern}( \d+){{3}}")


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of the store: the change that led to it, and how many triples are in each graph then."""

    change: str
    counts: tuple[int, ...]

    def __str__(self) -> str:
        return " ".join((self.change, *map(str, self.counts)))

    @classmethod
    def parse(cls, text: str) -> Revision:
        """The revision of that text; raises StoreError."""
        if not _REVISION.fullmatch(text):
            raise StoreError(f"the revision of the store is {text[:100]!r}, which this program did not write")
        change, *counts = text.split()
        return cls(change, tuple(map(int, counts)))


@dataclass(frozen=True, slots=True)
class State:
    """The settings; there is no revision where there is no store."""

    revision: Revision | None
    applying: tuple[str, ...]
    claiming: tuple[str, ...]
    sending: tuple[str, ...]
    configuration: str
    decisions: Mapping[str, str]
    """What people decided: the contents of each file by its name."""


def parse_state(rows: Iterable[ox.QuerySolution]) -> State:
    """The state in rows of property (p) and value (o); raises StoreError."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(str(row["p"]), []).append(getattr(row["o"], "value", ""))
    texts = {name: " ".join(values) for name, values in found.items()}

    def changes(name: ox.NamedNode) -> tuple[str, ...]:
        return tuple(sorted(filter(_CHANGE.fullmatch, found.get(str(name), ()))))

    revision = texts.get(str(REVISION))
    return State(
        Revision.parse(revision) if revision else None,
        changes(APPLYING),
        changes(CLAIMING),
        changes(SENDING),
        texts.get(str(CONFIGURATION), ""),
        {file: texts.get(str(name), "") for file, name in DECISIONS.items()},
    )
