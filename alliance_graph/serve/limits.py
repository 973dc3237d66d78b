"""How much of the server a query, and a client, may have."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one query, of the processes that answer, and of one client."""

    seconds: float = 10.0
    """From the arrival of a query to its answer, waiting included."""
    rows: int = 10_000
    bytes: int = 16 * 1024**2
    """Of an answer, which is sent whole or not at all."""
    memory: int = 1024**3
    """Bytes of address space of one process."""
    workers: int = 4
    """Processes that wait for queries."""
    slow: int = 8
    """Long queries at a time, beside these."""
    patience: float = 0.2
    """Seconds after which a query counts as long; most named questions take less than 0.1 on the Reuters graph."""
    allowance: float = 60.0
    """Seconds of running queries that a client may have each minute, as Wikidata's service grants; 0 is no limit."""
    at_once: int = 8
    """Queries of one client that run or wait at a time."""
    graph_seconds: float = 60.0
    """To write the whole graph to a file, once for each format and snapshot."""


LIMITS = Limits()

LEAST = 0.02
"""Seconds that a query costs at least, so that quick ones are counted too: 3,000 a minute."""

_MOST_CLIENTS = 10_000
"""Clients remembered; beyond it those who owe nothing are forgotten."""


class Allowances:
    """What each client has used of its allowance of running time; it begins with two minutes' worth."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self.clock = clock
        self._used: dict[str, tuple[float, float]] = {}
        self._running: dict[str, int] = {}

    def find_wait(self, client: str) -> int:
        """Whole seconds until the client may ask again; 0 where it may ask now."""
        if not self.limits.allowance:
            return 0
        if self._running.get(client, 0) >= self.limits.at_once:
            return 1
        return max(0, math.ceil((self._debt(client) - 2 * self.limits.allowance) * 60 / self.limits.allowance))

    def begin(self, client: str) -> None:
        """Count a query of the client that begins."""
        self._running[client] = self._running.get(client, 0) + 1

    def end(self, client: str, seconds: float) -> None:
        """Charge a query of the client that has ended."""
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        if len(self._used) >= _MOST_CLIENTS:
            self._used = {name: used for name, used in self._used.items() if self._debt(name)}
        self._used[client] = (self._debt(client) + max(seconds, LEAST), self.clock())

    def _debt(self, client: str) -> float:
        """Seconds used and not yet granted again."""
        used, since = self._used.get(client, (0.0, 0.0))
        return max(0.0, used - (self.clock() - since) * self.limits.allowance / 60)
