"""A store at an endpoint: its revision, and changes that are carried out wholly, once, and by one writer.

A change is first sent in parts to graphs of its own, where it counts for nothing. One request then replaces the known
revision by a new one and, where that was still the one, moves the parts to where they belong. Every request may be sent
twice, or come late: parts are sets without blank nodes, and the rest does nothing once the revision has gone on. An
endpoint that dies within the last request leaves a mark, and whoever opens the store next carries the change out.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pyoxigraph as ox

from alliance_graph.errors import StoreError
from alliance_graph.graph.directory import Settings, parse_settings
from alliance_graph.graph.remote.client import Client, RefusedError
from alliance_graph.graph.remote.graphs import (
    APPLYING,
    CONFIGURATION,
    DECISIONS,
    KEPT,
    REVISION,
    SENDING,
    STORE,
    Graphs,
    in_graph,
    name_kept,
    stage,
    to_line,
)

Part = tuple[str, str]
"""The graph in which a part of a change waits, and its triples."""

_TIME = "%Y%m%dT%H%M%SZ"
_ABANDONED = timedelta(days=2)
"""How old the parts of a change are that nobody will decide on any more."""
_MOST_BYTES = 1_000_000
"""Of one request."""
_ALL = "?s ?p ?o"


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of the store: the change that led to it, and how many triples are in each graph then."""

    change: str
    counts: tuple[int, ...]

    def __str__(self) -> str:
        return " ".join((self.change, *map(str, self.counts)))

    @classmethod
    def parse(cls, text: str) -> Revision:
        """The revision of that text."""
        change, *counts = text.split()
        return cls(change, tuple(map(int, counts)))


@dataclass(frozen=True, slots=True)
class State:
    """What the settings of a store at an endpoint say; no revision where there is no store."""

    revision: Revision | None = None
    applying: str = ""
    sending: tuple[str, ...] = ()
    configuration: str = ""
    judgements: str = ""


