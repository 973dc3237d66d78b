"""Text in UTF-8 as people give it in files, and in words where bytes are something else."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from alliance_graph.errors import SourceError

_OTHERS = {
    b"PK\x03\x04": "a ZIP file or workbook",
    b"\xd0\xcf\x11\xe0": "a workbook or document of an old Office",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzipped file",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}
"""What bytes are that begin so."""
_SHOWN = 20
"""Characters that are shown of what stands before the fault."""


def open_bytes(path: Path) -> BinaryIO:
    """The bytes of a file, or of standard input for "-"."""
    return sys.stdin.buffer if str(path) == "-" else path.open("rb")


def is_there(path: Path) -> bool:
    """Whether there is such a file, as standard input is."""
    return str(path) == "-" or path.exists()


def check_there(path: Path) -> None:
    """Nothing, where there is such a file; raises SourceError."""
    if path.is_dir():
        raise SourceError(f"{path} is a directory; give a file in it")
    if not is_there(path):
        raise SourceError(f"there is no file {path}; it was looked for from {Path.cwd()}")


def read_utf8(path: Path) -> str:
    """The text of a file, or of standard input for "-".

    Raises OSError, and ValueError with the line that is no text and what to try.
    """
    with open_bytes(path) as file:
        content = file.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(find_fault(content.split(b"\n"))) from None


def find_fault(lines: Iterable[bytes]) -> str:
    """What is wrong with the first line that is no text, and what to try."""
    for number, line in enumerate(lines, 1):
        if fault := find_fault_in(line, is_first=number == 1):
            return f"line {number} is {fault}"
    return "it was text in UTF-8 when looked at again; try again"


def find_fault_in(line: bytes, *, is_first: bool = False) -> str:
    """What a line is that is no text in UTF-8, and what to try; "" of one that is."""
    try:
        line.decode("utf-8-sig")
        return ""
    except UnicodeDecodeError as error:
        before = line[: error.start].decode("utf-8-sig")[-_SHOWN:]
        byte = f"0x{line[error.start]:02x}"
    other = next((name for head, name in _OTHERS.items() if is_first and line.startswith(head)), "")
    if other or b"\0" in line:
        return f"no text but {other or 'binary'}; save it as text in UTF-8 (from a spreadsheet: as CSV UTF-8)"
    return f"no text in UTF-8: byte {byte} after {before!r}; save it as UTF-8 (from a spreadsheet: as CSV UTF-8)"
