"""Look-ups by which adding one article need not read the others: which articles use a key, a name, a text, a group.

An entry belongs to an article: (article, relation, value). Pairs such as (short key, full key) have beside it a quad
from the first to the second, which stays as long as any article supports it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from json.encoder import encode_basestring
from urllib.parse import quote, unquote

import pyoxigraph as ox

from alliance_graph.graph import terms
from alliance_graph.graph.draft import Draft

KEY = "key"
"""The article has an entity of this full key."""
PART = "part"
"""The article has an entity of this full key that plays a part in an accepted claim."""
TEXT = "text"
"""The article has this text."""
GROUP = "group"
"""The article has a claim of this group of claims."""
OWNER = "owner"
"""Pair: a short key and a full key whose entity uses it."""
OTHER = "other"
"""Pair: the key of another name and a full key to whose entity an article gives it."""
NAME = "name"
"""Pair: a full key and type with a name of its entity."""
NEIGHBOUR = "neighbour"
"""Pair: a full key and another that is party to an accepted claim with it."""
APART = "apart"
"""Pair: two full keys that may be one company, but that an article has as two; the smaller one first."""
BLOCK = "block"
"""Look-up alone: a block and the full keys in it."""
DIGEST = "digest"
"""Look-up alone: a file beside the graph and the digest with which it was last taken in; texts and the one of all."""
JUDGED = "judged"
"""Look-up alone: a key and what people decided of it and another (other, decision, whether the other was put first)."""
REVIEWED = "reviewed"
"""Look-up alone: an article, which need not be there, and what people decided of its claims."""
ENTRY = "entry"
"""Look-up alone: a full key and the company in the lists of companies that bears this name."""
TIE = "tie"
"""Look-up alone: a group and the relationships concluded from it."""
COPY = "copy"
"""Look-up alone: a text and those that are nearly it."""
FORM = "form"
"""Look-up alone: a company and the comparison forms of its names in articles."""
LISTED = "listed"
"""Look-up alone: a company and the comparison forms of its other names in the lists of companies."""

USUAL, OFTEN = 2, 5
"""Numbers of articles from which a short name is one that is known, and one that outweighs a rare one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of which the second is looked up by the first."""

    relation: str
    first: str
    second: str

    @property
    def support(self) -> str:
        """The value of the entry that keeps the pair alive."""
        return f"[{encode_basestring(self.first)}, {encode_basestring(self.second)}]"  # JSON, at a fifth of the cost


class Index:
    """The look-ups of a draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def articles(self, relation: str, value: str) -> set[str]:
        """IRIs of the articles that have this entry."""
        found = self._draft.find(None, _predicate(relation), terms.text(value), terms.INDEX)
        return {terms.subject(quad).value for quad in found}

    def has_article(self, relation: str, value: str) -> bool:
        """Whether any article has this entry."""
        return self._draft.has(None, _predicate(relation), terms.text(value), terms.INDEX)

    def has_times(self, pair: Pair, times: int) -> bool:
        """Whether so many articles or more have this pair."""
        return len(self.articles(pair.relation, pair.support)) >= times

    def values(self, article: str, relation: str) -> set[str]:
        """The entries of an article."""
        found = self._draft.find(terms.node(article), _predicate(relation), None, terms.INDEX)
        return {terms.value(quad) for quad in found}

    def all_values(self, relation: str) -> set[str]:
        """The entries of all articles."""
        return {terms.value(quad) for quad in self._draft.find(None, _predicate(relation), None, terms.INDEX)}

    def seconds(self, relation: str, first: str) -> frozenset[str]:
        """Second values of the pairs that begin with this one."""
        found = self._draft.find(_key(first), _look_up(relation), None, terms.INDEX)
        return frozenset(terms.value(quad) for quad in found)

    def firsts(self, relation: str, second: str) -> set[str]:
        """First values of the pairs that end with this one; only of relations that are asked for it."""
        found = self._draft.find(None, _look_up(relation), terms.text(second), terms.INDEX)
        return {_value(terms.subject(quad).value) for quad in found}

    def has_first(self, relation: str) -> bool:
        """Whether anything can be looked up."""
        return self._draft.has(None, _look_up(relation), None, terms.INDEX)

    def all_firsts(self, relation: str) -> set[str]:
        """First values of all that can be looked up."""
        found = self._draft.find(None, _look_up(relation), None, terms.INDEX)
        return {_value(terms.subject(quad).value) for quad in found}

    def all_pairs(self, relation: str) -> dict[str, set[str]]:
        """Second values by the first one, of all that can be looked up."""
        pairs: dict[str, set[str]] = {}
        for quad in self._draft.find(None, _look_up(relation), None, terms.INDEX):
            pairs.setdefault(_value(terms.subject(quad).value), set()).add(terms.value(quad))
        return pairs

    def set_values(self, article: str, relation: str, values: Iterable[str]) -> None:
        """Make these the entries of an article."""
        self._set(terms.node(article), _predicate(relation), values)

    def set_pairs(self, article: str, relation: str, pairs: Iterable[Pair]) -> set[str]:
        """Make these the pairs of an article; the first values of pairs that came or went.

        A short key also counts as changed when a second or fifth article comes to use it so, or no longer does.
        """
        before = {_parse_pair(relation, value) for value in self.values(article, relation)}
        now = set(pairs)
        if before == now:
            return set()
        self.set_values(article, relation, (pair.support for pair in now))
        changed = set()
        for pair in before ^ now:
            is_supported = pair in now or self.has_article(relation, pair.support)
            if self.set_second(relation, pair.first, pair.second, is_there=is_supported):
                changed.add(pair.first)
            elif relation == OWNER:
                count = len(self.articles(relation, pair.support)) + (pair not in now)
                changed |= {pair.first} if count in (USUAL, OFTEN) else set()
        return changed

    def set_seconds(self, relation: str, first: str, seconds: Iterable[str]) -> None:
        """Make these all that is looked up by a first value."""
        self._set(_key(first), _look_up(relation), seconds)

    def set_second(self, relation: str, first: str, second: str, *, is_there: bool) -> bool:
        """Add one value to what is looked up by a first one, or take it away; whether that changed anything."""
        key, predicate, value = _key(first), _look_up(relation), ox.Literal(second)
        was = self._draft.find(key, predicate, value, terms.INDEX)
        if is_there == bool(was):
            return False
        self._draft.replace(was, [] if was else [ox.Quad(key, predicate, value, terms.INDEX)])
        return True

    def _set(self, subject: ox.NamedNode, predicate: ox.NamedNode, values: Iterable[str]) -> None:
        old = self._draft.find(subject, predicate, None, terms.INDEX)
        new = [ox.Quad(subject, predicate, ox.Literal(value), terms.INDEX) for value in values]
        if old or new:
            self._draft.replace(old, new)


