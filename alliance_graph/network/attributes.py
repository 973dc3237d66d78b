"""What nodes and edges say of themselves: plain scalars of one type per name; what is unknown has no entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from alliance_graph.model import Company, Percentage, Relationship
from alliance_graph.ontology import FORMS, KINDS, LABELS

Attributes = dict[str, str | int | float | bool]

NODE_ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "label": "name, for drawing",
        "name": "name of the company, as Cytoscape looks for it",
        "type": "company, person, government, other, or relationship for a tie drawn as a node",
        "labels": "the same for Neo4j's import: :Company",
        "aliases": "other names, parted by semicolons",
        "iri": "IRI in the graph",
    }
)
"""Attributes of every node; a tie drawn as a node has those of an edge as well."""

EDGE_ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "label": "short text for drawing: stake 34 %, proposed merger",
        "weight": "number of sources as a decimal, at least 1.0",
        "interaction": "class in the ontology (Stake, JointVenture); where a node stands for the tie, the role",
        "name": "label of the relationship in the graph",
        "directed": "false where both ends play the same role; the order of the ends then says nothing",
        "kind": "stake, joint_venture, ... as in JSON lines",
        "form": "strategic_partnership, memorandum, ... of an alliance",
        "status": "proposed, agreed, completed, ended or denied",
        "percentage": "share in percent",
        "percentage_min": "least share in percent, where only bounds are told",
        "percentage_max": "greatest share in percent",
        "announced": "date, no finer than it is known: 2024, 2024-03 or 2024-08-01",
        "start": "date from which the tie holds",
        "end": "date on which it ended",
        "first_reported": "date of the first article",
        "last_reported": "date of the last article",
        "topics": "slugs of topics, parted by semicolons",
        "purpose": "what the tie is for",
        "exclusive": "true where the tie is said to be exclusive",
        "place": "where the tie is to work, as the article words it",
        "price": "price as the article words it",
        "price_amount": "price in units of the currency",
        "currency": "ISO 4217 code",
        "sources": "articles that report it, near-copies left out",
        "claims": "claims behind it",
        "confidence": "of the tie, 0 to 1",
        "sentence": "the sentence that says it most surely",
        "relationship": "IRI in the graph, the same on all edges of one tie",
    }
)
"""Attributes of every edge, in the order of columns."""


def company_attributes(company: Company) -> Attributes:
    """The attributes of a company's node."""
    return present(
        label=company.name,
        name=company.name,
        type=company.type.value,
        labels=f":{company.type.value.capitalize()}",
        aliases="; ".join(company.aliases),
        iri=company.iri,
    )


def relationship_attributes(relationship: Relationship) -> Attributes:
    """The attributes that all edges of a relationship share."""
    price = relationship.price
    share = relationship.percentage or Percentage()
    return present(
        label=make_label(relationship, _describe(relationship)),
        weight=float(max(relationship.sources, 1)),
        interaction=class_name(relationship),
        name=relationship.label,
        kind=relationship.kind,
        form=relationship.form,
        status=relationship.status.value,
        percentage=share.value,
        percentage_min=share.least,
        percentage_max=share.greatest,
        announced=relationship.announced,
        start=relationship.start,
        end=relationship.end,
        first_reported=_iso(relationship.first_reported),
        last_reported=_iso(relationship.last_reported),
        topics="; ".join(relationship.topics),
        purpose=relationship.purpose,
        exclusive=relationship.exclusive or None,
        place=relationship.place,
        price=price.text if price else "",
        price_amount=float(price.amount) if price and price.amount is not None else None,
        currency=price.currency if price else "",
        sources=relationship.sources,
        claims=relationship.claims,
        confidence=relationship.confidence,
        sentence=relationship.sentence,
        relationship=relationship.iri,
    )


def present(**values: str | float | bool | None) -> Attributes:
    """The values that say something: no None and no empty text, so that Gephi shows an empty cell."""
    return {name: value for name, value in values.items() if value is not None and value != ""}


def class_name(relationship: Relationship) -> str:
    """Local name of the relationship's class: "Stake", or that of its form, "MemorandumOfUnderstanding"."""
    return local_name(_class(relationship))


def make_label(relationship: Relationship, text: str) -> str:
    """What a picture writes on a tie; one that is not in force says so: "denied merger"."""
    return text if relationship.status.is_in_force else f"{relationship.status.value} {text}"


def _describe(relationship: Relationship) -> str:
    """Kind or form with the share: "stake 34 %"."""
    share = relationship.percentage or Percentage()
    bounds = ((share.value, ""), (share.least, "≥ "), (share.greatest, "≤ "))
    return " ".join(
        [LABELS[_class(relationship)], *(f"{sign}{bound:g} %" for bound, sign in bounds if bound is not None)][:2]
    )


def _class(relationship: Relationship) -> str:
    form = relationship.form if relationship.kind == "alliance" else ""
    return FORMS.get(form) or KINDS[relationship.kind].iri


def local_name(iri: str) -> str:
    """What follows the last "/" or "#" of an IRI."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
