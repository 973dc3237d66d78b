"""Whether two entries of lists have nothing in common but an identifier, which then is wrong in one of them."""

from __future__ import annotations

import re
from itertools import product

from alliance_graph.model import Entry
from alliance_graph.names import comparison_form, is_generic, is_short_form

_LATIN = re.compile("[a-z]")
_MOST = 20
"""Names of each that are compared."""


def are_strangers(first: Entry, second: Entry) -> bool:
    """Whether no name of one is like any of the other; names in another script may be translations."""
    if first.name == second.name:
        return False
    one, two = (_find_forms(entry) for entry in (first, second))
    if not (one and two) or set(one) & set(two) or _find_words(one) & _find_words(two):
        return False
    return not any(is_short_form(*pair) or is_short_form(*reversed(pair)) for pair in product(one, two))


def _find_forms(entry: Entry) -> list[str]:
    names = (entry.name, *entry.aliases, *entry.former)[:_MOST]
    return [form for name in names if _LATIN.search(form := comparison_form(name))]


def _find_words(forms: list[str]) -> set[str]:
    return {word for form in forms for word in form.split() if not is_generic(word)}
