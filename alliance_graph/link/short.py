"""Which longer name a short key means, as articles use it: the one that they shorten to it, if it is one."""

from __future__ import annotations

from alliance_graph.known import Known
from alliance_graph.link.keys import is_longer
from alliance_graph.model import Decision
from alliance_graph.names import is_generic, is_sister


def steps(key: str, known: Known) -> set[str]:
    """The longer names that articles shorten to a key; none where one gives it with its legal form, which is full."""
    owned = known.owners(key)
    if ":" in key or is_generic(key) or key in owned:
        return set()
    judged = known.judged(key)
    longer = {owner for owner in owned if is_longer(owner, key) and not is_sister(key, owner)}
    return {owner for owner in longer if judged.get(owner, Decision.SAME) is Decision.SAME}


def fullest(key: str, known: Known) -> set[str]:
    """The fullest names that a key is short for, through any names between; itself when it is short for none."""
    found, seen, waiting = set(), {key}, [key]
    while waiting:
        name = waiting.pop()
        further = steps(name, known)
        if not further:
            found.add(name)
        waiting += further - seen
        seen |= further
    return found


def describe(key: str, known: Known) -> str:
    """Why a key is a company of its own."""
    if ":" in key:
        return f"'{key}' has a key of its own: persons and governments are never joined by a short name"
    if is_generic(key):
        return f"'{key}' stays by itself: a generic word or place is never joined to a longer name"
    found = fullest(key, known)
    if len(found) > 1:
        several = " and ".join(f"'{name}'" for name in sorted(found))
        return f"'{key}' stays by itself: it is short for {several}"
    if key in known.owners(key):
        return f"'{key}' is a full name: an article gives it with its legal form"
    return f"'{key}' is the fullest name known"
