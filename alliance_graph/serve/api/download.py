"""The graph or a part of it as a file: the same bytes that `alliance-graph export` writes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

from alliance_graph.errors import AllianceGraphError
from alliance_graph.export import EXPORTERS
from alliance_graph.graph.serialize import SERIALIZERS
from alliance_graph.pipeline import export
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.parameters import MOST_DISTANCE, Parameters

_TYPES = {
    "graphml": "application/xml",
    "gexf": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
}


def write(atlas: Atlas, parameters: Parameters) -> FileResponse:
    """The file of a format; of CSV the table of edges."""
    (format,) = parameters.choices("format", _TYPES) or ("graphml",)
    wanted = parameters.filter(atlas, distance=parameters.number("distance", 1, 1, MOST_DISTANCE))
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
