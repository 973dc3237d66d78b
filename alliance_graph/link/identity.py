"""Which company a key means: keys joined by people, articles and scores, judged from a store's sets of names alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from alliance_graph.contexts import bare, is_in_context, is_of_form, is_vague, legal_form
from alliance_graph.known import Identity, Known
from alliance_graph.link.blocks import (
    alike,
    in_contexts,
    is_compared,
    longer,
    may_be_short,
    registered,
    shorter,
)
from alliance_graph.link.keys import is_longer, key_of, measure
from alliance_graph.link.likeness import is_spelling, is_stand_in
from alliance_graph.link.profile import Profile, make_profile
from alliance_graph.link.renamed import find_named, find_renamed, is_renamed
from alliance_graph.link.score import JOIN, Score, compare, doubt_namesake, doubt_short, find_conflict
from alliance_graph.link.short import describe, fullest, is_one, is_supported, meant, steps
from alliance_graph.link.vague import find_namesakes, find_ties
from alliance_graph.model import Decision
from alliance_graph.names import is_description

_JUDGED = 3.0
_LISTED = 2.5
_SHORTENED = 2.0
"""Weights of what outranks every score; the last of names that tell little and have a tie with one other too."""


@dataclass(frozen=True, slots=True, order=True)
class Bond:
    """Two keys that belong together, and why; the heaviest are drawn first, ties by name."""

    lightness: float
    first: str
    second: str
    reason: str

    def other(self, key: str) -> str:
        """The other end."""
        return self.second if key == self.first else self.first


def _bond(weight: float, one: str, two: str, reason: str) -> Bond:
    return Bond(-weight, min(one, two), max(one, two), reason)


class Linking:
    """The decisions on one state of a store, each made once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._identities: dict[str, Identity] = {}
        self._members: dict[str, frozenset[str]] = {}
        self._profiles: dict[str, Profile] = {}
        self._bonds: dict[str, list[Bond]] = {}

    def identify(self, key: str) -> Identity:
        """The company of a key, and why."""
        if key not in self._identities:
            self._decide(self._gather([key]))
        return self._identities[key]

    def members(self, company: str) -> frozenset[str]:
        """All keys that mean a company."""
        return self._members[company] if self.identify(company).key == company else frozenset()

    def reach(self, keys: Iterable[str]) -> set[str]:
        """These keys and all whose company may hang on theirs."""
        found, ahead = set(), set(keys)
        while ahead:
            found |= ahead
            ahead = {short for key in ahead for short in self._known.shorts(key)} - found
        found |= {name for key in found for name in (*may_be_short(key, self._known), *alike(key, self._known))}
        found |= {name for key in found for name in in_contexts(key, self._known)}
        return self._gather(found)

    def in_contexts(self, form: str) -> frozenset[str]:
        """The keys of a name with more than the name: with whom it has ties, or its legal form from abroad."""
        return in_contexts(form, self._known) | registered(form, self._known)

    def candidates(self, key: str) -> Iterator[tuple[str, Score]]:
        """The keys that may be the same company, with their scores; those that people judged are left out."""
        judged = self._known.judged(key)
        for other in sorted(self._near(key) - judged.keys()):
            yield other, self.score(key, other)
        for other in sorted(find_namesakes(key, self._known) - judged.keys()):
            yield other, doubt_namesake(bare(key))
        for short, long in self._find_shortened(key):
            other = long if key == short else short
            if other not in judged and self._known.has(other) and not self._is_meant(short, long):
                yield other, doubt_short(short, long)
        for other, score in sorted(find_renamed(key, self._known), key=lambda found: found[0]):
            if other not in judged:
                yield other, score

    def score(self, one: str, two: str) -> Score:
        """The score of two keys."""
        first, second = self._profile(one), self._profile(two)
        short, long = (two, one) if is_longer(one, two) else (one, two)
        is_apart = self._known.is_apart(one, two)
        return compare(first, second, is_only=self._is_only(short, long), is_apart=is_apart)

    def _profile(self, key: str) -> Profile:
        if key not in self._profiles:
            self._profiles[key] = make_profile(key, self._known)
        return self._profiles[key]

    def _near(self, key: str) -> set[str]:
        """The keys that share a block, and are there."""
        return {*alike(key, self._known), *longer(key, self._known), *shorter(key, self._known)} - {key}

    def _is_only(self, short: str, long: str) -> bool:
        """Whether the longer name is the only one for which the shorter may stand."""
        one, may_be = self._profile(short), longer(short, self._known)
        if long not in may_be or not is_stand_in(one, self._profile(long)):
            return False
        return not any(is_stand_in(one, self._profile(key)) for key in may_be - {long})

    def _find_bonds(self, key: str) -> list[Bond]:
        """What ties a key to others, before it is known whether anything speaks against it."""
        if key not in self._bonds:
            known = self._known
            bonds = [
                _bond(_JUDGED, key, other, "a person judged them the same")
                for other, decision in known.judged(key).items()
                if decision is Decision.SAME
            ]
            reason = "an article uses it as its short name, and no other company's"
            bonds += [_bond(_SHORTENED, *pair, reason) for pair in self._find_shortened(key) if self._is_meant(*pair)]
            if known.has(key):
                bonds += self._find_listed(key)
                bonds += self._find_scored(key)
            bonds += [_bond(_SHORTENED, one, two, why) for one, two, why in find_ties(key, known)]
            bonds += self._find_registered(key)
            self._bonds[key] = bonds
        return self._bonds[key]

    def _find_registered(self, key: str) -> Iterator[Bond]:
        """What ties a name to itself with a legal form, where no article has it without one, or many do with it."""
        form = bare(key)
        named = registered(form, self._known) if is_compared(key) else ()
        for other in named if key == form else {key}.intersection(named):
            if not self._known.has(form) or self._known.is_often(form, other):
                yield _bond(JOIN, form, other, f"it is the name without its legal form ('{legal_form(other)}')")

    def _find_shortened(self, key: str) -> list[tuple[str, str]]:
        """The pairs of a short key and the longer name that articles shorten to it, of which this key is one."""
        shorts = sorted(self._known.shorts(key))
        pairs = [(key, long) for long in sorted(steps(key, self._known))]
        return pairs + [(short, key) for short in shorts if key in steps(short, self._known)]

    def _find_listed(self, key: str) -> Iterator[Bond]:
        """What ties a name to the others that a list gives its company, though an article may have both as two."""
        entry = self._known.entry(key)
        if entry:
            about = f"'{entry.name}'{f' ({entry.id})' if entry.id else ''}"
            for other in sorted(self._known.listed(entry) - {key}):
                yield _bond(_LISTED, key, other, f"a list of companies has both as names of {about}")

    def _is_meant(self, short: str, long: str) -> bool:
        """Whether a short name means this company in other articles too."""
        return is_one(fullest(short, self._known), self._known) and is_supported(short, long, self._known)

    def _find_scored(self, key: str) -> Iterator[Bond]:
        for other, score in self.candidates(key):
            if score.value >= JOIN and not (self._is_taken(key, other) or self._is_taken(other, key)):
                yield _bond(score.value, key, other, str(score))

    def _is_taken(self, short: str, long: str) -> bool:
        """Whether articles say that it is short for another name; a score cannot know better."""
        one, two = self._profile(short), self._profile(long)
        if not is_longer(long, short) or not is_stand_in(one, two) or is_description(one.name, two.name):
            return False
        owners = map(bare, meant(bare(short), self._known))
        return any(owner != bare(short) and not is_spelling(owner, long) for owner in owners)

    def _gather(self, keys: Iterable[str]) -> set[str]:
        """The keys with all that bonds lead to."""
        found, ahead = set(keys), list(keys)
        while ahead:
            key = ahead.pop()
            for bond in self._find_bonds(key):
                other = bond.other(key)
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return found

    def _decide(self, keys: set[str]) -> None:
        """Draw the bonds of these keys, the heaviest first, but none that brings a conflict into a company."""
        companies = {key: {key} for key in keys}
        drawn: dict[str, list[Bond]] = {key: [] for key in keys}
        for bond in sorted({bond for key in keys for bond in self._find_bonds(key)}):
            one, two = companies[bond.first], companies[bond.second]
            if one is not two and not self._clash(one, two, -bond.lightness):
                drawn[bond.first].append(bond)
                drawn[bond.second].append(bond)
                one |= two
                companies |= dict.fromkeys(two, one)
        for members in {id(found): found for found in companies.values()}.values():
            self._name(members, drawn)

    def _clash(self, one: set[str], two: set[str], weight: float) -> bool:
        """Whether any two of two companies must stay apart."""
        if weight >= _JUDGED:
            return False
        for first, second in product(one, two):
            if self._known.judged(first).get(second) is Decision.DIFFERENT:
                return True
            if self._known.is_apart(first, second) and (is_of_form(first) or is_of_form(second)):
                return True
            is_score = weight < _SHORTENED and self._is_scored(first) and self._is_scored(second)
            if not is_score:
                continue
            is_told = is_renamed(first, second, self._known)
            if find_conflict(self._profile(first), self._profile(second), is_told=is_told):
                return True
        return False

    def _is_scored(self, key: str) -> bool:
        """Whether scores speak of a key; of names in context they do not."""
        return self._known.has(key) and not is_in_context(key)

    def _name(self, members: set[str], drawn: dict[str, list[Bond]]) -> None:
        """Call a company by the name that people or a list put first, else the fullest; say how each key came in."""
        company = max(members, key=lambda key: self._rank(key, members)) if len(members) > 1 else next(iter(members))
        self._members[company] = frozenset(members)
        is_fullest = all(measure(key) <= measure(company) for key in members)
        is_later = not members.isdisjoint(map(bare, self._known.others(company)))
        first = "as articles call it now" if is_later else "that was put first"
        reason = describe(company, self._known) if is_fullest else f"'{company}' is the name {first}"
        self._identities[company] = Identity(company, reason)
        ahead = [(company, "")]
        while ahead:
            key, path = ahead.pop()
            for bond in drawn[key]:
                other = bond.other(key)
                if other not in self._identities:
                    reason = f"'{other}' joined to '{key}': {bond.reason}{path}"
                    self._identities[other] = Identity(company, reason)
                    ahead.append((other, f"; {reason}"))

    def _rank(self, key: str, members: set[str]) -> tuple[bool, bool, bool, bool, bool, tuple[int, int], bool, str]:
        entry = self._known.entry(key)
        is_listed = entry is not None and key_of(entry.name) == key
        is_told = not is_in_context(key) and bool(is_vague(key) and self.in_contexts(key))
        is_there = is_told or self._known.has(key) or any(self._find_registered(key))
        is_plain, is_second = not is_in_context(key), self._known.is_second(key)
        is_own = find_named(key, self._known).isdisjoint(members)  # no former name, or another one
        return (is_there, not is_second, is_listed, is_own, is_plain, measure(key), not is_of_form(key), key)
