"""What is different between two states of the graph: companies, and ties with the reports that made the difference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from alliance_graph.graph.explanation import ToldRelationship, plain
from alliance_graph.model import Company, Relationship, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyChange:
    """A company that came, went or is known under another name."""

    company: Company
    """As it is afterwards; of one that went, as it was."""
    before: Company | None = None
    """What its articles were taken to speak of before, where that was another company."""
    article: str
    """Id of the earliest article that names it."""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TieChange:
    """A relationship that came, went or is another one in some respect."""

    told: ToldRelationship
    """As it is afterwards, with the claims that are new; of one that went, as it was, with all its claims."""
    before: Relationship | None = None
    """As it was, or the stake whose place it took."""
    changed: Mapping[str, tuple[str, str]]
    """What it says otherwise, before and now: status, percentage, price, shares, parties, start, ..."""
    now: str = ""
    """Of one that went, the IRI of the relationship that has its claims now; "" where they are gone too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything by which a later state of the graph differs from an earlier one."""

    new_companies: tuple[CompanyChange, ...]
    renamed_companies: tuple[CompanyChange, ...]
    """Those whose articles are now taken to speak of a company with another IRI, as a fuller name became known."""
    gone_companies: tuple[CompanyChange, ...]
    begun: tuple[TieChange, ...]
    ended: tuple[TieChange, ...]
    """Those ended or denied, also where that is the first that is heard of them."""
    changed: tuple[TieChange, ...]
    gone: tuple[TieChange, ...]
    """Those of which no report is left, and those that are one with another tie now."""
    reported_again: int
    """Ties of which there is nothing new but further sources."""
    undated: int = 0
    """Articles without a date, which are left out where two days are compared."""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self) if field.name != "undated")

    def to_json(self) -> str:
        """Everything as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, default=plain)

    def __str__(self) -> str:
        from alliance_graph.graph.chronicle import to_text

        return to_text(self)
