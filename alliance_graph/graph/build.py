"""Annotations to triples: articles, passages, claims, entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from urllib.parse import quote, unquote, urlsplit

import pyoxigraph as ox

from alliance_graph.graph import iris as _iris
from alliance_graph.graph.calendar import first_day, last_day
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.terms import (
    AG,
    OA,
    ORG,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    YES,
    day,
    decimal,
    integer,
    moment,
    node,
    text,
    triple,
)
from alliance_graph.graph.verdicts import corrected_iri, review_iri
from alliance_graph.graph.vocabulary import kind_iri
from alliance_graph.model import Claim, Entity, Money, Percentage
from alliance_graph.ontology import BASES, STATUSES, TOPIC, VERDICTS, topics
from alliance_graph.reviews import Review

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
UNKNOWN_EXTRACTOR = "unknown"
"""Who made an annotation, or a review, that does not say so."""


def article_quads(reading: Reading, iris: Iris) -> Iterator[ox.Quad]:
    """The article itself, without its text."""
    article, source = reading.article, reading.annotation.source
    yield _is_a(article, SCHEMA + "NewsArticle")
    yield triple(article, SCHEMA + "identifier", text(reading.annotation.id))
    if source.title:
        yield triple(article, SCHEMA + "headline", text(source.title))
    if source.date:
        yield triple(article, SCHEMA + "datePublished", day(source.date))
    if source.outlet:
        yield triple(article, SCHEMA + "publisher", node(iris.publisher(source.outlet)))
    if address := _address(source.url):
        yield triple(article, SCHEMA + "url", node(address))
    if source.digest:
        yield triple(article, AG + "textDigest", text(source.digest))
    for gap in reading.annotation.gaps:
        yield triple(article, AG + "gap", text(gap.text))


def claim_quads(reading: Reading, iris: Iris) -> Iterator[ox.Quad]:
    """The claims of an article with their passages and reviews; which relationship they report is concluded elsewhere.

    A claim stays as it was read; what a person made of it is a claim beside it.
    """
    extractor = reading.annotation.extractor or UNKNOWN_EXTRACTOR
    for iri, claim in reading.claims.items():
        yield from _claim_quads(iri, claim, iris.extractor(claim.extractor or extractor), reading)
    for iri, review in reading.reviews.items():
        reviewer = iris.reviewer(review.who or UNKNOWN_EXTRACTOR)
        yield from _review_quads(iri, review, reviewer)
        corrected = corrected_iri(iri)
        if corrected in reading.standing:
            yield from _claim_quads(corrected, reading.standing[corrected], reviewer, reading)
            yield triple(corrected, PROV + "wasRevisionOf", node(iri))


def _claim_quads(iri: str, claim: Claim, agent: str, reading: Reading) -> Iterator[ox.Quad]:
    evidence = claim.evidence
    passage = _iris.passage(reading.article, evidence.start, evidence.end, evidence.text)
    yield from _passage_quads(passage, reading.article, claim)
    yield _is_a(iri, AG + "Claim")
    yield triple(iri, AG + "kind", node(kind_iri(claim.kind, claim.form)))
    yield triple(iri, AG + "status", node(STATUSES[claim.status]))
    yield triple(iri, AG + "confidence", decimal(claim.confidence))
    yield triple(iri, PROV + "wasDerivedFrom", node(passage))
    yield triple(iri, PROV + "wasAttributedTo", node(agent))
    yield from percentage_quads(iri, claim.percentage)
    yield from date_quads(iri, claim.announced, claim.start, claim.end)
    yield from topic_quads(iri, claim.topics)
    as_of = first_day(claim.end or claim.start or claim.announced)
    if as_of and as_of != reading.annotation.source.date:
        yield triple(iri, AG + "asOf", day(as_of))
    yield from text_quads(iri, dateText=claim.date_text, rule=claim.rule, asset=claim.asset, purpose=claim.purpose)
    yield from text_quads(iri, place=claim.place)
    yield from exclusive_quads(iri, claim.exclusive)
    if claim.basis:
        yield triple(iri, AG + "basis", node(BASES[claim.basis]))


def _review_quads(claim: str, review: Review, reviewer: str) -> Iterator[ox.Quad]:
    iri = review_iri(claim)
    yield _is_a(iri, AG + "Review")
    yield triple(iri, AG + "reviewOf", node(claim))
    yield triple(iri, AG + "verdict", node(VERDICTS[review.decision]))
    yield triple(iri, PROV + "wasAttributedTo", node(reviewer))
    yield from text_quads(iri, reason=review.why)
    if len(review.when) > len("2024-08-01"):  # a day alone is no time
        with suppress(ValueError, OverflowError):  # words, or a time that no calendar has in UTC
            yield triple(iri, PROV + "generatedAtTime", moment(datetime.fromisoformat(review.when)))


def entity_quads(reading: Reading, entity: Entity, company: str, reason: str) -> Iterator[ox.Quad]:
    """An entity of the article, with the company that it was taken to be and why."""
    iri = _iris.entity(reading.article, entity.key)
    yield _is_a(iri, AG + "Entity")
    yield triple(iri, SKOS + "prefLabel", text(entity.name))
    for alias in set(entity.aliases) - {entity.name}:
        yield triple(iri, SKOS + "altLabel", text(alias))
    yield triple(iri, PROV + "wasDerivedFrom", node(reading.article))
    yield triple(iri, AG + "identifiedAs", node(company))
    yield triple(iri, AG + "identifiedBecause", text(reason))


def shared_quads(iri: str) -> list[ox.Quad]:
    """The description of a publisher or extractor, the same whichever article brings it."""
    name = text(unquote(iri.rpartition("/")[2]))
    if "/publisher/" in iri:
        return [_is_a(iri, ORG + "Organization"), triple(iri, SKOS + "prefLabel", name)]
    if "/reviewer/" in iri:
        return [_is_a(iri, PROV + "Person"), triple(iri, RDFS + "label", name)]
    return [_is_a(iri, PROV + "SoftwareAgent"), triple(iri, RDFS + "label", name)]


def percentage_quads(subject: str, percentage: Percentage | None) -> Iterator[ox.Quad]:
    """The figure and its bounds."""
    if percentage:
        for name in ("value", "least", "greatest"):
            share = getattr(percentage, name)
            if share is not None:
                yield triple(subject, AG + _PERCENTAGES[name], decimal(share))


_PERCENTAGES = {"value": "percentage", "least": "percentageMin", "greatest": "percentageMax"}


def date_quads(subject: str, announced: str, start: str, end: str) -> Iterator[ox.Quad]:
    """Full dates for every engine to compare, and beside them the coarser ones that were stated."""
    for name, stated, whole in (
        ("announcedOn", announced, first_day(announced)),
        ("validFrom", start, first_day(start)),
        ("validTo", end, last_day(end)),
    ):
        if whole:
            yield triple(subject, AG + name, day(whole))
        if whole and len(stated) < len("2024-08-01"):
            datatype = XSD + ("gYear" if len(stated) == len("2024") else "gYearMonth")
            yield triple(subject, AG + name + "Stated", ox.Literal(stated, datatype=node(datatype)))


def topic_quads(subject: str, slugs: Iterable[str]) -> Iterator[ox.Quad]:
    """The topics that the ontology knows."""
    for slug in set(slugs):
        if slug in topics().values():
            yield triple(subject, AG + "topic", node(TOPIC + slug))


def text_quads(subject: str, **texts: str) -> Iterator[ox.Quad]:
    """Properties of the ontology that hold text, where there is any."""
    for name, value in texts.items():
        if value:
            yield triple(subject, AG + name, text(value))


def exclusive_quads(subject: str, is_exclusive: bool) -> Iterator[ox.Quad]:
    """That a tie is exclusive, where it is said to be."""
    if is_exclusive:
        yield triple(subject, AG + "isExclusive", YES)


def money_quads(subject: str, money: Money | None) -> Iterator[ox.Quad]:
    """A sum with an IRI of its own."""
    if money:
        iri = f"{subject}#value"
        yield triple(subject, AG + "dealValue", node(iri))
        yield _is_a(iri, SCHEMA + "MonetaryAmount")
        yield triple(iri, AG + "statedAs", text(money.text))
        if money.amount is not None:
            yield triple(iri, SCHEMA + "value", decimal(Decimal(money.amount)))
        if len(money.currency) == 3 and money.currency.isascii() and money.currency.isupper():
            yield triple(iri, SCHEMA + "currency", text(money.currency))


def share_quads(subject: str, shares: Mapping[str, float], iris: Iris) -> Iterator[ox.Quad]:
    """What each partner holds of a venture; `shares` by key of company."""
    for number, (holder, share) in enumerate(sorted(shares.items()), start=1):
        iri = f"{subject}#share-{number}"
        yield _is_a(iri, AG + "VentureShare")
        yield triple(iri, AG + "shareOf", node(subject))
        yield triple(iri, AG + "holder", node(iris.company(holder)))
        yield triple(iri, AG + "percentage", decimal(share))


def _passage_quads(passage: str, article: str, claim: Claim) -> Iterator[ox.Quad]:
    yield _is_a(passage, AG + "Passage")
    yield triple(passage, OA + "hasSource", node(article))
    yield triple(passage, OA + "exact", text(claim.evidence.text))
    if claim.evidence.start >= 0:
        yield triple(passage, OA + "start", integer(claim.evidence.start))
        yield triple(passage, OA + "end", integer(claim.evidence.end))


def _is_a(subject: str, kind: str) -> ox.Quad:
    return triple(subject, RDF + "type", node(kind))


def _address(url: str) -> str:
    """The address of an article as an IRI; empty where none can be made of it."""
    address = quote(_STRAY_PERCENT.sub("%25", url), safe="%/:?#@!$&'()*+,;=~-._", errors="replace")
    try:
        is_web = urlsplit(url).scheme in ("http", "https")
        return node(address).value if is_web else ""
    except ValueError:
        return ""
