"""Everything that a run left out, written to a file while it goes on, so that memory does not grow with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from alliance_graph.output import open_output
from alliance_graph.sources.skips import SkipLog


class WrittenSkips(SkipLog):
    """A log that writes each skip and note as a line of JSON besides."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file

    def skip(self, reason: str, where: str, message: str) -> None:
        """Count and write one article, line or file that is left out."""
        super().skip(reason, where, message)
        self._write("skipped", reason, where, message)

    def note(self, reason: str, where: str, message: str) -> None:
        """Count and write one flaw of an article that was taken."""
        super().note(reason, where, message)
        self._write("noted", reason, where, message)

    def _write(self, event: str, reason: str, where: str, message: str) -> None:
        row = {"event": event, "reason": reason, "where": where, "message": message}
        self._file.write(f"{json.dumps(row)}\n".encode())


@contextmanager
def open_skips(report: Path | None) -> Iterator[SkipLog]:
    """A log of skips, written to a file if there is to be one; it appears when all is written."""
    if report is None:
        yield SkipLog()
        return
    with open_output(report) as file:
        yield WrittenSkips(file)
