"""Worker processes that may be killed: each is led by a thread, which gives it work and hires another when it ends."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TypeVar

from alliance_graph.aside import Aside
from alliance_graph.chunks import Extract, Result
from alliance_graph.errors import ModelError
from alliance_graph.limits import Limits
from alliance_graph.model import Article
from alliance_graph.worker import work

_TRIES = 2  # alone with a worker; one end may have come from outside
_STARTS = 3
_PATIENCE = 5.0  # seconds for a process to end that has nobody to talk to
_LIFE = 10_000  # articles; the words a pipeline has seen stay in its memory

_T = TypeVar("_T")
_R = TypeVar("_R")


class _EndedError(Exception):
    """A worker is gone before it gave its results; `code` is how its process ended."""

    def __init__(self, code: int | None) -> None:
        self.code = code

    @property
    def is_late(self) -> bool:
        """Whether the alarm that each worker sets ended it."""
        return self.code == -getattr(signal, "SIGALRM", 0)


class _DismissedError(Exception):
    """The run is over; nobody waits for a result."""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    read: int = 0


class Crew:
    """Reads articles by so many processes."""

    def __init__(self, extract: Extract, jobs: int, limits: Limits) -> None:
        self._extract = extract
        self._jobs = jobs
        self._limits = limits
        self._led = threading.local()
        self._lock = threading.Lock()
        self._hired: set[SpawnProcess] = set()
        self._is_over = False

    def map(self, function: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
        """What a function that calls `read` makes of each, in order; twice as many as workers are under way at most.

        When it ends, however it does, so do the workers, for good.
        """
        resource_tracker.ensure_running()  # which lifts the block of interrupts in the thread that starts it
        leaders = ThreadPoolExecutor(self._jobs, initializer=_block_interrupts)
        waiting: deque[Future[_R]] = deque()
        try:
            for item in items:
                waiting.append(leaders.submit(function, item))
                if len(waiting) > 2 * self._jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            self._dismiss()
            leaders.shutdown(cancel_futures=True)
            for process in tuple(self._hired):  # a leader that ends late may strike its own off
                process.join()

    def read(self, articles: list[Article]) -> list[Result]:
        """What this thread's worker makes of them; each alone where it ends over all, to find the one at fault."""
        if len(articles) > 1:
            with suppress(_EndedError):
                return self._ask(articles)
        return [self._read_alone(article) for article in articles]

    def _read_alone(self, article: Article) -> Result:
        for _ in range(_TRIES):
            try:
                return self._ask([article])[0]
            except _EndedError as end:
                if end.is_late:
                    message = f"not read within {self._limits.timeout:g} seconds"
                    return Aside("too-slow", article.id, message, article.digest)
                code = end.code
        return Aside("worker-died", article.id, f"two processes that read it ended (code {code})", article.digest)

    def _ask(self, articles: list[Article]) -> list[Result]:
        worker = self._find_worker()
        worker.read += len(articles)
        try:
            worker.connection.send(articles)
            results: list[Result] = worker.connection.recv()
        except (EOFError, OSError):
            raise _EndedError(self._let_go(worker)) from None
        return results

    def _find_worker(self) -> _Worker:
        """The worker of this thread, hired if there is none, it has read enough, or it has gone for want of work."""
        worker: _Worker | None = getattr(self._led, "worker", None)
        if worker and (worker.read >= _LIFE or not worker.process.is_alive()):
            self._let_go(worker)
            worker = None
        worker = self._led.worker = worker or self._hire()
        return worker

    def _hire(self) -> _Worker:
        """A worker that has loaded the extractor; one that ends before, killed from outside perhaps, is replaced."""
        how = ""
        for _ in range(_STARTS):
            try:
                worker = self._start()
            except OSError as error:  # it was gone before it was told what to do
                how = str(error)
                continue
            try:
                failure = worker.connection.recv()
            except (EOFError, OSError):
                how = f"code {self._let_go(worker)}"
                continue
            if failure:
                raise failure
            return worker
        raise ModelError(
            f"the process that reads articles ends as it starts ({how}): is there memory for the extractor? "
            'A script that reads with jobs needs `if __name__ == "__main__":` before what it does'
        )

    def _start(self) -> _Worker:
        context = get_context("spawn")  # forked children would share the open store and the threads of its engine
        with self._lock:
            if self._is_over:
                raise _DismissedError
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(theirs, self._extract, self._limits), daemon=True)
            with theirs:
                process.start()
            self._hired.add(process)
        return _Worker(process, ours)

    def _let_go(self, worker: _Worker) -> int | None:
        """End a worker, if it is not ended yet; how it ended."""
        self._led.worker = None
        worker.connection.close()
        worker.process.join(_PATIENCE)
        worker.process.kill()
        worker.process.join()
        with self._lock:
            self._hired.discard(worker.process)
        return worker.process.exitcode

    def _dismiss(self) -> None:
        with self._lock:
            self._is_over = True
            for process in self._hired:
                process.kill()


def _block_interrupts() -> None:
    """Ctrl-C goes to the main thread, and never to a worker, which inherits this from the thread that starts it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
