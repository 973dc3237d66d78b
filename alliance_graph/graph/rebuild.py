"""New files for Oxigraph in the place of the old, so that a crash leaves one or the other."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph as ox

_CURRENT, _NEW, _OLD = "oxigraph", "oxigraph.new", "oxigraph.old"


def write_anew(path: Path, oxigraph: ox.Store) -> None:
    """Write the quads into files that have never held another."""
    shutil.rmtree(path / _NEW, ignore_errors=True)
    new = ox.Store(str(path / _NEW))
    new.bulk_extend(oxigraph)
    new.flush()


def exchange(path: Path) -> None:
    """Put the new files in the place of the old, which must be closed: an open engine deletes by name."""
    import fcntl  # not on Windows

    with (path / _CURRENT / "LOCK").open("r+b") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # as the engine does, so that nobody writes what then goes
        (path / _CURRENT).rename(path / _OLD)
        (path / _NEW).rename(path / _CURRENT)
        _sync(path)
    clear(path)


def settle(path: Path) -> None:
    """Bring an exchange to its end that a crash cut short: the new files were whole before the old ones moved."""
    if (path / _OLD).is_dir() and (path / _NEW).is_dir() and not (path / _CURRENT).exists():
        (path / _NEW).rename(path / _CURRENT)


def clear(path: Path) -> None:
    """Take away what an exchange left over; to be called by whoever has the store open."""
    for name in (_NEW, _OLD):
        shutil.rmtree(path / name, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
