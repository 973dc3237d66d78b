"""Queries in a process of their own, so that they can be ended and can bring nothing else down.

pyoxigraph has no time limit, cannot be interrupted, and ends its process where a query is too much for it.
Runs as a script: each line of standard input is a request as JSON, with the store's `path` and the query as `sparql` or
a `file` that is to hold the whole graph. The reply is a line of JSON, its `kind` and the `length` of what follows: an
answer or, of other kinds, a message. An empty line is sent back, to show that the process is awake.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import sys
from functools import lru_cache
from itertools import islice
from typing import Any

import pyoxigraph as ox

MEMORY = 4 * 1024**3
"""Bytes of address space that a process may take."""

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class _RefusalError(Exception):
    """A query that may not be answered; `kind` says why."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class _Bounded(io.BytesIO):
    """A buffer that takes so many bytes and, where each line is a row, so many lines; None is any number."""

    def __init__(self, most_bytes: int | None, most_rows: int | None = None) -> None:
        super().__init__()
        self.most_bytes, self.most_rows, self.rows = most_bytes, most_rows, 0

    def write(self, content: Any) -> int:
        if self.most_rows is not None:
            self.rows += bytes(content).count(b"\n")
            if self.rows > self.most_rows:
                raise _too_many(self.most_rows)
        if self.most_bytes is not None and self.tell() + len(content) > self.most_bytes:
            raise _RefusalError("size", f"the answer has more than {self.most_bytes:,} bytes")
        return super().write(content)


def to_xml(content: bytes) -> bytes:
    """XML as readers take it: U+FFFD for what it forbids, and carriage returns as they are not when they stand bare."""
    return _NOT_XML.sub(b"\xef\xbf\xbd", content).replace(b"\r", b"&#13;")


def _answer(request: dict[str, Any]) -> tuple[str, bytes]:
    store = _open(request["path"])
    if "file" in request:
        store.dump(request["file"], format=TRIPLES[request["triples"]], from_graph=ox.DefaultGraph())
        if request["triples"] == "rdfxml":
            _rewrite(request["file"])
        return request["triples"], b""
    found = store.query(
        request["sparql"],
        base_iri=request.get("base"),
        prefixes=request["prefixes"],
        default_graph=ox.DefaultGraph(),
        named_graphs=[],
    )
    if isinstance(found, ox.QueryTriples):
        return _to_triples(found, request, request.get("triples", "ntriples"))
    return _to_results(found, request, request.get("results", "json"))


def _rewrite(path: str) -> None:
    with open(path, "rb") as old, open(f"{path}.xml", "wb") as new:
        new.writelines(map(to_xml, old))
    os.replace(f"{path}.xml", path)


@lru_cache(maxsize=1)
def _open(path: str) -> ox.Store:
    return ox.Store.read_only(path)


def _to_triples(found: ox.QueryTriples, request: dict[str, Any], format: str | None) -> tuple[str, bytes]:
    if format is None:
        raise _RefusalError("format", "this query gives triples")
    output = _Bounded(request.get("bytes"), request.get("rows"))
    found.serialize(output, format=ox.RdfFormat.N_TRIPLES)
    if format == "ntriples":
        return format, output.getvalue()
    triples = (quad.triple for quad in ox.parse(output.getvalue(), format=ox.RdfFormat.N_TRIPLES))
    output = _Bounded(request.get("bytes"))
    ox.serialize(triples, output, format=TRIPLES[format], prefixes=request["prefixes"])
    return format, to_xml(output.getvalue()) if format == "rdfxml" else output.getvalue()


def _to_results(
    found: ox.QuerySolutions | ox.QueryBoolean, request: dict[str, Any], format: str | None
) -> tuple[str, bytes]:
    if format is None:
        raise _RefusalError("format", "this query gives rows, or yes or no")
    output, most = _Bounded(request.get("bytes")), request.get("rows")
    found.serialize(output, format=ox.QueryResultsFormat.JSON)
    if most is not None and isinstance(found, ox.QuerySolutions):
        again = ox.parse_query_results(output.getvalue(), format=ox.QueryResultsFormat.JSON)
        if next(islice(again, most, None), None) is not None:  # type: ignore[arg-type]  # solutions again
            raise _too_many(most)
    if format == "json":
        return format, output.getvalue()
    again = ox.parse_query_results(output.getvalue(), format=ox.QueryResultsFormat.JSON)
    output = _Bounded(request.get("bytes"))
    again.serialize(output, format=RESULTS[format])
    return format, to_xml(output.getvalue()) if format == "xml" else output.getvalue()


def _too_many(rows: int) -> _RefusalError:
    return _RefusalError("rows", f"the answer has more than {rows:,} rows")


def _reply(request: dict[str, Any]) -> None:
    """Answer one request; with `seconds` the system ends the process after these, even if nobody else does."""
    if "seconds" in request:
        signal.setitimer(signal.ITIMER_REAL, request["seconds"])
    try:
        kind, content = _answer(request)
    except _RefusalError as error:
        kind, content = error.kind, str(error).encode()
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        kind, content = "error", str(error).encode(errors="replace")
    if "seconds" in request:
        signal.setitimer(signal.ITIMER_REAL, 0)
    sys.stdout.buffer.write(json.dumps({"kind": kind, "length": len(content)}).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def main() -> None:
    """Answer the requests in turn, with at most the bytes of memory that the first argument gives."""
    memory = int(sys.argv[1]) if sys.argv[1:] else MEMORY
    try:
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError):
        pass
    for line in sys.stdin:
        if line.strip():
            _reply(json.loads(line))
        else:
            sys.stdout.buffer.write(b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
