"""Company names: the form in which they are compared, what is a short form of what, and slugs for IRIs.

Everything here judges two strings alone. Whether two names are one company is decided from more than that, in `link/`.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from alliance_graph.caches import CACHED
from alliance_graph.lead_ins import MOST_PIECES, is_given_name, without_lead_ins
from alliance_graph.legal_forms import Words, is_glued_tail, space_glued, stands_before, strip_forms
from alliance_graph.short_forms import (
    begins_with_country,
    is_clipped,
    is_contraction,
    is_initials,
    is_initials_and_tail,
)
from alliance_graph.sisters import describes, marks_sister, may_be_another
from alliance_graph.spelling import CONNECTORS, content, fold, is_alike, split
from alliance_graph.variants import is_one_word, is_variant
from alliance_graph.word_lists import is_listed_generic, read_phrases

__all__ = [
    "comparison_form",
    "is_description",
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
_TAILS = frozenset({"com", "group", "groupe", "grupp", "gruppe", "grupo", "grupa", "holding", "holdings"})
_BANKS = frozenset({"bank", "banka", "banco", "banca", "banque"})
_TELECOMS = frozenset({"telecom", "telekom"})
_POSSESSIVE = re.compile(r"['\u2018\u2019]s\b")
_QUOTES = re.compile("['\u2018\u2019]")
_PARTNERS = re.compile(r"(?:&|and) (?:Co|Cie|Sons|Company)\b")
_LEAST_DESCRIPTION = 3
"""Words behind a dash that are a description whatever they are: "Mediobanca - Banca di Credito Finanziario"."""
_LEAST_AFTER_LEAD_IN = 6
"""Letters of a contraction of what stands behind a lead-in: "Siderperú" of "Empresa Siderúrgica del Perú"."""
_LEAST_CUT = 4
"""Letters of a contraction behind a name that both share, one more than of initials there."""


@lru_cache(CACHED)
def _comparable(name: str) -> Words:
    return strip_forms(split(name))


@lru_cache(CACHED)
def comparison_form(name: str) -> str:
    """The name without case, accents, possessive, leading "the" and legal forms; empty only if the name is blank."""
    return " ".join(_comparable(name)) or " ".join(fold(name).split()) or name.strip()


@lru_cache(CACHED)
def strip_legal_form(name: str) -> str:
    """The name in its own spelling without legal forms: "Toyota Motor" for "Toyota Motor Corp.", "Inc." for "Inc."."""
    pieces = space_glued(name).split()
    whole = _comparable(name)
    ends = range(max(1, len(pieces) - MOST_PIECES), len(pieces))
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


@lru_cache(CACHED)
def is_generic(name: str) -> bool:
    """Whether the name is places and everyday words of business alone ("United"), and so names no one company."""
    words = _comparable(name)
    return is_listed_generic(words) or all(is_listed_generic((word,)) or word in CONNECTORS for word in words)


@lru_cache(CACHED)
def _short(name: str) -> Words:
    """The comparable words without "Group" and the like and a legal form before it ("Bond Corporation Holdings")."""
    return _without_tail(_comparable(name))


def _without_tail(words: Words) -> Words:
    while len(words) > 1 and (words[-1] in _TAILS or is_glued_tail(words[-1])):
        words = strip_forms(words[:-1])
    return words


def _count_shared(first: Words, second: Words) -> int:
    """How many words two names share at their beginning."""
    pairs = zip(first, second, strict=False)
    return next((i for i, (one, two) in enumerate(pairs) if not is_one_word(one, two)), min(len(first), len(second)))


def _has_form(name: str) -> bool:
    """Whether a name bears a legal form, or a word like "Group", at its end."""
    return _short(name) not in _without_article(split(name))


def _is_registered(name: str) -> bool:
    return _comparable(name) not in _without_article(split(name))


def _without_article(words: Words) -> tuple[Words, Words]:
    return words, words[1:] if words[0] == "the" else words


@lru_cache(CACHED)
def is_sister(first: str, second: str) -> bool:
    """Whether names that begin alike may be two companies': told apart by a place, number, unit, trade or another name.

    So is a name with a legal form of its own and one that goes on: "Saab AB" and "Saab Automobile".
    """
    one, two = _short(first), _short(second)
    shared = _count_shared(one, two)
    rests = one[shared:], two[shared:]
    if not shared or not any(rests) or _is_one(one, two) or _is_one(_possessive(first), _possessive(second)):
        return False
    if all(rests):
        return not any(
            _is_spelled_out(short, long) or _is_cut_short(name, short, long)
            for name, short, long in ((first, one, two), (second, two, one))
        )
    short, long, rest = (first, second, rests[1]) if rests[1] else (second, first, rests[0])
    head = (one if rests[1] else two)[:shared]
    if _described(long) == head or _is_partnership(long, head):
        return False
    if _has_form(short) or marks_sister(rest, head):
        return True
    return may_be_another(rest, head, is_registered=_is_registered(long))


def _is_one(one: Words, two: Words) -> bool:
    return is_alike(one, two) or is_variant(one, two)


@lru_cache(CACHED)
def _possessive(name: str) -> Words:
    """The name with the "s" of its possessives: "mcdonalds"."""
    return _short(_POSSESSIVE.sub("s", name))


def _described(name: str) -> Words:
    """The words before a description behind a dash: "Aeroflot" of "Aeroflot - Russian Airlines"."""
    before, _, after = name.partition(" - ")
    is_description = is_generic(after) or len(after.split()) >= _LEAST_DESCRIPTION
    return _comparable(before) if after and is_description else ()


@lru_cache(CACHED)
def is_description(short: str, long: str) -> bool:
    """Whether a name goes on with what its company is: "Lufthansa German Airlines", "Aeroflot - Russian Airlines"."""
    one, two = _comparable(short), _comparable(long)
    rest = two[len(one) :]
    if two[: len(one)] != one or not rest or rest[-1] in read_phrases("part_words.txt"):
        return False
    is_name = len(short) > _LEAST_CUT or short.isupper()  # no "Arab Malaysian Consultant"
    return _described(long) == one or (is_name and describes(rest, one))


def _is_partnership(name: str, head: Words) -> bool:
    """Whether the name lists partners, the first of whom is the head: "Sears, Roebuck and Co."."""
    first, comma, others = strip_legal_form(name).partition(",")
    return bool(comma) and split(first) == head and len(others.split()) == 1 and bool(_PARTNERS.search(name))


def _is_spelled_out(short: Words, long: Words) -> bool:
    """Whether a name of two words or more begins the other, its last word perhaps cut short ("British Telecom")."""
    last = len(short) - 1
    if not 1 <= last < len(long) or _count_shared(short, long) < last:
        return False
    return is_one_word(short[last], long[last]) or (len(short[last]) > 3 and long[last].startswith(short[last]))


def _is_cut_short(name: str, short: Words, long: Words) -> bool:
    """Whether a name is cut short word by word, or its last one: "Con Ed", "Ford Otosan" of "Ford Otomotiv Sanayi"."""
    if is_clipped(strip_legal_form(name), content(long)):
        return True
    shared = _count_shared(short, long)
    rest = long[shared:]
    if not shared or len(short) != shared + 1 or len(rest) < 2:
        return False
    last = name.split()[-1]
    if len(last) > _LEAST_CUT and is_contraction(last, rest, ()):
        return True
    return len(last) >= _LEAST_CUT - 1 and last.isupper() and is_initials(last, short[-1:], rest, rest, "")


def _begins(short: Words, long: Words) -> bool:
    """Whether the short name is the beginning of the long one, in one word or several, and can stand alone."""
    if is_listed_generic(short) or short[-1] in CONNECTORS:
        return False
    joined = "".join(short)
    for count in range(1, len(long) + 1):
        if "".join(long[:count]) == joined:
            return count == len(long) or not marks_sister(long[count:], long[:count])
    return _is_spelled_out(short, long)


def _begins_after_lead_in(short: Words, long: str) -> bool:
    """Whether the short name begins after lead-ins, initials or a first name: "Heinz" of "H.J. Heinz"."""
    places = read_phrases("local_places.txt")
    if all(is_listed_generic((word,)) or word in CONNECTORS or word in places for word in short):
        return False
    rests = map(_without_tail, without_lead_ins(strip_legal_form(long)))
    return any(is_alike(short, rest) or _begins(short, rest) for rest in rests)


def _is_turned(one: Words, two: Words) -> bool:
    """Whether two names are one in two orders: "Richter Gedeon", "Bank Otkritie", "University of Oxford"."""
    if len(one) == 2 and one == two[::-1]:
        is_bank = not _BANKS.isdisjoint(one) and not all(map(_is_generic, one))
        return is_bank or any(map(is_given_name, one)) or not _TELECOMS.isdisjoint(one)
    short, long = sorted((one, two), key=len)
    if long[:2] != ("university", "of") or short != (*long[2:], "university"):
        return False
    return " ".join(long[2:]) not in read_phrases("universities_apart.txt")


def _is_generic(word: str) -> bool:
    return is_listed_generic((word,))


@lru_cache(4 * CACHED)
def is_short_form(short: str, long: str) -> bool:
    """Whether an article that names `long` may mean it by `short`: same name, beginning, initials or contraction.

    "Nissan" is none of "Nissan Canada" (a sister), nor "American" of "American Express" (a generic word).
    """
    one, two = _short(short), _short(long)
    if not one or not two:
        return False
    if _is_one(one, two) or one == strip_forms(split(long), to_generic=True) or one == _described(long):
        return True
    if _is_one(_possessive(short), _possessive(long)):
        return True
    if not _may_be_made_of(one, long):
        return False
    return _begins(one, two) or _begins_after_lead_in(one, long) or _is_turned(one, two) or _is_abbreviated(short, long)


def _may_be_made_of(one: Words, long: str) -> bool:
    """Whether the first letter of a short name begins a word of the long one; else the rest need not be looked at."""
    letter = one[0][0]
    return letter in _first_letters(long) or not ("a" <= letter <= "z") or begins_with_country(one[0])


@lru_cache(CACHED)
def _first_letters(name: str) -> frozenset[str]:
    words = (*split(name), *split(_QUOTES.sub(" ", name)))
    return frozenset(word[0] for word in words)


@lru_cache(CACHED)
def _capitals(name: str) -> str:
    return "".join(letter for letter in strip_legal_form(name) if letter.isupper()).casefold()


def _is_abbreviated(short: str, long: str) -> bool:
    """Whether letters of the long name make the short one: initials or a contraction."""
    one, words, whole = _comparable(short), _comparable(long), split(long)
    if is_generic(short):
        return False
    if is_initials(short, one, words, whole, _capitals(long)) or is_initials_and_tail(short, one, words):
        return True
    if _is_cut_short(short, one, words):
        return True
    forms = whole[len(words) :] if whole[: len(words)] == words else ()
    if len(one) != 1:
        return False
    rests = without_lead_ins(strip_legal_form(long)) if len(one[0]) >= _LEAST_AFTER_LEAD_IN else ()
    return is_contraction(short, _without_tail(words), forms) or any(is_contraction(short, rest, ()) for rest in rests)
