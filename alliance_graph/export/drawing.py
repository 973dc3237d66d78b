"""A network as a picture that stands inside a page: SVG in which every tie is a link to its row."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from alliance_graph.export.captions import Box, Node, Point, place_names
from alliance_graph.network.layout import measure, shorten

if TYPE_CHECKING:
    import networkx as nx

Points = Mapping[str, Point]

_MARGIN = 40
"""Pixels around a node that are in the picture."""
_RIM = 24
"""Pixels beside the names, which some fonts make longer."""
_LARGER = 1.12
"""How much larger names are than the layout has them: most pages are narrower than their picture."""
_BESIDE = 6
"""Pixels between lines that join the same nodes."""
_TIP = 16
"""Pixels from the tip of a line to the middle of the node at which it points."""
_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="12" markerHeight="12" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 6 3 0 6z" fill="#888"/></marker></defs>'
)


def draw(network: nx.MultiDiGraph[str], points: Points, anchors: Mapping[str, str]) -> Iterator[str]:
    """The lines of the SVG; `anchors` are the ids of the rows by IRI of the tie."""
    at = {node: (x, -y) for node, (x, y) in points.items()}
    names = _place_names(network, at)
    boxes = [*names.values(), *(Box(x - _MARGIN, y - _MARGIN, x + _MARGIN, y + _MARGIN) for x, y in at.values())]
    left, top = min(box.left for box in boxes) - _RIM, min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes) + _RIM, max(box.bottom for box in boxes)
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
    for node, row in network.nodes(data=True):
        yield _draw_node(at[node], row, network.degree(node), names.get(node))
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


def _draw_node(at: Point, row: Mapping[str, Any], ties: int, box: Box | None) -> str:
    name = escape(_find_name(row))
    x, y = (f"{value:.0f}" for value in at)
    if row.get("type") == "relationship":
        return f'<g><circle class="hub" cx="{x}" cy="{y}" r="4"/><title>{name}</title></g>'
    text = ""
    if box:
        place = f'x="{(box.left + box.right) / 2:.0f}" y="{box.bottom - 4:.0f}"'
        text = f"<text {place}>{escape(shorten(_find_name(row)))}</text>"
    return f'<g class="company"><circle cx="{x}" cy="{y}" r="{_find_radius(ties):.1f}"/><title>{name}</title>{text}</g>'


def _find_radius(ties: int) -> float:
    return 5 + 1.5 * math.sqrt(min(ties, 30))


def _find_name(row: Mapping[str, Any]) -> str:
    return str(row.get("label") or "")


def _place_names(network: nx.MultiDiGraph[str], at: Points) -> dict[str, Box]:
    """Where the names of companies stand, those with most ties first."""
    nodes = {}
    for node in sorted(at, key=lambda node: -network.degree(node)):
        row = network.nodes[node]
        others = [at[other] for other in {*network.pred[node], *network.succ[node]} - {node}]
        length = 0.0 if row.get("type") == "relationship" else _LARGER * measure(_find_name(row))
        nodes[node] = Node(at[node], _find_radius(network.degree(node)), length, others)
    return place_names(nodes)
