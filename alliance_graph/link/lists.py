"""Lists of companies: CSV and JSON lines of one's own, GLEIF's golden copy, the result of a Wikidata query."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

from alliance_graph.errors import SourceError
from alliance_graph.model import Entry
from alliance_graph.utf8 import find_fault, open_bytes

_COLUMNS = {
    "name": ("name", "company", "itemlabel", "companylabel", "entity.legalname"),
    "aliases": ("aliases", "alias", "itemaltlabel", "altlabel", "aliaslabel"),
    "former": ("former", "former_names", "formername", "formerlabel"),
    "country": ("country", "countrycode", "country_code", "entity.legaladdress.country"),
    "lei": ("lei",),
    "wikidata": ("wikidata", "wikidata_id", "item"),
    "ticker": ("ticker", "symbol"),
    "industry": ("industry", "industrylabel"),
    "parent": ("parent", "parentlabel"),
}
"""The columns in which each part may stand, in small letters: ours first, then Wikidata's and GLEIF's."""
_GLEIF_OTHER = re.compile(r"entity\.(?:transliterated)?otherentitynames\.(?:transliterated)?otherentityname\.\d+")
_SHAPES = {"country": r"[A-Z]{2}", "lei": r"[A-Z0-9]{18}[0-9]{2}", "wikidata": r"Q[1-9][0-9]{0,11}"}
_LONGEST = 500
"""Characters of a name; the longest legal name in GLEIF's list has fewer."""
_MOST_NAMES = 200
_LARGEST_JSON = 500_000_000
"""Bytes of a file that is one JSON value, and so cannot be streamed."""

_WORKBOOK = {"[Content_Types].xml", "mimetype"}
"""What files of Excel and LibreOffice have in them."""

_HINT = "give CSV or JSON lines with name, aliases, former, country, lei, wikidata, ticker, industry, parent"


def read_list(path: Path) -> Iterator[Entry]:
    """The entries of a list, one at a time; rows without a name are left out. Raises SourceError."""
    try:
        with ExitStack() as stack:
            file = io.TextIOWrapper(_open(path, stack), encoding="utf-8-sig", newline="")
            start = file.read(1)
            while start and start.isspace():
                start = file.read(1)
            if start in ("{", "["):
                yield from _read_json(start, file, path)
            elif start:
                yield from _read_csv(start, file, path)
    except UnicodeDecodeError:
        raise SourceError(f"{path} cannot be read as a list of companies: {_find_fault(path)}") from None
    except (OSError, csv.Error, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        raise SourceError(f"{path} cannot be read as a list of companies: {error}; {_HINT}") from None


def _open(path: Path, stack: ExitStack) -> IO[bytes]:
    """The bytes of a file, unpacked if it is packed; of a zip file its first member."""
    file = cast(BufferedReader, stack.enter_context(open_bytes(path)))
    head = file.peek(4)[:4]  # a pipe can be read once only
    if head.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], stack.enter_context(gzip.open(file)))
    if head == b"PK\x03\x04":
        packed = stack.enter_context(zipfile.ZipFile(file))
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


def _read_csv(start: str, file: IO[str], path: Path) -> Iterator[Entry]:
    header = start + file.readline()
    try:
        dialect: Any = csv.Sniffer().sniff(header, delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    names = next(csv.reader([header], dialect=dialect))
    if not {name.strip().lower() for name in names} & set(_COLUMNS["name"]):
        raise SourceError(f"{path} has no column with names ({', '.join(names)[:200]}); {_HINT}")
    rows = csv.reader(file, delimiter=dialect.delimiter)
    yield from _to_entries(dict(zip(names, row, strict=False)) for row in rows)


def _read_json(start: str, file: IO[str], path: Path) -> Iterator[Entry]:
    """Rows of JSON lines, of a list, or of SPARQL results."""
    line = start + file.readline()
    try:
        if start == "{" and '"head"' not in line and line.rstrip().endswith("}"):
            yield from _to_entries(_parse_lines(line, file, path))
            return
        text = line + file.read(_LARGEST_JSON)
        whole = json.loads(text)
        if not isinstance(whole, list) and "results" not in whole:
            raise ValueError("neither a list nor the results of a SPARQL query")
        rows = whole if isinstance(whole, list) else whole["results"]["bindings"]
        yield from _to_entries(_flatten(row) for row in rows)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(f"{path} cannot be read as a list of companies: {error}; {_HINT}") from None


def _parse_lines(line: str, file: IO[str], path: Path) -> Iterator[Mapping[str, Any]]:
    for number, text in enumerate(chain([line], file), 1):
        if text.strip():
            yield _parse_line(text, number, path)


def _parse_line(text: str, number: int, path: Path) -> Mapping[str, Any]:
    try:
        row = json.loads(text)
        if not isinstance(row, dict):
            raise ValueError("no object")
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path}, row {number}: {error}; {_HINT}") from None
    return row


def _flatten(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of SPARQL results with plain values."""
    if not isinstance(row, dict):
        raise ValueError(f"{str(row)[:40]!r} is no object with a name")
    return {name: value["value"] if isinstance(value, dict) else value for name, value in row.items()}


def _to_entries(rows: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    return (entry for row in rows if (entry := to_entry(row)).name)


def to_entry(row: Mapping[str, Any]) -> Entry:
    """The entry of a row; an identifier that cannot be one is left out."""
    lower = {str(name).strip().lower(): value for name, value in row.items()}
    values = {field: next((lower[name] for name in names if lower.get(name)), "") for field, names in _COLUMNS.items()}
    others = [(name, lower[name]) for name in lower if _GLEIF_OTHER.fullmatch(name) and lower[name]]
    former = [value for name, value in others if str(lower.get(f"{name}.type", "")).startswith("PREVIOUS")]
    return Entry(
        name=_text(values["name"]),
        aliases=_names(values["aliases"], [value for _, value in others if value not in former]),
        former=_names(values["former"], former),
        **{field: _shaped(field, values[field]) for field in _SHAPES},
        **{field: _text(values[field]) for field in ("ticker", "industry", "parent")},
    )


def _names(value: Any, others: Iterable[Any]) -> tuple[str, ...]:
    """Names of a list, or of a text with "|" between them."""
    found = value if isinstance(value, list | tuple) else str(value).split("|")
    texts = (_text(name) for name in (*found, *others))
    return tuple(dict.fromkeys(name for name in texts if name))[:_MOST_NAMES]


def _text(value: Any) -> str:
    """One line of printable text."""
    text = " ".join(str(value).split())[:_LONGEST].encode("utf-8", "replace").decode()
    return "".join(letter for letter in text if letter.isprintable())


def _shaped(field: str, value: Any) -> str:
    text = _text(value).rpartition("/")[2].upper()
    return text if re.fullmatch(_SHAPES[field], text, re.ASCII) else ""
