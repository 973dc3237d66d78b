"""What stands at /sparql and /graph: from a request to the whole answer, or to a status that says why there is none."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from alliance_graph.errors import StoreError
from alliance_graph.graph.complaint import explain_error
from alliance_graph.graph.directory import check_intact
from alliance_graph.graph.query import to_prefixes
from alliance_graph.serve.access import Access
from alliance_graph.serve.description import describe_service
from alliance_graph.serve.limits import Allowances, Limits
from alliance_graph.serve.negotiation import RESULTS, TRIPLES, choose, content_type
from alliance_graph.serve.pool import BusyError, CrashError, OverrunError, Pool, Reply
from alliance_graph.serve.protocol import read_query
from alliance_graph.serve.snapshot import Snapshot, Snapshots, take_snapshot

_Found = TypeVar("_Found")

_BLOCK = 64 * 1024
_NARROW = "ask for less at a time, for example with LIMIT"


class Endpoint:
    """A store that answers over HTTP."""

    def __init__(self, snapshots: Snapshots, limits: Limits, access: Access) -> None:
        self.snapshots = snapshots
        self.limits = limits
        self.access = access
        self.pool = Pool(limits)
        self.allowances = Allowances(limits)
        self._writing = asyncio.Lock()
        self.changing = asyncio.Lock()
        """Held by whoever opens the store itself."""
        self.renewals = 0
        """How often the store was read anew, after who knows what changes."""

    async def sparql(self, request: Request) -> Response:
        """The answer to a query; to a GET without one, the Service Description."""
        sparql = await read_query(request)
        accept = _accept(request)
        results, triples = choose(accept, RESULTS), choose(accept, TRIPLES)
        if sparql is None:
            format = triples or "turtle"
            return _respond(describe_service(_address(request), format), format)
        if not results and not triples:
            raise _not_acceptable("there is no such format")
        with self.charge(request), self.snapshots.hold() as snapshot:
            asked = self._query(snapshot, sparql, {"results": results, "triples": triples, "base": _address(request)})
            reply = await _unless_gone(request, asked)
        return _respond(reply.content, reply.kind)

    async def graph(self, request: Request) -> Response:
        """The whole graph by the Graph Store Protocol: reading, and only the default graph."""
        if "default" not in request.query_params:
            raise HTTPException(404, "there is one graph here: ask for /graph?default")
        format = choose(_accept(request), TRIPLES)
        if format is None:
            raise _not_acceptable("the graph is made of triples")
        with self.charge(request), self.snapshots.hold() as snapshot:
            file = await _unless_gone(request, self._write(snapshot, format))
        size = file.seek(0, 2)
        headers = {"content-length": str(size), "content-type": content_type(format), "vary": "accept"}
        return StreamingResponse(_read_blocks(file), headers=headers)

    async def renew(self, request: Request) -> Response:
        """Serve the store as it is now; wants the token."""
        self.access.check_token(request)
        async with self.changing:
            try:
                self.snapshots.renew(await asyncio.to_thread(take_snapshot, self.snapshots.store))
            except StoreError as error:
                raise HTTPException(503, str(error), {"retry-after": "60"}) from None
            self.renewals += 1
        return Response(status_code=204)

    async def _query(self, snapshot: Snapshot, sparql: str, formats: Mapping[str, object]) -> Reply:
        bounds = {"rows": self.limits.rows, "bytes": self.limits.bytes}
        reply = await self._ask(snapshot, {"sparql": sparql, **formats, **bounds}, self.limits.seconds)
        message = reply.content.decode(errors="replace") if reply.kind not in {*RESULTS, *TRIPLES} else ""
        if reply.kind == "error":
            raise self._explain(message, sparql, snapshot)
        if reply.kind == "format":
            raise _not_acceptable(message)
        if message:
            raise HTTPException(422, f"{message}: {_NARROW}")
        return reply

    def _explain(self, message: str, sparql: str, snapshot: Snapshot) -> HTTPException:
        """Whose fault it is: of the query, or of a store that is damaged."""
        try:
            check_intact(self.snapshots.store, message)
        except StoreError:
            return HTTPException(500, "the store is damaged: whoever runs this server builds it anew")
        return HTTPException(400, explain_error(message, sparql, to_prefixes(snapshot.base_iri)))

    async def _write(self, snapshot: Snapshot, format: str) -> BinaryIO:
        """A file with the whole graph, open; it is made once for a snapshot."""
        path = snapshot.folder / f"graph.{format}"
        async with self._writing:
            if not path.exists():
                new = path.with_suffix(".new")
                reply = await self._ask(snapshot, {"file": str(new), "triples": format}, self.limits.graph_seconds)
                if reply.kind != format:
                    raise HTTPException(500, "the graph could not be written: " + reply.content.decode())
                new.rename(path)
        return path.open("rb")

    async def _ask(self, snapshot: Snapshot, request: Mapping[str, object], seconds: float) -> Reply:
        place = {"path": str(snapshot.path), "prefixes": to_prefixes(snapshot.base_iri)}
        try:
            return await self.pool.ask({**place, **request}, seconds)
        except OverrunError:
            raise HTTPException(504, f"the query was ended after {seconds:g} seconds: {_NARROW}") from None
        except BusyError:
            raise HTTPException(503, "too many long queries run now: try again later", {"retry-after": "10"}) from None
        except CrashError:
            raise HTTPException(422, f"the query was too much for the engine or for its memory: {_NARROW}") from None

    @contextmanager
    def charge(self, request: Request) -> Iterator[None]:
        """Count the request against the allowance of its client; raises HTTPException where that is used up."""
        client = request.client.host if request.client else ""
        wait = self.allowances.find_wait(client)
        if wait:
            raise HTTPException(429, f"too many or too long queries: try again in {wait} s", {"retry-after": str(wait)})
        self.allowances.begin(client)
        since = time.monotonic()
        try:
            yield
        finally:
            self.allowances.end(client, time.monotonic() - since)


async def _unless_gone(request: Request, asked: Coroutine[Any, Any, _Found]) -> _Found:
    """What is asked for, ended when the client hangs up."""
    task, gone = asyncio.create_task(asked), asyncio.create_task(_wait_until_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise HTTPException(499, "the client is gone")
        return task.result()
    finally:
        gone.cancel()
        task.cancel()
        await asyncio.wait({task, gone})


async def _wait_until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _address(request: Request) -> str:
    """The address of the endpoint as the client called it."""
    return str(request.url.replace(query="", fragment=""))


def _accept(request: Request) -> str:
    """What the client accepts; a header that comes several times is one list."""
    return ",".join(request.headers.getlist("accept"))


def _respond(content: bytes, format: str) -> Response:
    return Response(content, headers={"content-type": content_type(format), "vary": "accept"})


def _not_acceptable(message: str) -> HTTPException:
    known = ", ".join(types[0] for types in (*RESULTS.values(), *TRIPLES.values()))
    return HTTPException(406, f"{message}, and Accept takes none of its formats; known are {known}")


def _read_blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block
