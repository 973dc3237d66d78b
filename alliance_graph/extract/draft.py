"""A claim in the making: who plays which role, and the tokens from which its status and its figures are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.reference import Reader
from alliance_graph.model import Status


@dataclass(frozen=True, slots=True)
class Draft:
    """What one rule reads off one sentence; roles hold keys of entities."""

    kind: str
    rule: str
    roles: Mapping[str, tuple[str, ...]]
    trigger: Token
    confidence: float
    status: Status | None = None
    """Where the rule itself settles it; otherwise it is read off the words around the trigger."""
    percentage: PercentageMention | None = None
    form: str = ""
    shares: Mapping[str, float] = field(default_factory=dict)
    is_state: bool = False
    """Whether the words name a state of affairs ("a unit of"), not an event."""
    is_sale: bool = False
    """Whether the holder gives up what the roles name."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with what its rules need: who is who, and the percentages in it."""

    sent: Span
    reader: Reader
    percentages: tuple[PercentageMention, ...]

    def pairs(self, left: list[Token], right: list[Token]) -> Iterator[tuple[str, str]]:
        """Every entity behind the left tokens with every other one behind the right tokens."""
        rights = self.reader.parties(right)
        for first in self.reader.parties(left):
            yield from ((first, second) for second in rights if second != first)

    def percentage_at(self, token: Token) -> PercentageMention | None:
        """The percentage that covers or directly touches the token."""
        for found in self.percentages:
            if found.start <= token.idx < found.end or found.start < token.idx + len(token) <= found.end:
                return found
        return None
