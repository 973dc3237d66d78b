"""Legal forms of companies, at either end of a name, taken off so that something is always left."""

from __future__ import annotations

import re
from functools import cache

from alliance_graph.word_lists import is_listed_generic, read_words

Words = tuple[str, ...]

_LONGEST_FORM = 5
"""Words of the longest legal form in the list."""


@cache
def _forms() -> dict[str, frozenset[Words]]:
    """The forms as tuples of words, by where they stand: after, before, glued, kept."""
    forms: dict[str, set[Words]] = {}
    for line in read_words("legal_forms.txt"):
        if line.startswith("["):
            section = forms.setdefault(line.strip("[]"), set())
        else:
            section.add(tuple(line.split()))
    glued = forms["glued"]
    return {
        place: frozenset(found | glued if place in ("after", "before") else found) for place, found in forms.items()
    }


@cache
def _glued() -> re.Pattern[str]:
    forms = (form for (form,) in _forms()["glued"] | _forms()["tails"])
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))


def space_glued(text: str) -> str:
    """The text with blanks around the forms that are written against the name."""
    return _glued().sub(r" \g<0> ", text)


def is_glued_tail(word: str) -> bool:
    """Whether the word is one like Group in a script without blanks."""
    return (word,) in _forms()["tails"]


def stands_before(words: Words) -> bool:
    """Whether the words are a form that goes off the front of a name."""
    return words in _forms()["before"]


def stands_after(words: Words) -> bool:
    """Whether the words are a form that goes off the end of a name."""
    return words in _forms()["after"]


def _strip_once(words: Words, *, to_generic: bool) -> Words:
    """The words without "the" in front and without one legal form at either end; the same words when nothing can go."""
    forms = _forms()
    if len(words) < 2 or words in forms["kept"]:
        return words
    if words[0] == "the":
        return words[1:]
    for count in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
        for form, left, place in ((words[-count:], words[:-count], "after"), (words[:count], words[count:], "before")):
            if form in forms[place] and (to_generic or not is_listed_generic(left)):
                return left
    return words


def strip_forms(words: Words, *, to_generic: bool = False) -> Words:
    """The words without legal forms; a place or generic word alone keeps its own ("Boston Co") unless `to_generic`."""
    while (shorter := _strip_once(words, to_generic=to_generic)) != words:
        words = shorter
    return words
