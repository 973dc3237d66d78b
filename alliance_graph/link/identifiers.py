"""What identifies a company in a list, in its one spelling; "" for what can be none."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from functools import cache
from typing import Any

_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}", re.ASCII)
_DIGITS = {ord(letter): str(int(letter, 36)) for letter in string.ascii_uppercase}
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}", re.ASCII)
_CODE = re.compile(r"[A-Z]{2,3}", re.ASCII)
_NOWHERE = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})
"""Codes of CLDR for what is no country."""


def to_lei(text: str) -> str:
    """A legal entity identifier whose check digits are right (ISO 17442, by ISO 7064 mod 97-10)."""
    lei = text.rpartition("/")[2].upper()
    return lei if _LEI.fullmatch(lei) and int(lei.translate(_DIGITS)) % 97 == 1 else ""


def to_wikidata(text: str) -> str:
    """The id of an item, from itself or its address."""
    item = text.rpartition("/")[2].upper()
    return item if _WIKIDATA.fullmatch(item) else ""


def to_country(text: str) -> str:
    """The code of two letters of ISO 3166-1, from that or the one of three ("USA"), or from another in use ("UK")."""
    code = text.upper()
    return _countries().get(code, "") if _CODE.fullmatch(code) else ""


@cache
def _countries() -> Mapping[str, str]:
    """The codes of countries by themselves and by others for them, as CLDR has them."""
    from babel import Locale
    from babel.core import get_global  # loaded for lists alone

    others: Any = get_global("territory_aliases")  # several for a country that broke apart
    found = {old: new[0] for old, new in others.items() if len(new) == 1}
    own = {str(code) for code in Locale("en").territories} - _NOWHERE - found.keys()
    return found | {code: code for code in own if _CODE.fullmatch(code)}
