"""Two tables as CSV with the headers that Gephi's import expects, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from alliance_graph.characters import replace_illegal
from alliance_graph.export.scalars import Column, Row, cells, edge_columns, node_columns
from alliance_graph.formulas import disarm

if TYPE_CHECKING:
    import networkx as nx


def write_nodes(network: nx.MultiDiGraph[str], file: TextIO, *, is_raw: bool = False) -> None:
    """Write a line for each node: Id, Label, then its attributes."""
    columns = _sorted(node_columns(network), "label")
    table = csv.writer(file)
    table.writerow(_safe(["Id", "Label", *(column.name for column in columns[1:])], is_raw))
    for node, row in network.nodes(data=True):
        table.writerow([*_safe([node], is_raw), *_values(row, columns, is_raw)])


def write_edges(network: nx.MultiDiGraph[str], file: TextIO, *, is_raw: bool = False) -> None:
    """Write a line for each edge: Source, Target, Type, Id, Label, Weight, then its attributes."""
    columns = _sorted(edge_columns(network), "label", "weight")
    table = csv.writer(file)
    header = ["Source", "Target", "Type", "Id", "Label", "Weight", *(column.name for column in columns[2:])]
    table.writerow(_safe(header, is_raw))
    for source, target, key, row in network.edges(keys=True, data=True):
        type_ = "Undirected" if row.get("directed") is False else "Directed"
        table.writerow([*_safe([source, target, type_, str(key)], is_raw), *_values(row, columns, is_raw)])


def _sorted(columns: Iterable[Column], *first: str) -> list[Column]:
    """The columns with those named `first` in front, there or not."""
    by_name = {column.name: column for column in columns}
    return [by_name.pop(name, Column(name, "")) for name in first] + list(by_name.values())


def _values(row: Row, columns: list[Column], is_raw: bool) -> Iterator[str]:
    """The cells of a row, empty where nothing is known."""
    texts = {column.name: text for column, text in cells(row, columns)}
    for column in columns:
        text = texts.get(column.name, "")
        yield from _safe([text], is_raw) if column.type == "string" else [text]


def _safe(texts: Iterable[str], is_raw: bool) -> list[str]:
    """The texts as they are, or so that no spreadsheet takes one for a formula."""
    cleaned = map(replace_illegal, texts)
    return list(cleaned if is_raw else map(disarm, cleaned))
