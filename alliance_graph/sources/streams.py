"""Bytes of a file, of standard input or of a member of an archive, packed or not, read without trusting their size."""

from __future__ import annotations

import io
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from alliance_graph.errors import ArticleError
from alliance_graph.sources.packing import MAX_RECORD, Budget, Unpacked, find_packing

MAX_FILE = 2_000_000
"""Bytes of a text file or a page; larger pages are hostile or no articles (RELIABILITY: 15 s and more to read)."""

_MAX_DEPTH = 5  # a page in a web archive in a tar, both packed, is four deep; an archive may hold itself
_HEAD = 4096
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Where news is read from: a file, standard input when `path` is None, or a member of one of these.

    `name` is how it is told; a member has a `depth`, and an address and a character set where its archive tells them.
    """

    name: str
    path: Path | None
    depth: int = 0
    url: str = ""
    charset: str = ""
    given: bool = False
    """Whether the user named this file itself, and not a folder that holds it."""

    @property
    def id(self) -> str:
        """The id of an article that fills this place: its address, else its name; "" for standard input."""
        return self.url or (self.name if self.path or self.depth else "")


class Stream:
    """Bytes that can be looked at before they are read."""

    def __init__(self, place: Place, raw: Any, budget: Budget) -> None:
        self.place = place
        self.unpacked: Unpacked | None = None
        self.budget = budget
        self._raw = raw

    @cached_property
    def _source(self) -> io.BufferedReader[Any]:
        """What is read: the bytes as they are, or the content of the innermost packing."""
        source = io.BufferedReader(self._raw)
        depth = self.place.depth
        while packing := find_packing(source.peek(6)):
            depth += 1
            if depth > _MAX_DEPTH:
                raise ArticleError("too-deep", f"packed or archived more than {_MAX_DEPTH} times")
            self.unpacked = Unpacked(source, packing, self.budget, mends=self.place.name.endswith(".warc.gz"))
            source = io.BufferedReader(self.unpacked)
        self.place = replace(self.place, depth=depth)
        return source

    def head(self) -> bytes:
        """The first bytes, at most 4 kB, still to be read."""
        with _named_damage():
            return self._source.peek(_HEAD)[:_HEAD]

    def read(self, limit: int) -> bytes:
        """All bytes; raises ArticleError "too-large" when there are more than `limit`."""
        content = self.take(limit + 1)
        if len(content) > limit:
            raise ArticleError("too-large", f"more than {limit:,} bytes")
        return content

    def take(self, count: int) -> bytes:
        """The next bytes, fewer than `count` only at the end."""
        with _named_damage():
            return self._source.read(count)

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
            return self._source.readline(MAX_RECORD + 1)

    def file(self) -> Any:
        """All bytes as a file in which one can go back: the file itself, or up to 20 MB of anything else."""
        if self.unpacked is None and self.place.path and not self.place.depth:
            self._raw.seek(0)
            return self._raw
        return io.BytesIO(self.read(MAX_RECORD))

    def member(self, name: str, raw: Any, *, url: str = "", charset: str = "") -> Stream:
        """A part of this stream with a name and bytes of its own; raises ArticleError "too-deep"."""
        if self.place.depth >= _MAX_DEPTH:
            raise ArticleError("too-deep", f"packed or archived more than {_MAX_DEPTH} times")
        place = Place(f"{self.place.name}/{harmless(name)}", None, self.place.depth + 1, url, charset)
        return Stream(place, raw, self.budget)


class Passed(io.RawIOBase):
    """Bytes passed on, while `note` hears how many."""

    def __init__(self, raw: Any, note: Callable[[int], None]) -> None:
        self._raw = raw
        self._note = note

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count: int = self._raw.readinto(buffer) or 0
        self._note(count)
        return count


@contextmanager
def open_stream(place: Place) -> Iterator[Stream]:
    """The bytes of a place; raises ArticleError "unreadable" where the system refuses."""
    budget = Budget()
    if place.path is None:
        yield Stream(place, Passed(sys.stdin.buffer, budget.feed), budget)
        return
    try:
        file = place.path.open("rb", buffering=0)
    except OSError as error:
        raise ArticleError("unreadable", error.strerror or str(error)) from None
    with file:
        budget.feed(os.fstat(file.fileno()).st_size)
        yield Stream(place, file, budget)


def is_hidden(name: str) -> bool:
    """Whether a member is one that a file system or an archiver hides, as in a folder."""
    return any(step.startswith((".", "__MACOSX")) for step in harmless(name).split("/"))


def harmless(name: str) -> str:
    """A name from an archive without the steps that would lead out of it; nothing is ever written under it."""
    steps = [step for step in name.replace("\\", "/").split("/") if step.strip(". \0")]
    return "/".join(steps).encode("utf-8", "backslashreplace").decode()[:_LONGEST_NAME] or "unnamed"


@contextmanager
def _named_damage() -> Iterator[None]:
    """Damage met while reading, as an ArticleError with its reason."""
    try:
        yield
    except (EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        raise ArticleError("broken-archive", f"damaged, cut short or encrypted: {error}") from None
    except OSError as error:
        raise ArticleError("unreadable", error.strerror or str(error)) from None
