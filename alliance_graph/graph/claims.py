"""The claims of a store to be listed and reviewed: what they say, where, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from alliance_graph.errors import QueryError
from alliance_graph.graph import read
from alliance_graph.graph.explain import find_reading, find_ties_of
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.terms import AG, OA, PREFIXES, PUBLIC, RDF, node, subject, value
from alliance_graph.graph.verdicts import claim_read, corrected_iri
from alliance_graph.model import Percentage, Source, Status
from alliance_graph.reviews import Verdict

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store

SHORTEST = 6
"""Digits by which a claim may be named: enough for thousands of claims."""

_PREFIXES = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
_OPEN = """SELECT ?claim ?confidence ?tie ?sources {
    ?claim a ag:Claim ; ag:confidence ?confidence .
    OPTIONAL { ?claim ag:reports ?tie . ?tie ag:sourceCount ?sources } }"""
_DISPUTED = "SELECT DISTINCT ?tie { ?a ag:reports ?tie ; ag:percentage ?one . ?b ag:reports ?tie ; ag:percentage ?two "
_DISPUTED += "FILTER(?two - ?one > 0.5) }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A claim as it stands after reviews, or as it was read where it was rejected."""

    iri: str
    sentence: str
    kind: str
    form: str
    roles: Mapping[str, tuple[str, ...]]
    """Names by role, as the article gives them."""
    status: Status
    percentage: Percentage | None
    confidence: float
    article: str
    """Id of the article."""
    source: Source
    review: str
    """The verdict and who came to it, "" where nobody decided."""
    is_candidate: bool
    """Whether it is too doubtful to count, and nobody decided."""

    @property
    def id(self) -> str:
        """The last part of the IRI of the claim as it was read."""
        return claim_read(self.iri).rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A claim of which nobody decided."""

    iri: str
    confidence: float
    tie: str
    """IRI of the relationship that it reports; "" of a candidate."""
    sources: int
    """Of the relationship."""
    is_disputed: bool
    """Whether claims about the relationship give percentages more than half a point apart."""


def list_claims(store: Store, text: str = "") -> Iterator[Listed]:
    """All claims, candidates and rejected ones too, by day and id of their articles, as they stand there.

    With a text those that have it in a name; articles without a day come last.
    """
    wanted = text.casefold()
    sources = store.oxigraph.quads_for_pattern(None, node(OA + "hasSource"), None, PUBLIC)
    articles = {value(quad) for quad in sources}
    for name, _ in sorted(read.article_days(store.oxigraph).items(), key=lambda row: (str(row[1]), row[0])):
        article = store.rulebook.iris.article(name)
        if article not in articles:
            continue
        reading = store.reading(article)
        rejected = [iri for iri, review in reading.reviews.items() if review.decision is Verdict.REJECTED]
        found = (_list(reading, iri, store.rulebook.threshold) for iri in (*reading.standing, *rejected))
        for listed in sorted(found, key=lambda listed: (reading.claim(listed.iri).evidence.start, listed.iri)):
            if any(wanted in name.casefold() for names in listed.roles.values() for name in names):
                yield listed


def list_claim(store: Store, iri: str) -> Listed:
    """One claim as it stands, by its IRI as it was read; KeyError where there is none."""
    reading = find_reading(store.view(), iri)
    standing = corrected_iri(iri) if corrected_iri(iri) in reading.standing else iri
    return _list(reading, standing, store.rulebook.threshold)


def find_open(store: Store, company: str = "", *, candidates: bool = False) -> list[Open]:
    """The claims of which nobody decided, in the order in which they matter.

    First those on whose tie percentages disagree, then those that are all a tie rests on, the least sure one first.
    Of `candidates`, which no tie rests on, the surest come first. `company`, a name or IRI, keeps those of one party.
    """
    disputed = {row["tie"].value for row in _select(store, _DISPUTED)}
    ties = find_ties_of(store, company) if company else None
    reviewed = {value(q) for q in store.oxigraph.quads_for_pattern(None, node(AG + "reviewOf"), None, PUBLIC)}
    found = [
        _read_open(row, disputed) for row in _select(store, _OPEN) if claim_read(row["claim"].value) not in reviewed
    ]
    found = [one for one in found if bool(one.tie) != candidates and (ties is None or one.tie in ties)]
    if candidates:
        return sorted(found, key=lambda one: (-one.confidence, one.iri))
    return sorted(found, key=lambda one: (not one.is_disputed, one.sources > 1, one.confidence, one.iri))


def find_iri(store: Store, name: str) -> str:
    """IRI of the claim that is named by its IRI or by the first digits of its id; raises QueryError."""
    if name.startswith(store.base_iri):
        return claim_read(name)
    start = f"{store.base_iri}claim/{name.lower()}"
    typed = store.oxigraph.quads_for_pattern(None, node(RDF + "type"), node(AG + "Claim"), PUBLIC)
    claims = sorted(iri for quad in typed if (iri := subject(quad).value).startswith(start) and iri == claim_read(iri))
    if len(name) < SHORTEST or not claims:
        raise QueryError(f"no claim is called {name!r}; `alliance-graph claims` lists them, each with its id in front")
    if len(claims) > 1:
        raise QueryError(f"{len(claims)} claims begin with {name!r}; give more digits")
    return claims[0]


def _list(reading: Reading, iri: str, threshold: float) -> Listed:
    claim, review = reading.claim(iri), reading.reviews.get(claim_read(iri))
    return Listed(
        iri=iri,
        sentence=claim.evidence.text,
        kind=claim.kind,
        form=claim.form,
        roles=reading.name_roles(claim),
        status=claim.status,
        percentage=claim.percentage,
        confidence=claim.confidence,
        article=reading.annotation.id,
        source=reading.annotation.source,
        review=f"{review.decision} by {review.who or 'a person'}" if review else "",
        is_candidate=not review and claim.confidence < threshold,
    )


def _select(store: Store, query: str) -> ox.QuerySolutions:
    return cast(ox.QuerySolutions, store.oxigraph.query(_PREFIXES + query))


def _read_open(row: ox.QuerySolution, disputed: set[str]) -> Open:
    tie, sources = row["tie"], row["sources"]
    return Open(
        iri=row["claim"].value,
        confidence=float(row["confidence"].value),
        tie=tie.value if tie else "",
        sources=int(sources.value) if sources else 0,
        is_disputed=bool(tie) and tie.value in disputed,
    )
