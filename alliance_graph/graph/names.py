"""What a store knows of names: from the keys of all articles, the judgements and the lists of companies."""

from __future__ import annotations

import json
from collections.abc import Mapping

from alliance_graph.graph import index
from alliance_graph.graph.index import Index, Pair
from alliance_graph.jsonl import parse_entry, write_entry
from alliance_graph.model import Decision, Entry


class Names:
    """What one state of the store knows of names, each looked up once."""

    def __init__(self, look_ups: Index) -> None:
        self._look_ups = look_ups
        self._seconds: dict[tuple[str, str], frozenset[str]] = {}
        self._there: dict[str, bool] = {}
        self._shorts: dict[str, frozenset[str]] = {}
        self._others: dict[str, frozenset[str]] = {}
        self._times: dict[tuple[str, str, int], bool] = {}

    def has(self, key: str) -> bool:
        """Whether any article has an entity of this full key."""
        if key not in self._there:
            self._there[key] = self._look_ups.has_article(index.KEY, key)
        return self._there[key]

    def owners(self, short: str) -> frozenset[str]:
        """Full keys of all entities that use a short key."""
        return self._find(index.OWNER, short)

    def is_usual(self, short: str, full: str) -> bool:
        """Whether several articles shorten it so."""
        return self._has_times(short, full, index.USUAL)

    def is_often(self, short: str, full: str) -> bool:
        """Whether many articles do."""
        return self._has_times(short, full, index.OFTEN)

    def shorts(self, full: str) -> frozenset[str]:
        """The short keys that entities of a full key use."""
        if full not in self._shorts:
            self._shorts[full] = frozenset(self._look_ups.firsts(index.OWNER, full))
        return self._shorts[full]

    def named(self, other: str) -> frozenset[str]:
        """Full keys of all entities of which a key is another name."""
        return self._find(index.OTHER, other)

    def others(self, full: str) -> frozenset[str]:
        """The other names of entities of a full key."""
        if full not in self._others:
            self._others[full] = frozenset(self._look_ups.firsts(index.OTHER, full))
        return self._others[full]

    def block(self, name: str) -> frozenset[str]:
        """The full keys in a block."""
        return self._find(index.BLOCK, name)

    def names(self, key: str) -> frozenset[str]:
        """All names of a full key."""
        return frozenset(json.loads(row)[1] for row in self._find(index.NAME, key))

    def neighbours(self, key: str) -> frozenset[str]:
        """The full keys that are party to a claim with this one."""
        return self._find(index.NEIGHBOUR, key)

    def is_apart(self, first: str, second: str) -> bool:
        """Whether one article has the two as entities of their own."""
        return max(first, second) in self._find(index.APART, min(first, second))

    def judged(self, key: str) -> Mapping[str, Decision]:
        """What people decided of this key and others."""
        rows = (json.loads(row) for row in self._find(index.JUDGED, key))
        return {other: Decision(decision) for other, decision, _ in rows}

    def is_second(self, key: str) -> bool:
        """Whether people judged it the same as another that they put first."""
        return any(json.loads(row)[1:] == [Decision.SAME, True] for row in self._find(index.JUDGED, key))

    def entry(self, key: str) -> Entry | None:
        """The listed company that bears this name."""
        return next((parse_entry(line) for line in self._find(index.ENTRY, key)), None)

    def listed(self, entry: Entry) -> frozenset[str]:
        """The full keys that are names of a listed company."""
        return frozenset(self._look_ups.firsts(index.ENTRY, write_entry(entry)))

    def _has_times(self, short: str, full: str, times: int) -> bool:
        if (short, full, times) not in self._times:
            self._times[short, full, times] = self._look_ups.has_times(Pair(index.OWNER, short, full), times)
        return self._times[short, full, times]

    def _find(self, relation: str, first: str) -> frozenset[str]:
        if (relation, first) not in self._seconds:
            self._seconds[relation, first] = self._look_ups.seconds(relation, first)
        return self._seconds[relation, first]
