"""What is known of names, in dictionaries: from entities and what is said of them, without a store."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from alliance_graph.link import blocks, keys
from alliance_graph.model import Decision, Entity


class Known:
    """The entities of articles, each an article of its own unless `together`; all other arguments hold full keys."""

    def __init__(self, entities=(), *, together=(), ties=(), judged=(), entries=()):
        self._owners, self._shorts, self._names = defaultdict(set), defaultdict(set), defaultdict(set)
        self._blocks, self._neighbours = defaultdict(set), defaultdict(set)
        self._judged: dict[str, dict[str, Decision]] = defaultdict(dict)
        self._seconds: set[str] = set()
        self._apart = {frozenset(pair) for group in together for pair in combinations(group, 2)}
        self._entries = dict(entries)
        for name, aliases in entities:
            self.add(Entity(key="e", name=name, aliases=aliases))
        for one, two in ties:
            self._neighbours[one].add(two)
            self._neighbours[two].add(one)
        for one, two, decision in judged:
            self._judged[one][two] = self._judged[two][one] = Decision(decision)
            self._seconds |= {two} if decision == "same" else set()

    def add(self, entity):
        found = keys(entity)
        self._names[found.full] |= {entity.name, *entity.aliases}
        for short in found.short:
            self._owners[short].add(found.full)
            self._shorts[found.full].add(short)
        for block in blocks(found.full):
            self._blocks[block].add(found.full)

    def has(self, key):
        return key in self._names

    def owners(self, short):
        return frozenset(self._owners.get(short, ()))

    def shorts(self, full):
        return frozenset(self._shorts.get(full, ()))

    def block(self, name):
        return frozenset(self._blocks.get(name, ()))

    def names(self, key):
        return frozenset(self._names.get(key, ()))

    def neighbours(self, key):
        return frozenset(self._neighbours.get(key, ()))

    def is_apart(self, first, second):
        return frozenset((first, second)) in self._apart

    def judged(self, key):
        return self._judged.get(key, {})

    def is_second(self, key):
        return key in self._seconds

    def entry(self, key):
        return self._entries.get(key)

    def listed(self, entry):
        return frozenset(key for key, found in self._entries.items() if found == entry and key in self._names)
