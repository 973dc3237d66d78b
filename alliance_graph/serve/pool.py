"""Warm processes that answer queries: one that overruns is killed, and another takes its place.

A query that takes long leaves the quick lane: its process gives way to all others, and a new one waits for the next
query. So long queries never stand in the way of quick ones, however many come.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from alliance_graph.graph.query import WORKER
from alliance_graph.serve.limits import Limits

_GRACE = 5.0
"""Seconds after the limit in which a process ends itself; the server kills it earlier, unless it was killed itself."""


class OverrunError(Exception):
    """A query that did not end in time."""


class BusyError(Exception):
    """A query that found no place."""


class CrashError(Exception):
    """A query that was too much for the engine or for the memory of its process."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a process says: `kind` is the format of the answer, or of what kind the message in `content` is."""

    kind: str
    content: bytes


class Pool:
    """The processes; `start` it before and `close` it after use."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._waiting: asyncio.Queue[Process] = asyncio.Queue()
        self._processes: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._long = 0

    async def start(self) -> None:
        """Have all processes wait for queries."""
        await asyncio.gather(*(self._add() for _ in range(self.limits.workers)))

    async def close(self) -> None:
        """End all processes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*map(self._end, list(self._processes)))

    async def ask(self, request: Mapping[str, object], seconds: float | None = None) -> Reply:
        """The reply to a request (see `graph/worker.py`); raises OverrunError, BusyError or CrashError."""
        seconds = seconds or self.limits.seconds
        process = None
        try:
            async with asyncio.timeout(seconds):
                process = await self._take()
                return await self._run(process, {**request, "seconds": seconds + _GRACE})
        except TimeoutError:
            raise (OverrunError if process else BusyError) from None

    async def _take(self) -> Process:
        """The next process that waits and lives; the system may have killed one in the meantime."""
        while (process := await self._waiting.get()).returncode is not None:
            self._processes.discard(process)
            self._begin(self._add())
        return process

    async def _run(self, process: Process, request: Mapping[str, object]) -> Reply:
        asked = asyncio.create_task(_ask(process, request))
        is_long = False
        try:
            await asyncio.wait({asked}, timeout=self.limits.patience)
            if self._long >= self.limits.slow:  # a place may come free
                await asyncio.wait({asked}, timeout=4 * self.limits.patience)
            if not asked.done():
                if self._long >= self.limits.slow:
                    raise BusyError
                is_long, self._long = True, self._long + 1
                _give_way(process)
                self._begin(self._add())
            return await asked
        finally:
            self._long -= is_long
            if asked.done() and not asked.cancelled() and not asked.exception() and not is_long:
                self._waiting.put_nowait(process)
            else:  # an ended query, or one that may have left much memory behind
                asked.cancel()
                self._begin(self._end(process))  # beside the answer: giving much memory back takes a second
                if not is_long:
                    self._begin(self._add())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that no answer waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        """One more process that waits; where the system has none to give, as soon as it has."""
        while True:
            try:
                process = await _start(self.limits.memory)
                break
            except OSError:
                await asyncio.sleep(1)
        self._processes.add(process)
        await _wake(process)
        self._waiting.put_nowait(process)

    async def _end(self, process: Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        self._processes.discard(process)


def make_environment() -> dict[str, str]:
    """Variables for a process of ours, without our own: a token may be among them."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ALLIANCE_GRAPH_")}
    environment["MALLOC_ARENA_MAX"] = "1"  # each arena of glibc takes 128 MB of the address space that is limited
    return environment


async def _start(memory: int) -> Process:
    """A process without the keyboard's interrupts."""
    command = (sys.executable, "-P", WORKER, str(memory))
    return await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=make_environment(), start_new_session=True
    )


async def _wake(process: Process) -> None:
    """Wait until Python runs there, so that no query pays for it; if it never does, the first query will tell."""
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(OSError):
        process.stdin.write(b"\n")
        await process.stdin.drain()
        await process.stdout.readline()


async def _ask(process: Process, request: Mapping[str, object]) -> Reply:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        await process.stdin.drain()
        head: dict[str, Any] = json.loads(await process.stdout.readline())
        return Reply(head["kind"], await process.stdout.readexactly(head["length"]))
    except (OSError, ValueError, asyncio.IncompleteReadError):
        raise CrashError from None


def _give_way(process: Process) -> None:
    """Let every other process go first."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, 19)
