"""Bytes to text: what the bytes declare, then UTF-8, then a guess that may also say no."""

from __future__ import annotations

import codecs
import re

from alliance_graph.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)

# Python knows codecs that are no character sets (idna, punycode, unicode_escape), some of them slow on purpose.
_TRUSTED = ("utf-8", "utf-16", "ascii", "iso8859", "cp125", "cp932", "koi8", "gb", "big5", "euc", "shift_jis", "mac")

_BINARY_STARTS = (b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_SAMPLE = 65536


def decode(content: bytes, charset: str = "") -> str:
    """The text of bytes, whose character set may have been told; raises ArticleError "binary" or "unknown-encoding"."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if content.startswith(_BINARY_STARTS):
        raise ArticleError("binary", "a binary file, not text")
    if wide := _find_wide(content[:_SAMPLE]):
        return content.decode(wide, "replace")
    sample = content[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 100:
        raise ArticleError("binary", "a binary file, not text")
    return _decode_text(content, charset)


def _decode_text(content: bytes, charset: str) -> str:
    for name in ("utf-8", _find_trusted(charset), _find_declared(content)):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    # English in an 8-bit encoding is ASCII with a few names and quotation marks: too little for a guess by statistics.
    if sum(byte > 127 for byte in content[:_SAMPLE]) < min(len(content), _SAMPLE) / 20:
        return content.decode("cp1252", "replace")
    return _guess(content)


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise ArticleError("unknown-encoding", "the encoding cannot be told; save it as UTF-8")
    return content.decode(best.encoding, "replace")


def _find_declared(content: bytes) -> str:
    """The character set that a page declares in its first bytes, "" where it declares none we trust."""
    found = _DECLARED.search(content[:2048])
    return _find_trusted(found[1].decode("ascii")) if found else ""


def _find_trusted(charset: str) -> str:
    """Python's name of a character set, "" for one that we do not trust."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    return name if name.startswith(_TRUSTED) else ""


def _find_wide(sample: bytes) -> str:
    """UTF-16 without a mark shows as a NUL in every other byte."""
    if len(sample) < 4:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.7 and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.7 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""