class Remote:
    """The store at the other end of a line."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.graphs = Graphs(client.address.graph)
        self._has_swept = False

    def read(self) -> State:
        """The state, after a change that was decided on is carried out."""
        state = self._read()
        if state.applying:
            self.client.update(";\n".join(self._carry_out(state.applying)))
            state = self._read()
        return state

    def read_settings(self) -> tuple[State, Settings]:
        """The state of a store that is there, and what it was made with; raises StoreError."""
        state, address = self.read(), self.client.address
        if state.revision is None:
            raise StoreError(
                f"there is no store at {address}; make one with: alliance-graph build SOURCES --store '{address}'"
            )
        return state, parse_settings(state.configuration, str(address))

    def check_free(self) -> None:
        """Raise StoreError where the public graph shows triples already, or would show those of other graphs."""
        probe = f"probe-{secrets.token_hex(8)}"
        mark = self._setting(SENDING, probe)
        self.client.update(f"INSERT DATA {{ {mark} }}")
        found = self.client.select(f"SELECT * {{ {self.graphs.wrap('public', _ALL)} }} LIMIT 1")
        self.client.update(f"DELETE DATA {{ {mark} }}")
        if found:
            graph = f"the graph {self.graphs.public}" if self.graphs.public else "the default graph"
            raise StoreError(
                f"{self.client.address}: {graph} holds or shows other data; give the store a graph of its own: "
                f"--store '{replace(self.client.address, graph='https://example.org/news')}'"
            )

    def push(self, removed: Sequence[ox.Quad], added: Sequence[ox.Quad], known: Revision | None) -> Revision:
        """Take quads away and add others, all or none; the revision after it.

        Those must be there, these not. Raises StoreError where the revision is not the known one (None for a store that
        is to be made), and RefusedError for quads that the endpoint does not take.
        """
        change = f"{datetime.now(UTC):{_TIME}}-{secrets.token_hex(8)}"
        revision = Revision(change, _count(known, removed, added))
        self._sweep()
        try:
            self._send(change, removed, added)
        except RefusedError:
            with suppress(StoreError):
                self.client.update(";\n".join(self._forget(change)))
            raise
        self.client.update(";\n".join([self._claim(known, revision), *self._carry_out(change)]))
        if self.read().revision != revision:
            raise StoreError(
                f"{self.client.address}: another program has changed the store meanwhile; nothing of this step was "
                "written, run the same command again"
            )
        return revision

    def _read(self) -> State:
        found: dict[str, list[str]] = {}
        for row in self.client.select(f"SELECT ?p ?o {{ {self.graphs.wrap('settings', f'{STORE} ?p ?o')} }}"):
            found.setdefault(str(row["p"]), []).append(getattr(row["o"], "value", ""))
        texts = {name: values[0] for name, values in found.items()}
        revision = texts.get(str(REVISION))
        return State(
            Revision.parse(revision) if revision else None,
            texts.get(str(APPLYING), ""),
            tuple(found.get(str(SENDING), ())),
            texts.get(str(CONFIGURATION), ""),
            texts.get(str(DECISIONS), ""),
        )

    def _send(self, change: str, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
        """Send the parts of a change, in none or any of which a failure may end."""
        mark = self._setting(SENDING, change)
        parts = [(stage(change, name_kept(quad.graph_name), is_added=False), to_line(quad)) for quad in removed]
        parts += [(stage(change, name_kept(quad.graph_name), is_added=True), to_line(quad)) for quad in added]
        parts.sort(key=lambda part: part[0])
        if self.client.takes_uploads:
            self.client.update(f"INSERT DATA {{ {mark} }}")
            for graph, found in groupby(parts, key=lambda part: part[0]):
                for some in _cut(list(found)):
                    self.client.upload("".join(line for _, line in some), graph)
            return
        for some in _cut(parts):
            self._insert(some, mark)

    def _insert(self, parts: Sequence[Part], mark: str) -> None:
        """Insert parts, fewer at a time where the endpoint finds them too many."""
        grouped = groupby(parts, key=lambda part: part[0])
        patterns = (in_graph(graph, "".join(line for _, line in found)) for graph, found in grouped)
        try:
            self.client.update(f"INSERT DATA {{ {mark} {' '.join(patterns)} }}")
        except RefusedError:
            if len(parts) == 1:
                raise
            half = len(parts) // 2
            self._insert(parts[:half], mark)
            self._insert(parts[half:], mark)

    def _setting(self, predicate: ox.NamedNode, value: str) -> str:
        return self.graphs.wrap("settings", f"{STORE} {predicate} {ox.Literal(value)}")

    def _claim(self, known: Revision | None, revision: Revision) -> str:
        """Put a revision in the place of the known one, where that is there."""
        new = f"{self._setting(REVISION, str(revision))} {self._setting(APPLYING, revision.change)}"
        if known is None:
            any_ = self.graphs.wrap("settings", f"{STORE} {REVISION} ?any")
            mark = self._setting(SENDING, revision.change)  # Virtuoso wants something that is there
            return f"INSERT {{ {new} }} WHERE {{ {mark} FILTER NOT EXISTS {{ {any_} }} }}"
        old = self._setting(REVISION, str(known))
        return f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {old} }}"

    def _carry_out(self, change: str) -> Iterator[str]:
        """Move the parts of a change to where they belong, where it is decided on and not carried out yet."""
        mark = self._setting(APPLYING, change)
        for kept in KEPT:
            here = self.graphs.wrap(kept, _ALL)
            for verb, is_added in (("DELETE", False), ("INSERT", True)):
                waiting = in_graph(stage(change, kept, is_added=is_added), _ALL)
                yield f"{verb} {{ {here} }} WHERE {{ {mark} {waiting} }}"
        yield f"DELETE {{ {mark} }} WHERE {{ {mark} }}"
        yield from self._forget(change)

    def _forget(self, change: str) -> Iterator[str]:
        """Drop the parts of a change."""
        for kept in KEPT:
            for is_added in (False, True):
                yield f"DROP SILENT GRAPH <{stage(change, kept, is_added=is_added)}>"
        yield f"DELETE DATA {{ {self._setting(SENDING, change)} }}"

    def _sweep(self) -> None:
        """Drop, once, what writers left that ended long ago."""
        if not self._has_swept:
            self._has_swept = True
            latest = f"{datetime.now(UTC) - _ABANDONED:{_TIME}}"
            for change in self._read().sending:
                if change < latest:
                    self.client.update(";\n".join(self._forget(change)))


def _count(known: Revision | None, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> tuple[int, ...]:
    """How many triples are in each graph after a change, without the settings."""
    counts = Counter(name_kept(quad.graph_name) for quad in added)
    counts.subtract(name_kept(quad.graph_name) for quad in removed)
    before = known.counts if known else (0, 0, 0)
    return tuple(old + counts[kept] for old, kept in zip(before, KEPT, strict=False))


def _cut(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts in requests of a bearable size."""
    some: list[Part] = []
    size = 0
    for part in parts:
        if some and size + len(part[1]) > _MOST_BYTES:
            yield some
            some, size = [], 0
        some.append(part)
        size += len(part[1])
    if some:
        yield some
