"""Which company each entity is, from the keys of all articles."""

from __future__ import annotations

from collections.abc import Iterable

from alliance_graph.graph import index
from alliance_graph.graph.index import Index
from alliance_graph.graph.linker import Identity, Linker


class Identities:
    """The identities of one state of the store."""

    def __init__(self, look_ups: Index, linker: Linker) -> None:
        self._look_ups = look_ups
        self._linker = linker
        self._known: dict[str, Identity] = {}
        self._owners: dict[str, frozenset[str]] = {}

    def owners(self, short: str) -> frozenset[str]:
        """Full keys of all entities that use a short key."""
        if short not in self._owners:
            self._owners[short] = self._look_ups.seconds(index.OWNER, short)
        return self._owners[short]

    def identify(self, key: str) -> Identity:
        """The company of a full key, and why."""
        if key not in self._known:
            self._known[key] = self._linker.identify(key, self.owners)
        return self._known[key]

    def members(self, company: str) -> set[str]:
        """The full keys that stand for a company."""
        return {key for key in self.reach([company]) if self.identify(key).key == company}

    def reach(self, keys: Iterable[str]) -> set[str]:
        """These keys and all whose identity may hang on theirs: short forms, and short forms of those."""
        found, ahead = set(), set(keys)
        while ahead:
            found |= ahead
            ahead = {short for key in ahead for short in self._look_ups.firsts(index.OWNER, key)} - found
        return found
