"""The graph, or what the pages show of it, as a file: the same bytes that `alliance-graph export` writes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

from alliance_graph.errors import AllianceGraphError
from alliance_graph.export import EXPORTERS
from alliance_graph.graph.filter import Filter
from alliance_graph.graph.serialize import SERIALIZERS
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.network import MOST_TIES, rank
from alliance_graph.serve.api.parameters import MOST_DISTANCE, Parameters, refuse
from alliance_graph.serve.api.paths import find_between
from alliance_graph.stores import export

_TYPES = {
    "graphml": "application/xml",
    "gexf": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
}


_PAST = ("graphml", "gexf", "csv")
"""Formats that tell of ties alone: what else the store holds is not known as it was on a day."""


def write(atlas: Atlas, parameters: Parameters) -> FileResponse:
    """The file of a format; of CSV the table of edges."""
    (format,) = parameters.choices("format", _TYPES) or ("graphml",)
    if parameters.day("as_of") and format not in _PAST:
        raise refuse(f"as_of goes with {', '.join(_PAST)}; alliance-graph export --as-of writes the others")
    atlas = parameters.atlas(atlas)
    wanted = _choose(atlas, parameters)
    suffix = (EXPORTERS.get(format) or SERIALIZERS[format]).suffix
    folder = Path(tempfile.mkdtemp(prefix="alliance-graph-"))
    try:
        files = export(atlas, folder / f"alliances{suffix}", format, filter=wanted)
    except AllianceGraphError as error:  # more than a page takes
        shutil.rmtree(folder)
        raise HTTPException(422, str(error)) from None
    except BaseException:
        shutil.rmtree(folder)
        raise
    away = BackgroundTask(shutil.rmtree, folder)
    return FileResponse(files[-1], media_type=_TYPES[format], filename=f"alliances{suffix}", background=away)


def _choose(atlas: Atlas, parameters: Parameters) -> Filter:
    """What passes the filter, or only those ties of it that a picture with these parameters shows."""
    between = find_between(atlas, parameters)
    wanted = parameters.filter(atlas, distance=parameters.number("distance", 1, 1, MOST_DISTANCE))
    limit = parameters.number("limit", 0, 0, MOST_TIES)
    if between is None and not limit:
        return wanted
    return Filter(ties=frozenset(tie.iri for tie in (rank(atlas, wanted)[:limit] if between is None else between)))
