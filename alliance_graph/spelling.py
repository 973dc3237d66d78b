"""How a company's name is spelled: its words without case and accents, and the sound that two spellings share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from alliance_graph.caches import CACHED
from alliance_graph.legal_forms import Words, space_glued
from alliance_graph.word_lists import read_phrases, read_table

_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_QUOTES = "['`\u00b4\u02bc\u2018\u2019]"
_BROKEN_AMPERSAND = re.compile(r"[& ]amp;")
_POSSESSIVE = re.compile(rf"{_QUOTES}s(?![^\W_])")
_APOSTROPHE = re.compile(rf"(?<=[^\W_]){_QUOTES}(?=[^\W_])")
_ELIDED = re.compile(rf"(?<=\s)(?:l|d|dell|dall|nell|all|sull){_QUOTES}(?=[^\W_]{{2}})")
"""Clipped articles inside a name: "Compagnie Générale d'Électricité"."""
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
_AU = re.compile("au(?=[^aeiou])")
_LONG_O = re.compile("oh(?=[^aeiou]|$)")
_OFF = re.compile(r"(?<=\w\w)off$")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
"""Those that can be no initial; a single V or X may be."""
_TENS = re.compile("[2-9]0")
_UNIT = re.compile("[1-9](?:st|nd|rd|th)?")
_VOWELS = re.compile("[aeiou]+")
_LEAST_CONSONANTS = 4
_LEAST_SOUND = 3
_LEAST_VARIANT = 7
"""Letters of a name in Latin script before other transliterations of it are the same: "Micron" is not "Mikron"."""


def fold(text: str) -> str:
    """The text without case, accents and differences of width."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", text)).translate(_LETTERS)


@lru_cache(CACHED)
def split(name: str) -> Words:
    """The words of a name in comparable spelling, legal forms included, a ticker in brackets left out."""
    name = _BROKEN_AMPERSAND.sub("&", _TICKER.sub("", name) or name)
    text = _POSSESSIVE.sub("", space_glued(fold(name)))
    text = _PLUS.sub(" and ", _APOSTROPHE.sub("", _ELIDED.sub("", text)))
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


@lru_cache(CACHED)
def content(words: Words) -> Words:
    """The words without the small ones between them."""
    inner = (word for word in words[1:-1] if word not in CONNECTORS)
    return (words[0], *inner, words[-1]) if len(words) > 1 else words


@cache
def _figures() -> dict[str, str]:
    return read_table("numbers.txt", "|") | read_table("ordinals.txt") | _ROMAN


def _spell_figures(words: Words) -> Iterator[str]:
    """The words with numbers in figures, tens and units in one: "twenty", "first" is "21st"."""
    tens = ""
    for word in words:
        figure = _figures().get(word, word)
        if tens and _UNIT.fullmatch(figure):
            yield tens[0] + figure
            tens = ""
            continue
        if tens:
            yield tens
        tens = figure if _TENS.fullmatch(figure) and not word.isdigit() else ""
        if not tens:
            yield figure
    if tens:
        yield tens


def _is_latin(text: str) -> bool:
    return all(letter < "\u0250" for letter in text)


def _letters(text: str) -> str:
    return "".join(letter for letter in anyascii(text).lower() if letter.isalnum())


@dataclass(frozen=True, slots=True)
class _Sound:
    """How a name sounds: closely, loosely (any transliteration), and whether it is written in Latin letters."""

    close: str
    loose: str
    is_latin: bool
    length: int


@lru_cache(CACHED)
def _sound(words: Words) -> _Sound:
    romanizations = read_table("romanizations.txt")
    spelled = [romanizations.get(word, word) for word in _spell_figures(content(words))]
    if len(spelled) > 1 and spelled[-1] == "re":
        spelled[-1] = "reinsurance"
    joined = "".join(spelled)
    letters = _letters(joined)
    close = _UMLAUT.sub("", letters).replace("dj", "d").replace("aa", "a")
    loose = "".join(_OFF.sub("ov", _letters(word)) for word in spelled)
    loose = _LONG_O.sub("o", loose)
    for one, two in read_table("sounds.txt").items():  # letters by which transliterations differ
        loose = loose.replace(one, two)
    loose = _DOUBLE.sub(r"\1", _AU.sub("av", loose.replace("c", "k")))
    return _Sound(close, loose, _is_latin(joined), len(letters))


def skeleton(words: Words) -> str:
    """What all spellings of a name share: the consonants of its sound, or the sound itself of a short name."""
    loose = _sound(words).loose
    consonants = loose[:1] + _VOWELS.sub("", loose[1:])
    return consonants if len(consonants) >= _LEAST_CONSONANTS else loose


def is_alike(first: Words, second: Words) -> bool:
    """Whether two names are one but for spelling: blanks, small words, figures, umlauts, transliteration."""
    if first == second:
        return True
    one, two = _sound(first), _sound(second)
    shorter = min(one.length, two.length)
    if one.close == two.close:
        return shorter >= _LEAST_SOUND
    return one.loose == two.loose and shorter >= (_LEAST_VARIANT if one.is_latin and two.is_latin else _LEAST_SOUND)
