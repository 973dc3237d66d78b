"""What the graph asks of whoever decides identity; the module `link` answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from alliance_graph.known import Identity, Known
from alliance_graph.model import Claim, Entity, Entry, Judgement
from alliance_graph.notes import Note


class EntityKeys(Protocol):
    """The keys under which an entity can be found again."""

    @property
    def full(self) -> str:
        """Key of its full name."""

    @property
    def short(self) -> tuple[str, ...]:
        """Keys of its short names."""

    @property
    def other(self) -> tuple[str, ...]:
        """Keys of its former names and of those by which it goes as well."""


class Score(Protocol):
    """How likely two keys are one company; as text, the reasons."""

    @property
    def value(self) -> float:
        """From 0 to 1."""


class Linking(Protocol):
    """The decisions on one state of the store."""

    def identify(self, key: str) -> Identity:
        """The company of a full key."""

    def members(self, company: str) -> frozenset[str]:
        """All keys that mean a company."""

    def reach(self, keys: Iterable[str]) -> set[str]:
        """These keys and all whose company may hang on theirs."""

    def in_contexts(self, form: str) -> frozenset[str]:
        """The keys of a name with more than the name: with whom it has ties, or its legal form."""

    def candidates(self, key: str) -> Iterator[tuple[str, Score]]:
        """The keys that may be the same company."""


class Standing(Protocol):
    """What judgements say together."""

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Those that count."""

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Those that do not, in words."""


class Register(Protocol):
    """Lists of companies."""

    @property
    def digest(self) -> str:
        """Another text after each list that was added."""

    def find(self, key: str) -> Entry | None:
        """The one company that bears a name, by its key."""

    def add(self, entries: Iterable[Entry], note: Note) -> int:
        """Add a list; how many entries it has. What is doubtful is noted."""

    def close(self) -> None:
        """Let go of the file."""


class Linker(Protocol):
    """Decides which names are one company and which articles are copies, by nothing but what it is given."""

    def keys(self, entity: Entity) -> EntityKeys:
        """The keys of one entity."""

    def file_entities(self, entities: Iterable[Entity], claims: Iterable[Claim]) -> Mapping[str, EntityKeys]:
        """The keys of all entities of an article, by their keys there; its claims tell vague names apart."""

    def key_of(self, name: str) -> str:
        """The full key of a name alone."""

    def blocks(self, key: str) -> tuple[str, ...]:
        """Strings of which keys that may be one company share at least one."""

    def Linking(self, known: Known) -> Linking:  # noqa: N802  # a class of the module `link`
        """The decisions on what is known."""

    def Register(self, path: Path) -> Register:  # noqa: N802  # a class too
        """The lists of companies in a file, which need not be there yet."""

    def read_judgements(self, path: Path) -> list[Judgement]:
        """The judgements of a file; none where there is no file."""

    def write_judgements(self, path: Path, judgements: Iterable[Judgement]) -> None:
        """Write the file whole."""

    def weigh(self, judgements: Sequence[Judgement]) -> Standing:
        """What judgements say together."""

    def bands(self, signature: str) -> tuple[str, ...]:
        """Strings of which near-copies share at least one."""

    def is_copy(self, first: str, second: str) -> bool:
        """Whether two signatures are of one text."""
