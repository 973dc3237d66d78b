"""Reviewed articles as gold annotations: what people accepted or corrected, without what they rejected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alliance_graph.graph.index import REVIEWED
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.verdicts import claim_read
from alliance_graph.model import Annotation

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store


@dataclass(frozen=True, slots=True)
class Gold:
    """An article as people read it."""

    annotation: Annotation
    left: int
    """Claims of the article, candidates included, of which nobody decided; gold is complete where there are none."""


def find_gold(store: Store) -> Iterator[Gold]:
    """Every article of which people reviewed a claim, by id."""
    view = store.view()
    readings = view.readings.all_of(view.index.all_firsts(REVIEWED))
    for reading in sorted(readings, key=lambda reading: reading.annotation.id):
        if reading.reviews:
            yield Gold(_annotate(reading), len(reading.claims.keys() - reading.reviews.keys()))


def _annotate(reading: Reading) -> Annotation:
    """The annotation with the claims that people stand for, and the entities of these."""
    claims = tuple(
        replace(claim, extractor="", rule="")
        for iri, claim in reading.standing.items()
        if claim_read(iri) in reading.reviews
    )
    parties = {key for claim in claims for key in claim.parties}
    return Annotation(
        id=reading.annotation.id,
        entities=tuple(entity for entity in reading.entities if entity.key in parties),
        claims=claims,
        source=replace(reading.annotation.source, signature=""),
    )
