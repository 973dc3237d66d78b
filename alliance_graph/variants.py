"""Words that stand for one another in two names: abbreviations, plurals, two spellings, and errors of writing."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from alliance_graph.caches import CACHED
from alliance_graph.legal_forms import Words
from alliance_graph.spelling import content
from alliance_graph.word_lists import is_listed_generic, read_phrases, read_words

_LEAST_PLURAL = 5
_LEAST_ALONE = 9
"""Letters of a name of one word before one wrong letter is an error: "Bertelsman", not "Petronet"."""
_LEAST_BESIDE = 8
"""The same for a word beside others that agree."""
_LEAST_VOWEL = 7
"""The same where one vowel stands for another, letters later than the first: "Mobarekeh"."""
_VOWELS = frozenset("aeiouy")
_ENDINGS = frozenset("aeiosy")
"""Letters that inflect a name, and so tell two apart: "Tarnowski", "Tarnowska"."""
_SURNAMES = ("son", "sen")
_COMMON = ("trade_words.txt", "local_places.txt", "first_names.txt", "given_names.txt")


@cache
def _variants() -> dict[str, frozenset[str]]:
    """What each word may stand for."""
    found: dict[str, set[str]] = {}
    for line in read_words("word_variants.txt"):
        word, *others = line.split()
        found.setdefault(word, set()).update(others)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(CACHED)
def is_listed_variant(one: str, two: str) -> bool:
    """Whether one word is a listed abbreviation or other spelling of the other, in the plural or not."""
    found = _variants()
    pairs = ((one, two), (two, one), (singular(one), singular(two)), (singular(two), singular(one)))
    return any(second in found.get(first, ()) for first, second in pairs)


def singular(word: str) -> str:
    """The word without the ending of a plural."""
    if len(word) < _LEAST_PLURAL:
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def is_one_word(one: str, two: str) -> bool:
    """Whether two words are one but for a plural, an abbreviation or a spelling."""
    if one == two or one[0] != two[0]:
        return one == two
    return singular(one) == singular(two) or is_listed_variant(one, two)


@lru_cache(CACHED)
def is_variant(first: Words, second: Words) -> bool:
    """Whether two names are one word by word, one of the words perhaps misspelt."""
    one, two = content(first), content(second)
    if not one or len(one) != len(two):
        return False
    unlike = [pair for pair in zip(one, two, strict=True) if pair[0] != pair[1]]
    if len(one) == 1:
        return not unlike or is_listed_variant(*unlike[0]) or is_misspelt(*unlike[0], _LEAST_ALONE)
    beside = any(not _is_common(word) for word in set(one) & set(two))
    wrong = [pair for pair in unlike if not is_one_word(*pair)]
    return not wrong or (len(wrong) == 1 and is_misspelt(*wrong[0], _LEAST_BESIDE, is_backed=beside))


def is_misspelt(one: str, two: str, least: int, *, is_backed: bool = False) -> bool:
    """Whether two long and rare words differ by one letter, not at the end, where names are inflected.

    Surnames such as Hutchinson and Hutchison are two unless words of their own agree beside them (`is_backed`).
    """
    shorter = min(len(one), len(two))
    if shorter < _LEAST_VOWEL or one[0] != two[0] or not (one.isalpha() and two.isalpha()):
        return False
    if OSA.distance(one, two, score_cutoff=1) != 1 or _is_inflected(one, two) or _is_common(one) or _is_common(two):
        return False
    if not is_backed and one.endswith(_SURNAMES) and two.endswith(_SURNAMES):
        return False
    return shorter >= least or _is_of_other_vowel(one, two)


def _is_inflected(one: str, two: str) -> bool:
    if len(one) == len(two):
        return one[:-1] == two[:-1] and one[-1] in _ENDINGS and two[-1] in _ENDINGS
    short, long = sorted((one, two), key=len)
    return long[:-1] == short and long[-1] in _ENDINGS - {"e"}


def _is_common(word: str) -> bool:
    return is_listed_generic((word,)) or any(word in read_phrases(name) for name in _COMMON)


def _is_of_other_vowel(one: str, two: str) -> bool:
    unlike = [pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]]
    return len(one) == len(two) and len(unlike) == 1 and set(unlike[0]) <= _VOWELS
