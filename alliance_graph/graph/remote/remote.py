"""A store at an endpoint: its state, and changes that are carried out wholly, once, and by one writer.

A change is first sent in parts to graphs of its own, where it counts for nothing. Its writer then claims the right to
decide, and withdraws where it sees the claim of another: of four requests at once to replace the same triple Virtuoso
may carry out several. One request puts a new revision in the place of the known one, which decides, and moves the parts
to where they belong. All may be sent twice, or come late: parts are sets without blank nodes, and the rest does nothing
once the revision has gone on. Where an endpoint dies meanwhile, whoever comes next carries the change out.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

import pyoxigraph as ox

from alliance_graph.errors import StoreError
from alliance_graph.graph.directory import Settings, parse_settings
from alliance_graph.graph.remote.change import Change, Part, count, cut
from alliance_graph.graph.remote.client import Client
from alliance_graph.graph.remote.graphs import SENDING, STORE, Graphs
from alliance_graph.graph.remote.line import RefusedError
from alliance_graph.graph.remote.state import Revision, State, parse_state

_SILENT, _ABANDONED = timedelta(minutes=15), timedelta(days=2)
"""After how long a claim and parts are dropped of which nothing more was heard."""
_SENDINGS = 3
"""How often parts are sent that an endpoint took and does not hold."""
_PATIENCE = 10.0
"""Seconds in which another writer may carry out itself what it decided."""


class Remote:
    """The store at the other end of a line, for a writer of whom no other has the name (8 hexadecimal digits)."""

    def __init__(self, client: Client, writer: str = "") -> None:
        self.client = client
        self.graphs = Graphs(client.address.graph)
        self.writer = writer or secrets.token_hex(4)
        self._has_swept = False

    def read(self) -> State:
        """The state, after all that was decided on is carried out."""
        end = time.monotonic() + _PATIENCE
        while (state := self._read()).applying:
            change = Change(state.applying[0], self.graphs)
            if change.is_of(self.writer) or time.monotonic() > end:
                self._update(*change.carry_out())
            else:
                time.sleep(0.2)
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
        mark = self.graphs.setting(SENDING, f"probe-{secrets.token_hex(8)}")
        self.client.update(f"INSERT DATA {{ {mark} }}")
        found = self.client.select(f"SELECT * {{ {self.graphs.wrap('public', '?s ?p ?o')} }} LIMIT 1")
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
        self._sweep()
        change = Change.new(self.writer, self.graphs)
        revision = Revision(change.name, count(known, removed, added))
        try:
            self._send(change, removed, added)
        except RefusedError:
            with suppress(StoreError):
                self._update(*change.forget())
            raise
        self._update(change.claim(known))
        state = self._read()
        if state.revision == known and state.claiming == (change.name,):
            self._update(change.decide(known, revision), *change.carry_out())
            state = self.read()
        if state.revision != revision:
            self._update(*change.forget())
            raise StoreError(
                f"{self.client.address}: another program has changed the store meanwhile, or is about to; nothing of "
                "this step was written, run the same command again"
            )
        return revision

    def _read(self) -> State:
        pattern = self.graphs.wrap("settings", f"{STORE} ?p ?o")
        return parse_state(self.client.select(f"SELECT ?p ?o {{ {pattern} }}"))

    def _update(self, *operations: str) -> None:
        self.client.update(";\n".join(operations))

    def _send(self, change: Change, removed: Sequence[ox.Quad], added: Sequence[ox.Quad]) -> None:
        """Send the parts of a change until all are there; raises RefusedError, StoreError."""
        parts = change.find_parts(removed, added)
        wanted = Counter(graph for graph, _ in parts)
        for _ in range(_SENDINGS):
            self._send_parts(change, parts)
            there = self._count(wanted)
            if there == wanted:
                return
        raise StoreError(
            f"{self.client.address} took {sum(wanted.values()):,} triples and holds {sum(there.values()):,} of them; "
            "nothing of this step was written"
        )

    def _count(self, graphs: Iterable[str]) -> Counter[str]:
        """How many triples each of these graphs has."""
        names = " ".join(f"<{graph}>" for graph in graphs)
        rows = self.client.select(
            f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        )
        return Counter({row["g"].value: int(row["n"].value) for row in rows})

    def _send_parts(self, change: Change, parts: Sequence[Part]) -> None:
        if self.client.takes_uploads:
            self._update(change.announce())
            for graph, found in groupby(parts, key=lambda part: part[0]):
                for some in cut(list(found)):
                    self.client.upload("".join(line for _, line in some), graph)
        else:
            for some in cut(parts):
                self._insert(change, some)

    def _insert(self, change: Change, parts: Sequence[Part]) -> None:
        """Insert parts, fewer at a time where the endpoint finds them too many."""
        try:
            self._update(change.insert(parts))
        except RefusedError:
            if len(parts) == 1:
                raise
            half = len(parts) // 2
            self._insert(change, parts[:half])
            self._insert(change, parts[half:])

    def _sweep(self) -> None:
        """Drop, once, what writers left that ended: this one before, and others long ago."""
        if self._has_swept:
            return
        self._has_swept = True
        state = self._read()
        for name in sorted({*state.sending, *state.claiming}):
            change = Change(name, self.graphs)
            is_decided = state.revision is not None and state.revision.change == name
            is_silent = name in state.claiming and change.is_older(_SILENT)
            if change.is_of(self.writer) or is_decided or is_silent or change.is_older(_ABANDONED):
                self._update(*change.forget())
