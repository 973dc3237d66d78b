"""Shards to the workers of a Dask cluster, by the extra `dask`; all they need and give travels by the network."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from alliance_graph.errors import AllianceGraphError, ModelError
from alliance_graph.extract import EXTRACTOR, MODEL, describe_extractor
from alliance_graph.shards import Shard, ShardResult, extract_shard

if TYPE_CHECKING:
    from distributed import Client, Future

_TRIES = 3  # of a shard, each of which ends when Dask has lost four workers over it
_FRESH = 2.0  # seconds that a count of the workers is good for
_LOOK = 1.0  # seconds until what is under way is looked at again, whether or not Dask has told of an end
_PATIENCE = 30  # seconds for the scheduler to answer, and for the first worker to come


def spread_over(shards: Iterator[Shard], *, address: str) -> Generator[ShardResult, None, None]:
    """The results as they come, by the workers of the Dask scheduler at an address; two shards a thread are under way.

    Raises ModelError without the extra or where a worker is of another version, AllianceGraphError where the cluster
    cannot be reached.
    """
    with _connect(address) as client:
        work = _Work(client, address)
        for shard in shards:
            work.submit(shard)
            while work.is_full():
                yield work.take()
        while work.waiting:
            yield work.take()


class _Work:
    """The shards under way, each with the number of its try."""

    def __init__(self, client: Client, address: str) -> None:
        self.waiting: dict[Future[ShardResult], tuple[Shard, int]] = {}
        self._client = client
        self._address = address
        self._threads = 0
        self._counted = -_FRESH
        self._version = describe_extractor(EXTRACTOR, MODEL)

    def is_full(self) -> bool:
        """Whether each thread that the cluster has now is busy and has its next shard."""
        if time.monotonic() - self._counted > _FRESH:
            with self._in_reach():
                self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return len(self.waiting) >= 2 * max(1, self._threads)

    def submit(self, shard: Shard, tries: int = 1) -> None:
        """Have a worker read the shard."""
        future = self._client.submit(_extract_there, shard, self._version, pure=False)
        self.waiting[future] = shard, tries

    def take(self) -> ShardResult:
        """The next result."""
        from distributed import KilledWorker

        while True:
            future = self._next_done()
            shard, tries = self.waiting.pop(future)
            try:
                return self._fetch(future)
            except KilledWorker:
                if tries == _TRIES:  # processes of our own find the article at fault
                    return extract_shard(shard)
                self.submit(shard, tries + 1)
            except (ImportError, RuntimeError) as error:
                hint = "scheduler and workers need alliance-graph and Python of the same versions as here"
                raise ModelError(f"{self._address}: {str(error).splitlines()[0]}: {hint}") from None

    def _next_done(self) -> Future[ShardResult]:
        """One that has ended; they are looked at, for `as_completed` was seen to miss the end of one that failed."""
        from distributed import wait

        while True:
            for future in self.waiting:
                if future.done():
                    return future
            with self._in_reach(), suppress(TimeoutError), self._client.as_current():
                wait(list(self.waiting), timeout=_LOOK, return_when="FIRST_COMPLETED")

    def _fetch(self, future: Future[ShardResult]) -> ShardResult:
        with self._in_reach():
            result: ShardResult = future.result()
        return result

    @contextmanager
    def _in_reach(self) -> Iterator[None]:
        from distributed.comm.core import CommClosedError

        try:
            yield
        except (CancelledError, CommClosedError, TimeoutError):
            hint = "start it and run the same command again"
            raise AllianceGraphError(f"the Dask scheduler at {self._address} is gone; {hint}") from None


def _extract_there(shard: Shard, version: str) -> ShardResult:
    """What a worker does; another version there would give other results under the same name."""
    own = describe_extractor(EXTRACTOR, MODEL)
    if own != version:
        raise ModelError(f"a worker of the cluster has {own}, this program {version}; install the same on both")
    return extract_shard(shard)


@contextmanager
def _connect(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        raise ModelError("Dask is not installed; try: pip install 'alliance-graph[dask]'") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # the last where TLS has no certificate
        raise AllianceGraphError(f"no Dask scheduler at {address}: {error}; start one by: dask scheduler") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            hint = f"start some by: dask worker {address} --nthreads 1"
            raise AllianceGraphError(f"the Dask scheduler at {address} has no workers; {hint}") from None
        yield client
