"""How two companies hang together: the shortest ways from one to the other, and whom both are tied to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, islice, pairwise
from typing import Any

from alliance_graph.model import Relationship
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.network import to_rows
from alliance_graph.serve.api.parameters import Parameters, find_company, refuse

_MOST_PATHS = 5

Row = dict[str, Any]
Neighbours = dict[str, list[Relationship]]
"""The ties to each neighbour of a company, by its IRI."""


def find_paths(atlas: Atlas, parameters: Parameters) -> Row:
    """The ways with the fewest ties from one company to another; none where they do not hang together."""
    atlas = parameters.atlas(atlas)
    paths, ties = _trace(atlas, parameters)
    ends = _find_two(atlas, parameters, "from", "to")
    return {"paths": paths, "network": to_rows(ties, atlas, ends, shape=parameters.shape())}


def find_common(atlas: Atlas, parameters: Parameters) -> Row:
    """The companies that two others are both tied to, those with most ties to them first."""
    atlas = parameters.atlas(atlas)
    one, other = _find_partners(atlas, parameters)
    partners = sorted(one, key=lambda iri: (-len(one[iri]) - len(other[iri]), iri))
    ends = _find_two(atlas, parameters, "first", "second")
    return {
        "partners": [
            {
                "iri": iri,
                "name": atlas.parties[iri].name,
                "first": [tie.iri for tie in one[iri]],
                "second": [tie.iri for tie in other[iri]],
            }
            for iri in partners
        ],
        "network": to_rows((tie for iri in partners for tie in (*one[iri], *other[iri])), atlas, ends,
                           shape=parameters.shape()),
    }  # fmt: skip


def find_between(atlas: Atlas, parameters: Parameters) -> list[Relationship] | None:
    """The ties that either of these draws for the parameters; None where they ask for neither."""
    if parameters.text("from", "") or parameters.text("to", ""):
        return _trace(atlas, parameters)[1]
    if parameters.text("first", "") or parameters.text("second", ""):
        return [tie for partners in _find_partners(atlas, parameters) for ties in partners.values() for tie in ties]
    return None


def _trace(atlas: Atlas, parameters: Parameters) -> tuple[list[list[str]], list[Relationship]]:
    """The shortest ways, and the ties on them."""
    import networkx as nx

    first, second = _find_two(atlas, parameters, "from", "to")
    ties = atlas.select(parameters.filter(atlas))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((first, second))
    graph.add_edges_from(pair for tie in ties for pair in combinations(tie.parties, 2))
    found = nx.has_path(graph, first, second)
    paths = list(islice(nx.all_shortest_paths(graph, first, second), _MOST_PATHS)) if found else []
    steps = {frozenset(step) for path in paths for step in pairwise(path)}
    on_them = [tie for tie in ties if not steps.isdisjoint(map(frozenset, combinations(tie.parties, 2)))]
    return paths, on_them


def _find_partners(atlas: Atlas, parameters: Parameters) -> tuple[Neighbours, Neighbours]:
    """The ties that the first and the second company have to those to whom both are tied."""
    wanted = parameters.filter(atlas)
    one, other = (
        _find_neighbours(company, filter(wanted.passes, atlas.ties_of[company]))
        for company in _find_two(atlas, parameters, "first", "second")
    )
    shared = one.keys() & other.keys()
    return {iri: one[iri] for iri in shared}, {iri: other[iri] for iri in shared}


def _find_two(atlas: Atlas, parameters: Parameters, *names: str) -> tuple[str, str]:
    first, second = (find_company(atlas, parameters.text(name)) for name in names)
    if first == second:
        raise refuse(f"{' and '.join(names)} are one company; give two")
    return first, second


def _find_neighbours(company: str, ties: Iterable[Relationship]) -> Neighbours:
    found: Neighbours = {}
    for tie in ties:
        for party in tie.parties:
            if party != company:
                found.setdefault(party, []).append(tie)
    return found
