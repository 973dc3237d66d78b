"""Where names stand in a drawing: beside, below or above their nodes, and never on one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

Point = tuple[float, float]

_LINE = 15.0
"""Pixels from one line of text to the next."""
_GAP = 4.0
"""Pixels between a node and its name."""
_LEVEL = 0.35
"""How steep a line is at most, up by along, that a name beside its node would lie on."""
_SQUARE = 64
"""Pixels of the squares by which boxes are looked up."""


class Box(NamedTuple):
    """A part of a drawing; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether something is in both."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Node(NamedTuple):
    """What is to have a name, of so many pixels."""

    at: Point
    radius: float
    length: float
    others: Sequence[Point]
    """Those that ties join it to."""


def place_names(nodes: Mapping[str, Node]) -> dict[str, Box]:
    """The boxes of names, given to the nodes in their order; a name that finds no room is left out."""
    taken = _Boxes()
    for node in nodes.values():
        (x, y), radius = node.at, node.radius
        taken.add(Box(x - radius, y - radius, x + radius, y + radius))
    found = {}
    for name, node in nodes.items():
        box = next(filter(taken.is_free, _find_sides(node)), None) if node.length else None
        if box:
            taken.add(box)
            found[name] = box
    return found


def _find_sides(node: Node) -> Iterator[Box]:
    """Where the name of a node may stand, the best place first."""
    (x, y), reach = node.at, node.radius + _GAP
    half, middle = node.length / 2, _LINE / 2
    right = Box(x + reach, y - middle, x + reach + node.length, y + middle)
    left = Box(x - reach - node.length, y - middle, x - reach, y + middle)
    around = [
        box
        for shift in (0.0, 0.6 * half, -0.6 * half)
        for box in (
            Box(x - half + shift, y + reach, x + half + shift, y + reach + _LINE),
            Box(x - half + shift, y - reach - _LINE, x + half + shift, y - reach),
        )
    ]
    level = {other_x > x for other_x, other_y in node.others if abs(other_y - y) < abs(other_x - x) * _LEVEL}
    beside = [left, right] if sum(1 if other_x > x else -1 for other_x, _ in node.others) > 0 else [right, left]
    free = [box for box in beside if (box is right) not in level]
    yield from (*free, *around, *(box for box in beside if box not in free))


class _Boxes:
    """What is taken."""

    def __init__(self) -> None:
        self._by_square: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for square in _find_squares(box):
            self._by_square.setdefault(square, []).append(box)

    def is_free(self, box: Box) -> bool:
        return not any(box.meets(other) for square in _find_squares(box) for other in self._by_square.get(square, ()))


def _find_squares(box: Box) -> Sequence[tuple[int, int]]:
    """The squares that a box is in."""
    left, top, right, bottom = (int(edge // _SQUARE) for edge in box)
    return list(product(range(left, right + 1), range(top, bottom + 1)))
