"""Answers to queries, and the formats in which they are written."""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from alliance_graph.errors import QueryError
from alliance_graph.formulas import disarm
from alliance_graph.graph.terms import PREFIXES
from alliance_graph.graph.worker import to_xml

_Row = tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]

_WIDEST = 100
"""Characters of a cell in a table; a longer one is cut."""

_NUMBER = re.compile(r"-?[0-9.]+(?:[eE][-+]?[0-9]+)?")
_TSV_TEXT = re.compile(r'(?m)((?:^|\t)")((?:[^"\\]|\\.)*)')


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: rows of terms (SELECT), yes or no (ASK), or triples (CONSTRUCT, DESCRIBE)."""

    is_graph: bool
    content: bytes
    """SPARQL results in JSON, or N-Triples."""

    @property
    def boolean(self) -> bool | None:
        """The answer to ASK; None for other queries."""
        found = None if self.is_graph else self._parse()
        return bool(found) if isinstance(found, ox.QueryBoolean) else None

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the columns; subject, predicate and object for triples."""
        if self.is_graph:
            return ("subject", "predicate", "object")
        found = self._parse()
        return () if isinstance(found, ox.QueryBoolean) else tuple(variable.value for variable in found.variables)

    def __iter__(self) -> Iterator[_Row]:
        """Rows of terms, None where a variable is unbound."""
        if self.is_graph:
            for quad in ox.parse(self.content, format=ox.RdfFormat.N_TRIPLES):
                yield quad.subject, quad.predicate, quad.object
            return
        found = self._parse()
        if isinstance(found, ox.QuerySolutions):
            for solution in found:
                yield tuple(solution)

    @property
    def rows(self) -> list[tuple[str | None, ...]]:
        """Rows of plain values: text of literals, IRIs."""
        return [tuple(None if term is None else to_text(term) for term in row) for row in self]

    @property
    def default_format(self) -> str:
        """What people read best: turtle for triples, else a table."""
        return "turtle" if self.is_graph else "table"

    def serialize(self, format: str = "table", *, raw: bool = False) -> bytes:
        """The answer in one of FORMATS; CSV and TSV are made safe for spreadsheets unless `raw`."""
        if format not in FORMATS:
            raise QueryError(f"unknown format {format!r}; known are {', '.join(FORMATS)}")
        content = FORMATS[format](self)
        is_safe = raw or format not in _DISARM or self.boolean is not None
        return content if is_safe else _DISARM[format](content)

    def __str__(self) -> str:
        return self.serialize(self.default_format).decode()

    def _repr_html_(self) -> str:
        """A table for notebooks."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.variables)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(show(cell or ''))}</td>" for cell in row) + "</tr>" for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _parse(self) -> ox.QuerySolutions | ox.QueryBoolean:
        return ox.parse_query_results(self.content, format=ox.QueryResultsFormat.JSON)


def to_text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """The text of a literal, the IRI of a node."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def show(text: str) -> str:
    """The text with control characters and those that turn the direction of writing around made visible."""
    return "".join(
        repr(char)[1:-1] if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text
    )


def _to_table(answer: Answer) -> bytes:
    if answer.boolean is not None:
        return b"yes\n" if answer.boolean else b"no\n"
    rows = [[_cut(show(cell or "")) for cell in row] for row in answer.rows]
    widths = [max(map(_width, column)) for column in zip(answer.variables, *rows, strict=True)]
    lines = [answer.variables, ["-" * width for width in widths], *rows]
    count = f"({len(rows)} row{'' if len(rows) == 1 else 's'})"
    text = "\n".join("  ".join(map(_pad, line, widths)).rstrip() for line in lines)
    return f"{text}\n{count}\n".encode()


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """Columns of a terminal: East Asian characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _to_results(format: ox.QueryResultsFormat) -> Callable[[Answer], bytes]:
    def serialize(answer: Answer) -> bytes:
        if answer.is_graph:
            raise QueryError("triples have no such format: use turtle or ntriples, or a SELECT query")
        return answer._parse().serialize(format=format) or b""

    return serialize


def _to_rdf(format: ox.RdfFormat) -> Callable[[Answer], bytes]:
    def serialize(answer: Answer) -> bytes:
        if not answer.is_graph:
            raise QueryError("only CONSTRUCT and DESCRIBE give triples: use table, csv, tsv, json or xml")
        output = io.BytesIO()
        triples = (quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
        ox.serialize(triples, output, format=format, prefixes=PREFIXES)
        return output.getvalue()

    return serialize


def _disarm_csv(content: bytes) -> bytes:
    """The table with every text harmless in a spreadsheet; numbers below zero stay as they are."""
    output = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    cells = ([cell if _NUMBER.fullmatch(cell) else disarm(cell) for cell in row] for row in rows)
    csv.writer(output).writerows(cells)
    return output.getvalue().encode()


def _disarm_tsv(content: bytes) -> bytes:
    """The same where a text stands in quotation marks, with tabs and line ends written as letters."""
    return _TSV_TEXT.sub(lambda found: found[1] + _disarm_escaped(found[2]), content.decode()).encode()


def _disarm_escaped(text: str) -> str:
    return f"'{text}" if text.startswith(("\\t", "\\r", "\\n")) else disarm(text)


FORMATS: Mapping[str, Callable[[Answer], bytes]] = {
    "table": _to_table,
    "csv": _to_results(ox.QueryResultsFormat.CSV),
    "tsv": _to_results(ox.QueryResultsFormat.TSV),
    "json": _to_results(ox.QueryResultsFormat.JSON),
    "xml": lambda answer: to_xml(_to_results(ox.QueryResultsFormat.XML)(answer)),
    "turtle": _to_rdf(ox.RdfFormat.TURTLE),
    "ntriples": _to_rdf(ox.RdfFormat.N_TRIPLES),
}
"""How an answer can be written: a row for each format."""
_DISARM = {"csv": _disarm_csv, "tsv": _disarm_tsv}
