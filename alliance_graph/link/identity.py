"""Which company a key means, judged from the set of keys in a store and never from their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from alliance_graph.link.keys import is_longer
from alliance_graph.names import is_generic, is_sister

Owners = Callable[[str], frozenset[str]]
"""The full keys of all entities in a store that list a key among their short keys."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The key of the company that a key means, and the reason in words."""

    key: str
    reason: str


def identify(key: str, owners: Owners) -> Identity:
    """The company a key means: the one longer name that articles shorten to it, else itself (none, or several)."""
    if ":" in key:
        return Identity(key, f"'{key}' has a key of its own: persons and governments are never joined by a short name")
    if is_generic(key):
        return Identity(key, f"'{key}' stays by itself: a generic word or place is never joined to a longer name")
    found = _resolve(key, owners)
    if len(found) > 1:
        return Identity(key, f"'{key}' stays by itself: it is short for {_list(found)}")
    (company,) = found
    if company == key and key in owners(key):
        return Identity(key, f"'{key}' is a full name: an article gives it with its legal form")
    if company == key:
        return Identity(key, f"'{key}' is the fullest name known")
    reason = f"'{key}' joined to '{company}': an article uses it as its short name, and no other company's"
    return Identity(company, reason)


def _resolve(key: str, owners: Owners) -> set[str]:
    """The fullest names that a key is short for, through any names between; itself when it is short for none.

    A name that an article gives with its legal form lists itself, and is full.
    """
    fullest, seen, waiting = set(), {key}, [key]
    while waiting:
        name = waiting.pop()
        owned = owners(name)
        longer = {owner for owner in owned if is_longer(owner, name) and not is_sister(name, owner)}
        steps = set() if name in owned else longer
        if not steps:
            fullest.add(name)
        waiting += steps - seen
        seen |= steps
    return fullest


def _list(found: set[str]) -> str:
    return " and ".join(f"'{name}'" for name in sorted(found))
