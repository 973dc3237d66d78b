"""GEXF 1.2 for Gephi, with the days of each tie for its timeline.

networkx's own writer fails on dates and None, and writes control characters and mixed types that no reader takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from alliance_graph.characters import replace_illegal
from alliance_graph.export.lifespan import find_lifespan
from alliance_graph.export.scalars import Column, Row, cells, edge_columns, node_columns
from alliance_graph.export.tokens import make_tokens
from alliance_graph.export.xml import escape

if TYPE_CHECKING:
    import networkx as nx

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<meta><creator>alliance-graph</creator></meta>
"""
_TYPES = {"int": "integer"}


def write_gexf(network: nx.MultiDiGraph[str], file: TextIO) -> None:
    """Write the network: attributes, nodes, edges, a line each."""
    of_nodes, of_edges = list(node_columns(network)), list(edge_columns(network))
    rows = [row for *_, row in [*network.nodes(data=True), *network.edges(data=True)]]
    is_dynamic = any(any(find_lifespan(row)) for row in rows)
    file.write(_HEAD)
    mode = 'mode="dynamic" timeformat="date"' if is_dynamic else 'mode="static"'
    file.write(f'<graph defaultedgetype="directed" {mode}>\n')
    node_keys, edge_keys = _declare(file, "node", of_nodes), _declare(file, "edge", of_edges)
    ids = dict(zip(network.nodes, make_tokens(network.nodes), strict=True))
    file.write("<nodes>\n")
    for node, row in network.nodes(data=True):
        file.write(f'<node id="{ids[node]}"{_inside(row, of_nodes, node_keys)}</node>\n')
    file.write("</nodes>\n<edges>\n")
    edge_ids = make_tokens(str(key) for *_, key in network.edges(keys=True))
    for edge_id, (source, target, row) in zip(edge_ids, network.edges(data=True), strict=True):
        ends = f'source="{ids[source]}" target="{ids[target]}"'
        file.write(f'<edge id="{edge_id}" {ends}{_inside(row, of_edges, edge_keys)}</edge>\n')
    file.write("</edges>\n</graph>\n</gexf>\n")


def _declare(file: TextIO, domain: str, columns: list[Column]) -> Mapping[str, str]:
    """Writes the attributes of nodes or of edges; what comes back are their ids by name."""
    columns = [column for column in columns if column.type and not _is_property(domain, column)]
    keys = make_tokens(column.name for column in columns)
    file.write(f'<attributes class="{domain}" mode="static">\n')
    for column, key in zip(columns, keys, strict=True):
        type_ = _TYPES.get(column.type, column.type)
        file.write(f'<attribute id="{key}" title="{escape(replace_illegal(column.name))}" type="{type_}"/>\n')
    file.write("</attributes>\n")
    return dict(zip((column.name for column in columns), keys, strict=True))


def _is_property(domain: str, column: Column) -> bool:
    """Whether GEXF has an XML attribute for it, and Gephi a column of its own."""
    is_weight = domain == "edge" and column.name == "weight" and column.type in ("int", "long", "double")
    return column.name == "label" or is_weight


def _inside(row: Row, columns: Iterable[Column], keys: Mapping[str, str]) -> str:
    """The rest of an element from its label on, without its closing tag."""
    attributes, values = [], []
    for column, text in cells(row, columns):
        if column.name in keys:
            values.append(f'<attvalue for="{keys[column.name]}" value="{escape(text)}"/>')
        else:
            attributes.append(f' {column.name}="{escape(text)}"')
    attributes += [f' {side}="{day}"' for side, day in zip(("start", "end"), find_lifespan(row), strict=True) if day]
    return f"{''.join(attributes)}><attvalues>{''.join(values)}</attvalues>"
