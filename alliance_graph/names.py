"""Company names: the form in which they are compared, what is a short form of what, and slugs for IRIs.

Everything here judges two strings alone. Whether two names are one company is decided from more than that, in `link/`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from alliance_graph.legal_forms import Words, space_glued, stands_after, stands_before, strip_forms
from alliance_graph.short_forms import is_contraction, is_initials, is_initials_and_tail
from alliance_graph.spelling import CONNECTORS, DOTTED, content, fold, is_alike, split
from alliance_graph.word_lists import is_listed_generic, read_phrases

__all__ = [
    "comparison_form",
    "is_generic",
    "is_short_form",
    "is_sister",
    "slug",
    "strip_legal_form",
]

_SLUG_LENGTH = 80
_HASH_LENGTH = 12
"""Hexadecimal digits after a shortened slug: 48 bits, one chance collision in some 16 million names."""
_PLAIN = re.compile(r"[a-z0-9]+(?:[ :-][a-z0-9]+)*")
_TAILS = frozenset({"group", "groupe", "grupp", "gruppe", "grupo", "grupa", "holding", "holdings"})
_NUMBER = re.compile(r"\d\w*|i{1,3}|iv|v|vi{1,3}|ix|xi{0,3}|xiv|xv|[a-e]|jr|sr")
_ELISION = re.compile(r"^([LlDd])[\u2019'](?=\w)")
_MOST_PIECES = 10
"""Pieces of a name in which its legal forms are looked for: "S.A. de C.V." has three, and hostile text no end."""
_LONGEST_WORD_AFTER_LETTER = 4
"""Letters of a word that belongs to the letter before it: "D Link"."""
_CACHED = 65536


@lru_cache(_CACHED)
def _whole(name: str) -> Words:
    return split(name)


@lru_cache(_CACHED)
def _comparable(name: str) -> Words:
    return strip_forms(_whole(name))


@lru_cache(_CACHED)
def comparison_form(name: str) -> str:
    """The name without case, accents, possessive, leading "the" and legal forms; empty only if the name is blank."""
    return " ".join(_comparable(name)) or " ".join(fold(name).split()) or name.strip()


@lru_cache(_CACHED)
def strip_legal_form(name: str) -> str:
    """The name in its own spelling without legal forms: "Toyota Motor" for "Toyota Motor Corp.", "Inc." for "Inc."."""
    pieces = space_glued(name).split()
    whole = _comparable(name)
    ends = range(max(1, len(pieces) - _MOST_PIECES), len(pieces))
    end = next((i for i in ends if _comparable(" ".join(pieces[:i])) == whole), len(pieces))
    start = 0
    while start + 1 < end and stands_before(split(pieces[start])):
        if _comparable(" ".join(pieces[start + 1 : end])) != whole:
            break
        start += 1
    return " ".join(pieces[start:end]).rstrip(",;(") or name.strip()


def slug(text: str) -> str:
    """An ASCII name for IRIs, `[a-z0-9-]+`; texts share one only if they differ in case or in hyphens for spaces."""
    text = text.casefold()
    if _PLAIN.fullmatch(text) and len(text) <= _SLUG_LENGTH:
        return text.replace(" ", "-").replace(":", "--")
    stem = "-".join(re.findall("[a-z0-9]+", fold(text)))[: _SLUG_LENGTH - _HASH_LENGTH - 2].rstrip("-")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    return f"{stem}--{digest}" if stem else digest


@lru_cache(_CACHED)
def is_generic(name: str) -> bool:
    """Whether the name is places and everyday words of business alone ("United"), and so names no one company."""
    words = _comparable(name)
    return is_listed_generic(words) or all(is_listed_generic((word,)) or word in CONNECTORS for word in words)


def _has_phrase(words: Words, *lists: str) -> bool:
    """Whether a word, or two together, stand in one of the lists."""
    phrases = (*words, *(f"{one} {two}" for one, two in pairwise(words)))
    return any(phrase in read_phrases(name) for name in lists for phrase in phrases)


def _marks_sister(rest: Words, head: Words) -> bool:
    """Whether words after a company's name make it another one's: a place, a number, a unit."""
    if _is_rest_of_generic(rest, head):
        return False
    is_listed = _has_phrase(rest, "places.txt", "local_places.txt", "unit_words.txt")
    return is_listed or any(_NUMBER.fullmatch(word) for word in rest)


def _is_rest_of_generic(rest: Words, head: Words) -> bool:
    """Whether a name is cut short before its place: "Royal Bank" is the Royal Bank of Canada."""
    return rest[0] == "of" and all(is_listed_generic((word,)) for word in head)


def _may_be_another(rest: Words, head: Words) -> bool:
    """Whether words after a company's name may make it another one's: any but its trade ("Sony Ericsson")."""
    if _is_rest_of_generic(rest, head) or stands_after(rest[:1]):
        return False  # a seat: "Krka, d.d., Novo mesto"
    if sorted(word[0] for word in content(rest)) == sorted(head[0]):
        return False  # "LVMH Moët Hennessy Louis Vuitton"
    known = read_phrases("trade_words.txt") | CONNECTORS | set(head)
    return not all(word in known for word in rest)


def _without_tail(words: Words) -> Words:
    return words[:-1] if len(words) > 1 and words[-1] in _TAILS else words


def _count_shared(first: Words, second: Words) -> int:
    """How many words two names share at their beginning."""
    pairs = zip(first, second, strict=False)
    return next((i for i, (one, two) in enumerate(pairs) if one != two), min(len(first), len(second)))


def _has_form(name: str) -> bool:
    """Whether a name bears a legal form, or a word like "Group", at its end."""
    words, bare = _whole(name), _without_tail(_comparable(name))
    return bare not in (words, words[1:] if words[0] == "the" else words)


@lru_cache(_CACHED)
def is_sister(first: str, second: str) -> bool:
    """Whether names that begin alike may be two companies': told apart by a place, number, unit, trade or another name.

    So is a name with a legal form of its own and one that goes on: "Saab AB" and "Saab Automobile".
    """
    one, two = _without_tail(_comparable(first)), _without_tail(_comparable(second))
    shared = _count_shared(one, two)
    rests = one[shared:], two[shared:]
    if not shared or is_alike(one, two):
        return False
    if all(rests):
        return not _is_spelled_out(one, two) and not _is_spelled_out(two, one)
    short, long, rest = (first, second, rests[1]) if rests[1] else (second, first, rests[0])
    if _described(long) == one[:shared]:
        return False
    return _has_form(short) or _marks_sister(rest, one[:shared]) or _may_be_another(rest, one[:shared])


def _described(name: str) -> Words:
    """The words before a description behind a dash: "Aeroflot" of "Aeroflot - Russian Airlines"."""
    before, _, after = name.partition(" - ")
    return _comparable(before) if after and is_generic(after) else ()


def _is_spelled_out(short: Words, long: Words) -> bool:
    """Whether a name of two words or more begins the other, its last word perhaps cut short ("British Telecom")."""
    last = len(short) - 1
    return (
        1 <= last < len(long)
        and short[:last] == long[:last]
        and (short[last] == long[last] or (len(short[last]) > 3 and long[last].startswith(short[last])))
    )


def _begins(short: Words, long: Words) -> bool:
    """Whether the short name is the beginning of the long one, in one word or several, and can stand alone."""
    if is_listed_generic(short) or short[-1] in CONNECTORS:
        return False
    joined = "".join(short)
    for count in range(1, len(long) + 1):
        if "".join(long[:count]) == joined:
            return count == len(long) or not _marks_sister(long[count:], long[:count])
    return _is_spelled_out(short, long)


def _is_given_name(word: str) -> bool:
    return word in read_phrases("first_names.txt") or word in read_phrases("given_names.txt")


@lru_cache(_CACHED)
def _without_lead_ins(name: str) -> tuple[Words, ...]:
    """What is left of a name after each of the lead-ins, small words and initials in front ("Etn. Franz Colruyt")."""
    return tuple(_walk_lead_ins(_ELISION.sub("\\1\u2019 ", strip_legal_form(name)).split()))


def _walk_lead_ins(pieces: list[str]) -> Iterator[Words]:
    is_led = False
    for start in range(1, min(len(pieces), _MOST_PIECES)):
        piece, rest = pieces[start - 1], _comparable(" ".join(pieces[start:]))
        word = fold(piece).strip(".,\u2019")
        is_lead = word in read_phrases("lead_ins.txt") or _is_initial(piece, rest)
        if not is_lead and not (is_led and word in CONNECTORS):
            if _is_given_name(word) and rest and not _may_be_trade(rest):
                yield rest
            return
        is_led = True
        if rest:
            yield rest


def _is_initial(piece: str, rest: Words) -> bool:
    """Whether the piece is an initial or a clipped article before a name: "H.J.", "J" before "Sainsbury", "L'"."""
    is_letter = len(piece) == 1 and piece.isupper() and len(rest) == 1 and len(rest[0]) > _LONGEST_WORD_AFTER_LETTER
    return is_letter or bool(DOTTED.fullmatch(piece)) or piece.endswith("\u2019")


def _may_be_trade(words: Words) -> bool:
    return any(word in read_phrases("trade_words.txt") or is_listed_generic((word,)) for word in words)


def _begins_after_lead_in(short: Words, long: str) -> bool:
    """Whether the short name begins after lead-ins, initials or a first name: "Heinz" of "H.J. Heinz"."""
    places = read_phrases("local_places.txt")
    if all(is_listed_generic((word,)) or word in CONNECTORS or word in places for word in short):
        return False
    return any(is_alike(short, rest) or _begins(short, rest) for rest in map(_without_tail, _without_lead_ins(long)))


def _is_turned(one: Words, two: Words) -> bool:
    """Whether two names are a first and a last name in the two orders: "Richter Gedeon"."""
    return len(one) == 2 and one == two[::-1] and any(map(_is_given_name, one))


@lru_cache(4 * _CACHED)
def is_short_form(short: str, long: str) -> bool:
    """Whether an article that names `long` may mean it by `short`: same name, beginning, initials or contraction.

    "Nissan" is none of "Nissan Canada" (a sister), nor "American" of "American Express" (a generic word).
    """
    one, two = _without_tail(_comparable(short)), _without_tail(_comparable(long))
    if not one or not two:
        return False
    if is_alike(one, two) or one == strip_forms(_whole(long), to_generic=True) or one == _described(long):
        return True
    return _begins(one, two) or _begins_after_lead_in(one, long) or _is_turned(one, two) or _is_abbreviated(short, long)


def _is_abbreviated(short: str, long: str) -> bool:
    """Whether letters of the long name make the short one: initials or a contraction."""
    one, words, whole = _comparable(short), _comparable(long), _whole(long)
    if is_generic(short):
        return False
    capitals = "".join(letter for letter in strip_legal_form(long) if letter.isupper()).casefold()
    if is_initials(short, one, words, whole, capitals) or is_initials_and_tail(short, one, words):
        return True
    forms = whole[len(words) :] if whole[: len(words)] == words else ()
    return len(one) == 1 and is_contraction(short, _without_tail(words), forms)
