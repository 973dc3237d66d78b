"""gzip, bzip2 and xz undone without trusting them: what comes out is bounded by what went in."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alliance_graph.errors import ArticleError

MAX_RECORD = 20_000_000
"""Bytes of one line, message or record, and what a packed file may hold before its ratio counts."""

_MAX_RATIO = 200  # text shrinks by 3 to 10, logs by 50; 2 kB can hold a gigabyte
_LEAST_WHOLE = 10 * MAX_RECORD  # a bomb in a small archive must not take its neighbours with it
_MAX_DICTIONARY = 100_000_000  # xz -9 needs 65 MB to unpack; a header may ask for 4 GB
_MAX_DAMAGES = 1000
_LONGEST_KEPT = 4_000_000  # packed bytes of one member in which the next is looked for
_CHUNK = 16_384
_GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Packing:
    """A way of packing: its name, how its bytes begin, and what makes an unpacker for one member."""

    name: str
    start: bytes
    make: Callable[[], Any]


_PACKINGS = (
    Packing("gzip", _GZIP[:2], lambda: zlib.decompressobj(31)),
    Packing("bzip2", b"BZh", bz2.BZ2Decompressor),
    Packing("xz", b"\xfd7zXZ\0", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MAX_DICTIONARY)),
)


def find_packing(head: bytes) -> Packing | None:
    """What packed the bytes that begin so, None where they are as they are."""
    return next((packing for packing in _PACKINGS if head.startswith(packing.start)), None)


def refuse_bomb(unpacked: int, packed: int) -> None:
    """Raises ArticleError "bomb" when so much came out of so little."""
    if unpacked > max(MAX_RECORD, _MAX_RATIO * packed):
        raise ArticleError("bomb", f"unpacks to more than {_MAX_RATIO} times its size; reading stops here")


class Budget:
    """How much the members and layers of one source may unpack to, all together."""

    def __init__(self) -> None:
        self.packed = 0
        self._unpacked = 0

    def feed(self, count: int) -> None:
        """Count bytes of the source itself."""
        self.packed += count

    def spend(self, count: int) -> None:
        """Count bytes that came out; raises ArticleError "bomb" when they are too many for the source's size."""
        self._unpacked += count
        if self._unpacked > max(_LEAST_WHOLE, _MAX_RATIO * self.packed):
            raise ArticleError("bomb", f"with its neighbours it unpacks to more than {_MAX_RATIO} times the source")


class Unpacked(io.RawIOBase):
    """The content of all members of a packed stream, one after the other.

    Damage raises. Where `mends` is set, reading goes on at the next gzip member instead, and `damages` has from where
    to where in the content the damaged member reaches.
    """

    def __init__(self, packed: io.BufferedReader[Any], packing: Packing, budget: Budget, *, mends: bool) -> None:
        self.mends = mends
        self.damages: list[tuple[int, int]] = []
        self._packed = packed
        self._packing = packing
        self._budget = budget
        self._member: Any = None
        self._error: Exception | None = None
        self._waiting = b""
        self._kept = bytearray()  # what the open member was made from, to look for another in it
        self._start = self._total = self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._error:
            self._meet(self._error)
        count = 0
        while count < len(buffer):
            try:
                content = self._next(len(buffer) - count)
            except (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as error:
                self._error = error
                if count:
                    break  # what was read before the damage is passed on first
                self._meet(error)
                continue
            if content is None:
                break
            buffer[count : count + len(content)] = content
            count += len(content)
            self._total += len(content)
        refuse_bomb(self._total, self._read)
        self._budget.spend(count)
        return count

    def _next(self, limit: int) -> bytes | None:
        """Some bytes, perhaps none; None at the end."""
        if self._member is None and not self._open():
            return None
        if not self._waiting and getattr(self._member, "needs_input", True):
            self._fill()
            if not self._waiting:
                raise EOFError("it ends within a member")
        content: bytes = self._member.decompress(self._waiting, limit)
        self._waiting = getattr(self._member, "unconsumed_tail", b"")
        if self._member.eof:
            self._waiting = self._member.unused_data
            self._member = None
        return content

    def _open(self) -> bool:
        """Begin the next member, if there is one; the zeros between members are padding."""
        while not (rest := self._waiting.lstrip(b"\0")):
            self._fill()
            if not self._waiting:
                return False
        self._waiting = rest
        self._start = self._total
        self._kept[:] = rest
        self._member = self._packing.make()
        return True

    def _fill(self) -> None:
        self._waiting = self._packed.read(_CHUNK)
        self._read += len(self._waiting)
        self._kept += self._waiting
        del self._kept[:-_LONGEST_KEPT]

    def _meet(self, error: Exception) -> None:
        """Go on at the next beginning of a gzip member where that is wanted, else raise."""
        if not self.mends or len(self.damages) >= _MAX_DAMAGES:
            raise ArticleError(f"broken-{self._packing.name}", f"damaged or cut short: {error}") from None
        self.damages.append((self._start, self._total))
        self._error = self._member = None
        self._waiting = bytes(self._kept[1:])
        while self._waiting and (place := self._waiting.find(_GZIP)) < 0:
            tail = self._waiting[-2:]
            self._fill()
            self._waiting = tail + self._waiting if self._waiting else b""
        self._waiting = self._waiting[place:] if self._waiting else b""
