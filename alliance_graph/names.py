"""Company names: the form in which they are compared, what is a short form of what, and slugs for IRIs.

Everything here judges two strings alone. Whether two names are one company is decided from more than that, in `link/`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

Words = tuple[str, ...]

_WORDS = Path(__file__).parent / "words"
_SLUG_LENGTH = 80
_HASH_LENGTH = 12
"""Hexadecimal digits after a shortened slug: 48 bits, one chance collision in some 16 million names."""
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_QUOTES = "['`\u00b4\u02bc\u2018\u2019]"
_BROKEN_AMPERSAND = re.compile(r"[& ]amp;")
_POSSESSIVE = re.compile(rf"{_QUOTES}s(?![^\W_])")
_APOSTROPHE = re.compile(rf"(?<=[^\W_]){_QUOTES}(?=[^\W_])")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W_])")
_PLAIN = re.compile(r"[a-z0-9]+(?:[ :-][a-z0-9]+)*")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "&": " and "}
)
_CONNECTORS = frozenset({"and", "of", "the", "de", "y", "et", "und", "for", "du", "des", "di"})
_TAILS = frozenset({"group", "holding", "holdings"})
_NUMBER = re.compile(r"\d\w*|i{1,3}|iv|v|vi{1,3}|ix|xi{0,3}|xiv|xv|[a-e]|jr|sr")
_LONGEST_FORM = 5
"""Words of the longest legal form in the list."""
_MOST_INITIALS = 6
_MOST_PIECES = 10
"""Pieces of a name in which its legal forms are looked for: "S.A. de C.V." has three, and hostile text no end."""
_LONGEST_CONTRACTION = 12
_CACHED = 65536


def read_words(name: str) -> list[str]:
    """The lines of a word list in `words/`, without notes and blank lines."""
    lines = (line.partition("#")[0].strip() for line in (_WORDS / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


@cache
def _legal_forms() -> dict[str, frozenset[Words]]:
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
def _abbreviations() -> dict[str, str]:
    return dict(line.split() for line in read_words("abbreviations.txt"))


@cache
def _phrases(name: str) -> frozenset[str]:
    return frozenset(read_words(name))


@cache
def _glued() -> re.Pattern[str]:
    forms = (form for (form,) in _legal_forms()["glued"])
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))


def _fold(text: str) -> str:
    """The text without case, accents and differences of width."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", text)).translate(_LETTERS)


def _split(name: str) -> Words:
    """The words of a name in comparable spelling, legal forms included."""
    text = _POSSESSIVE.sub("", _glued().sub(r" \g<0> ", _fold(_BROKEN_AMPERSAND.sub("&", name))))
    text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), _APOSTROPHE.sub("", text))
    words: list[str] = []
    was_letter = False
    for word in _WORD.findall(text):
        is_letter = len(word) == 1 and "a" <= word <= "z"
        if is_letter and was_letter:
            words[-1] += word  # "J. P. Morgan", "A/S"
        else:
            words.append(word)
        was_letter = is_letter
    return tuple(_abbreviations().get(word, word) for word in words)


def _is_listed_generic(words: Words) -> bool:
    phrase = " ".join(words)
    return phrase in _phrases("generic_words.txt") or phrase in _phrases("places.txt")


def _strip_once(words: Words, *, to_generic: bool) -> Words:
    """The words without "the" in front and without one legal form at either end; the same words when nothing can go."""
    forms = _legal_forms()
    if len(words) < 2 or words in forms["kept"]:
        return words
    if words[0] == "the":
        return words[1:]
    for count in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
        for form, left, place in ((words[-count:], words[:-count], "after"), (words[:count], words[count:], "before")):
            if form in forms[place] and (to_generic or not _is_listed_generic(left)):
                return left
    return words


def _strip(words: Words, *, to_generic: bool = False) -> Words:
    """The words without legal forms; a place or generic word alone keeps its own ("Boston Co") unless `to_generic`."""
    while (shorter := _strip_once(words, to_generic=to_generic)) != words:
        words = shorter
    return words


@lru_cache(_CACHED)
def _comparable(name: str) -> Words:
    return _strip(_split(name))


@lru_cache(_CACHED)
def comparison_form(name: str) -> str:
    """The name without case, accents, possessive, leading "the" and legal forms; empty only if the name is blank."""
    return " ".join(_comparable(name)) or " ".join(_fold(name).split()) or name.strip()


@lru_cache(_CACHED)
def strip_legal_form(name: str) -> str:
    """The name in its own spelling without legal forms: "Toyota Motor" for "Toyota Motor Corp.", "Inc." for "Inc."."""
    pieces = _glued().sub(r" \g<0> ", name).split()
    whole = _comparable(name)
    ends = range(max(1, len(pieces) - _MOST_PIECES), len(pieces))
    end = next((i for i in ends if _comparable(" ".join(pieces[:i])) == whole), len(pieces))
    start = 0
    while start + 1 < end and _split(pieces[start]) in _legal_forms()["before"]:
        if _comparable(" ".join(pieces[start + 1 : end])) != whole:
            break
        start += 1
    return " ".join(pieces[start:end]).rstrip(",;(") or name.strip()


def slug(text: str) -> str:
    """An ASCII name for IRIs, `[a-z0-9-]+`; texts share one only if they differ in case or in hyphens for spaces."""
    text = text.casefold()
    if _PLAIN.fullmatch(text) and len(text) <= _SLUG_LENGTH:
        return text.replace(" ", "-").replace(":", "--")
    stem = "-".join(re.findall("[a-z0-9]+", _fold(text)))[: _SLUG_LENGTH - _HASH_LENGTH - 2].rstrip("-")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    return f"{stem}--{digest}" if stem else digest


