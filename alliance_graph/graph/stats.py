"""What a store holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from alliance_graph.graph.questions import questions
from alliance_graph.graph.terms import AG
from alliance_graph.ontology import FORMS, KINDS, STATUSES, VERDICTS

_NAMES = {kind.iri: kind.name for kind in KINDS.values()} | {iri: form for form, iri in FORMS.items()}
_NAMES |= {iri: word for word, iri in (*STATUSES.items(), *VERDICTS.items())}
_PREFIXES = f"PREFIX ag: <{AG}> PREFIX schema: <https://schema.org/>"
_COPIES = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a schema:isBasedOn ?original }"
_ARTICLES = "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }"
_IDLE = "SELECT (COUNT(*) AS ?n) { ?c a ag:Claim FILTER NOT EXISTS { ?c ag:reports ?r } }"
_COMPANIES = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?e ag:identifiedAs ?c }"
_GAPS = "SELECT (COUNT(*) AS ?n) { ?a ag:gap ?sentence }"
_TIE_COUNT = "SELECT (COUNT(*) AS ?n) { ?r ag:claimCount ?m }"
_CLAIMS = "SELECT ?k ?s (COUNT(*) AS ?n) { ?c a ag:Claim ; ag:kind ?k ; ag:status ?s } GROUP BY ?k ?s"
_ASIDE = (
    "SELECT ?k ?s (COUNT(*) AS ?n) { VALUES ?v { ag:Rejected ag:Corrected } "
    "?review ag:verdict ?v ; ag:reviewOf ?c . ?c ag:kind ?k ; ag:status ?s } GROUP BY ?k ?s"
)
"""Of all claims those that people set aside; much faster than asking each claim whether they did."""
_REVIEWS = "SELECT ?v (COUNT(*) AS ?n) { ?review ag:verdict ?v } GROUP BY ?v"
_TIES = "SELECT ?k ?s (COUNT(*) AS ?n) { ?r ag:claimCount ?m ; ag:kind ?k ; ag:status ?s } GROUP BY ?k ?s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Numbers of what there is; claims and relationships by kind (or form of alliance) and by status."""

    articles: int
    copies: int
    """Articles that are near-copies of an earlier one."""
    companies: int
    claims: int
    candidates: int
    """Claims that make no relationship: read with too little confidence, or of one party only."""
    relationships: int
    conflicts: int
    """Relationships on whose percentage sources disagree by more than half a point."""
    gaps: int
    """Sentences that may tell of a tie and gave no claim."""
    claims_by_kind: Mapping[str, int]
    claims_by_status: Mapping[str, int]
    relationships_by_kind: Mapping[str, int]
    relationships_by_status: Mapping[str, int]
    reviews: Mapping[str, int]
    """Claims that people reviewed, by verdict; those rejected or corrected are counted nowhere else."""

    def __str__(self) -> str:
        rows = [
            ("articles", f"{self.articles:,}"),
            ("of these near-copies", f"{self.copies:,}"),
            ("companies", f"{self.companies:,}"),
            ("claims", f"{self.claims:,}  {_list(self.claims_by_kind)}"),
            ("", _list(self.claims_by_status)),
            ("of these candidates", f"{self.candidates:,}"),
            ("relationships", f"{self.relationships:,}  {_list(self.relationships_by_kind)}"),
            ("", _list(self.relationships_by_status)),
            ("of these with conflicts", f"{self.conflicts:,}"),
            ("sentences without claim", f"{self.gaps:,}"),
            *([("claims reviewed", _list(self.reviews))] if self.reviews else []),
        ]
        return "\n".join(f"{name:24} {text}".rstrip() for name, text in rows if text)


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counts.items())


def count_all(oxigraph: ox.Store) -> Stats:
    """The numbers of a store."""
    aside_by_kind, aside_by_status = _count_by(oxigraph, _ASIDE)
    claims_by_kind, claims_by_status = _count_by(oxigraph, _CLAIMS)
    claims_by_kind -= aside_by_kind
    claims_by_status -= aside_by_status
    ties_by_kind, ties_by_status = _count_by(oxigraph, _TIES)
    return Stats(
        articles=_count(oxigraph, _ARTICLES),
        copies=_count(oxigraph, _COPIES),
        companies=_count(oxigraph, _COMPANIES),
        claims=claims_by_kind.total(),
        candidates=_count(oxigraph, _IDLE) - aside_by_kind.total(),
        relationships=ties_by_kind.total(),
        conflicts=len(list(_select(oxigraph, questions()["conflicts"].sparql))),
        gaps=_count(oxigraph, _GAPS),
        claims_by_kind=_sort(claims_by_kind),
        claims_by_status=_sort(claims_by_status),
        relationships_by_kind=_sort(ties_by_kind),
        relationships_by_status=_sort(ties_by_status),
        reviews=_sort(Counter({_NAMES[row["v"].value]: int(row["n"].value) for row in _select(oxigraph, _REVIEWS)})),
    )


def count_graph(oxigraph: ox.Store) -> tuple[int, int]:
    """How many companies and how many relationships a store holds, in a fortieth of the time of all numbers."""
    return _count(oxigraph, _COMPANIES), _count(oxigraph, _TIE_COUNT)


def _count(oxigraph: ox.Store, query: str) -> int:
    (row,) = _select(oxigraph, query)
    return int(row["n"].value)


def _select(oxigraph: ox.Store, query: str) -> ox.QuerySolutions:
    return cast(ox.QuerySolutions, oxigraph.query(f"{_PREFIXES} {query}"))


def _count_by(oxigraph: ox.Store, query: str) -> tuple[Counter[str], Counter[str]]:
    """Counts by kind and by status."""
    kinds, statuses = Counter[str](), Counter[str]()
    for row in _select(oxigraph, query):
        number = int(row["n"].value)
        kinds[_NAMES[row["k"].value]] += number
        statuses[_NAMES[row["s"].value]] += number
    return kinds, statuses


def _sort(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
