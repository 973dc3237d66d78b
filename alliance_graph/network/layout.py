"""Where the nodes of a network are drawn at first: the same network is always drawn the same way.

Each connected part stands for itself, as rings around its best connected node; the largest is in the middle.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import networkx as nx

_GAP = 10.0
"""From ring to ring, and at least from node to node on a ring."""
_GOLDEN = math.pi * (3 - math.sqrt(5))
"""The angle by which a sunflower turns from seed to seed, so that none hides another."""
_SMALL = 12
"""Nodes up to which a connected part is one community."""

_MANY = 500
"""Nodes from which on networkx draws with scipy, which is not among our dependencies."""

_Points = dict[int, complex]


class Place(NamedTuple):
    """Where a node stands, and the number of its community."""

    x: float
    y: float
    community: int


def find_places(network: nx.MultiDiGraph[str], *, is_relaxed: bool = False) -> Mapping[str, Place]:
    """The place of each node; with `is_relaxed` ties draw together what they join, which takes longer."""
    import networkx as nx

    # Numbers in the place of names: a set of these has the same order in every process.
    numbers = {name: number for number, name in enumerate(network)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(numbers.values())
    graph.add_edges_from((numbers[source], numbers[target]) for source, target in network.edges())
    parts = sorted(map(sorted, nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    found = chain.from_iterable(_find_communities(graph, part) for part in parts)
    communities = {node: number for number, community in enumerate(found) for node in community}
    drawn = (_draw_rings(graph, part) for part in parts)
    points = _pack(_relax(graph, points) if is_relaxed else points for points in drawn)
    return {
        name: Place(round(points[number].real, 1), round(points[number].imag, 1), communities[number])
        for name, number in numbers.items()
    }


def _find_communities(graph: nx.Graph[int], part: Sequence[int]) -> Iterator[Sequence[int]]:
    """The nodes of a connected part by community, the largest first."""
    import networkx as nx

    if len(part) <= _SMALL:
        return iter([part])
    found = nx.community.louvain_communities(graph.subgraph(part), weight=None, seed=1)
    return iter(sorted(map(sorted, found), key=lambda nodes: (-len(nodes), nodes[0])))


def _draw_rings(graph: nx.Graph[int], part: Sequence[int]) -> _Points:
    """A connected part around 0, each node in the sector of the node before it on the way from the middle."""
    import networkx as nx

    middle = min(part, key=lambda node: (-graph.degree(node), node))
    rings = [list(ring) for ring in nx.bfs_layers(graph, middle)]
    before = dict(nx.bfs_predecessors(graph, middle))
    leaves = dict.fromkeys(part, 0)
    for node in reversed(list(chain.from_iterable(rings))):
        leaves[node] = leaves[node] or 1
        if node in before:
            leaves[before[node]] += leaves[node]
    points = {middle: 0j}
    starts = {middle: 0.0}
    radius = 0.0
    for ring in rings[1:]:
        radius = max(radius + _GAP, len(ring) * _GAP / math.tau)
        for node in ring:
            begin = starts[before[node]]
            starts[before[node]] += leaves[node]
            starts[node] = begin
            angle = math.tau * (begin + leaves[node] / 2) / leaves[middle]
            points[node] = radius * complex(math.cos(angle), math.sin(angle))
    return points


def _relax(graph: nx.Graph[int], points: _Points) -> _Points:
    """The points of a connected part after some steps of a spring layout."""
    import networkx as nx

    if not 3 < len(points) < _MANY:
        return points
    radius = max(map(abs, points.values()))
    start = {node: (point.real / radius, point.imag / radius) for node, point in points.items()}
    found = nx.spring_layout(graph.subgraph(points), pos=start, iterations=100, seed=1, weight=None)
    scale = 1.2 * _GAP * math.sqrt(len(points))
    return {node: scale * complex(*map(float, found[node])) for node in points}


def _pack(parts: Iterator[_Points]) -> _Points:
    """All parts without overlap: each beyond those before it, as seeds lie in a sunflower."""
    points: _Points = {}
    area = 0.0
    for number, part in enumerate(parts):
        radius = max(map(abs, part.values())) + _GAP
        distance = math.sqrt(area) + radius if number else 0.0
        area += 1.3 * radius**2
        centre = distance * complex(math.cos(number * _GOLDEN), math.sin(number * _GOLDEN))
        points |= {node: point + centre for node, point in part.items()}
    return points
