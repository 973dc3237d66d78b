"""What ties names that tell no company alone: to each other, and to the company that bears such a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alliance_graph.contexts import bare, heads, is_everyday, is_in_context, is_vague, others
from alliance_graph.known import Known
from alliance_graph.link.blocks import in_contexts, shared_keys, sharing
from alliance_graph.link.keys import begins
from alliance_graph.link.profile import is_person
from alliance_graph.link.short import fullest, is_one, steps
from alliance_graph.model import Decision

Tie = tuple[str, str, str]
"""Two keys and why they are one company."""


def find_ties(key: str, known: Known) -> Iterator[Tie]:
    """What ties a key to names in context, or a name in context to others."""
    yield from _find_called(key, known)
    form = bare(key)
    if not is_vague(form):
        return
    meeting = shared_keys(key) if is_in_context(key) and known.has(key) else ()
    for other in {*meeting, *sharing(key, known)} - {key}:
        yield key, other, "both have a tie with one other, and the same name"
    contexts = in_contexts(form, known) if key == form else {key} & in_contexts(form, known)
    if _is_told(form, known):
        reason = f"people or a list of companies say which company '{form}' is"
        yield from ((form, one, reason) for one in contexts)
    elif known.has(form) and is_everyday(form):
        yield from _find_full(form, contexts, known)


def find_namesakes(key: str, known: Known) -> set[str]:
    """The keys that have the same two everyday words, with a legal form or without, though nothing may tie them."""
    form = bare(key)
    if not (is_everyday(form) and known.has(form)):
        return set()
    contexts = in_contexts(form, known)
    return set(contexts) if key == form else {form} if key in contexts else set()


def _is_told(form: str, known: Known) -> bool:
    """Whether people or a list say which company is called so, wherever it is."""
    is_judged = Decision.SAME in known.judged(form).values()
    return is_judged or any(map(known.entry, in_contexts(form, known)))


def _find_full(form: str, contexts: Iterable[str], known: Known) -> Iterator[Tie]:
    """What ties two everyday words to the company of which they are the full name, given with its legal form."""
    if known.is_often(form, form):
        yield from ((form, one, f"many articles give '{form}' with its legal form") for one in contexts)
        return
    around = heads(known.neighbours(form))
    for one in contexts:
        if around.intersection(others(one)):
            yield form, one, "both have a tie with one other, and the same name"


def _find_called(key: str, known: Known) -> Iterator[Tie]:
    """What ties a name in context to the only company that articles call so, if it may be meant."""
    if is_in_context(key):
        pairs = [(key, long) for long in steps(bare(key), known) if known.has(key)]  # else the others know of no bond
    else:
        called = [short for short in known.shorts(key) if is_vague(short) and key in steps(short, known)]
        pairs = [(one, key) for short in called for one in in_contexts(short, known)]
    for one, long in pairs:
        if _is_meant(one, long, known):
            yield one, long, "an article uses it as its short name, and both have a tie with one other, or several do"


def _is_meant(one: str, long: str, known: Known) -> bool:
    """Whether both have a tie with one other, or several articles begin the name with these two everyday words."""
    form = bare(one)
    if is_person(long, known) or not is_one(fullest(form, known), known):
        return False
    if heads(known.neighbours(long)).intersection(others(one)):
        return True
    is_beginning = is_everyday(form) and begins(form, long)
    return is_beginning and known.is_usual(form, long) and not known.is_apart(form, long)