@lru_cache(_CACHED)
def is_generic(name: str) -> bool:
    """Whether the name is places and everyday words of business alone ("United"), and so names no one company."""
    words = _comparable(name)
    return _is_listed_generic(words) or all(_is_listed_generic((word,)) or word in _CONNECTORS for word in words)


def _has_place(words: Words) -> bool:
    places = _phrases("places.txt")
    return any(word in places for word in words) or any(f"{one} {two}" in places for one, two in pairwise(words))


def _marks_sister(rest: Words, head: Words) -> bool:
    """Whether words after a company's name make it another one's: a place, a number, a unit."""
    if rest[0] == "of" and all(_is_listed_generic((word,)) for word in head):
        return False  # "Royal Bank" is the Royal Bank of Canada
    units = _phrases("unit_words.txt")
    return _has_place(rest) or any(_NUMBER.fullmatch(word) or word in units for word in rest)


def _without_tail(words: Words) -> Words:
    return words[:-1] if len(words) > 1 and words[-1] in _TAILS else words


def _content(words: Words) -> Words:
    return tuple(word for word in words if word not in _CONNECTORS) or words


def _count_shared(first: Words, second: Words) -> int:
    """How many words two names share at their beginning."""
    pairs = zip(first, second, strict=False)
    return next((i for i, (one, two) in enumerate(pairs) if one != two), min(len(first), len(second)))


@lru_cache(_CACHED)
def is_sister(first: str, second: str) -> bool:
    """Whether names that begin alike are told apart by a place, number, unit or trade ("X" and "X Canada")."""
    one, two = _without_tail(_comparable(first)), _without_tail(_comparable(second))
    shared = _count_shared(one, two)
    rests = one[shared:], two[shared:]
    if not shared or one == two:
        return False
    if all(rests):
        return not _is_spelled_out(one, two) and not _is_spelled_out(two, one)
    return _marks_sister(rests[0] or rests[1], one[:shared])


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
    if _is_listed_generic(short) or short[-1] in _CONNECTORS:
        return False
    joined = "".join(short)
    for count in range(1, len(long) + 1):
        if "".join(long[:count]) == joined:
            return count == len(long) or not _marks_sister(long[count:], long[:count])
    return _is_spelled_out(short, long)


def _initials(long: str) -> Iterator[str]:
    """The initials by which news may call a name: with or without small words and legal form, or by its capitals."""
    words, whole = _comparable(long), _split(long)
    for chosen in (words, _content(words), whole, _content(whole)):
        yield "".join(word[0] for word in chosen)
    for end in range(len(words) + 1, len(whole)):
        yield "".join(word[0] for word in whole[:end])
    yield "".join(letter for letter in strip_legal_form(long) if letter.isupper()).casefold()


def _is_initials(short: str, long: str) -> bool:
    """Whether a short name in capitals spells the initials of the long one ("S&N", "GM", "GSK")."""
    letters = [letter for letter in short if letter.isalnum()]
    if not 2 <= len(letters) <= _MOST_INITIALS or not "".join(letters).isupper() or is_generic(short):
        return False
    words = _comparable(short)
    wanted = {"".join(words), "".join(word if word != "and" else "a" for word in words)}
    wanted.add("".join(word for word in words if word != "and"))
    return not wanted.isdisjoint(found for found in _initials(long) if len(found) > 1)


def _is_contraction(short: str, words: Words) -> bool:
    """Whether a word is made of the beginnings of these words ("FedEx"), two letters of the first and last."""
    cuts = range(2, min(len(short), len(words[0]) + 1))
    return any(words[0].startswith(short[:cut]) and _continues(short[cut:], words[1:]) for cut in cuts)


def _continues(short: str, words: Words) -> bool:
    if len(words) == 1:
        return len(short) > 1 and words[0].startswith(short)
    return any(words[0].startswith(short[:cut]) and _continues(short[cut:], words[1:]) for cut in range(1, len(short)))


def _begins_after_lead_in(short: Words, long: Words, name: str) -> bool:
    """Whether the short name begins after a lead-in or initials: "Santander", "Heinz" of "H.J. Heinz"."""
    if len(long) < 2 or is_generic(" ".join(short)):
        return False
    has_lead_in = long[0] in _phrases("lead_ins.txt") or bool(_DOTTED.fullmatch(name.split()[0]))
    return has_lead_in and _begins(short, long[1:])


@lru_cache(4 * _CACHED)
def is_short_form(short: str, long: str) -> bool:
    """Whether an article that names `long` may mean it by `short`: same name, beginning, initials or contraction.

    "Nissan" is none of "Nissan Canada" (a sister), nor "American" of "American Express" (a generic word).
    """
    one, two = _without_tail(_comparable(short)), _without_tail(_comparable(long))
    if not one or not two:
        return False
    if _content(one) == _content(two) or one == _strip(_split(long), to_generic=True):
        return True
    if _begins(one, two) or _is_initials(short, long) or _begins_after_lead_in(one, two, long):
        return True
    is_word = len(one) == 1 and 3 < len(one[0]) <= _LONGEST_CONTRACTION and not _is_listed_generic(one)
    return is_word and 2 <= len(_content(two)) <= 4 and _is_contraction(one[0], _content(two))
