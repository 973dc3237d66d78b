"""What stands under /api/: from a request to JSON, worked out in a thread on the newest snapshot."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack
from functools import partial
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from alliance_graph.graph.explanation import plain
from alliance_graph.serve.api import about, company, download, network, paths, search, tie, timeline, words
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.parameters import CONDITIONS, Parameters
from alliance_graph.serve.endpoint import Endpoint
from alliance_graph.serve.snapshot import Snapshot

_AT_ONCE = {False: 4, True: 1}
"""Answers that are worked out at a time, and those of them that take seconds: all threads share one core."""


class Answer(NamedTuple):
    """What answers at a path, and the parameters it takes; it gives a value for JSON, or a whole response."""

    find: Callable[[Atlas, Parameters], object]
    parameters: tuple[str, ...] = ()
    is_long: bool = False


_BETWEEN = ("from", "to", "first", "second")

ANSWERS: Mapping[str, Answer] = {
    "search": Answer(search.suggest, ("q", "limit")),
    "company": Answer(company.tell, ("iri", "name")),
    "network": Answer(network.draw, ("company", "distance", "limit", "shape", *CONDITIONS)),
    "tie": Answer(tie.tell, ("iri",)),
    "path": Answer(paths.find_paths, ("from", "to", "shape", *CONDITIONS)),
    "common": Answer(paths.find_common, ("first", "second", "shape", *CONDITIONS)),
    "timeline": Answer(timeline.tell, ("company", "limit", *CONDITIONS)),
    "export": Answer(download.write, ("format", "company", "distance", "limit", *_BETWEEN, *CONDITIONS), is_long=True),
    "questions": Answer(words.list_questions),
    "prefixes": Answer(words.list_prefixes),
}
"""What is read, by its path under /api/."""


class Api:
    """Reads of the store that an endpoint serves, within the same allowances."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._loading = asyncio.Lock()
        self._working = {is_long: asyncio.Semaphore(count) for is_long, count in _AT_ONCE.items()}
        self._atlas: Atlas | None = None

    def routes(self) -> list[Route]:
        """A route for each of ANSWERS and for what the server says of itself."""
        described = Answer(partial(about.describe, is_writable=bool(self.endpoint.access.token)))
        answers = {"about": described, **ANSWERS}
        return [Route(f"/api/{name}", self._serve(answer), methods=["GET"]) for name, answer in answers.items()]

    def _serve(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        async def respond(request: Request) -> Response:
            return await self._answer(answer, request)

        return respond

    async def _answer(self, answer: Answer, request: Request) -> Response:
        parameters = Parameters(request.query_params.multi_items(), answer.parameters)
        snapshots = self.endpoint.snapshots
        with ExitStack() as held:
            held.enter_context(self.endpoint.charge(request))
            if _tag(snapshots.current) in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers={"etag": _tag(snapshots.current)})
            snapshot, atlas = await self._hold(held)
            async with self._working[answer.is_long]:
                response = await asyncio.to_thread(_respond, answer, atlas, parameters)
        response.headers.update({"etag": _tag(snapshot), "cache-control": "no-cache"})
        return response

    async def warm(self) -> None:
        """Read the store before anybody asks."""
        with ExitStack() as held:
            await self._hold(held)

    async def _hold(self, held: ExitStack) -> tuple[Snapshot, Atlas]:
        """The newest snapshot and its atlas, for as long as `held` is open."""
        async with self._loading:  # one after the other, so that none asks for an older snapshot than is loaded
            snapshot = held.enter_context(self.endpoint.snapshots.hold())
            self._atlas = await self._find_atlas(snapshot)
            return snapshot, self._atlas

    async def _find_atlas(self, snapshot: Snapshot) -> Atlas:
        """The atlas of a snapshot: read whole at first, and later only what changed, where that is known."""
        before = self._atlas
        if before and before.path == snapshot.folder:
            return before
        changed = self.endpoint.snapshots.find_changed(before.path.name) if before else None
        if before is None or changed is None:
            return await asyncio.to_thread(Atlas.of, snapshot)
        return await asyncio.to_thread(before.renewed, snapshot, changed)


def _tag(snapshot: Snapshot) -> str:
    return f'"{snapshot.name}"'


def _respond(answer: Answer, atlas: Atlas, parameters: Parameters) -> Response:
    found = answer.find(atlas, parameters)
    if isinstance(found, Response):
        return found
    content = json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=plain)
    return Response(content, media_type="application/json")
