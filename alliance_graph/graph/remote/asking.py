"""A store at an endpoint asked where it is, without a copy: for questions, and for reading little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from alliance_graph.address import parse_address
from alliance_graph.errors import QueryError
from alliance_graph.graph.answers import Answer
from alliance_graph.graph.guard import check
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.linker import Linker
from alliance_graph.graph.lookups import Graph, Object, Subject
from alliance_graph.graph.query import to_prefixes
from alliance_graph.graph.questions import find_question, to_sparql
from alliance_graph.graph.remote.client import Client
from alliance_graph.graph.remote.copying import restore
from alliance_graph.graph.remote.graphs import name_kept
from alliance_graph.graph.remote.remote import Remote
from alliance_graph.graph.store import Store
from alliance_graph.graph.view import Rulebook


class _Distant:
    """As much of Oxigraph as is needed to read, with a request for each look-up."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote

    def quads_for_pattern(
        self, subject: Subject, predicate: ox.NamedNode | None, value: Object, graph: Graph
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None fits everything."""
        pattern = self._remote.graphs.wrap(
            name_kept(graph), f"{subject or '?s'} {predicate or '?p'} {'?o' if value is None else value}"
        )
        for row in self._remote.client.select(f"SELECT * {{ {pattern} }}"):
            yield restore(
                ox.Quad(subject or row["s"], predicate or row["p"], row["o"] if value is None else value, graph)
            )

    def query(self, sparql: str) -> list[ox.QuerySolution]:
        """The rows of a SELECT on the public graph."""
        return self._remote.client.select(sparql, graph=self._remote.graphs.public)


class Distant(Store):
    """A store for reading that asks the endpoint each time; made for few look-ups."""

    def __init__(self, remote: Remote, rulebook: Rulebook) -> None:
        super().__init__(Path(), cast(ox.Store, _Distant(remote)), rulebook)
        self.remote = remote

    def close(self) -> None:
        """Hang up."""
        self.remote.client.close()

    def answer(self, text: str, params: Mapping[str, str] | None, *, timeout: float | None) -> Answer:
        """The answer of the endpoint to a SPARQL text or a named question; raises QueryError."""
        question = find_question(text)
        if question:
            sparql = to_sparql(question, self, params or {})
        elif params:
            raise QueryError("parameters go with a named question only (query --list)")
        else:
            check(sparql := text)
        return self.remote.client.answer(
            _add_prefixes(sparql, to_prefixes(self.base_iri)), graph=self.remote.graphs.public, seconds=timeout
        )


def open_distant(place: str, *, linker: Linker) -> Distant:
    """The store at an endpoint, to be asked there; raises StoreError where there is none."""
    remote = Remote(Client(parse_address(place)))
    try:
        _, settings = remote.read_settings()
    except BaseException:
        remote.client.close()
        raise
    return Distant(remote, Rulebook(linker, Iris(settings.base_iri), settings.threshold))


def is_there(place: str) -> bool:
    """Whether an endpoint keeps a store."""
    with closing(Client(parse_address(place))) as client:
        return Remote(client).read().revision is not None


def _add_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """The query with declarations of the usual prefixes that it uses and lacks, in its first line."""
    used = {
        name: iri
        for name, iri in prefixes.items()
        if re.search(rf"\b{name}:", sparql) and not re.search(rf"\bPREFIX\s+{name}\s*:", sparql, re.IGNORECASE)
    }
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in used.items()) + sparql
