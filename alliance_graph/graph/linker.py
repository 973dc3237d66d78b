"""What the graph asks of whoever decides identity; the module `link` answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from alliance_graph.known import Identity, Known
from alliance_graph.model import Entity


class EntityKeys(Protocol):
    """The keys under which an entity can be found again."""

    @property
    def full(self) -> str:
        """Key of its full name."""

    @property
    def short(self) -> tuple[str, ...]:
        """Keys of its other names."""


class Score(Protocol):
    """How likely two keys are one company; as text, the reasons."""

    @property
    def value(self) -> float:
        """From 0 to 1."""

    @property
    def is_conflict(self) -> bool:
        """Whether they can be no one company."""


class Linking(Protocol):
    """The decisions on one state of the store."""

    def identify(self, key: str) -> Identity:
        """The company of a full key."""

    def members(self, company: str) -> frozenset[str]:
        """All keys that mean a company."""

    def reach(self, keys: Iterable[str]) -> set[str]:
        """These keys and all whose company may hang on theirs."""

    def candidates(self, key: str) -> Iterator[tuple[str, Score]]:
        """The keys that may be the same company."""


class Linker(Protocol):
    """Decides which names are one company and which articles are copies, by nothing but what it is given."""

    def keys(self, entity: Entity) -> EntityKeys:
        """The keys of one entity."""

    def key_of(self, name: str) -> str:
        """The full key of a name alone."""

    def blocks(self, key: str) -> tuple[str, ...]:
        """Strings of which keys that may be one company share at least one."""

    def Linking(self, known: Known) -> Linking:  # noqa: N802  # a class of the module `link`
        """The decisions on what is known."""

    def bands(self, signature: str) -> tuple[str, ...]:
        """Strings of which near-copies share at least one."""

    def is_copy(self, first: str, second: str) -> bool:
        """Whether two signatures are of one text."""
