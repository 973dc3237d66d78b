"""Random networks with everything that breaks file formats, and what of them should come back."""

from typing import Any

import networkx as nx
from hypothesis import strategies as st

from alliance_graph.export.scalars import to_scalar

NASTY = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "@SUM(A1)",
        "]]>",
        "<!--",
        "&amp;",
        "\"'",
        "\r\n\t ",
        " lead",
        "\x00\x0b",
        "\ufffe\ud800",
        "𝄞",
        "\u22125",
        "'-",
        "; ",
    ]
)
VALUES = {
    "label": NASTY,
    "name": NASTY,
    "sentence": NASTY,
    "odd name é": NASTY,
    "aliases": st.lists(NASTY, max_size=2),
    "weight": st.floats(width=32, allow_subnormal=False) | st.integers(0, 9),
    "sources": st.integers(-(2**40), 2**40),
    "confidence": st.floats(allow_subnormal=False),  # igraph reads none
    "directed": st.booleans(),
    "amount": st.decimals(allow_nan=False, allow_infinity=False, places=2),
    "mixed": NASTY | st.integers() | st.floats(allow_subnormal=False) | st.booleans(),
    "first_reported": st.dates(),
    "announced": st.dates().map(str) | st.sampled_from(["2024", "2024-02", "soon"]),
    "end": st.dates().map(str) | st.sampled_from(["1999", "2024-02"]),
    "nothing": st.none(),
}
ROWS = st.fixed_dictionaries({}, optional={name: value | st.none() for name, value in VALUES.items()})


@st.composite
def networks(draw) -> "nx.MultiDiGraph[str]":
    names = draw(st.lists(NASTY | st.sampled_from(["a", "a b", "a_b", "a-2"]), unique=True, max_size=5))
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(node_attributes="label name type", edge_attributes="label weight")
    for name in names:
        network.add_node(name, **draw(ROWS))
    if names:
        ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
        keys = draw(st.lists(NASTY | st.sampled_from(["t", "t.1", "t/1"]), unique=True, max_size=6))
        for key in keys:
            source, target = draw(ends)
            network.add_edge(source, target, key=key, **draw(ROWS))
    return network


def known(row: dict[str, Any], *left_out: str) -> dict[str, str]:
    """What a row says, as text without types, so that it compares with what a reader gives back."""
    scalars = {name: to_scalar(value) for name, value in row.items() if name not in left_out}
    return {
        name.replace(" ", "_").replace("é", "_"): plain(value) for name, value in scalars.items() if value is not None
    }


def plain(value: object) -> str:
    """A scalar as text in which 1, 1.0 and "1" are one."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    try:
        return repr(float(text))
    except ValueError:
        return text
