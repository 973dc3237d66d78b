"""One scalar type for each attribute, whatever a network carries: what file formats for networks ask for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from alliance_graph.characters import replace_illegal

if TYPE_CHECKING:
    import networkx as nx

Scalar = bool | int | float | str
Row = Mapping[str, object]

_INT = 2**31
_LONG = 2**63


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute with its type: "boolean", "int", "long", "double" or "string"; "" where no row has a value."""

    name: str
    type: str


def node_columns(network: nx.MultiDiGraph[str]) -> tuple[Column, ...]:
    """The attributes of all nodes, those that the network declares first."""
    return _columns((row for _, row in network.nodes(data=True)), network.graph.get("node_attributes", ""))


def edge_columns(network: nx.MultiDiGraph[str]) -> tuple[Column, ...]:
    """The attributes of all edges, those that the network declares first."""
    return _columns((row for *_, row in network.edges(data=True)), network.graph.get("edge_attributes", ""))


def cells(row: Row, columns: Iterable[Column]) -> Iterator[tuple[Column, str]]:
    """The values of a row as text; what says nothing is left out: None, empty text, numbers that are none."""
    for column in columns:
        scalar = to_scalar(row.get(column.name))
        if scalar is not None:
            yield column, _to_text(scalar, column.type)


def to_scalar(value: object) -> Scalar | None:
    """The value as a scalar, a list as text parted by semicolons; None where there is nothing to write."""
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return replace_illegal("; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)) or None


def _columns(rows: Iterable[Row], declared: str) -> tuple[Column, ...]:
    types: dict[str, set[str]] = {name: set() for name in declared.split()}
    for row in rows:
        for name, value in row.items():
            scalar = to_scalar(value)
            if scalar is not None:
                types.setdefault(name, set()).add(_type(scalar))
    return tuple(Column(name, _common_type(found)) for name, found in types.items())


def _type(scalar: Scalar) -> str:
    if isinstance(scalar, bool):
        return "boolean"
    if isinstance(scalar, int):
        return "int" if -_INT <= scalar < _INT else "long" if -_LONG <= scalar < _LONG else "string"
    return "double" if isinstance(scalar, float) else "string"


def _common_type(found: set[str]) -> str:
    if len(found) < 2:
        return next(iter(found), "")
    if found == {"int", "long"}:
        return "long"
    return "double" if found == {"int", "double"} else "string"


def _to_text(scalar: Scalar, type_: str) -> str:
    if isinstance(scalar, bool):
        return "true" if scalar else "false"
    return repr(float(scalar)) if type_ == "double" else str(scalar)
