"""Texts that a spreadsheet would take for formulas, made harmless."""

from __future__ import annotations

import re

_SIGNS = "=+@\uff1d\uff0b\uff0d\uff20-"  # full-width signs begin a formula in East Asian spreadsheets
_SPACE = "\\s\x00\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_CELL = ";\t\r\n"  # what parts cells or rows where a spreadsheet is set up for another country, or reads no quotes
_BEFORE_SIGN = re.compile(f"(?:^[;{_SPACE}]*+|(?<![;{_SPACE}])[;{_SPACE}]++)(?=[{_SIGNS}])")
"""Looks at each run of space once: patterns that try every beginning take a second for 20,000 line feeds."""


def disarm(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet might see a formula begin: first, or behind ";" or a line."""
    text = _BEFORE_SIGN.sub(_mark, text)
    return f"'{text}" if text.startswith(("\t", "\r", "\n")) else text


def _mark(found: re.Match[str]) -> str:
    space = found[0]
    first = "" if found.start() else "'"
    return f"{first}{space}'" if any(mark in space for mark in _CELL) else f"{first}{space}"
