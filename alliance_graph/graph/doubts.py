"""What to look at twice: ties on which sources disagree or that rest on one, and sentences that gave no claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from alliance_graph.graph import read
from alliance_graph.graph.explain import tell
from alliance_graph.graph.explanation import Explanation
from alliance_graph.graph.questions import questions, to_sparql
from alliance_graph.model import Relationship, Source

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A sentence that may tell of a tie and gave no claim, with where it stands."""

    sentence: str
    article: str
    """Id of the article."""
    source: Source


def find_conflicts(store: Store, company: str = "", margin: str = "") -> Explanation:
    """The ties on whose percentage sources differ by more than a margin, each with all its claims.

    `company`, a name or IRI, keeps those of one party; QueryError where there is none of that name.
    """
    facts = _ask(store, "conflicts", company=company, margin=margin)
    ties = (read.relationship(store.oxigraph, row["fact"].value) for row in facts)
    view = store.view()
    return Explanation(tuple(tell(store, tie, view) for tie in ties))


def find_single_source(store: Store, company: str = "") -> Iterator[Relationship]:
    """The ties that rest on one article, copies left out."""
    for row in _ask(store, "single-source", company=company):
        yield read.relationship(store.oxigraph, row["fact"].value)


def find_unread(store: Store, company: str = "") -> Iterator[Unread]:
    """The sentences that may tell of a tie and gave no claim, by day; with `company` those with a name of it."""
    for row in _ask(store, "coverage", company=company):
        annotation = store.reading(row["article"].value).annotation
        yield Unread(sentence=row["sentence"].value, article=annotation.id, source=annotation.source)


def _ask(store: Store, name: str, **values: str) -> ox.QuerySolutions:
    given = {parameter: value for parameter, value in values.items() if value}
    return cast(ox.QuerySolutions, store.oxigraph.query(to_sparql(questions()[name], store, given)))
