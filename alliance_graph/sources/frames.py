"""WARC files cut into records, of which none is taken that is not whole, and none is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance_graph.errors import ArticleError
from alliance_graph.sources.packing import MAX_RECORD
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Stream

_BEGIN = re.compile(rb"WARC/1\.[01]\r?\n[A-Za-z]")
_END = re.compile(rb"\r?\n\r?\n")
_LINE = re.compile(rb"([!-9;-~]+):[ \t]*([^\0\r\n]*)(?:\r?\n[ \t]+[^\0\r\n]*)*(?:\r?\n|$)")
_LONGEST_HEADER = 65_536
_LONGEST_BEGIN = 12
_CHUNK = 65_536


def find_records(stream: Stream, skips: SkipLog) -> Iterator[bytes]:
    """The bytes of each whole record, header and content; the others are skips.

    fastwarc and warcio give a record that is cut short without a word, end at garbage, and take the next record for
    content where a length is too large. Here reading goes on where the next record begins.
    """
    if stream.unpacked:
        stream.unpacked.mends = True
    window = _Window(stream)
    while window.strip():
        try:
            end = _measure(window)
            if window.is_damaged(end):
                raise ArticleError("broken-gzip", "the record is damaged")
            yield bytes(window.content[:end])
            window.drop(end)
        except ArticleError as error:
            skips.skip(error.reason, f"{stream.place.name}:{window.offset}", str(error))
            window.drop(1)
            window.find(_BEGIN)
    for _ in range(window.count_lost()):
        skips.skip("broken-gzip", stream.place.name, "a record is damaged and cannot be unpacked")


def _measure(window: _Window) -> int:
    """The length of the record with which the window begins; raises ArticleError where it is not whole."""
    window.fill(_LONGEST_HEADER)
    if not _BEGIN.match(window.content):
        raise ArticleError("broken-record", "no record begins here; it is looked for the next")
    head = _END.search(window.content, 0, _LONGEST_HEADER)
    if not head:
        raise ArticleError("broken-record", "the header has no end")
    length = _find_length(bytes(window.content[: head.start()]))
    end = head.end() + length
    if length > MAX_RECORD:
        raise ArticleError("too-large", f"a record of {length:,} bytes")
    if not window.fill(end):
        raise ArticleError("broken-record", "the record is cut short")
    window.fill(end + _LONGEST_BEGIN)
    rest = bytes(window.content[end : end + 4])
    if not _END.match(rest) and rest.strip(b"\r\n"):
        raise ArticleError("broken-record", "the record is longer than it says")
    if _BEGIN.search(window.content, head.end(), end):
        raise ArticleError("broken-record", "the record holds the beginning of another")
    return end


def _find_length(header: bytes) -> int:
    """The length that a header tells; raises ArticleError where two headers have run into one."""
    start = header.find(b"\n") + 1
    told: dict[bytes, bytes] = {}
    while start < len(header):
        line = _LINE.match(header, start)
        if not line or (line[1].lower() in told and line[1].lower() != b"warc-concurrent-to"):
            raise ArticleError("broken-record", "the header is damaged")
        told[line[1].lower()] = line[2].strip()
        start = line.end()
    if not re.fullmatch(rb"\d{1,18}", told.get(b"content-length", b"")):
        raise ArticleError("broken-record", "the header tells no length")
    return int(told[b"content-length"])


class _Window:
    """The bytes of a stream from a moving offset on."""

    def __init__(self, stream: Stream) -> None:
        self.content = bytearray()
        self.offset = 0
        self._stream = stream
        self._lost = 0

    def fill(self, count: int) -> bool:
        """Whether so many bytes are there, after reading as far as needed."""
        while len(self.content) < count and (more := self._stream.take(max(_CHUNK, count - len(self.content)))):
            self.content += more
        return len(self.content) >= count

    def drop(self, count: int) -> None:
        """Move on by so many bytes."""
        del self.content[:count]
        self.offset += count

    def strip(self) -> bool:
        """Move on to the next byte that is no line break; whether there is one."""
        while self.fill(1):
            rest = len(self.content.lstrip(b"\r\n"))
            self.drop(len(self.content) - rest)
            if rest:
                return True
        return False

    def find(self, pattern: re.Pattern[bytes]) -> None:
        """Move on to where the pattern fits, or to the end."""
        while self.fill(1):
            if found := pattern.search(self.content):
                self.drop(found.start())
                return
            self.drop(max(0, len(self.content) - _LONGEST_BEGIN))
            if not self.fill(len(self.content) + 1):
                self.drop(len(self.content))

    def is_damaged(self, end: int) -> bool:
        """Whether a damaged member of the packing reaches into the next so many bytes."""
        damages = self._damages()
        while damages and damages[0][1] <= self.offset:
            first, last = damages.pop(0)
            self._lost += first == last
        return any(first < self.offset + end and last > self.offset for first, last in damages)

    def count_lost(self) -> int:
        """Damaged members that gave no byte at all."""
        return self._lost + sum(first == last for first, last in self._damages())

    def _damages(self) -> list[tuple[int, int]]:
        return self._stream.unpacked.damages if self._stream.unpacked else []
