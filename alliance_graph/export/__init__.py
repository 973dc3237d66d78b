"""Networks to files: GraphML, GEXF, CSV and a page. RDF comes from `graph/`."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from alliance_graph.errors import AllianceGraphError, UseError
from alliance_graph.export.gexf import write_gexf
from alliance_graph.export.graphml import write_graphml
from alliance_graph.export.page import write_page
from alliance_graph.export.tables import write_edges, write_nodes
from alliance_graph.output import open_output

if TYPE_CHECKING:
    import networkx as nx

Writer = Callable[["nx.MultiDiGraph[str]", TextIO], None]

__all__ = ["EXPORTERS", "Exporter", "write"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A file format for networks; `writers` has one entry for each file that it takes, by what is in it."""

    suffix: str
    writers: Mapping[str, Writer]
    description: str
    most: int | None = None
    """Ties that it takes, where it also shows the places of nodes and every sentence; None is any number, without."""


EXPORTERS: Mapping[str, Exporter] = {
    "graphml": Exporter(".graphml", {"": write_graphml}, "GraphML for Gephi, Cytoscape, igraph, networkx, Neo4j"),
    "gexf": Exporter(".gexf", {"": write_gexf}, "GEXF for Gephi, with the days of each tie for the timeline"),
    "csv": Exporter(".csv", {"nodes": write_nodes, "edges": write_edges}, "two tables, safe in a spreadsheet"),
    "raw-csv": Exporter(
        ".csv",
        {"nodes": partial(write_nodes, is_raw=True), "edges": partial(write_edges, is_raw=True)},
        "two tables with every text as it is, for programs",
    ),
    "html": Exporter(".html", {"": write_page}, "one page to look at and pass on, with every sentence", most=500),
}


def write(network: nx.MultiDiGraph[str], output: str | Path, format: str) -> list[str]:
    """Write a network in a format of EXPORTERS; what comes back are the names of the files.

    "-" is standard output. Two tables go to nodes.csv and edges.csv in the folder `output`, or, where its name ends
    in .csv, to two files beside each other: ties.csv makes ties-nodes.csv and ties-edges.csv.
    Raises AllianceGraphError where a file cannot be written; each file is written whole or not at all.
    """
    writers = EXPORTERS[format].writers
    outputs = [_find_file(output, part, EXPORTERS[format].suffix) for part in writers]
    for name, writer in zip(outputs, writers.values(), strict=True):
        with open_output(name) as file:
            # A TextIOWrapper would close standard output when a reader leaves early.
            writer(network, cast(TextIO, codecs.getwriter("utf-8")(file)))
    return list(map(str, outputs))


def _find_file(output: str | Path, part: str, suffix: str) -> str | Path:
    """Where one part of an export goes; the folder of two tables is made."""
    if not part:
        return output
    if str(output) == "-":
        raise UseError("CSV is two tables and cannot go to standard output; name a folder or a .csv file")
    path = Path(output)
    if path.suffix == suffix and not path.is_dir():
        return path.with_name(f"{path.stem}-{part}{suffix}")
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise AllianceGraphError(f"cannot make the folder {path}: {error.strerror}") from error
    return path / f"{part}{suffix}"
