"""The application: what stands at which path, and what each request passes on its way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from alliance_graph.serve.access import Access, Door
from alliance_graph.serve.api.judged import Judged
from alliance_graph.serve.api.judging import Judging
from alliance_graph.serve.api.routes import Api
from alliance_graph.serve.endpoint import Endpoint
from alliance_graph.serve.limits import LIMITS, Limits
from alliance_graph.serve.snapshot import Snapshots

PAGES = Path(__file__).parent / "pages"
"""Where the explorer's pages lie when they are built."""

_WELCOME = """alliance-graph answers SPARQL at {base}sparql

  curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?name {{ ?c skos:prefLabel ?name }} LIMIT 5' {base}sparql

{base}sparql without a query describes the service; {base}graph?default is the whole graph.
The explorer's pages are not built: a released package has them, and `make web` builds them in a checkout.
"""


def make_app(
    store: Path, *, limits: Limits = LIMITS, access: Access | None = None, routes: Sequence[BaseRoute] = ()
) -> Starlette:
    """The application for a store; raises StoreError. It finds its Endpoint as `app.state.endpoint`.

    `routes`, such as those under /api, come before the pages, which are at / when they are built.
    """
    access = access or Access()
    endpoint = Endpoint(Snapshots(store), limits, access)
    api, judged = Api(endpoint), Judged(endpoint)
    app = Starlette(
        routes=[
            Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
            Route("/graph", endpoint.graph, methods=["GET"]),
            Route("/renew", endpoint.renew, methods=["POST"]),
            *api.routes(),
            *Judging(endpoint).routes(),
            *judged.routes(),
            *routes,
            *_pages(),
        ],
        middleware=[Middleware(Door, access=access), *_allow(access.origins)],
        exception_handlers={HTTPException: _explain, Exception: _apologise},
        lifespan=partial(_live, api=api, judged=judged),
    )
    app.state.endpoint = endpoint
    return app


def _pages() -> list[BaseRoute]:
    """Each file of the explorer at its own path, so that any other path keeps its status; or how to get them."""
    if not PAGES.is_dir():
        return [Route("/", _welcome)]
    files = [path for path in PAGES.iterdir() if path.is_file()]
    folders = [Mount(f"/{path.name}", StaticFiles(directory=path)) for path in PAGES.iterdir() if path.is_dir()]
    return [*(_file(f"/{path.name}", path) for path in files), _file("/", PAGES / "index.html"), *folders]


def _file(address: str, path: Path) -> Route:
    async def respond(_request: Request) -> Response:
        return FileResponse(path)

    return Route(address, respond)


@asynccontextmanager
async def _live(app: Starlette, api: Api, judged: Judged) -> AsyncIterator[None]:
    endpoint: Endpoint = app.state.endpoint
    try:
        await endpoint.pool.start()
        warming = asyncio.create_task(_warm(api, judged))
        yield
        warming.cancel()
        await asyncio.gather(warming, return_exceptions=True)
    finally:
        await endpoint.pool.close()
        endpoint.snapshots.close()


async def _warm(api: Api, judged: Judged) -> None:
    """Find beside the first requests what later ones would wait for; what fails here is told to whoever asks for it."""
    await api.warm()
    if api.endpoint.access.token:
        await judged.look()


def _allow(origins: Sequence[str]) -> list[Middleware]:
    """Answers to the pages of these origins; without any, browsers keep answers from pages of other hosts."""
    if not origins:
        return []
    return [Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"], allow_headers=["*"])]


async def _welcome(request: Request) -> Response:
    return PlainTextResponse(_WELCOME.format(base=request.base_url))


async def _explain(_request: Request, error: Exception) -> Response:
    """What is wrong and what to try, as a line of text."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail + "\n", error.status_code, headers=error.headers)


async def _apologise(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("a fault of the program; its log says more\n", 500)
