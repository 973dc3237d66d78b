"""Pairs of companies that may be one, for a person to judge: those first that would change most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alliance_graph.graph import index, read
from alliance_graph.graph.store import Store
from alliance_graph.graph.view import View
from alliance_graph.model import Company, Relationship

UNSURE = 0.5
"""The score from which a person is asked; below it lie chance likenesses (docs/linking.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalikes:
    """Two companies, the names in question, and what speaks for and against."""

    first: Company
    second: Company
    names: tuple[str, str]
    """The keys that are compared."""
    score: float
    reasons: str
    changes: int
    """Relationships that would be another company's if they were one."""


def find_lookalikes(store: Store) -> list[Lookalikes]:
    """The pairs that are unsure and that nobody has judged, the weightiest first."""
    return sorted(_find_all(store), key=lambda pair: (-pair.changes, -pair.score, pair.names))


def _find_all(store: Store) -> Iterator[Lookalikes]:
    view, iris = store.view(), store.rulebook.iris
    best: dict[frozenset[str], tuple[float, str, tuple[str, str]]] = {}
    for key in sorted(view.index.all_values(index.PART)):
        for other, score in view.linking.candidates(key):
            pair = frozenset(view.linking.identify(name).key for name in (key, other))
            if len(pair) == 2 and score.value >= UNSURE and key < other:
                best[pair] = max(best.get(pair, (0.0, "", ("", ""))), (score.value, str(score), (key, other)))
    for value, reasons, names in best.values():
        found = [read.find_company(store.oxigraph, iris.company(view.linking.identify(name).key)) for name in names]
        if found[0] and found[1]:
            yield Lookalikes(
                first=found[0],
                second=found[1],
                names=names,
                score=value,
                reasons=reasons,
                changes=min(len(read.find_ties(store.oxigraph, [company.iri])) for company in found if company),
            )


def is_open(view: View, pair: Lookalikes) -> bool:
    """Whether the two are still two companies, and nobody has judged them since."""
    first, second = (view.linking.identify(name).key for name in pair.names)
    judged = {other for key in (pair.names[0], first) for other in view.names.judged(key)}
    return first != second and not judged & {pair.names[1], second}


def find_evidence(store: Store, company: Company, most: int) -> list[Relationship]:
    """Some relationships of a company, those with most sources first."""
    iris = read.find_ties(store.oxigraph, [company.iri])
    ties = (read.relationship(store.oxigraph, iri, is_quoted=False) for iri in iris)
    chosen = sorted(ties, key=lambda tie: (-tie.sources, tie.iri))[:most]
    return [read.relationship(store.oxigraph, tie.iri) for tie in chosen]
