"""Pairs of companies that may be one, looked for in a process that gives way to all others: it takes seconds.

Runs as a module as well: it prints the pairs as JSON.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from alliance_graph import link
from alliance_graph.errors import StoreError
from alliance_graph.graph.lookalikes import Lookalikes, find_lookalikes
from alliance_graph.graph.store import Store
from alliance_graph.model import Company, EntityType
from alliance_graph.serve.pool import make_environment
from alliance_graph.serve.snapshot import Snapshot

_POLITE = 10
"""How far it stands behind others, as the command `nice` counts."""


async def find_pairs(snapshot: Snapshot) -> list[Lookalikes]:
    """The pairs, the weightiest first; raises StoreError where the process does not end well."""
    command = (sys.executable, "-P", "-m", __name__, str(snapshot.folder), snapshot.base_iri, str(snapshot.threshold))
    environment = make_environment() | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # the same program
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env=environment, start_new_session=True
    )
    try:
        content, _ = await process.communicate()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if process.returncode != 0:
        raise StoreError("the pairs of companies in doubt could not be found: try again")
    return [_parse(row) for row in json.loads(content)]


def _parse(row: Mapping[str, Any]) -> Lookalikes:
    first, second = (
        Company(**{**company, "aliases": tuple(company["aliases"]), "type": EntityType(company["type"])})
        for company in (row["first"], row["second"])
    )
    return Lookalikes(**{**row, "first": first, "second": second, "names": tuple(row["names"])})


def main(folder: str, base_iri: str, threshold: str) -> None:
    """Print the pairs of a snapshot."""
    os.nice(_POLITE)
    store = Store.read_only(Path(folder), linker=link, base_iri=base_iri, threshold=float(threshold))
    json.dump([asdict(pair) for pair in find_lookalikes(store)], sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
