"""Which texts have which bands of a signature, in a file of SQLite beside the graph, filled up where it lags behind.

In the graph the 32 bands of an article were two in five of all quads, and half of the cost of writing. The file may
know of texts that the store does not hold, after a crash or when articles went, but of each that it holds: it is
written first. Copies and backups may part the two: a digest of all texts, in both, tells so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alliance_graph.errors import StoreError

_TABLES = """
PRAGMA locking_mode = EXCLUSIVE;  -- who has the store is alone, and without shared memory it works on network mounts
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS text (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS band (name TEXT, text INTEGER, PRIMARY KEY (name, text)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fresh (text INTEGER PRIMARY KEY, bands TEXT);
CREATE TABLE IF NOT EXISTS held (digest TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_MOST_FRESH = 1024
"""Texts whose bands are kept in memory, 8 MB, until they are sorted into the table all at once.

One by one each of them would rewrite another page, which at 19,000 texts took twice as long.
"""
_ANEW = "remove the files of this name, which are made anew"
_ADVICE = {
    sqlite3.SQLITE_FULL: "make room and run the same command again",
    sqlite3.SQLITE_CORRUPT: _ANEW,
    sqlite3.SQLITE_NOTADB: _ANEW,
}

Find = Callable[[frozenset[str]], Iterable[tuple[str, tuple[str, ...]]]]
"""Finds these texts in a store, with their bands."""


class Bands:
    """The bands of texts in a file, or in memory where there is none."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._fresh: dict[str, list[str]] = {}
        self._count = 0
        self._is_full = False

    def find(self, bands: tuple[str, ...]) -> set[str]:
        """The texts that have one of these bands."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT text.name FROM band JOIN text ON text.id = band.text "
                f"WHERE band.name IN ({','.join('?' * len(bands))})",
                bands,
            )
            return {name for (name,) in rows}.union(*(self._fresh.get(band, ()) for band in bands))

    def add(self, text: str, bands: tuple[str, ...]) -> None:
        """Add a text, to be saved."""
        with self._open() as connection:
            added = connection.execute("INSERT OR IGNORE INTO text (name) VALUES (?)", [text])
            if added.rowcount:
                connection.execute("INSERT INTO fresh VALUES (?, ?)", [added.lastrowid, " ".join(bands)])
                self._remember(text, bands)

    def save(self, digest: str) -> None:
        """Have all that was added on the disk; to be called before the store has the texts of this digest."""
        if self._is_full:
            with self._open() as connection:
                if self._count >= _MOST_FRESH:
                    self._sort_in(connection)
                self._hold(digest, connection)

    def fill(self, digest: str, texts: Iterable[str], find: Find) -> None:
        """Add those texts of the store that are not here, as `find` has them, unless all of this digest once were."""
        with self._open() as connection:
            if self._is_full:
                return
            if not connection.execute("SELECT 1 FROM held WHERE digest = ?", [digest]).fetchone():
                known = (name for (name,) in connection.execute("SELECT name FROM text"))
                if missing := frozenset(texts).difference(known):
                    for text, bands in find(missing):
                        self.add(text, bands)
                    self._sort_in(connection)
                self._hold(digest, connection)
            self._is_full = True

    def close(self) -> None:
        """Let go of the file; what was not saved is lost."""
        if self._connection:
            self._connection.close()
            self._connection, self._is_full = None, False

    def remove(self) -> None:
        """Take the file away, which is made anew when it is needed."""
        self.close()
        if self._path:
            for name in files(self._path):
                self._path.with_name(name).unlink(missing_ok=True)

    def _remember(self, text: str, bands: Iterable[str]) -> None:
        self._count += 1
        for band in bands:
            self._fresh.setdefault(band, []).append(text)

    def _hold(self, digest: str, connection: sqlite3.Connection) -> None:
        connection.execute("INSERT OR IGNORE INTO held VALUES (?)", [digest])
        connection.commit()

    def _sort_in(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute("SELECT bands, text FROM fresh").fetchall()
        sorted_ = sorted((band, text) for bands, text in rows for band in bands.split())
        connection.executemany("INSERT INTO band VALUES (?, ?)", sorted_)
        connection.execute("DELETE FROM fresh")
        self._fresh, self._count = {}, 0

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self._connection:
                self._connection = self._connect()
            yield self._connection
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # of SQLite itself, without its finer kinds
            parts = (f"{self._path}: " if self._path else "", error, f"; {_ADVICE[code]}" if code in _ADVICE else "")
            raise StoreError("".join(map(str, parts))) from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path or ":memory:", check_same_thread=False)  # one at a time
        try:
            connection.executescript(_TABLES)
            rows = connection.execute("SELECT name, bands FROM fresh JOIN text ON text.id = fresh.text").fetchall()
        except BaseException:
            connection.close()
            raise
        self._fresh, self._count = {}, 0
        for text, bands in rows:
            self._remember(text, bands.split())
        return connection


def files(path: Path) -> tuple[str, ...]:
    """The names of the file and of those that SQLite keeps beside it."""
    return tuple(f"{path.name}{ending}" for ending in ("", "-wal", "-shm", "-journal"))
