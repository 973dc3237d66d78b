"""A claim cut into pairs of entities, and names of one annotation found in another, as far as `evaluate` needs it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations

from alliance_graph.model import Claim, Entity
from alliance_graph.ontology import KINDS
from alliance_graph.word_lists import read_words

Pair = tuple[str, str, str]
"""Kind of the tie and its two entities; "venture" ties a partner to the company that a joint venture is."""

_VENTURE = "venture"
_INITIAL_DOT = re.compile(r"\b(\w)\.(?=\w\b)")
_POSSESSIVE = re.compile(r"'s\b")
_WORD = re.compile(r"[a-z0-9]+")


def find_pairs(claim: Claim, resolve: Callable[[str], str] = str) -> Iterator[tuple[Pair, float | None]]:
    """Every pair that the claim states, with its percentage."""
    if not KINDS[claim.kind].is_symmetric:
        names = [role.name for role in KINDS[claim.kind].roles.values() if role.is_party][:2]
        parties = [resolve(key) for name in names for key in claim.roles.get(name, ())]
        if len(parties) == 2:
            yield (claim.kind, parties[0], parties[1]), claim.percentage.value if claim.percentage else None
        return
    partners = sorted({resolve(key) for key in claim.roles.get("partners", ())})
    for first, second in combinations(partners, 2):
        yield (claim.kind, first, second), None
    shares = {resolve(key): share for key, share in claim.shares.items()}
    for venture in claim.roles.get(_VENTURE, ()):
        for partner in partners:
            yield (_VENTURE, partner, resolve(venture)), shares.get(partner)


def has_direction(kind: str) -> bool:
    """Whether the two entities of a pair of that kind play different roles."""
    return kind == _VENTURE or not KINDS[kind].is_symmetric


def turn(pair: Pair) -> Pair:
    """The pair with its entities in each other's place."""
    kind, first, second = pair
    return kind, second, first


def make_resolver(entities: Iterable[Entity]) -> Callable[[str], str]:
    """A function from a name to the key of its entity, or to a word that no key can be.

    A name is that of an entity that is called so, with legal forms or without; else of the only entity that has a
    name with more of the same words, or fewer.
    """
    spelled: dict[str, str] = {}
    bare: dict[str, str] = {}
    bags: list[tuple[frozenset[str], str]] = []
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            words = _split(name)
            spelled.setdefault(" ".join(words), entity.key)
            bare.setdefault(" ".join(_strip(words)), entity.key)
            bags.append((frozenset(_strip(words)), entity.key))

    def find(name: str) -> str:
        words = _split(name)
        key = spelled.get(" ".join(words)) or bare.get(" ".join(_strip(words)))
        if key:
            return key
        mine = frozenset(_strip(words))
        near = {key for bag, key in bags if mine and bag and (mine <= bag or bag <= mine)}
        return near.pop() if len(near) == 1 else "?" + " ".join(_strip(words))

    return find


def _split(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return _WORD.findall(_POSSESSIVE.sub("", _INITIAL_DOT.sub(r"\1", text).replace("&", " and ")))


def _strip(words: list[str]) -> list[str]:
    return [word for word in words if word not in _passed_over()] or words


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(read_words("passed_over_in_names.txt"))
