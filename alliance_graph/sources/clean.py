"""Text made safe at the door, so that no later stage meets a character that a file, graph or page cannot hold."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Unicode's stream-safe format; sorting a run of 32,000 marks took 0.8 s and grows with the square of the run.
_MAX_MARKS = 30

_NEWLINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# C1 controls are Windows quotation marks read as Latin-1; HTML repairs them in the same way.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}


def clean_text(text: str) -> str:
    """The text in NFC with line feeds, without control characters, noncharacters and lone surrogates."""
    if text.isascii() and text.isprintable():
        return text.strip()  # nothing below would change it, and most texts are so
    if not text.isascii():
        text = _join_surrogates(text).translate(_WINDOWS)
    text = _UNWANTED.sub("", _NEWLINES.sub("\n", text))
    if not text.isascii():
        text = _shorten_marks(unicodedata.normalize("NFC", _shorten_marks(text)))
    return text.strip()


def clean_line(text: str) -> str:
    """The text cleaned, on one line, without the invisible marks that turn the direction of writing."""
    return " ".join(clean_text(_BIDI.sub("", text)).split())


def _join_surrogates(text: str) -> str:
    """Pairs of surrogates become their character, lone ones go."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text


def _shorten_marks(text: str) -> str:
    return _long_run_of_marks().sub(r"\1", text)


@cache
def _long_run_of_marks() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return re.compile(f"([{marks}]{{{_MAX_MARKS}}})[{marks}]+")
