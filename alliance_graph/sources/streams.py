"""Bytes of a file, a gzipped file or standard input, read without trusting their size."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance_graph.errors import ArticleError

MAX_RECORD = 20_000_000
"""Bytes of one line of JSON lines, and what a gzipped file may hold before its ratio counts."""

MAX_FILE = 2_000_000
"""Bytes of a text file or a page; larger pages are hostile or no articles (RELIABILITY: 15 s and more to read)."""

_MAX_RATIO = 200  # text shrinks by 3 to 10, logs by 50; 2 kB can hold a gigabyte
_GZIP = b"\x1f\x8b"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Place:
    """Where news is read from: a file, or standard input when `path` is None; `name` is how it is told."""

    name: str
    path: Path | None


class Stream:
    """Bytes that can be looked at before they are read."""

    def __init__(self, place: Place, raw: io.RawIOBase | io.BufferedIOBase) -> None:
        self.place = place
        self._counted = _Counted(raw)
        self._source: io.BufferedReader[Any] = io.BufferedReader(self._counted)
        self.is_gzip = self._source.peek(2)[:2] == _GZIP
        self._read = 0
        if self.is_gzip:
            self._source = io.BufferedReader(gzip.GzipFile(fileobj=self._source))

    def head(self) -> bytes:
        """The first bytes, at most 4 kB, still to be read."""
        with _named_damage():
            return self._source.peek(_HEAD)[:_HEAD]

    def read(self, limit: int) -> bytes:
        """All bytes; raises ArticleError "too-large" when there are more than `limit`."""
        with _named_damage():
            content = self._source.read(limit + 1)
        if len(content) > limit:
            raise ArticleError("too-large", f"more than {limit:,} bytes")
        return content

    def lines(self) -> Iterator[bytes | None]:
        """Line after line; None stands for one that is too long and was passed over."""
        while line := self._line():
            if len(line) <= MAX_RECORD:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self._line()
            yield None

    def _line(self) -> bytes:
        with _named_damage():
            line = self._source.readline(MAX_RECORD + 1)
        self._read += len(line)
        if self.is_gzip and self._read > max(MAX_RECORD, _MAX_RATIO * self._counted.total):
            raise ArticleError("gzip-bomb", f"unpacks to more than {_MAX_RATIO} times its size; reading stops here")
        return line


@contextmanager
def open_stream(place: Place) -> Iterator[Stream]:
    """The bytes of a place; raises ArticleError "unreadable" where the system refuses."""
    if place.path is None:
        yield Stream(place, sys.stdin.buffer)  # type: ignore[arg-type]
        return
    try:
        file = place.path.open("rb", buffering=0)
    except OSError as error:
        raise ArticleError("unreadable", error.strerror or str(error)) from None
    with file:
        yield Stream(place, file)


class _Counted(io.RawIOBase):
    """Raw bytes passed on and counted, so that a ratio can be told even of a pipe."""

    def __init__(self, raw: io.RawIOBase | io.BufferedIOBase) -> None:
        self._raw = raw
        self.total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = self._raw.readinto(buffer) or 0
        self.total += count
        return count


@contextmanager
def _named_damage() -> Iterator[None]:
    """Damage met while reading, as an ArticleError with its reason."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArticleError("broken-gzip", f"the gzipped file is damaged or cut short: {error}") from None
    except OSError as error:
        raise ArticleError("unreadable", error.strerror or str(error)) from None
