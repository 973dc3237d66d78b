"""Companies and relationships out of the public triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, partial

import pyoxigraph as ox

from alliance_graph.graph.companies import CLASSES
from alliance_graph.graph.filter import Filter, find_near
from alliance_graph.graph.terms import AG, OA, PROV, PUBLIC, RDF, RDFS, SCHEMA, SKOS, node, subject, value
from alliance_graph.graph.vocabulary import ROLES, STATUS_WORDS, kind_words
from alliance_graph.model import Company, Money, Percentage, Relationship
from alliance_graph.ontology import KINDS, TOPIC

_TYPE_NAMES = {iri: kind for kind, iri in CLASSES.items()}

Values = dict[str, list[str]]


def find_values(oxigraph: ox.Store, iri: str) -> Values:
    """All that is said of a node: sorted values by property."""
    values: Values = {}
    for quad in oxigraph.quads_for_pattern(node(iri), None, None, PUBLIC):
        values.setdefault(quad.predicate.value, []).append(value(quad))
    return {name: sorted(found) for name, found in values.items()}


def find_subjects(oxigraph: ox.Store, predicate: str, object_iri: str) -> list[str]:
    """IRIs of the nodes that have this value, sorted."""
    return sorted(subject(q).value for q in oxigraph.quads_for_pattern(None, node(predicate), node(object_iri), PUBLIC))


def article_ids(oxigraph: ox.Store) -> Iterator[str]:
    """Ids of all articles."""
    for quad in oxigraph.quads_for_pattern(None, node(SCHEMA + "identifier"), None, PUBLIC):
        yield value(quad)


def article_days(oxigraph: ox.Store) -> dict[str, date | None]:
    """The day of each article by its id; None where none is known."""
    published = oxigraph.quads_for_pattern(None, node(SCHEMA + "datePublished"), None, PUBLIC)
    days = {subject(quad): date.fromisoformat(value(quad)) for quad in published}
    articles = oxigraph.quads_for_pattern(None, node(SCHEMA + "identifier"), None, PUBLIC)
    return {value(quad): days.get(subject(quad)) for quad in articles}


def companies(oxigraph: ox.Store) -> Iterator[Company]:
    """All parties, sorted by IRI."""
    iris = {iri for kind in CLASSES.values() for iri in find_subjects(oxigraph, RDF + "type", kind)}
    found = (find_company(oxigraph, iri) for iri in sorted(iris))
    return (company for company in found if company)


def find_company(oxigraph: ox.Store, iri: str) -> Company | None:
    """The party with this IRI; publishers are none."""
    values = find_values(oxigraph, iri)
    kinds = [_TYPE_NAMES[kind] for kind in values.get(RDF + "type", ()) if kind in _TYPE_NAMES]
    if not kinds or "/company/" not in iri:
        return None
    return Company(
        iri=iri, name=values[SKOS + "prefLabel"][0], aliases=tuple(values.get(SKOS + "altLabel", ())), type=kinds[0]
    )


def find_reasons(oxigraph: ox.Store, company: str) -> list[str]:
    """Why names of articles were taken for this company, each reason once, sorted."""
    entities = find_subjects(oxigraph, AG + "identifiedAs", company)
    return sorted({find_values(oxigraph, entity)[AG + "identifiedBecause"][0] for entity in entities})


def relationships(oxigraph: ox.Store, wanted: Filter, *, is_quoted: bool = True) -> Iterator[Relationship]:
    """The relationships that pass a filter, sorted by IRI."""
    tell = partial(relationship, oxigraph, is_quoted=is_quoted)
    if wanted.companies:
        tell_once = cache(tell)  # a tie is met again from its other end
        return iter(find_near(wanted, lambda companies: map(tell_once, find_ties(oxigraph, companies))))
    return (tie for tie in map(tell, sorted(tie_iris(oxigraph))) if wanted.passes(tie))


def tie_iris(oxigraph: ox.Store) -> set[str]:
    """IRIs of all relationships."""
    return {subject(q).value for q in oxigraph.quads_for_pattern(None, node(AG + "claimCount"), None, PUBLIC)}


def find_ties(oxigraph: ox.Store, companies: Iterable[str]) -> set[str]:
    """IRIs of the relationships in which any of these companies plays a role."""
    return {iri for company in companies for role in ROLES for iri in find_subjects(oxigraph, role, company)}


def relationship(oxigraph: ox.Store, iri: str, *, is_quoted: bool = True) -> Relationship:
    """One relationship; KeyError if there is none of this IRI.

    Its sentence takes longer to find than all the rest, and is left out unless `is_quoted`.
    """
    values = find_values(oxigraph, iri)
    kind, form = kind_words(values[AG + "kind"][0])
    roles = KINDS[kind].roles
    return Relationship(
        iri=iri,
        kind=kind,
        form=form,
        label=_one(values, RDFS + "label"),
        roles={name: tuple(values[role.iri]) for name, role in roles.items() if role.iri in values},
        status=STATUS_WORDS[values[AG + "status"][0]],
        percentage=_percentage(values),
        shares=_shares(oxigraph, iri),
        price=_price(oxigraph, values),
        announced=_date(values, "announcedOn"),
        start=_date(values, "validFrom"),
        end=_date(values, "validTo"),
        topics=tuple(topic.removeprefix(TOPIC) for topic in values.get(AG + "topic", ())),
        purpose=_one(values, AG + "purpose"),
        exclusive=AG + "isExclusive" in values,
        place=_one(values, AG + "place"),
        first_reported=_day(values, "firstReported"),
        last_reported=_day(values, "lastReported"),
        sources=int(_one(values, AG + "sourceCount")),
        claims=int(_one(values, AG + "claimCount")),
        confidence=float(_one(values, AG + "confidence")),
        sentence=_sentence(oxigraph, iri, values[AG + "status"][0]) if is_quoted else "",
    )


def find_before(oxigraph: ox.Store, iri: str) -> Relationship | None:
    """The stake whose place this one took."""
    old = find_values(oxigraph, iri).get(AG + "replaces")
    return relationship(oxigraph, old[0]) if old else None


def find_after(oxigraph: ox.Store, iri: str) -> Relationship | None:
    """The stake that took the place of this one."""
    new = find_subjects(oxigraph, AG + "replaces", iri)
    return relationship(oxigraph, new[0]) if new else None


def _one(values: Values, predicate: str) -> str:
    return values.get(predicate, [""])[0]


def _date(values: Values, name: str) -> str:
    return _one(values, AG + name + "Stated") or _one(values, AG + name)


def _day(values: Values, name: str) -> date | None:
    stated = _one(values, AG + name)
    return date.fromisoformat(stated) if stated else None


def _percentage(values: Values) -> Percentage | None:
    texts = (_one(values, AG + name) for name in ("percentage", "percentageMin", "percentageMax"))
    numbers = [float(text) if text else None for text in texts]
    return Percentage(*numbers) if any(number is not None for number in numbers) else None


def _shares(oxigraph: ox.Store, iri: str) -> dict[str, float]:
    nodes = (find_values(oxigraph, share) for share in find_subjects(oxigraph, AG + "shareOf", iri))
    return {_one(values, AG + "holder"): float(_one(values, AG + "percentage")) for values in nodes}


def _price(oxigraph: ox.Store, values: Values) -> Money | None:
    if AG + "dealValue" not in values:
        return None
    sum_ = find_values(oxigraph, values[AG + "dealValue"][0])
    amount = _one(sum_, SCHEMA + "value")
    return Money(_one(sum_, AG + "statedAs"), Decimal(amount) if amount else None, _one(sum_, SCHEMA + "currency"))


def _sentence(oxigraph: ox.Store, iri: str, status: str) -> str:
    """The quotation of the surest claim of those that give the relationship's status, where any does."""
    claims = [(claim, find_values(oxigraph, claim)) for claim in find_subjects(oxigraph, AG + "reports", iri)]
    _, best = min(
        claims, key=lambda c: (_one(c[1], AG + "status") != status, -float(_one(c[1], AG + "confidence")), c[0])
    )
    return _one(find_values(oxigraph, _one(best, PROV + "wasDerivedFrom")), OA + "exact")
