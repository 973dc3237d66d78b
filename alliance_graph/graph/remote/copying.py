"""Everything of a store at an endpoint into the copy on this machine, checked against the numbers in its revision."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from alliance_graph.graph.remote.graphs import KEPT
from alliance_graph.graph.remote.remote import Remote
from alliance_graph.graph.terms import AG, SCHEMA, XSD, YES, node

_PAGE = 10_000
"""What Virtuoso gives at most at a time, unless it is told otherwise."""
_DECIMALS = {AG + name for name in ("confidence", "percentage", "percentageMin", "percentageMax")} | {SCHEMA + "value"}


def copy_graphs(remote: Remote, counts: tuple[int, ...], oxigraph: ox.Store, folder: Path) -> str:
    """Fill an empty store with the counted graphs; in which of them the numbers do not come out, "" where they do."""
    for kept, count in zip(KEPT, counts, strict=False):
        pattern = remote.graphs.wrap(kept, "?s ?p ?o")
        ordered = f"{{ SELECT ?s ?p ?o {{ {pattern} }} ORDER BY ?s ?p ?o }}"
        found = 0
        for what in (pattern, ordered):  # without an order pages are quicker, and now and then have gaps in Virtuoso
            with tempfile.TemporaryDirectory(prefix="download-", dir=folder, ignore_cleanup_errors=True) as name:
                _copy_graph(remote, f"SELECT ?s ?p ?o {{ {what} }}", kept, count, oxigraph, Path(name) / "rows.json")
            found = sum(1 for _ in oxigraph.quads_for_pattern(None, None, None, KEPT[kept]))
            if found >= count:
                break
        if found != count:
            graph = remote.graphs.name(kept) or "that is the default"
            return f"the graph {graph} has {found:,} triples, and should have {count:,}"
    return ""


def _copy_graph(remote: Remote, query: str, kept: str, count: int, oxigraph: ox.Store, path: Path) -> None:
    """Copy a graph, page by page where the endpoint gives no more at a time."""

    def load() -> int:
        number = 0

        def quads() -> Iterator[ox.Quad]:
            nonlocal number
            for row in _read_rows(path):
                number += 1
                yield restore(ox.Quad(*row, KEPT[kept]))

        oxigraph.bulk_extend(quads())
        return number

    received = page = remote.client.download(query, path, load)
    while page and received < count:
        page = remote.client.download(f"{query} LIMIT {_PAGE} OFFSET {received}", path, load)
        received += page


def _read_rows(path: Path) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    found = ox.parse_query_results(path=str(path), format=ox.QueryResultsFormat.JSON)
    for row in cast(ox.QuerySolutions, found):
        yield cast(tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal], tuple(row))


def restore(quad: ox.Quad) -> ox.Quad:
    """A quad as it was sent: Virtuoso makes integers of whole decimals, and "1" of what is true."""
    if not isinstance(quad.object, ox.Literal):
        return quad
    datatype, term = quad.object.datatype.value, quad.object
    if datatype == XSD + "integer" and quad.predicate.value in _DECIMALS:
        term = ox.Literal(term.value, datatype=node(XSD + "decimal"))
    elif datatype == XSD + "boolean" and term.value == "1":
        term = YES
    return ox.Quad(quad.subject, quad.predicate, term, quad.graph_name)
