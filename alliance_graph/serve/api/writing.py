"""Changes over HTTP: one at a time, in a thread, with the store open for as long as it takes, then a new snapshot."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from alliance_graph import link
from alliance_graph.errors import AllianceGraphError, JudgementError, QueryError, StoreInUseError
from alliance_graph.graph.store import Store
from alliance_graph.serve.endpoint import Endpoint
from alliance_graph.serve.protocol import read_body
from alliance_graph.serve.snapshot import Mark, Snapshot, copy_open, read_mark

Body = dict[str, Any]
Write = Callable[[Store], int]
"""Changes a store and says how much."""

_LONGEST = 2000
"""Characters of a text, as of a parameter."""


class Writer:
    """Whoever changes the store that an endpoint serves."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    async def write(self, write: Write) -> Response:
        """Make a change and serve the store as it is then; raises HTTPException."""
        snapshots = self.endpoint.snapshots
        async with self.endpoint.changing:
            try:
                changed, snapshot = await asyncio.to_thread(_write, snapshots.store, write, snapshots.current.mark)
            except (JudgementError, QueryError) as error:
                raise HTTPException(400, to_line(error)) from None
            except StoreInUseError:
                raise HTTPException(
                    409, "another process has the store, such as a build: try again when it has ended"
                ) from None
            except AllianceGraphError as error:
                raise HTTPException(503, to_line(error), {"retry-after": "60"}) from None
            if snapshot:
                snapshots.renew(snapshot)
        return JSONResponse({"snapshot": snapshots.current.name, "changed": changed})


def _write(path: Path, write: Write, mark: Mark) -> tuple[int, Snapshot | None]:
    """How much was changed, and where anything was, a snapshot; `mark` is that of the one before."""
    is_next = read_mark(path) == mark  # else others may have changed the store since
    with Store.open(path, linker=link) as store:
        changed = write(store)
        if not changed:
            return changed, None
        rules, nodes = store.rulebook, frozenset(store.changed) if is_next else None
        snapshot = copy_open(path, store.oxigraph, rules.iris.base, rules.threshold, nodes)
    snapshot.mark = read_mark(path)
    return changed, snapshot


def to_line(error: Exception) -> str:
    """What went wrong on one line."""
    return " ".join(str(error).split())


async def read_json(request: Request, needed: Collection[str], known: Collection[str]) -> Body:
    """The JSON object in a body, with texts of a sensible length under its names; raises HTTPException."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "send a JSON object as application/json")
    try:
        body = json.loads(await read_body(request))
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"the body is no JSON: {to_line(error)[:200]}") from None
    if not isinstance(body, dict):
        raise HTTPException(400, "the body is no JSON object")
    unknown = sorted(body.keys() - {*needed, *known})
    if unknown:
        raise HTTPException(400, f"there is no {unknown[0][:50]!r} here; there are {', '.join((*needed, *known))}")
    for name in needed:
        if not read_text(body, name).strip():
            raise HTTPException(400, f"give {name!r}")
    return body


def read_text(body: Body, name: str) -> str:
    """A text of the body, "" where there is none; raises HTTPException."""
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST or "\0" in value:
        raise HTTPException(400, f"{name!r} is no text of at most {_LONGEST:,} characters")
    return value
