"""What words behind a company's name say: its trade, or that it is another company."""

from __future__ import annotations

import re
from itertools import pairwise

from alliance_graph.lead_ins import is_given_name
from alliance_graph.legal_forms import Words, stands_after
from alliance_graph.spelling import CONNECTORS, content
from alliance_graph.word_lists import is_listed_generic, read_phrases

_NUMBER = re.compile(r"\d\w*|i{1,3}|iv|v|vi{1,3}|ix|xi{0,3}|xiv|xv|[a-e]|jr|sr")
_AIRLINES = frozenset({"airline", "airlines", "airways"})
_AIR_LINES = frozenset({("linee", "aeree"), ("lineas", "aereas"), ("linhas", "aereas"), ("lignes", "aeriennes")})
_ENGLISH_FORMS = frozenset({"co", "company", "corp", "corporation", "inc", "llc", "limited", "ltd", "plc"})
"""Forms behind which a place is no seat: "Ford Motor Company of Canada"."""
_OF = frozenset({"of", "de", "del", "di", "do", "du", "von"})
_MOST_SEAT = 3
_ACRONYM = range(3, 5)
"""Letters of a name that may be initials."""


def marks_sister(rest: Words, head: Words) -> bool:
    """Whether words after a company's name make it another one's: a place, a number, a unit."""
    if is_rest_of_generic(rest, head) or describes(rest, head):
        return False
    if rest == ("industrial",) and is_house(head):  # "Fiat Industrial"
        return True
    is_listed = _has_phrase(rest, "places.txt", "local_places.txt", "unit_words.txt")
    return is_listed or any(_NUMBER.fullmatch(word) for word in rest)


def describes(rest: Words, head: Words) -> bool:
    """Whether the words say what or where a company is, though a place is among them.

    "LOT Polish Airlines", "Krka, d.d., Novo mesto", "Sberbank of Russia", "Bezeq The Israel Telecommunication",
    "Ping An Insurance Company of China", "Alitalia Linee Aeree Italiane".
    """
    if rest[0] == "the" and len(rest) > 2:
        return True
    if rest[-1] in _AIRLINES and len(rest) > 1:
        return is_listed_generic(rest[:-1])
    if rest[:2] in _AIR_LINES and is_listed_generic(rest[2:]):
        return True
    if is_seat(rest) or _goes_with_acronym(rest, head):
        return True
    if len(rest) >= 2 and rest[-2] == "of" and is_listed_generic(rest[-1:]):
        is_bank = len(rest) == 2 and len(head) == 1 and head[-1].endswith("bank") and not is_house(head)
        return is_bank or (rest[0] == "insurance" and not is_house(head))
    return False


def _goes_with_acronym(rest: Words, head: Words) -> bool:
    """Whether the words spell out the letters in front of them: "KGHM Polska Miedź"."""
    is_acronym = len(head) == 1 and len(head[0]) in _ACRONYM and not is_house(head)
    return is_acronym and len(rest) > 1 and is_listed_generic(rest[:1]) and not is_listed_generic(rest[-1:])


def is_seat(rest: Words) -> bool:
    """Whether the words are a legal form and the town behind it."""
    return 1 < len(rest) <= _MOST_SEAT and rest[0] not in _ENGLISH_FORMS and stands_after(rest[:1])


def _has_phrase(words: Words, *lists: str) -> bool:
    """Whether a word, or two together, stand in one of the lists."""
    phrases = (*words, *(f"{one} {two}" for one, two in pairwise(words)))
    return any(phrase in read_phrases(name) for name in lists for phrase in phrases)


def is_rest_of_generic(rest: Words, head: Words) -> bool:
    """Whether a name is cut short before its place: "Royal Bank" is the Royal Bank of Canada."""
    return rest[0] in _OF and all(is_listed_generic((word,)) for word in head)


def may_be_another(rest: Words, head: Words, *, is_registered: bool) -> bool:
    """Whether words after a company's name may make it another one's: any but its trade ("Sony Ericsson").

    Where the whole is a registered name, with its legal form, other words are its own as well ("Indofood Sukses Makmur
    Tbk"), unless it is one of a house ("Bosch Rexroth AG") or the words mark what one owns ("Tesco Bank plc").
    """
    if is_rest_of_generic(rest, head) or stands_after(rest[:1]) or describes(rest, head):
        return False
    if sorted(word[0] for word in content(rest)) == sorted(head[0]):
        return False  # "LVMH Moët Hennessy Louis Vuitton"
    if rest in (("bank",), ("group", "bank")):
        return is_house(head)  # "Tesco Bank"
    if _is_trade(rest, head) or f"{' '.join(head)} | {' '.join((*head, *rest))}" in read_phrases("short_names.txt"):
        return False
    return not is_registered or is_house(head) or is_given_name(head[0]) or _marks_captive(rest)


def _is_trade(rest: Words, head: Words) -> bool:
    if " ".join(head) in read_phrases("conglomerates.txt"):
        return False
    trades = read_phrases("trade_words.txt")
    houses = read_phrases("houses.txt")
    is_bare_house = is_house(head) and all(
        word in houses or word in CONNECTORS or is_listed_generic((word,)) for word in head
    )
    known = (read_phrases("house_trades.txt") if is_bare_house else trades) | CONNECTORS | set(head)
    phrases = pairwise((head[-1], *rest))
    return all(word in known or f"{one} {word}" in known for (one, word) in phrases)


def _marks_captive(rest: Words) -> bool:
    return is_house(rest) or _has_phrase(rest, "captive_words.txt")


def is_house(words: Words) -> bool:
    """Whether one of the words is a name that many companies bear."""
    return not read_phrases("houses.txt").isdisjoint(words)
