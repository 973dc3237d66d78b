"""How a company's name is spelled: its words without case and accents, and the sound that two spellings share."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from anyascii import anyascii

from alliance_graph.legal_forms import Words, space_glued
from alliance_graph.word_lists import read_phrases, read_table

_CACHED = 65536
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_QUOTES = "['`\u00b4\u02bc\u2018\u2019]"
_BROKEN_AMPERSAND = re.compile(r"[& ]amp;")
_POSSESSIVE = re.compile(rf"{_QUOTES}s(?![^\W_])")
_APOSTROPHE = re.compile(rf"(?<=[^\W_]){_QUOTES}(?=[^\W_])")
_PLUS = re.compile(r"(?<=[^\W_])\s*\+\s*(?=[^\W_])")
_TICKER = re.compile(
    r"\s*(?:<[A-Z0-9.]{1,8}>"  # <NSAN.T>
    r"|[(\[](?:(?:[A-Z]{2,8}|Nasdaq|Euronext|Xetra)\s?:\s?[A-Z0-9.]{1,8}"  # (NYSE: PFE)
    r"|[A-Z0-9]{2,6}\.[A-Z]{1,3}|\d{4,6}|\w{1,6} (?:AU|CN|FP|GR|HK|IM|JP|KS|LN|NA|SM|SW|US))[)\]])\s*$"  # (7203.T)
)
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "&": " and "}
)
CONNECTORS = read_phrases("name_connectors.txt")
DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W_])")
_UMLAUT = re.compile("(?<=[aou])e")
_VARIANTS = (
    *(("tsch", "ch"), ("sch", "sh"), ("ij", "i"), ("y", "i"), ("j", "i"), ("ii", "i"), ("ai", "e"), ("ou", "u")),
    *(("x", "ks"), ("ck", "k"), ("w", "v"), ("z", "s"), ("kh", "h")),
)
"""Letters by which transliterations differ: "KazMunayGas" and "KazMunaiGaz"."""
_HARD_C = re.compile("c(?!h)")
_AU = re.compile("au(?=[^aeiou])")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
"""Those that can be no initial; a single V or X may be."""
_VOWELS = re.compile("[aeiou]+")
_LEAST_CONSONANTS = 4
_LEAST_SOUND = 3
_LEAST_VARIANT = 7
"""Letters of a name in Latin script before other transliterations of it are the same: "Micron" is not "Mikron"."""


def fold(text: str) -> str:
    """The text without case, accents and differences of width."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", text)).translate(_LETTERS)


def split(name: str) -> Words:
    """The words of a name in comparable spelling, legal forms included, a ticker in brackets left out."""
    name = _BROKEN_AMPERSAND.sub("&", _TICKER.sub("", name) or name)
    text = _POSSESSIVE.sub("", space_glued(fold(name)))
    text = _PLUS.sub(" and ", _APOSTROPHE.sub("", text))
    text = DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), text)
    words: list[str] = []
    was_letter = False
    for word in _WORD.findall(text):
        is_letter = len(word) == 1 and "a" <= word <= "z"
        if is_letter and was_letter:
            words[-1] += word  # "J. P. Morgan", "A/S"
        else:
            words.append(word)
        was_letter = is_letter
    abbreviations = read_table("abbreviations.txt")
    return tuple(abbreviations.get(word, word) for word in words)


def content(words: Words) -> Words:
    """The words without the small ones between them."""
    inner = (word for word in words[1:-1] if word not in CONNECTORS)
    return (words[0], *inner, words[-1]) if len(words) > 1 else words


@cache
def _figures() -> dict[str, str]:
    return read_table("numbers.txt", "|") | read_table("ordinals.txt") | _ROMAN


def _is_latin(text: str) -> bool:
    return all(letter < "\u0250" for letter in text)


@lru_cache(_CACHED)
def _sound(words: Words) -> tuple[str, str, bool]:
    """How a name sounds: closely, loosely (any transliteration), and whether it is written in Latin letters."""
    figures = _figures()
    joined = "".join(figures.get(word, word) for word in content(words))
    if joined.endswith("re") and words[-1] == "re":
        joined += "insurance"
    close = "".join(letter for letter in anyascii(joined).lower() if letter.isalnum())
    close = _UMLAUT.sub("", close)
    close = close[1:] if close.startswith("aa") else close  # Aarhus is Århus
    loose = close
    for one, two in _VARIANTS:
        loose = loose.replace(one, two)
    loose = _DOUBLE.sub(r"\1", _AU.sub("av", _HARD_C.sub("k", loose)))
    return close, loose, _is_latin(joined)


def skeleton(words: Words) -> str:
    """What all spellings of a name share: the consonants of its sound, or the sound itself of a short name."""
    loose = _sound(words)[1].replace("ph", "f")
    consonants = loose[:1] + _VOWELS.sub("", loose[1:])
    return consonants if len(consonants) >= _LEAST_CONSONANTS else loose


def is_alike(first: Words, second: Words) -> bool:
    """Whether two names are one but for spelling: blanks, small words, figures, umlauts, transliteration."""
    if first == second:
        return True
    (close, loose, is_latin), (other_close, other_loose, is_other_latin) = _sound(first), _sound(second)
    if close == other_close:
        return len(close) >= _LEAST_SOUND
    if is_latin and is_other_latin:
        return loose == other_loose and len(close) >= _LEAST_VARIANT
    return loose.replace("ph", "f") == other_loose.replace("ph", "f") and len(close) >= _LEAST_SOUND
