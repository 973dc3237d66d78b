"""Files that are either whole or not there."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from alliance_graph.errors import AllianceGraphError


@contextmanager
def open_output(output: str | Path) -> Iterator[BinaryIO]:
    """Something to write bytes to; "-" is standard output, a file takes its place in one step when all is written.

    Raises AllianceGraphError where the file cannot be written; what stood there before stays.
    """
    if str(output) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(os.path.realpath(output))  # a link goes on pointing at the file
    if path.is_dir():
        raise AllianceGraphError(f"cannot write {output}: it is a folder; name a file in it")
    try:
        if path.exists() and not path.is_file():  # a pipe or a device
            with path.open("wb") as file:
                yield file
        else:
            with _replace(path) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "" if path.parent.is_dir() else f"; make the folder {path.parent} first"
        raise AllianceGraphError(f"cannot write {output}: {error.strerror or error}{hint}") from error


@contextmanager
def _replace(path: Path) -> Iterator[BinaryIO]:
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """Have the disk keep the name of a file that came in; the file alone would be lost with the power."""
    if hasattr(os, "O_DIRECTORY"):  # not on Windows
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
