"""The application under uvicorn."""

from __future__ import annotations

from pathlib import Path

import uvicorn

from alliance_graph.graph.guard import LONGEST
from alliance_graph.serve.access import Access
from alliance_graph.serve.app import make_app
from alliance_graph.serve.limits import Limits

_LONGEST_HEAD = 4 * LONGEST
"""Bytes of the first line and the headers; a query in the address may take three times its place."""

_MOST_CONNECTIONS = 500
"""Open ones; more get 503 at once."""


def run(store: Path, *, host: str, port: int, proxy: str | None, limits: Limits, access: Access) -> None:
    """Serve a store until the process is told to end; raises StoreError."""
    uvicorn.run(
        make_app(store, limits=limits, access=access),
        host=host,
        port=port,
        http="h11",
        ws="none",
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy,
        server_header=False,
        access_log=False,
        limit_concurrency=_MOST_CONNECTIONS,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_graceful_shutdown=5,
    )
