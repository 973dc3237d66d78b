"""Which relationships are wanted; shared by every command that shows or writes a part of the graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alliance_graph.model import Relationship, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Relationships that meet every condition; an empty condition is none."""

    kinds: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    companies: frozenset[str] = frozenset()
    """IRIs of companies to begin from."""
    distance: int = 1
    """How many ties away from these a company may be: 1 keeps the ties of the companies themselves."""
    since: date | None = None
    """Day on or after which it was last reported."""
    until: date | None = None
    """Day on or before which it was first reported."""
    min_confidence: float = 0.0
    min_sources: int = 0

    def passes(self, relationship: Relationship) -> bool:
        """Whether the relationship meets the conditions, but for companies and distance, which need the network."""
        return (
            (not self.kinds or not self.kinds.isdisjoint({relationship.kind, relationship.form}))
            and (not self.statuses or relationship.status in self.statuses)
            and relationship.confidence >= self.min_confidence
            and relationship.sources >= self.min_sources
            and _is_within(relationship, self.since, self.until)
        )


def _is_within(relationship: Relationship, since: date | None, until: date | None) -> bool:
    """Whether a relationship was reported in a span of time; one without dates is in none but the whole."""
    first, last = relationship.first_reported, relationship.last_reported
    if since and (last is None or last < since):
        return False
    return not (until and (first is None or first > until))
