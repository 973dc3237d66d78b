"""Lists of companies: CSV and JSON lines of one's own, GLEIF's golden copy, the result of a Wikidata query."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

from alliance_graph.errors import SourceError
from alliance_graph.link.entries import Row, has_name, to_entries
from alliance_graph.model import Entry
from alliance_graph.notes import Note, no_note
from alliance_graph.utf8 import check_there, find_fault, open_bytes

_SEPARATOR = re.compile(r"sep=([,;|\t])\s*", re.IGNORECASE)
"""What Excel writes before the header to tell itself which character parts the cells."""
_LARGEST_JSON = 500_000_000
"""Bytes of a file that is one JSON value, and so cannot be streamed."""

_WORKBOOK = {"[Content_Types].xml", "mimetype"}
"""What files of Excel and LibreOffice have in them."""

_HINT = "give CSV or JSON lines with name, aliases, former, country, lei, wikidata, ticker, industry, parent"


def read_list(path: Path, note: Note = no_note) -> Iterator[Entry]:
    """The entries of a list, one at a time; what is wrong with a row is noted and left out. Raises SourceError."""
    check_there(path)
    try:
        with ExitStack() as stack:
            file = io.TextIOWrapper(_open(path, stack), encoding="utf-8-sig", newline="")
            start = file.read(1)
            while start and start.isspace():
                start = file.read(1)
            if start:
                rows = _read_json(start, file, path) if start in ("{", "[") else _read_csv(start, file, path, note)
                yield from to_entries(rows, note)
    except UnicodeDecodeError:
        raise SourceError(f"{path} cannot be read as a list of companies: {_find_fault(path)}") from None
    except ValueError as error:  # of a row, with where it stands
        raise SourceError(f"{error}; {_HINT}") from None
    except (OSError, csv.Error, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        raise SourceError(f"{path} cannot be read as a list of companies: {error}; {_HINT}") from None


def _open(path: Path, stack: ExitStack) -> IO[bytes]:
    """The bytes of a file, unpacked if it is packed; of a zip file its first member."""
    file = cast(BufferedReader, stack.enter_context(open_bytes(path)))
    head = file.peek(4)[:4]  # a pipe can be read once only
    if head.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], stack.enter_context(gzip.open(file)))
    if head == b"PK\x03\x04":
        packed = stack.enter_context(zipfile.ZipFile(file if file.seekable() else io.BytesIO(file.read())))
        names = packed.namelist()
        if not names or _WORKBOOK & set(names):
            raise SourceError(f"{path} is {'a workbook' if names else 'empty'}; save the sheet as CSV UTF-8")
        return stack.enter_context(packed.open(names[0]))
    return file


def _find_fault(path: Path) -> str:
    if not path.is_file():
        return "it is no text in UTF-8; save it as such"
    with ExitStack() as stack:
        return find_fault(_open(path, stack))


def _read_csv(start: str, file: IO[str], path: Path, note: Note) -> Iterator[tuple[str, Row]]:
    header, before = start + file.readline(), 1
    told = _SEPARATOR.fullmatch(header)
    if told:
        header, before = file.readline(), 2
    delimiter = told[1] if told else _find_delimiter(header)
    names = next(csv.reader([header], delimiter=delimiter), [])
    if not has_name(names):
        raise SourceError(f"{path} has no column with names ({', '.join(names)[:200]}); {_HINT}")
    lines: list[str] = []
    last, where = lines, ""
    for number, row in enumerate(csv.reader(_keep(file, lines), delimiter=delimiter), before + 1):
        where = f"{path}, row {number}"
        if any(row[len(names) :]):
            note("list-cells", where, f"{len(row)} cells under {len(names)} columns; quote names with {delimiter!r}")
        if any(row):
            yield where, dict(zip(names, row, strict=False))
        last = lines.copy()
        lines.clear()
    if not _is_closed(last, delimiter):
        raise SourceError(f"{where}: a quotation mark is not closed; the file is cut or a row is broken")


def _find_delimiter(header: str) -> str:
    try:
        return csv.Sniffer().sniff(header, delimiters=",;\t").delimiter
    except csv.Error:
        return ","


def _keep(file: Iterable[str], lines: list[str]) -> Iterator[str]:
    """The lines, each put into a list as it is read."""
    for line in file:
        lines.append(line)
        yield line


def _is_closed(lines: list[str], delimiter: str) -> bool:
    """Whether a row ends outside quotation marks; csv itself takes the end of a file for the mark."""
    try:
        return len(list(csv.reader([*lines, "\n"], delimiter=delimiter))) != 1 or not lines
    except csv.Error:
        return True


def _read_json(start: str, file: IO[str], path: Path) -> Iterator[tuple[str, Row]]:
    """Rows of JSON lines, of a list, or of SPARQL results."""
    line = start + file.readline()
    if start == "{" and _is_row(line):
        return _read_lines(chain([line], file), path)
    try:
        whole = json.loads(line + file.read(_LARGEST_JSON))
        rows = whole if isinstance(whole, list) else _find_bindings(whole)
        return iter([(f"{path}, row {number}", _flatten(row)) for number, row in enumerate(rows, 1)])
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(f"{path} cannot be read as a list of companies: {error}; {_HINT}") from None


def _is_row(line: str) -> bool:
    """Whether a line is a company by itself, and not the beginning or all of the results of a query."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return line.rstrip().endswith("}") and '"head"' not in line
    return isinstance(row, dict) and (has_name(row) or not {"head", "results"} & row.keys())


def _find_bindings(whole: Any) -> list[Any]:
    results = whole.get("results") if isinstance(whole, dict) else None
    bindings = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(bindings, list):
        raise ValueError("neither a list nor the results of a SPARQL query")
    return bindings


def _read_lines(lines: Iterable[str], path: Path) -> Iterator[tuple[str, Row]]:
    for number, text in enumerate(lines, 1):
        if text.strip():
            where = f"{path}, row {number}"
            yield where, _parse_line(text, where)


def _parse_line(text: str, where: str) -> Row:
    try:
        row = json.loads(text)
        if not isinstance(row, dict):
            raise ValueError("no object")
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{where}: {error}; {_HINT}") from None
    return row


def _flatten(row: Any) -> dict[str, Any]:
    """A row of SPARQL results with plain values."""
    if not isinstance(row, dict):
        raise ValueError(f"{str(row)[:40]!r} is no object with a name")
    return {name: value.get("value") if isinstance(value, dict) else value for name, value in row.items()}
