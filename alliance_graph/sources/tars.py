"""tar archives, read from front to back: every file in them is read as if it lay in a folder."""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator

from alliance_graph.errors import ArticleError
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Stream, harmless, is_hidden

_BLOCK = 512
_LONGEST_HEADER = 100_000
_SETTING = re.compile(rb"\d+ (path|size)=([^\n]*)\n")
_LINKS = frozenset({tarfile.LNKTYPE, tarfile.SYMTYPE})  # their size is that of another file
_OTHER = frozenset({tarfile.DIRTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK})


def read_tar(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Stream]:
    """The files of a tar archive in order; links, devices and damaged headers are skips.

    Python's tarfile ends without a word at a damaged header, and a header may make it take memory without limit; here
    reading goes on at the next block that is a header.
    """
    told: dict[bytes, bytes] = {}
    is_lost = False
    while len(block := stream.take(_BLOCK)) == _BLOCK:
        if not block.strip(b"\0"):
            continue
        try:
            header = tarfile.TarInfo.frombuf(block, "utf-8", "backslashreplace")
        except (tarfile.HeaderError, ValueError):
            if not is_lost:
                skips.skip("broken-archive", stream.place.name, "a damaged header; what it stood before is lost")
            is_lost = True
            continue
        is_lost = False
        if header.type in (tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
            told |= _read_header(stream, header)
            continue
        yield from _read_file(stream, _completed(header, told), skips)
        told = {}
    if block:
        raise ArticleError("broken-archive", "the archive is cut short")


def _read_header(stream: Stream, header: tarfile.TarInfo) -> dict[bytes, bytes]:
    """What a header for the next file tells of it: its long name, its size."""
    if not 0 <= header.size <= _LONGEST_HEADER:
        raise ArticleError("too-large", f"a header of {header.size:,} bytes")
    content = stream.take(header.size)
    stream.take(-header.size % _BLOCK)
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return {b"path": content.rstrip(b"\0")}
    return dict(_SETTING.findall(content))


def _completed(header: tarfile.TarInfo, told: dict[bytes, bytes]) -> tarfile.TarInfo:
    header.name = told.get(b"path", header.name.encode()).decode("utf-8", "backslashreplace")
    if (size := told.get(b"size", b"")).isdigit() and len(size) < 20:
        header.size = int(size)
    return header


def _read_file(stream: Stream, header: tarfile.TarInfo, skips: SkipLog) -> Iterator[Stream]:
    part = _Part(stream, header.size if header.size > 0 and header.type not in _LINKS else 0)
    try:
        if not header.isreg() or header.type == tarfile.GNUTYPE_SPARSE:
            if header.type not in _OTHER:
                raise ArticleError("unreadable", "not a regular file")
        elif not is_hidden(header.name):
            yield stream.member(header.name, part)
    except ArticleError as error:
        skips.skip(error.reason, f"{stream.place.name}/{harmless(header.name)}", str(error))
    part.drain()
    stream.take(-header.size % _BLOCK)


class _Part(io.RawIOBase):
    """The next so many bytes of a stream."""

    def __init__(self, stream: Stream, left: int) -> None:
        self._stream = stream
        self._left = left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        content = self._stream.take(min(self._left, len(buffer)))
        if self._left and not content:
            raise ArticleError("broken-archive", "the archive is cut short")
        self._left -= len(content)
        buffer[: len(content)] = content
        return len(content)

    def drain(self) -> None:
        """Pass over what was not read."""
        while self._left and (content := self._stream.take(min(self._left, 1 << 16))):
            self._left -= len(content)
