"""Annotations as the store keeps them: one JSON line for each article, with the IRIs of article and claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from alliance_graph.graph import terms
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.index import REVIEWED, Index
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.verdicts import decide
from alliance_graph.jsonl import claim_to_dict, parse_annotation, to_json
from alliance_graph.model import Annotation, Claim, Entity
from alliance_graph.reviews import Review, parse_review

_LINE = terms.node("urn:alliance-graph:line")


@dataclass(frozen=True, slots=True)
class Reading:
    """One annotation with its article's IRI and its claims by IRI; a claim made twice stands there once.

    So does one of a repeated paragraph: of claims that differ in place and confidence alone, the surest or else first.
    """

    article: str
    annotation: Annotation
    line: str
    claims: Mapping[str, Claim]
    """As they were read; what people made of them is in `standing`."""
    entities: tuple[Entity, ...]
    """Those of the annotation and those that corrections name beside them."""
    reviews: Mapping[str, Review]
    """By IRI of the claim, where a person decided of it."""
    standing: Mapping[str, Claim]
    """The claims by IRI after the reviews; a corrected one has an IRI of its own."""

    def claim(self, iri: str) -> Claim:
        """A claim as it stands, or, where it was rejected or corrected, as it was read; KeyError."""
        return self.standing[iri] if iri in self.standing else self.claims[iri]

    def name_roles(self, claim: Claim) -> dict[str, tuple[str, ...]]:
        """The roles of a claim of the article with names for keys; a key of no entity stands for itself."""
        names = {entity.key: entity.name for entity in self.entities}
        return {role: tuple(names.get(key, key) for key in keys) for role, keys in claim.roles.items()}


def make_reading(line: str, iris: Iris, reviews: Iterable[Review] = ()) -> Reading:
    """The reading of a stored line, with what people decided of its claims."""
    annotation = parse_annotation(line)
    rows = [claim_to_dict(claim) for claim in annotation.claims]
    contents = [json.dumps(row, sort_keys=True) for row in rows]
    best: dict[str, tuple[float, int, str]] = {}
    for row, content, claim in zip(rows, contents, annotation.claims, strict=True):
        said = _without_place(row)
        rank = (-claim.confidence, claim.evidence.start, content)
        best[said] = min(best.get(said, rank), rank)
    kept = {content for _, _, content in best.values()}
    claims = {
        iris.claim(annotation.id, content): claim
        for content, claim in zip(contents, annotation.claims, strict=True)
        if content in kept
    }
    after = decide(annotation.entities, claims, reviews)
    article = iris.article(annotation.id)
    return Reading(article, annotation, line, claims, after.entities, after.reviews, after.standing)


def _without_place(row: dict[str, object]) -> str:
    """A claim's row as text, the same for each of its repetitions in the article."""
    places = ("evidence_start", "evidence_end", "confidence")
    said = {name: value for name, value in row.items() if name not in places}
    return json.dumps(said | {"evidence": str(row["evidence"]).split()}, sort_keys=True)


def clean_line(annotation: Annotation) -> str:
    """The JSON line of an annotation, without the lone surrogates that no store holds."""
    return to_json(annotation).encode("utf-8", "replace").decode("utf-8")


def line_quad(reading: Reading) -> ox.Quad:
    """The quad by which the store keeps the annotation."""
    return ox.Quad(terms.node(reading.article), _LINE, ox.Literal(reading.line), terms.ANNOTATIONS)


def read_annotations(oxigraph: ox.Store) -> Iterator[Annotation]:
    """The annotations of a store, one at a time."""
    for quad in oxigraph.quads_for_pattern(None, _LINE, None, terms.ANNOTATIONS):
        yield parse_annotation(terms.value(quad))


def read_all(oxigraph: ox.Store, iris: Iris) -> Iterator[Reading]:
    """The readings of a store without reviews, by the IRIs of their articles."""
    for quad in oxigraph.quads_for_pattern(None, _LINE, None, terms.ANNOTATIONS):
        yield make_reading(terms.value(quad), iris)


class Readings:
    """The readings of a draft, each parsed once."""

    def __init__(self, draft: Draft, iris: Iris) -> None:
        self._draft = draft
        self._iris = iris
        self._index = Index(draft)
        self._known: dict[str, Reading | None] = {}
        self._has_reviews: bool | None = None

    def get(self, article: str) -> Reading | None:
        """The reading of an article's IRI, None where there is none."""
        if article not in self._known:
            quads = self._draft.find(terms.node(article), _LINE, None, terms.ANNOTATIONS)
            self._known[article] = self._make(terms.value(quads[0]), article) if quads else None
        return self._known[article]

    def signature(self, article: str) -> str:
        """The signature of an article's text, "" where it has none; the rest of the annotation is not parsed."""
        if article in self._known:
            reading = self._known[article]
            return reading.annotation.source.signature if reading else ""
        quads = self._draft.find(terms.node(article), _LINE, None, terms.ANNOTATIONS)
        return str(json.loads(terms.value(quads[0])).get("signature", "")) if quads else ""

    def _make(self, line: str, article: str) -> Reading:
        return make_reading(line, self._iris, self._find_reviews(article))

    def _find_reviews(self, article: str) -> list[Review]:
        if self._has_reviews is False:
            return []
        return [parse_review(line) for line in sorted(self._index.seconds(REVIEWED, article))]

    def put(self, article: str, reading: Reading | None) -> Reading | None:
        """Replace, add or (None) remove the reading of an article, in the draft too; it comes back reviewed."""
        if self._has_reviews is None:  # most stores have none, and a look-up for each article would show
            self._has_reviews = self._index.has_first(REVIEWED)
        before = self.get(article)
        self._draft.replace(
            [line_quad(before)] if before else [],
            [line_quad(reading)] if reading else [],
        )
        if reading and (reading.reviews or self._find_reviews(article)):
            reading = self._make(reading.line, article)
        self._known[article] = reading
        return reading

    def all_of(self, articles: Iterable[str]) -> Iterator[Reading]:
        """The readings of these articles that are there, in the order of their IRIs."""
        for article in sorted(set(articles)):
            reading = self.get(article)
            if reading:
                yield reading
