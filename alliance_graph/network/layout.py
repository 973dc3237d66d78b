"""Where the nodes of a network are drawn: the same network is always drawn the same way.

Each connected part is drawn for itself, and the parts are laid side by side, the largest first. Units are pixels of a
drawing in which nodes have their full size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from alliance_graph.network.arrangement import Points, arrange
from alliance_graph.network.packing import Box, pack

if TYPE_CHECKING:
    import networkx as nx

SHAPE = 2.2
"""Width by height of a drawing, where nothing else is asked for."""
NAMED = 150
"""Nodes up to which there is room for the names of all."""
_LETTER = 6.6
"""Pixels of a letter of a name; one of Chinese or Japanese has twice as many."""
_LONGEST = 34
"""Letters of a name that are drawn."""
_SMALL = 12
"""Nodes up to which a connected part is one community."""
_BESIDE, _ABOVE = 36.0, 30.0
"""Pixels beside and above a node that belong to it."""
_WIDER = 1.3
"""How much wider than high things are drawn where each has its name beside it."""


class Place(NamedTuple):
    """Where a node stands, and the number of its community."""

    x: float
    y: float
    community: int


def find_places(network: nx.MultiDiGraph[str], *, shape: float = SHAPE) -> Mapping[str, Place]:
    """The place of each node in a drawing that is `shape` times as wide as high; y grows upwards."""
    import networkx as nx

    # Numbers in the place of names: a set of these has the same order in every process.
    numbers = {name: number for number, name in enumerate(network)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(numbers.values())
    graph.add_edges_from((numbers[one], numbers[other]) for one, other in network.edges() if one != other)
    parts = sorted(map(sorted, nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    found = chain.from_iterable(_find_communities(graph, part) for part in parts)
    communities = {node: number for number, community in enumerate(found) for node in community}
    points = _lay_out(network, graph, parts, shape)
    return {
        name: Place(round(points[number].real, 1), round(points[number].imag, 1), communities[number])
        for name, number in numbers.items()
    }


def shorten(name: str) -> str:
    """As much of a name as is drawn."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def measure(name: str) -> float:
    """About how many pixels a name takes in a drawing."""
    return _LETTER * sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in shorten(name))


def _find_communities(graph: nx.Graph[int], part: Sequence[int]) -> Iterator[Sequence[int]]:
    """The nodes of a connected part by community, the largest first."""
    import networkx as nx

    if len(part) <= _SMALL:
        return iter([part])
    found = nx.community.louvain_communities(graph.subgraph(part), weight=None, seed=1)
    return iter(sorted(map(sorted, found), key=lambda nodes: (-len(nodes), nodes[0])))


def _lay_out(
    network: nx.MultiDiGraph[str], graph: nx.Graph[int], parts: Sequence[Sequence[int]], shape: float
) -> Points:
    """The points of all parts, side by side."""
    is_named = len(graph) <= NAMED
    drawn = [arrange(graph, part, is_askew=is_named, is_wide=shape > 1) for part in parts]
    widths = {}
    if is_named:
        drawn = [{node: complex(_WIDER * at.real, at.imag) for node, at in part.items()} for part in drawn]
        labels = (str(row.get("label") or "") for _, row in network.nodes(data=True))
        widths = {number: measure(label) for number, label in enumerate(labels)}
    boxes = [_find_box(graph, part, widths) for part in drawn]
    corners = pack(boxes, shape)
    return {
        node: at - complex(box.left, box.bottom) + corner
        for part, box, corner in zip(drawn, boxes, corners, strict=True)
        for node, at in part.items()
    }


def _find_box(graph: nx.Graph[int], points: Points, widths: Mapping[int, float]) -> Box:
    """The room that a part takes with the names of its nodes, each on the side where it has fewer neighbours."""
    lefts, rights = [], []
    for node, at in points.items():
        beside = sum(1 if points[other].real > at.real else -1 for other in graph[node])
        lefts.append(at.real - _BESIDE - (widths.get(node, 0.0) if beside > 0 else 0.0))
        rights.append(at.real + _BESIDE + (widths.get(node, 0.0) if beside <= 0 else 0.0))
    heights = [at.imag for at in points.values()]
    return Box(min(lefts), max(rights), min(heights) - _ABOVE, max(heights) + _ABOVE)
