"""What ties names that are not alike: an article that gives a company a former or a second name beside its own."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_graph.contexts import bare
from alliance_graph.known import Known
from alliance_graph.link.blocks import is_compared
from alliance_graph.link.keys import VENTURE
from alliance_graph.link.likeness import is_spelling
from alliance_graph.link.profile import is_person, unspaced
from alliance_graph.link.score import Score
from alliance_graph.link.short import find_shared, is_one

_STATED = 0.9
_DOUBTED = 0.6
"""Where something speaks against it: a person is asked."""


def find_renamed(key: str, known: Known) -> Iterator[tuple[str, Score]]:
    """The keys that articles give to the company of a key as another name, or of which it is another name."""
    if not is_compared(key):
        return
    pairs = [(full, key, full) for full in find_named(key, known) if is_compared(full)]
    told = {other for other in map(bare, known.others(key)) if known.has(other)}
    pairs += [(other, other, key) for other in told if key in find_named(other, known)]
    for found, other, full in pairs:
        if not (is_person(other, known) or is_person(full, known)):
            yield found, _weigh(other, full, known)


def find_named(other: str, known: Known) -> frozenset[str]:
    """The full keys of which an article gives this as another name; those of ventures where both have one partner."""
    ventures = known.named(f"{other} [{VENTURE}]")
    return known.named(other) | {full for full in ventures if find_shared(other, full, known)}


def is_renamed(first: str, second: str, known: Known) -> bool:
    """Whether an article gives one company both names."""
    return first in find_named(second, known) or second in find_named(first, known)


def _weigh(other: str, full: str, known: Known) -> Score:
    doubt = _find_doubt(other, full, known)
    reason = f"an article gives '{other}' as another name of '{full}'"
    return Score(_DOUBTED, (reason, doubt)) if doubt else Score(_STATED, (reason,))


def _find_doubt(other: str, full: str, known: Known) -> str:
    """What speaks against two names being one company wherever they stand."""
    if unspaced(full) in map(unspaced, known.neighbours(other)):
        return "a claim ties the two"
    further = {unspaced(name) for name in known.others(full)} - {unspaced(other)}
    if not further.isdisjoint(map(unspaced, known.neighbours(other))):
        return f"a claim ties '{other}' to another name of '{full}'"  # "Sandoz (now Novartis)" merged with "Ciba"
    if known.is_apart(other, full):
        return "one article has both, as two"
    if not is_one({bare(full), *map(bare, find_named(other, known))}, known):
        return f"'{other}' is another name of several"
    if any(bare(owner) != other and not is_spelling(owner, full) for owner in known.owners(other)):
        return f"'{other}' is short for another name"
    return ""
