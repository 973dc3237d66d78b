"""Names that tell no company alone: the key says with whom the article ties them ("star [tribune]").

"Star", "Marketing Co" and "U.S. Subsidiary" of two articles are one where both have a tie with one other. A name of
one word with a legal form from abroad has that form in its key, since there may be one of that name ("hoover [plc]").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from alliance_graph.caches import CACHED
from alliance_graph.lead_ins import is_given_name
from alliance_graph.legal_forms import strip_forms
from alliance_graph.rival_forms import is_forms
from alliance_graph.spelling import split
from alliance_graph.word_lists import is_listed_generic, read_phrases, read_table

_COMMON = ("common_names.txt", "trade_words.txt", "captive_words.txt", "local_places.txt", "part_words.txt")
_EVERYDAY = ("everyday_words.txt", "generic_words.txt", "common_names.txt", "trade_words.txt", "captive_words.txt")
_MOST_LETTERS = 2
"""Of a first word that is none: "ST Systems", "PC Acquisition"."""
_TELLING = frozenset({"airlines", "airways", "commission", "department", "force", "lines", "ministry"})
"""Words behind which there is one of a name: "United Airlines", "Air Force"."""
_LEAST_HEAD = 4
"""Letters of a first word by which another company is known: "newport" of "newport news shipbuilding"."""
_AMERICA = "US"
"""Where a company is registered of which news in English speak, unless its legal form says otherwise."""
_PRIVATE = frozenset({"gmbh", "gesmbh", "bv", "srl", "sarl", "ltda"})
"""Legal forms that arms abroad have, and companies of many owners do not: "Scientific Micro Systems GmbH"."""
_LONGEST_FORM = 5


@lru_cache(CACHED)
def tells_little(key: str) -> bool:
    """Whether a comparison form is an everyday word, a place or a first name, or ends in "Subsidiary" and the like."""
    words = strip_forms(tuple(key.split()), to_generic=True)
    if len(words) > 1 and words[-1] in read_phrases("part_words.txt"):
        return all(_is_common(word) or _is_everyday(word) for word in words[:-1])
    return _is_common(" ".join(words))


def _is_common(word: str) -> bool:
    is_listed = is_listed_generic((word,)) or any(word in read_phrases(name) for name in _COMMON)
    return is_listed or is_given_name(word)


@lru_cache(CACHED)
def is_everyday(key: str) -> bool:
    """Whether a comparison form is two everyday words, which several companies may bear: "National Steel".

    Of 16 such pairs of Reuters without a common tie or one legal form 7 were two companies. Three words tell one as a
    rule, and so does a place with one ("Texas Eastern").
    """
    words = key.split()
    if len(words) != 2 or key in read_phrases("public_bodies.txt") or words[1] in _TELLING:
        return False
    return (len(words[0]) <= _MOST_LETTERS or _is_everyday(words[0])) and _is_everyday(words[1])


def is_vague(key: str) -> bool:
    """Whether a comparison form may tell no company alone."""
    return tells_little(key) or is_everyday(key)


def _is_everyday(word: str) -> bool:
    return any({word, word.removesuffix("s")} & read_phrases(name) for name in _EVERYDAY)


def in_context(form: str, others: Iterable[str]) -> str:
    """The key of a comparison form among others, or the form itself where there are none."""
    found = sorted({_head(other) for other in others if other != form})
    return f"{form} [{'; '.join(found)}]" if found else form


def heads(others: Iterable[str]) -> frozenset[str]:
    """The words by which a key tells these others."""
    return frozenset(map(_head, others))


def _head(form: str) -> str:
    first = form.partition(" ")[0]
    return form if len(first) < _LEAST_HEAD or _is_common(first) else first


@lru_cache(CACHED)
def find_form(name: str) -> str:
    """The legal form of a name, if it tells where the company is registered, else ""."""
    words = split(name)
    for count in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
        for form in (" ".join(words[-count:]), " ".join(words[:count])):
            if form in _countries():
                return form
    return ""


def form_countries(form: str) -> frozenset[str]:
    """Where a company of this legal form can be registered; nothing where the form tells nothing."""
    return _countries().get(form, frozenset())


@cache
def _countries() -> dict[str, frozenset[str]]:
    return {form: frozenset(found.split()) for form, found in read_table("form_countries.txt", "|").items()}


def of_form(form: str, names: Iterable[str]) -> str:
    """The key of a comparison form with the legal form of its names, if that is from abroad.

    Of several words only with one that arms have.
    """
    found = {find_form(name) for name in names if " " not in form or _ends_as_arm(name)}
    abroad = sorted(legal for legal in found if legal and _AMERICA not in form_countries(legal))
    return f"{form} [{abroad[0]}]" if abroad else form


def _ends_as_arm(name: str) -> bool:
    return name.rpartition(" ")[2].replace(".", "").casefold() in _PRIVATE


@lru_cache(CACHED)
def _part(key: str) -> tuple[str, tuple[str, ...], str]:
    """The comparison form of a key, and the others or the legal form that are part of it.

    No comparison form of a word has a bracket.
    """
    if not key.endswith("]"):
        return key, (), ""
    form, _, told = key.partition(" [")
    if tells_little(form) or (is_everyday(form) and not is_forms(told[:-1])):
        return form, tuple(told[:-1].split("; ")), ""
    return (form, (), told[:-1]) if is_forms(told[:-1]) else (key, (), "")


def is_of_form(key: str) -> bool:
    """Whether a legal form is part of a key."""
    return bool(legal_form(key))


def legal_form(key: str) -> str:
    """The legal form that is part of a key, or ""."""
    return _part(key)[2]


def bare(key: str) -> str:
    """The key without the others or the legal form that are part of it."""
    return _part(key)[0]


def others(key: str) -> tuple[str, ...]:
    """The others that are part of a key."""
    return _part(key)[1]


def is_in_context(key: str) -> bool:
    """Whether others are part of a key."""
    return bool(others(key))
