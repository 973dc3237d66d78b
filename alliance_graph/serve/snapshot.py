"""The store as it was at one moment, in a folder of its own, so that builds go on while it is served.

Hard links in the store's directory: a copy of 200,000 triples takes 2 ms, and the store is free again afterwards.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

import pyoxigraph as ox

from alliance_graph import link
from alliance_graph.graph.directory import Settings, open_directory, store_errors
from alliance_graph.graph.iris import BASE
from alliance_graph.graph.store import Store
from alliance_graph.model import THRESHOLD

_Store = TypeVar("_Store", bound=Store)

_PREFIX = "serve-"
_LOCK = "lock"
Mark = frozenset[tuple[str, int]]
_REMEMBERED = 100
"""Snapshots of which it is known what changed."""


@dataclass(slots=True)
class Snapshot:
    """A copy of a store that nobody changes; `readers` count those who still need it."""

    folder: Path
    base_iri: str
    threshold: float
    lock: BinaryIO
    changed: frozenset[str] | None = None
    """IRIs of the nodes that are other than in the snapshot before; None is unknown."""
    mark: Mark = frozenset()
    """The files of the store when it was closed after the copy."""
    readers: int = 0

    @property
    def path(self) -> Path:
        """The directory of Oxigraph, to be opened read-only."""
        return self.folder / "oxigraph"

    @property
    def name(self) -> str:
        """What tells it from all others of the store."""
        return self.folder.name

    def open_as(self, sort: type[_Store]) -> _Store:
        """A store of this class that only reads it."""
        return sort.read_only(self.folder, linker=link, base_iri=self.base_iri, threshold=self.threshold)

    def remove(self) -> None:
        """Take its files away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.close()


class Snapshots:
    """The newest snapshot of a store; an older one goes when its last reader has left."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.current = take_snapshot(store)
        self._changes: list[tuple[str, frozenset[str] | None]] = []

    @contextmanager
    def hold(self) -> Iterator[Snapshot]:
        """The newest snapshot, kept until the caller is done with it."""
        snapshot = self.current
        snapshot.readers += 1
        try:
            yield snapshot
        finally:
            snapshot.readers -= 1
            self._drop(snapshot)

    def renew(self, snapshot: Snapshot) -> None:
        """Serve this one from now on."""
        before, self.current = self.current, snapshot
        self._changes = [*self._changes, (before.name, snapshot.changed)][-_REMEMBERED:]
        self._drop(before)

    def find_changed(self, since: str) -> frozenset[str] | None:
        """IRIs of the nodes changed since the snapshot of that name; None where this is unknown."""
        names = [name for name, _ in self._changes]
        changes = [found for _, found in self._changes[names.index(since) :]] if since in names else [None]
        known = [found for found in changes if found is not None]
        return frozenset().union(*known) if len(known) == len(changes) else None

    def close(self) -> None:
        """Leave nothing behind."""
        self.current.remove()

    def _drop(self, snapshot: Snapshot) -> None:
        if snapshot is not self.current and not snapshot.readers:
            snapshot.remove()


def take_snapshot(store: Path) -> Snapshot:
    """A new snapshot; raises StoreError where there is no store or another process has it."""
    oxigraph, settings = open_directory(store, Settings(BASE, THRESHOLD), create=False)
    snapshot = copy_open(store, oxigraph, settings.base_iri, settings.threshold)
    del oxigraph  # closes it
    snapshot.mark = read_mark(store)
    return snapshot


def read_mark(store: Path) -> Mark:
    """The files of a store that is closed; they are others as soon as anybody has opened it."""
    found = set()
    with store_errors(store):
        for file in (store / "oxigraph").iterdir():
            with suppress(FileNotFoundError):  # somebody has it open, and takes files away
                found.add((file.name, file.stat().st_size))
    return frozenset(found)


def copy_open(
    store: Path, oxigraph: ox.Store, base_iri: str, threshold: float, changed: frozenset[str] | None = None
) -> Snapshot:
    """A snapshot of a store that is open; raises StoreError."""
    _remove_abandoned(store)
    with store_errors(store):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=store))
        lock = (folder / _LOCK).open("wb")
        fcntl.flock(lock, fcntl.LOCK_EX)
        oxigraph.backup(str(folder / "oxigraph"))
    return Snapshot(folder, base_iri, threshold, lock, changed)


def is_served(store: Path) -> bool:
    """Whether a server has a snapshot; to be asked by whoever has the store open, for what killed ones left goes."""
    _remove_abandoned(store)
    return any(store.glob(f"{_PREFIX}*"))


def _remove_abandoned(store: Path) -> None:
    """Take away what a server left that was killed: nobody holds its lock. Whoever has the store open is alone here."""
    for lock in store.glob(f"{_PREFIX}*/{_LOCK}"):
        with lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(lock.parent, ignore_errors=True)
