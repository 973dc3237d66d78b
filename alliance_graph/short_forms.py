"""Names made of the letters of a longer one: initials ("GM", "LBBW") and contractions ("FedEx", "SABIC")."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations

from alliance_graph.caches import CACHED
from alliance_graph.legal_forms import Words, stands_after
from alliance_graph.spelling import CONNECTORS, content, fold
from alliance_graph.word_lists import is_listed_generic, read_phrases, read_table, read_words

MOST_INITIALS = 6
_LONGEST_CONTRACTION = 12
_LEAST_INITIALS = 3
_MOST_INNER = 4
_LONGEST_OF_WHOLE = 20
_LEAST_SKIPPING = 7
"""Letters of a contraction that may leave words out, with `_LEAST_CHUNK` or more from each of the others."""
_LEAST_CHUNK = 2
_LEAST_WHOLE = 4
"""Letters of a word that stands whole in a contraction: "bank" in "Scotiabank"."""
_MOST_WORDS = 8
_TRIPLE = re.compile(r"([2-4])([A-Z])")
_CHUNK = re.compile(r"[^\WA-Z_]+|[A-Z][^\WA-Z_]+|[A-Z]+")
_FORMS = ("l", "cl", "c", "sa")
"""Initials of the legal form where a name has none: HAL, BPCL, NTPC, FEMSA; the last two for three words and more."""
_ROMAN = re.compile("[ivx]+")
_VOWEL = re.compile("[aeiouy]")


def _read_heads() -> tuple[str, ...]:
    return tuple(sorted(read_words("compound_heads.txt"), key=len, reverse=True))


_HEADS = re.compile(rf"(?<=\w{{3}})({'|'.join(_read_heads())})$")


def first_letters(words: Words) -> str:
    """The first letter of each word."""
    return "".join(word[0] for word in words)


def spell_initials(form: str) -> str:
    """The initials of a comparison form with its small words between: "p and g"."""
    return " ".join(word if word in CONNECTORS else word[0] for word in form.split())


def _parts(words: Words) -> Words:
    """The words with German compounds in two: "landes bank"."""
    return tuple(part for word in words for part in _HEADS.sub(r" \1", word).split())


@lru_cache(CACHED)
def _initials(words: Words, whole: Words, capitals: str) -> frozenset[str]:
    """The initials by which news may call a name: with or without small words and legal form, or by its capitals."""
    forms = whole[len(words) :] if whole[: len(words)] == words else ()
    bare = content(words)
    parts = _parts(bare)
    found = {first_letters(chosen) for chosen in (words, bare, parts, whole, content(whole))}
    for base in (words, bare):
        found |= {first_letters((*base, *forms[:end])) for end in range(len(forms) + 1)}
        found |= {first_letters((*base, form)) for form in forms}
    if len(bare) > _LEAST_INITIALS and is_listed_generic(bare[-1:]):
        found.add(first_letters(bare[:-1]))  # SQM, of Chile
    if not forms:
        found |= {f"{first_letters(bare)}{form}" for form in _FORMS[: len(_FORMS) if len(bare) > 2 else 2]}
    return frozenset(letters for letters in (*found, capitals) if len(letters) > 1)


def is_initials(short: str, one: Words, words: Words, whole: Words, capitals: str) -> bool:
    """Whether a short name spells the initials of the long one ("S&N", "GSK", "3M"); `words` without its legal form."""
    tripled = _TRIPLE.fullmatch(short.strip())
    letters = tripled[2] * int(tripled[1]) if tripled else "".join(letter for letter in short if letter.isalnum())
    if not 2 <= len(letters) <= MOST_INITIALS or not _looks_like_initials(letters):
        return False
    if len(one) == 3 and one[1] == "and":
        start = next((i for i, word in enumerate(words) if not is_listed_generic((word,)) or i == 2), 0)
        if any(_is_pair(one, words[i:]) for i in {0, start, start - 1} if i >= 0):
            return True  # P&O, whatever follows, and A&P of Great Atlantic and Pacific
    if "and" in one and len(content(words)) == len(words):
        return False  # "H&M" is no Honda Motor
    if tripled:
        return letters.casefold() in _initials(words, whole, capitals)
    joined = "".join(one)
    wanted = {joined, "".join(word if word != "and" else "a" for word in one)}
    wanted.add("".join(word for word in one if word != "and"))
    return not wanted.isdisjoint(_initials(words, whole, capitals))


def _is_pair(one: Words, words: Words) -> bool:
    return words[1:2] == ("and",) and len(words) > 2 and one[0] == words[0][0] and one[2] == words[2][0]


def _looks_like_initials(letters: str) -> bool:
    """Whether letters are capitals, two of them at least ("DnB"), or small ones that cannot be a word ("stc")."""
    capitals = sum(letter.isupper() for letter in letters)
    return capitals >= max(2, len(letters) - 2) or (letters.islower() and not _VOWEL.search(letters))


def is_initials_and_tail(short: str, one: Words, words: Words) -> bool:
    """Whether the short name is initials and the end of the long one: "CP Foods" of "Charoen Pokphand Foods"."""
    first = short.split()[0] if short.split() else ""
    tail = one[1:]
    if not tail or len(words) <= len(tail) or not first.isupper() or not 2 <= len(one[0]) <= MOST_INITIALS:
        return False
    head = words[: -len(tail)]
    return (
        words[-len(tail) :] == tail
        and not is_listed_generic(one[:1])
        and one[0] in (first_letters(head), first_letters(content(head)))
    )


def is_contraction(short: str, words: Words, forms: Words) -> bool:
    """Whether a name of one word is made of the beginnings of these, the legal forms behind perhaps among them."""
    word = "".join(letter for letter in fold(short) if letter.isalnum())
    if not 2 <= len(words) <= _MOST_WORDS or not 3 <= len(word) <= _LONGEST_OF_WHOLE:
        return False
    if len(word) > 2 * _LEAST_WHOLE - 1 and _is_of_whole_words(word, words):
        return True
    return len(word) <= _LONGEST_CONTRACTION and _is_of_beginnings(short, word, words, forms)


def _is_of_beginnings(short: str, word: str, words: Words, forms: Words) -> bool:
    country = next((form for form in _combining_forms() if _stands_for(form, word, words)), "")
    if country:  # "Sinochem" of China National Chemicals
        words = (country, *(other for other in words[1:] if other != "national"))
    if len(word) > _LEAST_INITIALS and len(content(words)) <= _MOST_INNER and _is_of_two(word, content(words)):
        return True
    chosen = [(*way, *forms[:end]) for way in {words, content(words)} for end in range(len(forms) + 1)]
    has_capitals = any(letter.isupper() for letter in short[1:])
    if has_capitals and any(_follows_capitals(short, way) for way in (*chosen, _parts(content(words)))):
        return True
    if len(word) > _LEAST_INITIALS and any(len(way) > 2 and _continues(word, way, last=1) for way in chosen):
        return True
    is_long = len(word) >= _LEAST_SKIPPING and not country
    return is_long and any(_skips(word, way, is_first=True) for way in (words, content(words)))


def _combining_forms() -> dict[str, str]:
    return read_table("combining_forms.txt")


def begins_with_country(word: str) -> bool:
    """Whether a contraction begins with the form of a country: "sinochem"."""
    return word.startswith(tuple(_combining_forms()))


def _stands_for(form: str, word: str, words: Words) -> bool:
    """Whether a contraction begins with the form of a country and these words with the country."""
    return word.startswith(form) and words[0] == _combining_forms()[form]


def _tells_little(word: str) -> bool:
    lists = ("trade_words.txt", "captive_words.txt")
    return is_listed_generic((word,)) or word in CONNECTORS or any(word in read_phrases(name) for name in lists)


def _skips(short: str, words: Words, *, is_first: bool = False) -> bool:
    """Whether two letters or more of some of these words, the first among them, make up the name ("Usiminas").

    What follows the last of them is a place or everyday word, unless that one stands there whole.
    """
    if not words:
        return False
    for cut in range(_LEAST_CHUNK, min(len(short), len(words[0])) + 1):
        if not words[0].startswith(short[:cut]):
            break
        if cut == len(short):
            is_whole = cut == len(words[0]) >= _LEAST_WHOLE
            if not is_first and (is_whole or (len(words) > 1 and all(map(_tells_little, words[1:])))):
                return True
        elif _skips(short[cut:], words[1:]):
            return True
    return not is_first and _skips(short, words[1:])


def _is_of_two(short: str, words: Words) -> bool:
    """Whether the word has two letters or more of the first and last ("FedEx")."""
    cuts = range(2, min(len(short), len(words[0]) + 1))
    return any(words[0].startswith(short[:cut]) and _continues(short[cut:], words[1:], last=2) for cut in cuts)


def _continues(short: str, words: Words, *, last: int) -> bool:
    """Whether the word takes letters from the beginning of each of these, `last` or more from the last one."""
    if len(words) == 1:
        return len(short) >= last and words[0].startswith(short)
    most = min(len(short) - 1, len(words[0]))
    return any(
        words[0].startswith(short[:cut]) and _continues(short[cut:], words[1:], last=last) for cut in range(1, most + 1)
    )


def is_clipped(short: str, words: Words) -> bool:
    """Whether each word or capital of the short name begins a word of the long one: "Con Ed", "Pan Am"."""
    if not fold(short[:1]) or words[0][0] != fold(short[:1]):
        return False
    chunks = [fold(chunk) for chunk in _CHUNK.findall(short)]
    if (
        not 1 < len(chunks) <= len(words)
        or min(map(len, chunks)) < _LEAST_CHUNK
        or sum(map(len, chunks)) <= _LEAST_WHOLE
    ):
        return False
    if not read_phrases("trade_words.txt").issuperset(words[len(chunks) :]):
        return False
    return all(_is_beginning(chunk, word) for chunk, word in zip(chunks, words, strict=False))


def _is_beginning(chunk: str, word: str) -> bool:
    return chunk == word or (word.startswith(chunk) and not _ROMAN.fullmatch(chunk) and not stands_after((chunk,)))


def _chunks(short: str) -> list[str]:
    """The parts of a name that begin with a capital: "B", "Ae"."""
    return [chunk.casefold() for chunk in re.findall(r"[^\W\d_][^\WA-Z\d_]*", short)]


def _follows_capitals(short: str, words: Words) -> bool:
    """Whether each capital begins the next word, small letters going on with it or with the words between ("EnBW")."""
    chunks = _chunks(short)
    if not 1 < len(chunks) <= len(words) or not all(map(str.startswith, words, chunks)):
        return False
    left = words[len(chunks) :]  # "NatWest" of National Westminster Bank
    return not left or (
        min(map(len, chunks)) >= _LEAST_CHUNK
        and len(short) > _LEAST_WHOLE
        and read_phrases("generic_words.txt").issuperset(left)
    )


def _is_of_whole_words(short: str, words: Words) -> bool:
    """Whether two whole words make the name, in any order, the first not generic ("Scotiabank")."""
    return any(
        one + two == short and min(len(one), len(two)) >= _LEAST_WHOLE and not is_listed_generic((one,))
        for one, two in permutations(content(words), 2)
    )
