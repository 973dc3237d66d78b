"""What the graph asks of whoever decides identity; the module `link` answers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from alliance_graph.model import Entity


class EntityKeys(Protocol):
    """The keys under which an entity can be found again."""

    @property
    def full(self) -> str:
        """Key of its full name."""

    @property
    def short(self) -> tuple[str, ...]:
        """Keys of its other names."""


class Identity(Protocol):
    """The company that a key stands for, and why."""

    @property
    def key(self) -> str:
        """Key of the company."""

    @property
    def reason(self) -> str:
        """The reason in words."""


class Linker(Protocol):
    """Decides which names are one company and which articles are copies, by nothing but what it is given."""

    def keys(self, entity: Entity) -> EntityKeys:
        """The keys of one entity."""

    def identify(self, key: str, owners: Callable[[str], frozenset[str]]) -> Identity:
        """The company of a full key, given the full keys of all entities that use a short one."""

    def bands(self, signature: str) -> tuple[str, ...]:
        """Strings of which near-copies share at least one."""

    def is_copy(self, first: str, second: str) -> bool:
        """Whether two signatures are of one text."""
