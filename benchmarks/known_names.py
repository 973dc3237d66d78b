"""What is known of names, in dictionaries: from entities and what is said of them, without a store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from alliance_graph.link import blocks, keys
from alliance_graph.model import Decision, Entity, Entry

_Lists = defaultdict[str, list[str]]


class Known:
    """Entities (name and aliases), each of an article of its own unless `together`; other arguments hold full keys."""

    def __init__(
        self,
        entities: Iterable[tuple[str, tuple[str, ...]]] = (),
        *,
        together: Iterable[Sequence[str]] = (),
        ties: Iterable[tuple[str, str]] = (),
        judged: Iterable[tuple[str, str, str]] = (),
        entries: Mapping[str, Entry] | None = None,
    ) -> None:
        self._owners, self._shorts, self._names, self._blocks = (_Lists(list) for _ in range(4))
        self._named, self._others = _Lists(list), _Lists(list)
        self._uses: Counter[tuple[str, str]] = Counter()
        self._neighbours: _Lists = _Lists(list)
        self._judged: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
        self._seconds: set[str] = set()
        self._apart = {frozenset(pair) for group in together for pair in combinations(group, 2)}
        self._entries = dict(entries or {})
        for name, aliases in entities:
            self.add(Entity(key="e", name=name, aliases=aliases))
        for one, two in ties:
            self._neighbours[one].append(two)
            self._neighbours[two].append(one)
        for one, two, decision in judged:
            self._judged[one][two] = self._judged[two][one] = Decision(decision)
            self._seconds |= {two} if decision == "same" else set()

    def add(self, entity: Entity) -> None:
        """Add an entity."""
        found = keys(entity)
        self.file(found.full, entity.name, *entity.aliases)
        for short in found.short:
            self._owners[short].append(found.full)
            self._shorts[found.full].append(short)
            self._uses[short, found.full] += 1

        for other in found.other:
            self._named[other].append(found.full)
            self._others[found.full].append(other)

    def file(self, full: str, *names: str) -> None:
        """Add names to a full key, and the key to its blocks."""
        if full not in self._names:
            for block in blocks(full):
                self._blocks[block].append(full)
        self._names[full] += names

    def keys(self) -> list[str]:
        """All full keys."""
        return list(self._names)

    def has(self, key: str) -> bool:
        return key in self._names

    def owners(self, short: str) -> frozenset[str]:
        return frozenset(self._owners.get(short, ()))

    def is_usual(self, short: str, full: str) -> bool:
        return self._uses[short, full] > 1

    def is_often(self, short: str, full: str) -> bool:
        return self._uses[short, full] > 4

    def shorts(self, full: str) -> frozenset[str]:
        return frozenset(self._shorts.get(full, ()))

    def named(self, other: str) -> frozenset[str]:
        return frozenset(self._named.get(other, ()))

    def others(self, full: str) -> frozenset[str]:
        return frozenset(self._others.get(full, ()))

    def block(self, name: str) -> frozenset[str]:
        return frozenset(self._blocks.get(name, ()))

    def names(self, key: str) -> frozenset[str]:
        return frozenset(self._names.get(key, ()))

    def neighbours(self, key: str) -> frozenset[str]:
        return frozenset(self._neighbours.get(key, ()))

    def is_apart(self, first: str, second: str) -> bool:
        return frozenset((first, second)) in self._apart

    def judged(self, key: str) -> Mapping[str, Decision]:
        return self._judged.get(key, {})

    def is_second(self, key: str) -> bool:
        return key in self._seconds

    def entry(self, key: str) -> Entry | None:
        return self._entries.get(key)

    def listed(self, entry: Entry) -> frozenset[str]:
        return frozenset(key for key, found in self._entries.items() if found == entry and key in self._names)
