"""How alike two names of different articles are: points, each with a reason in words (measured in docs/linking.md)."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from alliance_graph.contexts import bare
from alliance_graph.legal_forms import Words, stands_after
from alliance_graph.link.keys import GROUPS, begins, is_longer
from alliance_graph.link.profile import AMERICAN, Profile
from alliance_graph.names import is_description, is_generic, is_short_form, is_sister
from alliance_graph.short_forms import first_letters, spell_initials
from alliance_graph.spelling import CONNECTORS, content, is_alike
from alliance_graph.variants import is_one_word, is_variant

Points = tuple[float, str]

_FORM = 0.8
"""One name but for a legal form from abroad: "Wellcome" and "Wellcome Plc"."""
_FORM_ALONE = 0.6
"""Of one word, given without a form: "Jaguar" may be a fund, "Sears" is no "Sears Plc"."""
_FORM_SHORT = 0.5
"""Of less than five letters: "Daf" may be a venture of "DAF BV"."""
_ALIKE = 0.8
"""Enough alone, as is a plural of a name of several words."""
_ALIKE_BUT_SHORT = 0.6
"""Generic or short: "Abex" and "Aabex", "Southwest" and "South West"."""
_PLURAL = 0.6
"""Of one word: "Woolworth" and "Woolworths"."""
_SWAPPED = 0.8
_ONE_LETTER = 0.6
_SLIP = 0.8
"""A letter too few in a long name of several words ("Salmon Brothers"), another in a long word of three."""
_NEAR = 0.4
_CUT = 0.8
_BARE = 0.6
"""Without a legal form, and but for "Group" or "Holdings": "THL" of "THL Holdings Inc"."""
_MISSPELT = 0.8
"""Word by word, in another spelling or with a letter too few: "Aluminum", "Municpal"."""
_OTHER_LETTER = 0.6
"""With one letter for another: "Northrup", but also "Alleghany" and "Allegheny", "Sammons" and "Simmons"."""
_CUT_WORD = 0.75
"""Of one word before "and": "Hambrecht" of "Hambrecht and Quist Group"."""
_LONG_BEGINNING = 0.55
"""Of two words or more: "People Express" of "People Express Airlines"."""
_BEGINNING = 0.5
_MANY_INITIALS = 0.75
"""Of four words or more."""
_FULL_INITIALS = 0.6
_INITIALS = 0.4
_ONLY = 0.05
_NEAR_RATIO = 90.0
_SHORTEST_PLURAL = 4
_NEAR_LETTERS = 8
"""Letters of a name before one or two wrong ones can be an error of writing."""
_LONG_LETTERS = 12
_SWAPPED_LETTERS = 5
"""Letters of a word before two swapped ones can be."""
_SHORTEST_INITIALS = 3
_LONGEST_INITIALS = 4
_LEAST_VAGUE = 3
"""Everyday words that together name a company: "Community Bank Systems"."""
_ARMS = GROUPS | {"international"}
"""Words that as often as not tell a parent or an arm from the company itself: in 10 of 21 such pairs of Reuters."""


def compare_names(first: Profile, second: Profile, *, is_only: bool) -> Iterator[Points]:
    """What the names of two keys say for their being one company; nothing where they are not alike."""
    short, long = (second, first) if is_longer(first.key, second.key) else (first, second)
    one, two = _split(short.key), _split(long.key)
    if one == two:
        alone = _FORM_SHORT if len(one[0]) < _SWAPPED_LETTERS else _FORM_ALONE
        is_weak = len(one) == 1 and not (short.forms and long.forms)
        yield alone if is_weak else _FORM, "the names are one but for the legal form"
    elif is_alike(one, two) and not _are_other_initials(one, two):
        is_weak = (is_generic(short.key) and is_generic(long.key)) or len(short.key) < _SWAPPED_LETTERS
        yield _ALIKE_BUT_SHORT if is_weak else _ALIKE, "the names are one but for spelling"
    elif _is_plural(one, two):
        are_generic = len(one) < _LEAST_VAGUE and is_generic(short.key) and is_generic(long.key)
        is_weak = len(one) == 1 or are_generic or _is_of_form(one, two)
        yield _PLURAL if is_weak else _ALIKE, "the names are one but for a plural"
    elif is_variant(one, two):
        is_weak = _is_misread(one, two)
        yield _OTHER_LETTER if is_weak else _MISSPELT, "the names are one but for the spelling of a word"
    elif _is_twice(one, two):
        is_weak = " " in long.name or "-" in long.name  # "Baden-Baden" is not read twice over
        yield _OTHER_LETTER if is_weak else _ALIKE, "one name is the other written twice"
    elif len(one) == len(two) > 1 and (letters := [*_compare_letters(one, two)]):
        yield from letters
    elif is_stand_in(short, long):
        yield _compare_short(short, long)
        if is_only:
            yield _ONLY, "no other company here can be called so"
    else:
        yield from _compare_letters(one, two)


def is_stand_in(short: Profile, long: Profile) -> bool:
    """Whether one name may be short for the other in another article; a surname is not."""
    if long.is_person or is_generic(short.key) or is_sister(short.name, long.name):
        return False
    one, two = _split(short.key), _split(long.key)
    if is_alike(one, two) or _is_plural(one, two) or is_variant(one, two) or _is_twice(one, two):
        return False
    return is_longer(long.key, short.key) and is_short_form(short.name, long.name)


def is_spelling(first: str, second: str) -> bool:
    """Whether two keys are one name but for spelling, a plural, or an error of writing."""
    one, two = _split(first), _split(second)
    if one == two or is_alike(one, two) or _is_plural(one, two) or is_variant(one, two):
        return True
    if one[0] != two[0] and is_generic(one[0]) and is_generic(two[0]):
        return False  # "Asian Development Bank", "African Development Bank"
    return not is_sister(first, second) and any(_compare_letters(one, two))


def is_misprint(first: str, second: str) -> bool:
    """Whether two keys differ by nothing but letters that changed places, or by one that is missing in a long name."""
    one, two = _split(first), _split(second)
    pairs = ((one, two), (_without_plurals(one), _without_plurals(two)))
    return any(points >= min(_SWAPPED, _SLIP) for pair in pairs for points, _ in _compare_letters(*pair))


def is_possessive(first: Profile, second: Profile) -> bool:
    """Whether one name is another without its "s", as an article has it that cuts "Cyclops' shares" so."""
    short, long = sorted((first, second), key=lambda one: len(one.key))
    return long.key == f"{short.key}s" and " " not in short.key and not short.has_form


def are_initials(short: str, long: str) -> bool:
    """Whether a key has one letter for each of three words or more of another: "nasa"."""
    return len(short) >= _SHORTEST_INITIALS and short == first_letters(content(_split(long)))


def _compare_short(short: Profile, long: Profile) -> Points:
    one, two = _split(short.key), _split(long.key)
    if not begins(short.key, long.key):
        is_spelled = " " in short.key and short.key == spell_initials(bare(long.key))  # "p and g"
        full = _FULL_INITIALS if is_spelled or len(short.key) == _SHORTEST_INITIALS else _MANY_INITIALS
        points = full if is_spelled or are_initials(short.key, long.key) else _INITIALS
        return points, f"'{short.name}' is made of letters or a part of '{long.name}'"
    rest, reason = two[len(one) :], f"'{short.name}' begins '{long.name}'"
    if is_description(short.name, long.name):
        return _CUT, f"{reason}, which goes on with what it is"
    if GROUPS.issuperset(rest) and _is_of_one_form(short, long):
        return _CUT, f"{reason}, whose legal form is the same or not given, and none is American"
    if not short.has_form and GROUPS.issuperset(rest):
        return _BARE, reason
    if len(one) == 1 and _is_cut(short.key, rest):
        return _CUT_WORD, reason
    if len(one) == 1 or _ARMS.intersection(rest):
        return _BEGINNING, reason
    return _CUT if rest[0] in CONNECTORS else _LONG_BEGINNING, reason


def _is_of_one_form(short: Profile, long: Profile) -> bool:
    """Whether neither bears an American form and the short one a form of those that the long one has, if it has any.

    There "Group" is part of the name at most ("Beecham Group Plc"); in America a bank and its owner differ by it.
    """
    first, second = ({form.split()[-1] for form in one.forms} for one in (short, long))
    return bool(first) and not (first | second) & AMERICAN and (not second or bool(first & second))


def _is_cut(word: str, rest: Words) -> bool:
    """Whether a name of one word stops before "and" and another word than its own: no "Johnson and Johnson"."""
    return rest[0] == "and" and word not in rest


def _compare_letters(one: Words, two: Words) -> Iterator[Points]:
    """What errors of writing say: letters swapped, one wrong, or a few in a long name."""
    first, second = " ".join(one), " ".join(two)
    if min(len(first), len(second)) < _NEAR_LETTERS or first[0] != second[0]:
        return
    other = [pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]]
    if len(one) == len(two) and all(_is_swapped(*pair) for pair in other):
        yield _SWAPPED, "the names differ by letters that changed places"
    elif OSA.distance(first, second, score_cutoff=1) <= 1:
        is_slip = len(first) != len(second) and min(len(first), len(second)) >= _LONG_LETTERS and len(one) > 1
        is_slip |= len(one) == len(two) > 2 and all(len(word) >= _NEAR_LETTERS for word, _ in other)
        yield _SLIP if is_slip else _ONE_LETTER, "the names differ by a letter"
    elif fuzz.ratio(first, second) >= _NEAR_RATIO:
        yield _NEAR, "the names differ by a letter or two"


def _is_swapped(one: str, two: str) -> bool:
    is_long = min(len(one), len(two)) >= _SWAPPED_LETTERS and one[0] == two[0]
    return is_long and sorted(one) == sorted(two) and OSA.distance(one, two) <= 1


def _is_plural(one: Words, two: Words) -> bool:
    return _without_plurals(one) == _without_plurals(two)


def _is_twice(one: Words, two: Words) -> bool:
    """Whether a name was read twice over: "COMSAT.COMSAT"."""
    return two == one * 2


def _are_other_initials(one: Words, two: Words) -> bool:
    """Whether names begin with letters of which one stands for another sound: "GC Holdings" and "HC Holdings"."""
    return one[0] != two[0] and max(len(one[0]), len(two[0])) <= _LONGEST_INITIALS and len(one) == len(two) > 1


def _is_misread(one: Words, two: Words) -> bool:
    """Whether a letter stands for another in a word that is no listed spelling of the other."""
    unlike = [pair for pair in zip(content(one), content(two), strict=True) if not is_one_word(*pair)]
    return any(len(first) == len(second) for first, second in unlike)


def _is_of_form(one: Words, two: Words) -> bool:
    """Whether it is a legal form that has the plural: "Marine Corp" and "Marine Corps"."""
    return any(stands_after((word,)) for pair in zip(one, two, strict=True) if pair[0] != pair[1] for word in pair)


def _without_plurals(words: Words) -> Words:
    return tuple(word.removesuffix("s") if len(word) > _SHORTEST_PLURAL else word for word in words)


def _split(key: str) -> Words:
    return tuple(bare(key).split())
