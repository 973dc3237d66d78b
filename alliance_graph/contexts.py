"""Names that tell no company alone: the key says with whom the article ties them ("star [tribune]").

"Star", "Marketing Co" and "U.S. Subsidiary" of two articles are one where both have a tie with one other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from alliance_graph.lead_ins import is_given_name
from alliance_graph.legal_forms import strip_forms
from alliance_graph.word_lists import is_listed_generic, read_phrases

_COMMON = ("common_names.txt", "trade_words.txt", "captive_words.txt", "local_places.txt", "part_words.txt")
_LEAST_HEAD = 4
"""Letters of a first word by which another company is known: "newport" of "newport news shipbuilding"."""
_CACHED = 65536


@lru_cache(_CACHED)
def tells_little(key: str) -> bool:
    """Whether a comparison form is one everyday word, place or first name, or ends in "Subsidiary" and the like."""
    words = strip_forms(tuple(key.split()), to_generic=True)
    if len(words) > 1 and words[-1] in read_phrases("part_words.txt"):
        return all(_is_common(word) for word in words[:-1])
    return len(words) == 1 and _is_common(words[0])


def _is_common(word: str) -> bool:
    return is_listed_generic((word,)) or is_given_name(word) or any(word in read_phrases(name) for name in _COMMON)


def in_context(form: str, others: Iterable[str]) -> str:
    """The key of a comparison form among others, or the form itself where there are none."""
    found = sorted({_head(other) for other in others if other != form})
    return f"{form} [{'; '.join(found)}]" if found else form


def _head(form: str) -> str:
    first = form.partition(" ")[0]
    return form if len(first) < _LEAST_HEAD or _is_common(first) else first


def bare(key: str) -> str:
    """The key without the others that are part of it."""
    return key.partition(" [")[0] if is_in_context(key) else key


def others(key: str) -> tuple[str, ...]:
    """The others that are part of a key."""
    return tuple(key.partition(" [")[2][:-1].split("; ")) if is_in_context(key) else ()


def is_in_context(key: str) -> bool:
    """Whether others are part of a key; no comparison form of a word has a bracket."""
    return key.endswith("]") and tells_little(key.partition(" [")[0])
