"""The application under uvicorn."""

from __future__ import annotations

from asyncio import Transport
from collections.abc import Callable
from pathlib import Path
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from alliance_graph.errors import AllianceGraphError
from alliance_graph.serve.access import Access
from alliance_graph.serve.app import make_app
from alliance_graph.serve.limits import Limits
from alliance_graph.serve.protocol import LARGEST

_HEAD_SECONDS = 10.0
"""To send the first line and the headers; uvicorn itself waits without end."""

_MOST_CONNECTIONS = 500
"""Open ones; more get 503 at once."""


def run(
    store: Path,
    *,
    host: str,
    port: int,
    proxy: str | None,
    limits: Limits,
    access: Access,
    greet: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve a store until the process is told to end; `greet` hears the address at the start. Raises StoreError."""
    _check_free(host, port)
    app = make_app(store, limits=limits, access=access)
    server = _Server(configure(app, host=host, port=port, proxy=proxy), greet)
    server.run()
    if not server.started:  # the log says why
        raise SystemExit(1)


def _check_free(host: str, port: int) -> None:
    """Raise AllianceGraphError where nothing can listen there; uvicorn itself would end the process."""
    with socket(AF_INET6 if ":" in host else AF_INET) as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AllianceGraphError(
                f"cannot listen at {host}, port {port}: {error.strerror}; give others with --host and --port"
            ) from None


def configure(app: ASGIApp, *, host: str, port: int, proxy: str | None = None) -> uvicorn.Config:
    """How uvicorn serves it: patient with nobody, and with no line in the log for each request."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=_Connection,
        ws="none",
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy,
        server_header=False,
        access_log=False,
        limit_concurrency=_MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LARGEST,
        timeout_graceful_shutdown=5,
    )


class _Server(uvicorn.Server):
    """A server that says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, greet: Callable[[str], None]) -> None:
        super().__init__(config)
        self.greet = greet

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port, *_ = self.servers[0].sockets[0].getsockname()
            self.greet(f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/")


class _Connection(H11Protocol):
    """A connection that is closed when no request comes for a while, or only a part of one."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.loop.call_later(_HEAD_SECONDS, self._drop_silent, None)

    def _drop_silent(self, before: RequestResponseCycle | None) -> None:
        """Close it if no request has begun since that one, else look again later."""
        if self.transport.is_closing():
            return
        is_waiting = self.cycle is None or self.cycle.response_complete
        if is_waiting and self.cycle is before:
            self.transport.close()
        else:
            self.loop.call_later(_HEAD_SECONDS, self._drop_silent, self.cycle)
