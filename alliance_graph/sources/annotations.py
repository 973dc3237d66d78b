"""Files of annotations, gold or predicted, of which no line may be lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alliance_graph.errors import ArticleError, FormatError, SourceError
from alliance_graph.jsonl import parse_annotation
from alliance_graph.model import Annotation
from alliance_graph.sources.places import find_places
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Place, open_stream
from alliance_graph.utf8 import find_fault_in


def read_annotations(source: str | Path) -> list[Annotation]:
    """The annotations of a file, packed or not, or of standard input; raises SourceError with the line at fault."""
    annotations = [annotation for place in find_places([source], SkipLog()) for annotation in _read(place)]
    if not annotations:
        raise SourceError(f"{source} holds no annotation")
    return annotations


def _read(place: Place) -> Iterator[Annotation]:
    try:
        with open_stream(place) as stream:
            for number, line in enumerate(stream.lines(), 1):
                if line is None or line.strip():
                    yield _parse(line or b"", f"{place.name}:{number}")
    except ArticleError as error:
        raise SourceError(f"{place.name}: {error}") from None


def _parse(line: bytes, where: str) -> Annotation:
    try:
        return parse_annotation(line.decode("utf-8-sig"))
    except FormatError as error:
        raise SourceError(f"{where}: {error}") from None
    except UnicodeDecodeError:
        raise SourceError(f"{where}: the line is {find_fault_in(line)}") from None
