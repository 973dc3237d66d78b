"""A network as a picture that stands inside a page: SVG in which every tie is a link to its row."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[float, float]
Points = Mapping[str, Point]

_SCALE = 5
"""Pixels for a unit of the layout, where the picture has its full size."""
_MARGIN = 90
_BESIDE = 6
"""Pixels between lines that join the same nodes."""
_TIP = 16
"""Pixels from the tip of a line to the middle of the node at which it points."""
_FEW = 60
"""Nodes up to which every one has its name beside it."""
_MANY_TIES = 3
"""Ties from which on a node has its name beside it in any picture."""
_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="12" markerHeight="12" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 6 3 0 6z" fill="#888"/></marker></defs>'
)


def draw(network: nx.MultiDiGraph[str], points: Points, anchors: Mapping[str, str]) -> Iterator[str]:
    """The lines of the SVG; `anchors` are the ids of the rows by IRI of the tie."""
    at = {node: (x * _SCALE, y * _SCALE) for node, (x, y) in points.items()}
    left, top = (min(xs) - _MARGIN for xs in zip(*at.values(), strict=True))
    right, bottom = (max(xs) + _MARGIN for xs in zip(*at.values(), strict=True))
    width, height = right - left, bottom - top
    yield (
        f'<svg viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" '
        f'role="img" aria-label="The network; the table below has the same ties">'
    )
    beside = Counter(frozenset(ends) for ends in network.edges())
    drawn: Counter[frozenset[str]] = Counter()
    yield _ARROW
    for source, target, row in network.edges(data=True):
        pair = frozenset((source, target))
        aside = drawn[pair] - (beside[pair] - 1) / 2
        drawn[pair] += 1
        ends = _move(at[source], at[target], _BESIDE * (aside if source < target else -aside))
        yield _draw_edge(*ends, row, anchors.get(str(row.get("relationship")), ""))
    is_small = len(network) <= _FEW
    for node, row in network.nodes(data=True):
        yield _draw_node(at[node], row, network.degree(node), is_named=is_small or network.degree(node) >= _MANY_TIES)
    yield "</svg>"


def _move(one: Point, other: Point, aside: float) -> tuple[Point, Point]:
    """The ends of a line moved aside, so that each of several lines between two nodes is seen, and its tip as well."""
    x, y = other[0] - one[0], other[1] - one[1]
    length = math.hypot(x, y) or 1.0
    x, y = x / length, y / length
    begin = one[0] - y * aside, one[1] + x * aside
    return begin, (begin[0] + x * (length - _TIP), begin[1] + y * (length - _TIP))


def _draw_edge(one: Point, other: Point, row: Mapping[str, Any], anchor: str) -> str:
    sort = [row.get("kind"), row.get("status"), "" if row.get("directed") is False else "directed"]
    ends = f'x1="{one[0]:.0f}" y1="{one[1]:.0f}" x2="{other[0]:.0f}" y2="{other[1]:.0f}"'
    title = escape(f"{row.get('name') or ''}: {row.get('label') or ''}")
    line = f'<line class="{escape(" ".join(str(word) for word in sort if word))}" {ends}/><title>{title}</title>'
    return f'<a href="#{anchor}" tabindex="-1">{line}</a>' if anchor else f"<g>{line}</g>"


def _draw_node(at: Point, row: Mapping[str, Any], ties: int, *, is_named: bool) -> str:
    name = escape(str(row.get("label") or ""))
    x, y = (f"{value:.0f}" for value in at)
    if row.get("type") == "relationship":
        return f'<g><circle class="hub" cx="{x}" cy="{y}" r="4"/><title>{name}</title></g>'
    radius = 5 + min(ties, 30) ** 0.5 * 1.5
    text = f'<text x="{x}" y="{at[1] - radius - 3:.0f}">{name}</text>' if is_named else ""
    return f'<g class="company"><circle cx="{x}" cy="{y}" r="{radius:.1f}"/><title>{name}</title>{text}</g>'
