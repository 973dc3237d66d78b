"""Boxes laid side by side and above one another on a sheet, as the parts of a drawing are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """What a part of a drawing takes."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


class _Step(NamedTuple):
    """A piece of the border between what is taken and what is free below it."""

    x: float
    width: float
    y: float


def pack(boxes: Sequence[Box], shape: float) -> list[complex]:
    """The lower left corner of each box on a sheet about `shape` times as wide as high; y grows upwards."""
    area = sum(box.width * box.height for box in boxes)
    width = max([math.sqrt(area * shape) * 1.04, *(box.width for box in boxes)], default=0.0)
    border = [_Step(0.0, width, 0.0)]
    corners = [0j] * len(boxes)
    for number in sorted(range(len(boxes)), key=lambda number: (-boxes[number].height, -boxes[number].width, number)):
        box = boxes[number]
        x, y = _find_room(border, box.width, width)
        corners[number] = complex(x, -y - box.height)
        border = _take(border, x, box.width, y + box.height)
    return corners


def _find_room(border: Sequence[_Step], width: float, whole: float) -> tuple[float, float]:
    """Where a box of that width comes to lie highest, and farthest to the left of such places."""
    best = (math.inf, 0.0)
    for start, step in enumerate(border):
        end = step.x + width
        if end > whole + 1e-6:
            break
        y = step.y
        for other in border[start + 1 :]:
            if other.x >= end - 1e-6 or y >= best[0]:
                break
            y = max(y, other.y)
        best = min(best, (y, step.x))
    return best[1], best[0]


def _take(border: Sequence[_Step], x: float, width: float, y: float) -> list[_Step]:
    """The border with a box that reaches down to y."""
    left = [_Step(step.x, min(step.width, x - step.x), step.y) for step in border if step.x < x - 1e-6]
    end = x + width
    right = [
        _Step(max(step.x, end), step.x + step.width - max(step.x, end), step.y)
        for step in border
        if step.x + step.width > end + 1e-6
    ]
    return [*left, _Step(x, width, y), *right]
