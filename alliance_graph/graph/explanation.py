"""What is told of a relationship: every claim with its sentence and article, and why names were joined."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain, combinations

from alliance_graph.graph.stakes import SAME_SIZE
from alliance_graph.model import Basis, Percentage, Relationship, Source, Status
from alliance_graph.reviews import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """An entity of an article with the company that it was taken to be, and why."""

    names: tuple[str, ...]
    """The names that the article gives it, the fullest first."""
    company: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReview:
    """What a person decided of a claim, and the claim as it was read before that."""

    decision: Verdict
    who: str
    when: str
    why: str
    kind: str
    form: str
    roles: Mapping[str, tuple[str, ...]]
    """Names by role."""
    status: Status
    percentage: Percentage | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """One claim with where it stands."""

    iri: str
    sentence: str
    start: int
    """Offset in the article's title and text, -1 if unknown; so is `end`, exclusive."""
    end: int
    status: Status
    percentage: Percentage | None
    confidence: float
    extractor: str
    """"" where a person corrected the claim; so is `rule`."""
    rule: str
    date_text: str
    basis: Basis | None
    exclusive: bool
    place: str
    article: str
    """Id of the article."""
    source: Source
    copy_of: str
    """Id of the earlier article of which this one is a near-copy, "" if it counts by itself."""
    joined: tuple[Joined, ...]
    review: ToldReview | None = None

    def find_names(self) -> Iterator[tuple[int, int, str]]:
        """Where in the sentence a party is named: start, end and IRI of the company, from left to right."""
        companies = {name: joined.company for joined in self.joined for name in joined.names if name}
        longest_first = sorted(companies, key=len, reverse=True)
        for found in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", self.sentence):
            if found[0]:
                yield found.start(), found.end(), companies[found[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStep:
    """A step of a life line: the status, the day of its first report, and the one source of that day."""

    status: Status
    day: date | None
    percentage: Percentage | None
    """The figure that the source gives, if any, or the stake's own where it gave way to another one."""
    basis: Basis | None
    claim: str
    """IRI of the claim; of a stake that gave way to another one, the last is a claim about that one."""
    article: str
    """Id of the article."""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRelationship:
    """A relationship with its claims by day and place in the article."""

    relationship: Relationship
    companies: Mapping[str, str]
    """Names of the companies by IRI."""
    steps: tuple[ToldStep, ...]
    """Its life line."""
    before: Relationship | None
    """The stake whose place this one took."""
    after: Relationship | None
    """The stake that took the place of this one."""
    claims: tuple[ToldClaim, ...]

    @property
    def disagreeing(self) -> tuple[Percentage, ...]:
        """The figures that claims give, if two sources lie more than half a point apart, and the bounds that do."""
        told = [claim for claim in self.claims if claim.percentage]
        pairs = [pair for pair in combinations(told, 2) if _disagree(*pair)]
        figures = (claim for claim in told if pairs and not _is_bounds(claim))
        found = {claim.percentage for claim in (*figures, *chain(*pairs)) if claim.percentage}
        return tuple(sorted(found, key=lambda share: (_span(share), repr(share))))


def _disagree(one: ToldClaim, two: ToldClaim) -> bool:
    """Whether two sources cannot both be right; with bounds, which are vague, only of one day and status."""
    if (one.copy_of or one.article) == (two.copy_of or two.article):
        return False
    if _is_bounds(one) or _is_bounds(two):
        day, status = one.source.date, one.status
        if day is None or (day, status) != (two.source.date, two.status):
            return False
    (low, high), (other_low, other_high) = _span(one.percentage), _span(two.percentage)
    return low - other_high > SAME_SIZE or other_low - high > SAME_SIZE


def _is_bounds(claim: ToldClaim) -> bool:
    return claim.percentage is not None and claim.percentage.value is None


def _span(share: Percentage | None) -> tuple[float, float]:
    """The least and the greatest that a percentage can mean."""
    if share is None:
        return (0.0, 100.0)
    if share.value is not None:
        return (share.value, share.value)
    return (share.least or 0.0, 100.0 if share.greatest is None else share.greatest)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The relationships that were asked for, by first report."""

    relationships: tuple[ToldRelationship, ...]

    def to_json(self) -> str:
        """Everything as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, default=plain)

    def __str__(self) -> str:
        from alliance_graph.graph.telling import to_text

        return to_text(self)


def plain(value: object) -> str:
    """A value of which JSON has no sort."""
    return value.isoformat() if isinstance(value, date) else str(value)
