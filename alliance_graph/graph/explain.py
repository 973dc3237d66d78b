"""Why the graph says what it says: a relationship, a company or a pair of companies with every claim."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from alliance_graph.errors import QueryError
from alliance_graph.graph import iris, read
from alliance_graph.graph.called import find_called
from alliance_graph.graph.explanation import (
    Explanation,
    Joined,
    ToldClaim,
    ToldRelationship,
    ToldReview,
    ToldStep,
)
from alliance_graph.graph.filter import Filter
from alliance_graph.graph.life import Step
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.relationships import Tie
from alliance_graph.graph.terms import AG, OA, PROV, PUBLIC, SCHEMA, node, target
from alliance_graph.graph.ties import conclude_again
from alliance_graph.graph.verdicts import claim_read
from alliance_graph.graph.view import View

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store
    from alliance_graph.model import Relationship


def explain(store: Store, first: str, second: str | None = None, *, filter: Filter | None = None) -> Explanation:
    """The relationship of an IRI, those of a company by any of its names, or those between two companies.

    The IRI of a relationship whose company was joined to another leads to the one that it is now.
    Raises QueryError where there is no such relationship or company.
    """
    if second is None and store.rulebook.iris.is_relationship(first):
        ties = {find_tie(store, first)}
    else:
        ties = find_ties_of(store, first)
        if second is not None:
            ties &= find_ties_of(store, second)
    wanted = filter or Filter()
    found = (read.relationship(store.oxigraph, iri) for iri in sorted(ties))
    view = store.view()
    told = [tell(store, tie, view) for tie in found if wanted.passes(tie)]
    return Explanation(tuple(sorted(told, key=_order)))


def find_ties_of(store: Store, name: str) -> set[str]:
    """IRIs of the relationships of all companies of a name, or of the one of an IRI; raises QueryError."""
    return read.find_ties(store.oxigraph, (company.iri for company in find_called(store, name)))


def find_tie(store: Store, iri: str) -> str:
    """The relationship to which the IRI of one leads today; raises QueryError where it leads to none, or to several."""
    found = store.follow_tie(iri)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"  {tie}  {read.relationship(store.oxigraph, tie).label}" for tie in found)
        raise QueryError(f"there is no relationship {iri!r} any more; of its parties there are:\n{listed}")
    raise QueryError(
        f"there is no relationship {iri!r}, and none of its kind between its parties; if these are one company "
        "now, the tie is gone with that. `alliance-graph explain COMPANY` tells the IRIs of its ties"
    )


def tell(store: Store, relationship: Relationship, view: View) -> ToldRelationship:
    """All that is known of a relationship of the store; `view` is that of the store as it is."""
    parties = relationship.parties
    found = (read.find_company(store.oxigraph, party) for party in parties)
    reports = read.find_subjects(store.oxigraph, AG + "reports", relationship.iri)
    claims = [_tell_claim(store, view, claim, parties) for claim in reports]
    concluded = conclude_again(relationship.iri, view)
    return ToldRelationship(
        relationship=relationship,
        companies={company.iri: company.name for company in found if company},
        steps=tuple(_tell_step(view, step, concluded) for step in concluded.steps) if concluded else (),
        before=read.find_before(store.oxigraph, relationship.iri),
        after=read.find_after(store.oxigraph, relationship.iri),
        claims=tuple(sorted(claims, key=lambda claim: (str(claim.source.date), claim.article, claim.start, claim.iri))),
    )


def _tell_step(view: View, step: Step, tie: Tie) -> ToldStep:
    reading = find_reading(view, step.claim)
    claim = reading.claim(step.claim)
    return ToldStep(
        status=step.status,
        day=step.day,
        percentage=claim.percentage if step.claim in tie.claims else tie.percentage,
        basis=claim.basis,
        claim=step.claim,
        article=reading.annotation.id,
        source=reading.annotation.source,
    )


def find_reading(view: View, claim: str) -> Reading:
    """The reading of the article that makes a claim; KeyError for an IRI of none."""
    return _read(view, _follow(view, _follow(view, claim, PROV + "wasDerivedFrom"), OA + "hasSource"))


def _follow(view: View, iri: str, predicate: str) -> str:
    for quad in view.draft.find(node(iri), node(predicate), None, PUBLIC):
        return target(quad).value
    raise KeyError(iri)


def _read(view: View, article: str) -> Reading:
    reading = view.readings.get(article)
    if reading is None:
        raise KeyError(article)
    return reading


def _tell_claim(store: Store, view: View, iri: str, companies: Collection[str]) -> ToldClaim:
    reading = find_reading(view, iri)
    values = read.find_values(store.oxigraph, reading.article)
    claim = reading.claim(iri)
    original = values.get(SCHEMA + "isBasedOn", [""])[0]
    return ToldClaim(
        iri=iri,
        sentence=claim.evidence.text,
        start=claim.evidence.start,
        end=claim.evidence.end,
        status=claim.status,
        percentage=claim.percentage,
        confidence=claim.confidence,
        extractor=(claim.extractor or reading.annotation.extractor) if iri in reading.claims else "",
        rule=claim.rule,
        date_text=claim.date_text,
        basis=claim.basis,
        exclusive=claim.exclusive,
        place=claim.place,
        article=reading.annotation.id,
        source=reading.annotation.source,
        copy_of=_read(view, original).annotation.id if original else "",
        joined=_find_joined(store, reading, companies),
        review=_tell_review(reading, claim_read(iri)),
    )


def _tell_review(reading: Reading, claim: str) -> ToldReview | None:
    if claim not in reading.reviews:
        return None
    review, read_ = reading.reviews[claim], reading.claims[claim]
    return ToldReview(
        decision=review.decision,
        who=review.who,
        when=review.when,
        why=review.why,
        kind=read_.kind,
        form=read_.form,
        roles=reading.name_roles(read_),
        status=read_.status,
        percentage=read_.percentage,
        confidence=read_.confidence,
    )


def _find_joined(store: Store, reading: Reading, companies: Collection[str]) -> tuple[Joined, ...]:
    """The entities of an article that are parties of the relationship."""
    found = []
    for entity in reading.entities:
        values = read.find_values(store.oxigraph, iris.entity(reading.article, entity.key))
        company = values.get(AG + "identifiedAs", [""])[0]
        if company in companies:
            reason = values[AG + "identifiedBecause"][0]
            found.append(Joined(names=(entity.name, *entity.aliases), company=company, reason=reason))
    return tuple(sorted(found, key=lambda joined: (joined.company, joined.names)))


def _order(told: ToldRelationship) -> tuple[str, str]:
    return (str(told.relationship.first_reported), told.relationship.iri)
