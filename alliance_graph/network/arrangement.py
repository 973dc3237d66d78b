"""One connected part of a network as a drawing: what hangs together by few ties stands near, and no node on another.

Nodes with one neighbour stand around it; the others are placed by stress majorization (Gansner, Koren and North 2004),
which brings distances in the drawing near to those in the network.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

Points = Mapping[int, complex]

LINK = 80.0
"""Pixels from node to node along a tie."""
NEAR = 46.0
"""Pixels that any two nodes keep between their middles."""

_RING = 12
"""Leaves that stand on one ring around their node; more lie as seeds in a sunflower."""
_GOLDEN = math.pi * (3 - math.sqrt(5))
"""The angle by which a sunflower turns from seed to seed, so that none hides another."""
_MOST = 600
"""Nodes with several neighbours up to which stress is worked out, in a second; more stand on rings."""
_ROUNDS = 60
_PUSHES = 40
_TILT = complex(math.cos(-0.5), math.sin(-0.5))
"""How a straight row of nodes lies where it is askew, so that the names beside them have room."""
_ROUND, _STRAIGHT = 0.05, 0.99
"""How much wider than high a part is, from 0 for a disc to 1 for a line, from which on it is turned, or is a row."""

_Array = NDArray[np.complex128]


def arrange(graph: nx.Graph[int], part: Sequence[int], *, is_wide: bool = True, is_askew: bool = False) -> Points:
    """The place of each node of a connected part, wider than high or not; no row is level where it `is_askew`."""
    if len(part) == 1:
        return {part[0]: 0j}
    core = [node for node in part if graph.degree(node) > 1] or part[:1]
    leaves = {node: sorted(other for other in graph[node] if graph.degree(other) == 1) for node in core}
    if len(part) == 2:
        leaves = {part[0]: [part[1]]}
    reach = {node: _find_reach(len(found)) for node, found in leaves.items()}
    points = _draw_core(graph, core, reach)
    for node, found in leaves.items():
        points |= _draw_leaves(points[node], found, [points[other] for other in graph[node] if other in reach])
    nodes = list(points)
    places = _turn(_push_apart(np.array([points[node] for node in nodes])), is_wide=is_wide, is_askew=is_askew)
    return dict(zip(nodes, map(complex, places), strict=True))


def _find_reach(leaves: int) -> float:
    """How far the leaves of a node stand from it at most."""
    if not leaves:
        return 0.0
    return LINK if leaves <= _RING else LINK + NEAR * math.sqrt(leaves / math.pi)


def _draw_core(graph: nx.Graph[int], core: Sequence[int], reach: Mapping[int, float]) -> dict[int, complex]:
    """The nodes that have several neighbours, with room for the leaves of each."""
    start = _draw_rings(graph, core)
    if 2 < len(core) <= _MOST:
        number = {node: at for at, node in enumerate(core)}
        links = [(number[one], number[two]) for one in core for two in graph[one] if two in number]
        lengths = [LINK + 0.6 * (reach[core[one]] + reach[core[two]]) for one, two in links]
        askew = [start[node] + 9 * np.exp(1j * node) for node in core]  # what begins on a line may stay there
        places = _lower_stress(np.array(askew), _find_distances(len(core), links, lengths))
        return dict(zip(core, map(complex, places), strict=True))
    if len(core) == 2:
        return {core[0]: 0j, core[1]: complex(LINK + 0.6 * (reach[core[0]] + reach[core[1]]))}
    return start


def _draw_rings(graph: nx.Graph[int], core: Sequence[int]) -> dict[int, complex]:
    """Rings around the best connected node, each node in the sector of the one before it on the way from there."""
    import networkx as nx

    within = graph.subgraph(core)
    middle = min(core, key=lambda node: (-within.degree(node), node))
    rings = [list(ring) for ring in nx.bfs_layers(within, middle)]
    before = dict(nx.bfs_predecessors(within, middle))
    ends = dict.fromkeys(core, 0)
    for node in reversed(list(chain.from_iterable(rings))):
        ends[node] = ends[node] or 1
        if node in before:
            ends[before[node]] += ends[node]
    points, starts, radius = {middle: 0j}, {middle: 0.0}, 0.0
    for ring in rings[1:]:
        radius = max(radius + LINK, len(ring) * NEAR / math.tau)
        for node in ring:
            begin = starts[before[node]]
            starts[before[node]] += ends[node]
            starts[node] = begin
            angle = math.tau * (begin + ends[node] / 2) / ends[middle]
            points[node] = radius * complex(math.cos(angle), math.sin(angle))
    return points


def _find_distances(count: int, links: Sequence[tuple[int, int]], lengths: Sequence[float]) -> NDArray[np.float64]:
    """The length of the shortest way between any two nodes."""
    distances = np.full((count, count), np.inf)
    np.fill_diagonal(distances, 0.0)
    for (one, two), length in zip(links, lengths, strict=True):
        distances[one, two] = length
    for middle in range(count):
        np.minimum(distances, distances[:, middle, None] + distances[None, middle], out=distances)
    return distances


def _lower_stress(places: _Array, distances: NDArray[np.float64]) -> _Array:
    """The places after some rounds of stress majorization, in which near nodes weigh most."""
    count = len(places)
    weights = 1.0 / (distances + np.eye(count)) ** 2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / count) - 1 / count
    wanted = weights * distances
    at = np.column_stack([places.real, places.imag])
    for _ in range(_ROUNDS):
        x, y = (axis[:, None] - axis[None] for axis in at.T)
        pull = -wanted / np.sqrt(np.maximum(x * x + y * y, 1e-6))
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        before, at = at, inverse @ (pull @ at)
        if np.abs(at - before).max() < 1.0:
            break
    return np.asarray(at[:, 0] + 1j * at[:, 1])


def _draw_leaves(middle: complex, leaves: Sequence[int], others: Sequence[complex]) -> dict[int, complex]:
    """The leaves of a node: on a ring between its other neighbours, or around it as seeds in a sunflower."""
    if len(leaves) > _RING:
        start = (LINK / NEAR) ** 2 * math.pi / 2
        turns = ((NEAR * math.sqrt((start + seed) / math.pi) + 20, seed * _GOLDEN) for seed in range(len(leaves)))
        seeds = (middle + radius * complex(math.cos(turn), math.sin(turn)) for radius, turn in turns)
        return dict(zip(leaves, seeds, strict=True))
    taken = sorted(math.atan2((other - middle).imag, (other - middle).real) for other in others) or [math.pi]
    gaps = [(end - begin) % math.tau or math.tau for begin, end in zip(taken, [*taken[1:], taken[0]], strict=True)]
    counts = [0] * len(gaps)
    is_whole = not others  # then the gap has no neighbours at its ends
    for _ in leaves:
        counts[max(range(len(gaps)), key=lambda gap: (gaps[gap] / (counts[gap] + 1), -gap))] += 1
    turns_ = (
        begin + gap * (number + 1) / (count + (0 if is_whole else 1))
        for begin, gap, count in zip(taken, gaps, counts, strict=True)
        for number in range(count)
    )
    return {
        leaf: middle + LINK * complex(math.cos(turn), math.sin(turn)) for leaf, turn in zip(leaves, turns_, strict=True)
    }


def _push_apart(places: _Array) -> _Array:
    """The places, with any two nodes apart."""
    for _ in range(_PUSHES):
        order = np.argsort(places.real, kind="stable")
        ahead, moves = places[order], np.zeros_like(places)
        for step in range(1, len(places)):
            between = ahead[step:] - ahead[:-step]
            if between.real.min() >= NEAR:  # the same for those farther on in the row
                break
            moved = _find_push(between, step)
            moves[step:] += moved
            moves[:-step] -= moved
        if np.abs(moves).max() < 1.0:
            break
        places = places.copy()
        places[order] += moves
    return places


def _find_push(between: _Array, step: int) -> _Array:
    """How far nodes at the ends of these ways are to be moved, so that they are apart."""
    distances = np.abs(between)
    askew = np.exp(1j * np.arange(len(between)) * step)  # nodes in one place go different ways
    ways = np.where(distances > 1e-3, between / np.maximum(distances, 1e-3), askew)
    return np.asarray(0.5 * np.maximum(0.0, NEAR - distances) * ways)


def _turn(places: _Array, *, is_wide: bool, is_askew: bool) -> _Array:
    """The places turned so that they are wider than high, or higher than wide."""
    places -= places.mean()
    moment, spread = (places**2).sum(), (np.abs(places) ** 2).sum()
    if abs(moment) > _ROUND * spread:
        places *= np.exp(-0.5j * np.angle(moment)) * (1 if is_wide else 1j)
    return places * _TILT if is_askew and abs(moment) > _STRAIGHT * spread else places
