"""ZIP files: every member is read as if it lay in a folder, and nothing is unpacked to the disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from alliance_graph.errors import ArticleError
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.packing import refuse_bomb
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Passed, Stream, harmless, is_hidden

_LONGEST_LIST = 5_000_000  # 50,000 to 100,000 members, for each of which zipfile takes 600 bytes of memory

_OFFICE = {"[Content_Types].xml", "mimetype"}
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


def read_zip(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Stream]:
    """The members of a ZIP file; one that is encrypted or damaged is a skip."""
    try:
        archive = zipfile.ZipFile(_Bounded(stream.file()))
    except _DAMAGE as error:
        raise ArticleError("broken-archive", f"no readable ZIP file: {error}") from None
    with archive:
        if _OFFICE & set(archive.namelist()[:1]):
            raise ArticleError("unsupported-format", "a document of an office program; save it as text or PDF")
        for member in archive.infolist():
            if member.is_dir() or is_hidden(member.filename):
                continue
            try:
                with archive.open(member) as file:
                    yield stream.member(member.filename, Passed(file, _gauge(stream, member.compress_size)))
            except ArticleError as error:
                skips.skip(error.reason, f"{stream.place.name}/{harmless(member.filename)}", str(error))
            except _DAMAGE as error:
                where = f"{stream.place.name}/{harmless(member.filename)}"
                skips.skip("broken-archive", where, f"damaged or encrypted: {error}")


def _gauge(stream: Stream, packed: int) -> Callable[[int], None]:
    total = 0

    def note(count: int) -> None:
        nonlocal total
        total += count
        refuse_bomb(total, packed)
        stream.budget.spend(count)

    return note


class _Bounded:
    """A file that refuses to give all of an overlong list of members at once."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, count: int = -1) -> bytes:
        if count > _LONGEST_LIST:
            raise ArticleError("too-large", "a list of more than 50,000 members; pack them as tar")
        content: bytes = self._file.read(count)
        return content
