"""A folder of shards as a journal: whatever ends a run, the next one finds what is read and goes on."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alliance_graph.errors import AllianceGraphError, StoreError
from alliance_graph.manifest import END, NAME, Row, is_shard, is_whole, read_manifest, shard_path
from alliance_graph.output import open_output
from alliance_graph.shards import Shard, ShardResult

_OLD = ".old"
_LOCK = ".lock"
_LEFT = re.compile(r"\.[0-9a-f]{16}\.tmp")


class Journal:
    """The shards that a folder holds, and those that a run plans."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._old = folder / _OLD
        self._rows, _ = read_manifest(folder)
        self._old_rows, _ = read_manifest(self._old)
        self._planned: dict[str, None] = {}
        self._revived: list[Row] = []

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> Iterator[Journal]:
        """The journal of a folder, made where there is none, which no other process may write meanwhile.

        Raises StoreError where the folder is in use, holds something else, or cannot be written.
        """
        with _telling(folder):
            folder.mkdir(parents=True, exist_ok=True)
            is_foreign = not (folder / NAME).exists() and any(
                not path.name.startswith(".") for path in folder.iterdir()
            )
        if is_foreign:
            raise StoreError(f"{folder} holds other files; name a new folder, or one that extract has made")
        with _held(folder):
            with _telling(folder):
                for path in folder.iterdir():
                    if _LEFT.fullmatch(path.name):  # of a run that was killed
                        path.unlink()
                _append(folder, [])
            yield cls(folder)

    def find(self, shard: Shard) -> Row | None:
        """What is known of a shard of the plan, if its result is there whole and other limits would not change it."""
        self._planned[shard.name] = None
        row = self._rows.get(shard.name)
        if row and is_whole(self._folder, row):
            return row if _is_settled(row, shard) else None
        row = self._old_rows.get(shard.name)
        if row and is_whole(self._old, row) and _is_settled(row, shard):
            self._revived.append(row)
            return row
        return None

    def put(self, result: ShardResult) -> Row:
        """Keep a result, which is on the disk when this returns; its row. Raises StoreError."""
        name = result.row["shard"]
        with _telling(self._folder):
            if result.lines:
                with open_output(shard_path(self._folder, name)) as file:
                    file.write(result.lines)
            _append(self._folder, [result.row])
        self._rows[name] = result.row
        return result.row

    def settle(self) -> None:
        """Leave the shards of the plan in the folder, in the manifest in its order, and move all others to `.old`."""
        with _telling(self._folder):
            _move(self._revived, self._old, self._folder)
            self._rows |= {row["shard"]: row for row in self._revived}
            files = {path.stem for path in self._folder.iterdir() if is_shard(path)}
            others = sorted((files | self._rows.keys()) - self._planned.keys())
            _move([self._rows.get(name, {"shard": name}) for name in others], self._folder, self._old)
            with open_output(self._folder / NAME) as manifest:
                manifest.writelines(_to_line(self._rows[name]) for name in self._planned)
                manifest.write(_to_line(END))


def _is_settled(row: Row, shard: Shard) -> bool:
    """Whether reading the shard again would give the same: what was put aside under other limits is tried again."""
    return bool(row["limits"] == str(shard.limits)) or not any("digest" in skip for skip in row["skipped"])


def _move(rows: list[Row], origin: Path, target: Path) -> None:
    """Move shards with what is known of them; killed half-way, it can be done again."""
    if not rows:
        return
    target.mkdir(exist_ok=True)
    _append(target, (row for row in rows if "sha256" in row))
    for row in rows:
        path = shard_path(origin, row["shard"])
        if path.exists():
            path.replace(shard_path(target, row["shard"]))


def _append(folder: Path, rows: Iterable[Row]) -> None:
    with (folder / NAME).open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read() != b"\n":  # a line that was cut short must not spoil the next
                file.write(b"\n")
        file.writelines(map(_to_line, rows))
        file.flush()
        os.fsync(file.fileno())


def _to_line(row: Row) -> bytes:
    return f"{json.dumps(row)}\n".encode()


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Turns what the system refuses into a StoreError that says how to go on."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}; mend that and run the same command again") from error
    except AllianceGraphError as error:
        raise StoreError(f"{error}; mend that and run the same command again") from error


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keeps other processes from writing the folder, as long as this one lives."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with _telling(folder):
        file = (folder / _LOCK).open("ab")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"{folder} is in use by another process; wait for it, or name another folder") from None
        except OSError:  # a file system that has no locks
            pass
        yield
