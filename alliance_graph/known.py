"""What a store knows of names and companies: all that the decision who is who may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from alliance_graph.model import Decision, Entry


@dataclass(frozen=True, slots=True)
class Identity:
    """The key of the company that a key means, and the reason in words."""

    key: str
    reason: str


class Known(Protocol):
    """One state of the store; keys are those of `link.keys`."""

    def has(self, key: str) -> bool:
        """Whether any article has an entity of this full key."""

    def owners(self, short: str) -> frozenset[str]:
        """Full keys of all entities that list a key among their short keys."""

    def is_usual(self, short: str, full: str) -> bool:
        """Whether several articles list this short key for an entity of this full key."""

    def is_often(self, short: str, full: str) -> bool:
        """Whether five articles and more do."""

    def shorts(self, full: str) -> frozenset[str]:
        """The short keys that entities of a full key list."""

    def named(self, other: str) -> frozenset[str]:
        """Full keys of all entities to which an article gives this as another name, a former one perhaps."""

    def others(self, full: str) -> frozenset[str]:
        """The other names that articles give to entities of a full key."""

    def block(self, name: str) -> frozenset[str]:
        """Full keys that share a block (`link.blocks`)."""

    def names(self, key: str) -> frozenset[str]:
        """All names that articles give to entities of a full key."""

    def neighbours(self, key: str) -> frozenset[str]:
        """Full keys that are party to a claim together with this one."""

    def is_apart(self, first: str, second: str) -> bool:
        """Whether one article has the two as entities of their own."""

    def judged(self, key: str) -> Mapping[str, Decision]:
        """What people decided of this key and others, without contradictions."""

    def is_second(self, key: str) -> bool:
        """Whether people judged it the same as another name that they put first."""

    def entry(self, key: str) -> Entry | None:
        """The one company in the lists of companies that bears this name."""

    def listed(self, entry: Entry) -> frozenset[str]:
        """The full keys that are names of a listed company."""
