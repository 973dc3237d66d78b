"""Blocks: names that may be one company share one, so that no name is compared with all others."""

from __future__ import annotations

from functools import lru_cache

from alliance_graph.caches import CACHED
from alliance_graph.contexts import bare, in_context, is_in_context, others
from alliance_graph.known import Known
from alliance_graph.names import is_generic
from alliance_graph.short_forms import MOST_INITIALS, first_letters, spell_initials
from alliance_graph.spelling import content, skeleton

_SHORT = "short "
_FORM = "form "
_MOST_WORDS = 4
"""Words of a beginning that is looked for; longer short forms are rare."""
_MOST_MEMBERS = 50
"""Of a block; a larger one tells nothing ("first national"), and comparing all of it would take the square."""


@lru_cache(CACHED)
def blocks(key: str) -> tuple[str, ...]:
    """The blocks of a full key: its sound, and its beginnings and initials, by which it may be called for short.

    Those of a key in context are its name, and its name with each of the others; a key with a legal form has its name.
    """
    if is_in_context(key):
        return (f"bare {bare(key)}", *(f"with {shared}" for shared in shared_keys(key)))
    if not is_compared(key):
        return ()
    form = bare(key)
    sound = skeleton(tuple(form.split())).removesuffix("s")  # a plural or not
    short = (f"{_SHORT}{name}" for name in sorted(_short_names(form)))
    return (f"sound {sound}", *short, *([f"{_FORM}{form}"] if form != key else []))


def is_compared(key: str) -> bool:
    """Whether a key is compared with others; keys in context, and persons and governments (with a colon) are not."""
    return bool(key) and ":" not in key and not is_in_context(key)


def shared_keys(key: str) -> tuple[str, ...]:
    """The keys of one other each on which keys in context meet."""
    return tuple(in_context(bare(key), [other]) for other in others(key))


def in_contexts(form: str, known: Known) -> frozenset[str]:
    """The keys of a comparison form in all its contexts."""
    return known.block(f"bare {form}")


def registered(form: str, known: Known) -> frozenset[str]:
    """The keys of a comparison form with a legal form."""
    return known.block(f"{_FORM}{form}")


def sharing(key: str, known: Known) -> frozenset[str]:
    """The keys in context that meet on this one."""
    return known.block(f"with {key}") if is_in_context(key) else frozenset()


def _short_names(key: str) -> set[str]:
    words = tuple(key.split())
    heads = [words, words[1:]] if len(words) > 1 and len(words[0]) <= 2 else [words]  # "hj heinz"
    found = {" ".join(head[:n]) for head in heads for n in range(1, min(len(head), _MOST_WORDS) + 1)}
    for chosen in (words, content(words)):
        if 2 <= len(chosen) <= MOST_INITIALS:
            found.add(first_letters(chosen))
    return {name for name in found if name != key and len(name) > 1 and not is_generic(name)}


def alike(key: str, known: Known) -> frozenset[str]:
    """The keys that sound as this one, or nearly so."""
    return _members(blocks(key)[0], known) - {key} if is_compared(key) else frozenset()


def longer(key: str, known: Known) -> frozenset[str]:
    """The keys for which this one may be short; "p and g" may be so for what "pg" is short for."""
    if not is_compared(key):
        return frozenset()
    form = bare(key)
    found = _members(f"{_SHORT}{form}", known)
    if " " not in form or form != spell_initials(form):
        return found
    letters = first_letters(content(tuple(form.split())))
    return found.union(name for name in _members(f"{_SHORT}{letters}", known) if spell_initials(bare(name)) == form)


def shorter(key: str, known: Known) -> set[str]:
    """The keys that may be short for this one."""
    return {name for name in may_be_short(key, known) if key in longer(name, known)}


def may_be_short(key: str, known: Known) -> set[str]:
    """The keys that stand for a block of this one, however large it is."""
    found = blocks(key) if is_compared(key) else ()
    names = [block.removeprefix(_SHORT) for block in found if block.startswith(_SHORT)]
    names += [spell_initials(bare(key))] if found else []
    return {name for name in names if known.has(name)}.union(*(registered(name, known) for name in names))


def _members(block: str, known: Known) -> frozenset[str]:
    found = known.block(block)
    return found if len(found) <= _MOST_MEMBERS else frozenset()
