"""Characters that no file of ours may hold."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def replace_illegal(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 forbids: control characters, lone surrogates."""
    return _ILLEGAL.sub("\ufffd", text)
