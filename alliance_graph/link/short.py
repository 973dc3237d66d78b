"""Which longer name a short key means, as articles use it: the one that they shorten to it, if it is one."""

from __future__ import annotations

from collections.abc import Iterable

from alliance_graph.contexts import bare, is_in_context, others
from alliance_graph.known import Known
from alliance_graph.link.blocks import longer
from alliance_graph.link.keys import begins, is_arm, is_longer
from alliance_graph.link.likeness import are_initials, is_spelling
from alliance_graph.link.profile import is_person, unspaced
from alliance_graph.model import Decision
from alliance_graph.names import is_generic, is_sister

_TELLING_LETTERS = 4
"""Of New York's tickers, three letters at most, many are the initials of others too: AMB, BSC, GEC, PAC."""


def steps(key: str, known: Known) -> set[str]:
    """The longer names that articles shorten to a key; none where one gives it with its legal form, which is full."""
    owned = meant(key, known)
    if ":" in key or is_generic(key) or is_full(key, owned):
        return set()
    judged = known.judged(key)
    fuller = {owner for owner in owned if is_longer(owner, key)}
    if any(is_sister(key, owner) for owner in fuller):
        return set()
    return {owner for owner in fuller if judged.get(owner, Decision.SAME) is Decision.SAME}


def meant(key: str, known: Known) -> frozenset[str]:
    """The full names that articles shorten to a key; of several only one that many do, when no other is usual.

    Nor does a ticker count beside the one name that it begins or is the initials of, if it has ties with that alone:
    "BNL" is Banca Nazionale del Lavoro, though it is Beneficial's on the New York exchange.
    """
    found = known.owners(key)
    if len(found) < 2:
        return found
    often = {owner for owner in found if known.is_often(key, owner)}
    if len(often) == 1 and not any(known.is_usual(key, other) for other in found - often):
        return frozenset(often)
    tied = {owner for owner in found if find_shared(key, owner, known)}
    spelled = {owner for owner in found if begins(key, owner) or are_initials(key, owner)}
    return frozenset(tied) if len(tied) == 1 and tied == spelled else found


def is_full(key: str, owners: Iterable[str]) -> bool:
    """Whether a short key is also the full name of one of its owners, but for a legal form."""
    return any(owner == key or (owner.endswith("]") and bare(owner) == key) for owner in owners)


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


def is_supported(short: str, long: str, known: Known) -> bool:
    """Whether enough articles say that a short key means this company, since in the next one it may mean another.

    A list says so; or both have ties with one other, and no other name that begins so has as many; or articles do.
    """
    entry = known.entry(long)
    if entry and known.entry(short) == entry:
        return True
    if is_person(long, known):
        return False
    if is_spelling(short, long):
        return True
    is_often = known.is_often(short, long)
    if _count_rivals(short, long, known) > is_often:
        return False
    return bool(find_shared(short, long, known)) or _is_used(short, long, known, is_often=is_often)


def _is_used(short: str, long: str, known: Known, *, is_often: bool) -> bool:
    """Whether articles alone say that a short key means this company.

    Many do; or it is all but "Group" of the name, or four initials of it and more; or a claim ties a ticker to its own
    company; or several articles use the beginning of its name so, three initials, or as many letters of it as a ticker
    never has. Of a company that many call by its initials an article may well have both as two.
    """
    is_beginning, initials = begins(short, long), are_initials(short, long)
    if bare(long) in known.neighbours(short) and not is_beginning:
        return True
    if known.is_apart(short, long):
        return is_often and not is_beginning
    if is_often or is_arm(short, long) or (initials and len(short) >= _TELLING_LETTERS):
        return True
    return (is_beginning or initials or len(short) >= _TELLING_LETTERS) and known.is_usual(short, long)


def _count_rivals(short: str, long: str, known: Known) -> int:
    """How many other names begin with a short key, and have ties with one other in common with it as well: "Shell"."""
    if not known.neighbours(short) or not begins(short, long):
        return 0
    least = max(1, len(find_shared(short, long, known)))
    others = [name for name in longer(short, known) if begins(short, name) and not _is_of_one(long, name)]
    return sum(len(find_shared(short, name, known)) >= least for name in others)


def find_shared(one: str, two: str, known: Known) -> frozenset[str]:
    """With whom both have ties."""
    first, second = (frozenset(map(unspaced, known.neighbours(key))) for key in (one, two))
    return (first & second) - {unspaced(one), unspaced(two)}


def is_one(names: set[str], known: Known) -> bool:
    """Whether names are spellings of one, so that what is short for each is short for one company."""
    first = min(names)
    return all(_is_of_one(first, name) and not known.is_apart(first, name) for name in names - {first})


def _is_of_one(one: str, two: str) -> bool:
    """Whether two names are spellings of one, or one of two words and more begins the other."""
    if is_spelling(one, two):
        return True
    short, long = (two, one) if is_longer(one, two) else (one, two)
    return " " in bare(short) and begins(short, long) and not is_sister(short, long)


def describe(key: str, known: Known) -> str:
    """Why a key is a company of its own."""
    if ":" in key:
        return f"'{key}' has a key of its own: persons and governments are never joined by a short name"
    if is_in_context(key):
        return f"'{bare(key)}' alone tells no company; this one has ties with {' and '.join(map(repr, others(key)))}"
    full = f"'{key}' is a full name: an article gives it with its legal form"
    found, fuller, owned = fullest(key, known), steps(key, known), meant(key, known)
    if is_generic(key):
        alone = f"'{key}' stays by itself: generic words and places are never joined to a longer name"
        return full if is_full(key, owned) else alone
    if not fuller and not is_full(key, owned):  # one of them is a sister, or it has no longer name
        found = {owner for owner in owned if is_longer(owner, key)} or found
    if not is_one(found, known):
        several = " and ".join(f"'{name}'" for name in sorted(found))
        return f"'{key}' stays by itself: it is short for {several}"
    if fuller and not any(is_supported(key, owner, known) for owner in fuller):
        return f"'{key}' stays by itself: too little says that it is short for '{min(fuller)}' in other articles too"
    if is_full(bare(key), meant(bare(key), known)):
        return full
    return f"'{key}' is the fullest name known"
