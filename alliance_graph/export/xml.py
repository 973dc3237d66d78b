"""Text that cannot break out of XML."""

from __future__ import annotations

import re

_SPECIAL = re.compile('[&<>"\t\n\r]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape(text: str) -> str:
    """The text for an element or an attribute in double quotes; tabs and line ends survive every parser."""
    return _SPECIAL.sub(lambda found: _ENTITIES[found[0]], text)
