"""One query in a process of its own, so that it can be ended and can bring nothing else down.

pyoxigraph has no time limit, cannot be interrupted, and ends its process where a query is too much for it.
Runs as a script: a request as JSON on standard input, the answer on standard output, a SyntaxError as exit code 2.
"""

from __future__ import annotations

import json
import sys

import pyoxigraph as ox

MEMORY = 4 * 1024**3
"""Bytes of address space that one query may take."""


def _answer(request: dict[str, object]) -> bytes:
    store = ox.Store.read_only(str(request["path"]))
    found = store.query(
        str(request["sparql"]),
        prefixes=request["prefixes"],  # type: ignore[arg-type]  # a dict of strings, from JSON
        default_graph=ox.DefaultGraph(),
        named_graphs=[],
    )
    if isinstance(found, ox.QueryTriples):
        return b"G" + (found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
    return b"R" + (found.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def main() -> None:
    """Answer the request: one letter for the form of the answer, then JSON results or N-Triples."""
    try:
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError):
        pass
    try:
        sys.stdout.buffer.write(_answer(json.load(sys.stdin)))
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        sys.stderr.write(str(error))
        sys.exit(2)


if __name__ == "__main__":
    main()
