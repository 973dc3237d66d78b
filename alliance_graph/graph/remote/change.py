"""The requests by which a change comes to an endpoint, each of which may be sent twice or come late."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pyoxigraph as ox

from alliance_graph.graph.remote.graphs import (
    APPLYING,
    CLAIMING,
    KEPT,
    REVISION,
    SENDING,
    Graphs,
    in_graph,
    name_kept,
)
from alliance_graph.graph.remote.state import Revision

Part = tuple[str, str]
"""The graph in which a part of a change waits, and its triples."""

_TIME = "%Y%m%dT%H%M%SZ"
_MOST_BYTES = 1_000_000
"""Of one request."""
_ALL = "?s ?p ?o"


@dataclass(frozen=True, slots=True)
class Change:
    """A change by its name, which tells when and by whom it was begun."""

    name: str
    graphs: Graphs

    @classmethod
    def new(cls, writer: str, graphs: Graphs) -> Change:
        """One that nobody has begun yet."""
        return cls(f"{datetime.now(UTC):{_TIME}}-{writer}-{secrets.token_hex(8)}", graphs)

    def is_of(self, writer: str) -> bool:
        """Whether that one began it."""
        return self.name.split("-")[1] == writer

    def is_older(self, age: timedelta) -> bool:
        """Whether it was begun so long ago."""
        return self.name < f"{datetime.now(UTC) - age:{_TIME}}"

    def find_parts(self, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> list[Part]:
        """What is to be sent, written by Oxigraph so that no text can end its literal."""
        parts = [
            (self._stage(name_kept(quad.graph_name), is_added=is_added), f"{quad.triple} .\n")
            for quads, is_added in ((removed, False), (added, True))
            for quad in quads
        ]
        return sorted(parts, key=lambda part: part[0])

    def announce(self) -> str:
        """Say that parts of it may be there from now on."""
        return f"INSERT DATA {{ {self.graphs.setting(SENDING, self.name)} }}"

    def insert(self, parts: Iterable[Part]) -> str:
        """Insert parts, and announce them."""
        patterns = [self.graphs.setting(SENDING, self.name)]
        for graph, found in groupby(parts, key=lambda part: part[0]):
            patterns.append(in_graph(graph, "".join(line for _, line in found)))
        return f"INSERT DATA {{ {' '.join(patterns)} }}"

    def claim(self, known: Revision | None) -> str:
        """Say that its writer is about to decide on it, if the revision is the known one and no other says so."""
        mine, any_ = self.graphs.setting(CLAIMING, self.name), self.graphs.setting(CLAIMING, _ANY)
        return f"INSERT {{ {mine} }} WHERE {{ {self._where(known)} FILTER NOT EXISTS {{ {any_} }} }}"

    def decide(self, known: Revision | None, revision: Revision) -> str:
        """Put a revision in the place of the known one; from now on the change counts."""
        old = f"DELETE {{ {self.graphs.setting(REVISION, str(known))} }}" if known else ""
        new = f"{self.graphs.setting(REVISION, str(revision))} {self.graphs.setting(APPLYING, self.name)}"
        return f"{old} INSERT {{ {new} }} WHERE {{ {self.graphs.setting(CLAIMING, self.name)} {self._where(known)} }}"

    def carry_out(self) -> Iterator[str]:
        """Move the parts to where they belong, if it is decided on and not carried out yet."""
        mark = self.graphs.setting(APPLYING, self.name)
        for kept in KEPT:
            here = self.graphs.wrap(kept, _ALL)
            for verb, is_added in (("DELETE", False), ("INSERT", True)):
                waiting = in_graph(self._stage(kept, is_added=is_added), _ALL)
                yield f"{verb} {{ {here} }} WHERE {{ {mark} {waiting} }}"
        yield f"DELETE {{ {mark} }} WHERE {{ {mark} }}"
        yield from self.forget()

    def forget(self) -> Iterator[str]:
        """Drop what is left of it."""
        for kept in KEPT:
            for is_added in (False, True):
                yield f"DROP SILENT GRAPH <{self._stage(kept, is_added=is_added)}>"
        for mark in (CLAIMING, SENDING):
            yield f"DELETE DATA {{ {self.graphs.setting(mark, self.name)} }}"

    def _where(self, known: Revision | None) -> str:
        """The pattern that fits while the revision is the known one."""
        if known:
            return self.graphs.setting(REVISION, str(known))
        mark = self.graphs.setting(SENDING, self.name)  # Virtuoso wants something that is there
        return f"{mark} FILTER NOT EXISTS {{ {self.graphs.setting(REVISION, _ANY)} }}"

    def _stage(self, kept: str, *, is_added: bool) -> str:
        """IRI of the graph in which waits what it adds to a graph, or takes away."""
        return f"urn:alliance-graph:change:{self.name}:{'added' if is_added else 'removed'}:{kept}"


_ANY = ox.Variable("any")


def count(known: Revision | None, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> tuple[int, ...]:
    """How many triples are in each graph after a change, the settings left out."""
    counts = Counter(name_kept(quad.graph_name) for quad in added)
    counts.subtract(name_kept(quad.graph_name) for quad in removed)
    before = known.counts if known else (0, 0, 0)
    return tuple(old + counts[kept] for old, kept in zip(before, KEPT, strict=False))


def cut(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts in requests of a bearable size, one at least."""
    some: list[Part] = []
    size = 0
    for part in parts:
        if some and size + len(part[1]) > _MOST_BYTES:
            yield some
            some, size = [], 0
        some.append(part)
        size += len(part[1])
    yield some
