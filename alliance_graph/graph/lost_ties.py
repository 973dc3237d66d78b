"""The relationships of two companies with each other, which are gone where they are judged to be one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alliance_graph.graph import read
from alliance_graph.graph.key_called import find_key
from alliance_graph.graph.terms import AG

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store

_REPORTS = AG + "reports"
Between = tuple[str, list[str]]
"""The label of a relationship, and the IRIs of its claims."""


def find_ties_between(store: Store, first: str, second: str) -> list[Between]:
    """The relationships in which two companies, by name or IRI, both play a role; raises QueryError."""
    view = store.view()
    keys = [view.linking.identify(find_key(name, store, view)).key for name in (first, second)]
    one, two = (read.find_ties(store.oxigraph, [store.rulebook.iris.company(key)]) for key in keys)
    ties = (read.relationship(store.oxigraph, iri, is_quoted=False) for iri in sorted(one & two))
    return [(tie.label, read.find_subjects(store.oxigraph, _REPORTS, tie.iri)) for tie in ties]


def find_lost(store: Store, ties: Iterable[Between]) -> list[str]:
    """Labels of those of which no claim reports anything any more."""
    return [
        label
        for label, claims in ties
        if not any(_REPORTS in read.find_values(store.oxigraph, claim) for claim in claims)
    ]