def find_values(oxigraph: ox.Store, relation: str, start: str) -> Iterator[str]:
    """The entries of all articles that begin so; Oxigraph picks them four times as fast as Python does."""
    entries = f"GRAPH {terms.INDEX} {{ ?article {_predicate(relation)} ?value }}"
    found = oxigraph.query(f"SELECT ?value {{ {entries} FILTER(STRSTARTS(?value, {ox.Literal(start)})) }}")
    assert isinstance(found, ox.QuerySolutions)
    yield from (row["value"].value for row in found)


def _parse_pair(relation: str, support: str) -> Pair:
    first, second = json.loads(support)
    return Pair(relation, first, second)


@cache
def _predicate(relation: str) -> ox.NamedNode:
    return terms.node(f"urn:alliance-graph:index:{relation}")


@cache
def _look_up(relation: str) -> ox.NamedNode:
    return terms.node(f"urn:alliance-graph:look-up:{relation}")


_KEY = "urn:alliance-graph:value:"


@lru_cache(4096)  # a name is looked up in all relations, one after the other
def _key(value: str) -> ox.NamedNode:
    is_plain = value.isascii() and value.replace(" ", "").isalnum()  # as most keys are, for a tenth of the cost
    return ox.NamedNode(_KEY + (value.replace(" ", "%20") if is_plain else quote(value, safe="", errors="replace")))


def _value(iri: str) -> str:
    return unquote(iri.removeprefix(_KEY))
