"""GraphML, valid by its XML schema, with keys under the names that Gephi, Cytoscape and igraph look for.

networkx's own writer fails on dates, None and control characters, and gives keys of nodes and edges the same id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from alliance_graph.export.scalars import Column, Row, cells, edge_columns, node_columns
from alliance_graph.export.tokens import make_tokens
from alliance_graph.export.xml import escape

if TYPE_CHECKING:
    import networkx as nx

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(network: nx.MultiDiGraph[str], file: TextIO) -> None:
    """Write the network: keys, nodes, edges, a line each."""
    of_nodes = [column for column in node_columns(network) if column.type]
    of_edges = [column for column in edge_columns(network) if column.type]
    file.write(_HEAD)
    keys = _declare(file, of_nodes, of_edges)
    file.write('<graph edgedefault="directed">\n')
    ids = dict(zip(network.nodes, make_tokens(network.nodes), strict=True))
    for node, row in network.nodes(data=True):
        file.write(f'<node id="{ids[node]}">{_fields(row, of_nodes, keys[0])}</node>\n')
    edge_ids = make_tokens(str(key) for *_, key in network.edges(keys=True))
    for edge_id, (source, target, row) in zip(edge_ids, network.edges(data=True), strict=True):
        ends = f'source="{ids[source]}" target="{ids[target]}"'
        file.write(f'<edge id="{edge_id}" {ends}>{_fields(row, of_edges, keys[1])}</edge>\n')
    file.write("</graph>\n</graphml>\n")


def _declare(file: TextIO, of_nodes: list[Column], of_edges: list[Column]) -> tuple[Mapping[str, str], ...]:
    """Key ids by attribute, of nodes and of edges; an id must be alone in the file, so that edges get "edge_label"."""
    names = [make_tokens(column.name for column in columns) for columns in (of_nodes, of_edges)]
    wanted = [*names[0], *(f"edge_{name}" if name in names[0] else name for name in names[1])]
    ids = iter(make_tokens(wanted))
    keys: list[dict[str, str]] = []
    for domain, columns, titles in zip(("node", "edge"), (of_nodes, of_edges), names, strict=True):
        keys.append({})
        for column, title, key in zip(columns, titles, ids, strict=False):
            keys[-1][column.name] = key
            file.write(f'<key id="{key}" for="{domain}" attr.name="{title}" attr.type="{column.type}"/>\n')
    return tuple(keys)


def _fields(row: Row, columns: Iterable[Column], keys: Mapping[str, str]) -> str:
    return "".join(f'<data key="{keys[column.name]}">{escape(text)}</data>' for column, text in cells(row, columns))
