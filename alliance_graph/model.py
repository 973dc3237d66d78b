"""The data that runs through the program, all of it frozen: an Article goes in, an Annotation comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlsplit

THRESHOLD = 0.55
"""Confidence below which a claim is a candidate: kept apart, and the ground of no relationship."""


class Status(StrEnum):
    """How far a tie has come, on the day of the article."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    COMPLETED = "completed"
    ENDED = "ended"
    DENIED = "denied"

    @property
    def is_in_force(self) -> bool:
        """Whether the parties are committed to the tie: agreed or completed."""
        return self in (Status.AGREED, Status.COMPLETED)


class Basis(StrEnum):
    """Who says what a claim tells."""

    PARTY = "party"
    FILING = "filing"
    UNNAMED_SOURCE = "unnamed_source"
    PRESS = "press"


class EntityType(StrEnum):
    """What sort of party an entity is."""

    COMPANY = "company"
    PERSON = "person"
    GOVERNMENT = "government"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news text with what is known of where it comes from."""

    id: str
    text: str
    title: str = ""
    date: date | None = None
    url: str = ""
    outlet: str = ""

    @property
    def content(self) -> str:
        """Title, blank line and text: the string in which evidence is quoted and offsets are counted."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text

    @property
    def digest(self) -> str:
        """SHA-256 of the content in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.content.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article without its text: what a store keeps of it."""

    title: str = ""
    date: date | None = None
    url: str = ""
    outlet: str = ""
    digest: str = ""
    signature: str = ""
    """What near-copies of the content are found by (`signature.py`)."""

    @property
    def link(self) -> str:
        """The address where a browser may follow it; "" for others, such as javascript:."""
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return ""
        return self.url if parts.scheme in ("http", "https") and parts.hostname else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """All mentions of one organisation, person or state in one article."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    type: EntityType = EntityType.COMPANY


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact quotation that carries a claim; offsets count Unicode characters of `Article.content`, end exclusive.

    Offsets are -1 where they are unknown, as in annotations made by hand.
    """

    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share of capital in percent, 0 to 100: the value stated, or its bounds ("more than half")."""

    value: float | None = None
    least: float | None = None
    greatest: float | None = None

    def __str__(self) -> str:
        """The figure, or its bounds in words."""
        if self.value is not None:
            return f"{self.value:g} %"
        bounds = (("at least", self.least), ("at most", self.greatest))
        return " and ".join(f"{word} {bound:g} %" for word, bound in bounds if bound is not None)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as the article words it, with amount in units of the currency (ISO 4217) where both are clear."""

    text: str
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says of some of its entities.

    `kind` and the names of the roles are those of the ontology (`ontology.KINDS`); a role holds keys of entities.
    Dates are ISO 8601 no finer than the text gives them: "2024", "2024-03" or "2024-08-01"; "" is unknown.
    """

    kind: str
    roles: Mapping[str, tuple[str, ...]]
    status: Status
    evidence: Evidence
    percentage: Percentage | None = None
    shares: Mapping[str, float] = field(default_factory=dict)
    """Percent of the venture that each partner holds, by entity key."""
    price: Money | None = None
    form: str = ""
    """Form of an alliance: strategic_partnership, memorandum, joint_development, ... (`ontology.FORMS`)."""
    asset: str = ""
    purpose: str = ""
    topics: tuple[str, ...] = ()
    """Slugs of topics in `ontologies/topics.ttl`."""
    basis: Basis | None = None
    exclusive: bool = False
    """Whether the tie is said to be exclusive."""
    place: str = ""
    """Where the tie is to work, as the article words it: "Chennai, India"."""
    announced: str = ""
    start: str = ""
    end: str = ""
    date_text: str = ""
    confidence: float = 1.0
    extractor: str = ""
    rule: str = ""
    """The pattern that drew the claim, so that every claim can say why."""

    @property
    def parties(self) -> tuple[str, ...]:
        """Keys of all entities in any role, sorted, each once."""
        return tuple(sorted({key for keys in self.roles.values() for key in keys}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """The entities and claims of one article, by a person (gold) or by the program (predicted)."""

    id: str
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    source: Source = Source()
    unresolved: int = 0
    """Descriptions and pronouns in the place of a party that could not be tied to an entity, and so were left out."""
    gaps: tuple[Evidence, ...] = ()
    """Sentences that may tell of a tie, name two companies, and gave no claim."""
    extractor: str = ""
    """Name and version of what drew it, "" for a person; another version reads the article again."""

    def without_candidates(self, threshold: float = THRESHOLD) -> Annotation:
        """The same without claims of a confidence below the threshold, and without entities of no claim."""
        claims = tuple(claim for claim in self.claims if claim.confidence >= threshold)
        parties = {key for claim in claims for key in claim.parties}
        return replace(self, claims=claims, entities=tuple(e for e in self.entities if e.key in parties))


class Decision(StrEnum):
    """What a person decided of two names."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision whether two names are one company; it outranks whatever is concluded from articles."""

    first: str
    """A name as people write it; where both are one company, that company's."""
    second: str
    decision: Decision
    who: str = ""
    when: str = ""
    """Date or time in ISO 8601."""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One company in a list of companies."""

    name: str
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    country: str = ""
    """Two letters, ISO 3166-1."""
    lei: str = ""
    wikidata: str = ""
    """As "Q1234"."""
    ticker: str = ""
    industry: str = ""
    parent: str = ""
    is_over: bool = False
    """Whether the list says that it is no more; another company of its name is meant before it."""

    @property
    def id(self) -> str:
        """What it is told by in reasons: LEI, Wikidata id, or nothing."""
        return f"LEI {self.lei}" if self.lei else f"Wikidata {self.wikidata}" if self.wikidata else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """An entity known across articles, as the graph has it."""

    iri: str
    name: str
    aliases: tuple[str, ...] = ()
    type: EntityType = EntityType.COMPANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """One tie in the world, concluded from all claims about it; roles hold IRIs of companies."""

    iri: str
    kind: str
    label: str
    roles: Mapping[str, tuple[str, ...]]
    status: Status
    form: str = ""
    percentage: Percentage | None = None
    shares: Mapping[str, float] = field(default_factory=dict)
    price: Money | None = None
    announced: str = ""
    start: str = ""
    end: str = ""
    topics: tuple[str, ...] = ()
    purpose: str = ""
    exclusive: bool = False
    place: str = ""
    first_reported: date | None = None
    last_reported: date | None = None
    sources: int = 0
    """Articles that report it, near-copies left out."""
    claims: int = 0
    confidence: float = 0.0
    sentence: str = ""
    """The quotation of the surest claim that gives its status, so that an export can show why the tie is there."""

    @property
    def parties(self) -> tuple[str, ...]:
        """IRIs of all companies in any role, sorted, each once."""
        return tuple(sorted({iri for iris in self.roles.values() for iri in iris}))
