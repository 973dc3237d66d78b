"""Which relationships are wanted; shared by every command that shows or writes a part of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from alliance_graph.model import Relationship, Status
from alliance_graph.ontology import find_wider


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Relationships that meet every condition; an empty condition is none."""

    kinds: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    topics: frozenset[str] = frozenset()
    """Slugs; a wider topic finds what falls under narrower ones."""
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
    ties: frozenset[str] | None = None
    """IRIs of the relationships among which to look; None is all."""

    def passes(self, relationship: Relationship) -> bool:
        """Whether the relationship meets the conditions, but for companies and distance, which need the network."""
        return (
            (self.ties is None or relationship.iri in self.ties)
            and (not self.kinds or not self.kinds.isdisjoint({relationship.kind, relationship.form}))
            and (not self.statuses or relationship.status in self.statuses)
            and (not self.topics or any(not self.topics.isdisjoint(find_wider(one)) for one in relationship.topics))
            and relationship.confidence >= self.min_confidence
            and relationship.sources >= self.min_sources
            and _is_within(relationship, self.since, self.until)
        )


def find_near(wanted: Filter, around: Callable[[set[str]], Iterable[Relationship]]) -> list[Relationship]:
    """The relationships on paths of at most `distance` wanted ties from the companies of the filter, sorted by IRI.

    `around` gives the relationships of some companies.
    """
    near: dict[str, Relationship] = {}
    reached, edge = set(wanted.companies), set(wanted.companies)
    for _ in range(wanted.distance):
        passing = {tie.iri: tie for tie in around(edge) if wanted.passes(tie)}
        near |= passing
        edge = {party for tie in passing.values() for party in tie.parties} - reached
        reached |= edge
    return [near[iri] for iri in sorted(near)]


def _is_within(relationship: Relationship, since: date | None, until: date | None) -> bool:
    """Whether a relationship was reported in a span of time; one without dates is in none but the whole."""
    first, last = relationship.first_reported, relationship.last_reported
    if since and (last is None or last < since):
        return False
    return not (until and (first is None or first > until))
