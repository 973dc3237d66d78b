"""Text that cannot break out of XML."""

from __future__ import annotations

import re

_SPECIAL = re.compile('[&<>"\t\n\r\x85\u2028]')  # the last two are line ends to XML 1.1 and to xmldom
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escape(text: str) -> str:
    """The text for an element or an attribute in double quotes; tabs and line ends survive every parser."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"&#{ord(found[0])};"), text)
