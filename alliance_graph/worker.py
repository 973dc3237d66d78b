"""A process that reads articles under limits of time and memory; what ends it harms no other."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from alliance_graph.chunks import Extract, read_articles
from alliance_graph.errors import ModelError
from alliance_graph.limits import Limits

_IDLE = 600.0  # seconds, after which its memory is better used by others; it takes three to load the extractor again


def work(connection: Connection, extract: Extract, limits: Limits) -> None:
    """Load the extractor and say so by None, or say what is wrong; then read what comes, till nothing does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    threading.Thread(target=_follow_parent, daemon=True).start()
    try:
        list(extract([]))
    except Exception as error:
        connection.send(error if isinstance(error, ModelError) else ModelError(f"{type(error).__name__}: {error}"))
        return
    connection.send(None)
    with suppress(EOFError):
        while connection.poll(_IDLE):
            articles = connection.recv()
            with limits.held():
                results = read_articles(articles, extract)
            connection.send(results)


def _follow_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
