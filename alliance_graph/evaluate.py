"""Predicted against gold annotations: how many of the pairs that claims tie are found, and how well."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from alliance_graph.evaluation import Count, Evaluation, Mistake, Score
from alliance_graph.model import Annotation, Claim
from alliance_graph.pairs import Pair, find_pairs, has_direction, make_resolver, turn

Told = list[tuple[Claim, float | None]]
"""The claims that state a pair, each with the percentage it gives for it."""

_COOPERATION = frozenset({"joint_venture", "alliance", "supply", "license"})


def evaluate(gold: Iterable[Annotation], predicted: Iterable[Annotation]) -> Evaluation:
    """The figures of predicted annotations, over the articles that gold has; entities are matched by name."""
    found = {annotation.id: annotation for annotation in predicted}
    rows = [compare(annotation, found.get(annotation.id)) for annotation in {a.id: a for a in gold}.values()]
    hits = [(row.gold[pair], row.predicted[pair]) for row in rows for pair in row.gold.keys() & row.predicted.keys()]
    kinds = sorted({kind for row in rows for kind, _, _ in [*row.gold, *row.predicted]})
    silent = [row for row in rows if not row.gold]
    return Evaluation(
        articles=len(rows),
        missing=tuple(sorted(row.article for row in rows if row.article not in found)),
        pairs=_score((row.gold, row.predicted) for row in rows),
        families=_score((_fold(row.gold), _fold(row.predicted)) for row in rows),
        kinds={kind: _score((_only(kind, row.gold), _only(kind, row.predicted)) for row in rows) for kind in kinds},
        direction=_find_direction(rows),
        status=_agreement(hits, lambda told: {claim.status for claim, _ in told}),
        percentage=_agreement(hits, lambda told: {percent for _, percent in told if percent is not None}),
        false_alarms=Count(sum(bool(row.predicted) for row in silent), len(silent)),
        mistakes=tuple(mistake for row in rows for mistake in row.mistakes()),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """The pairs of one article on both sides, in the keys of gold; what gold does not name is "?" and its words."""

    article: str
    gold: Mapping[Pair, Told]
    predicted: Mapping[Pair, Told]

    def mistakes(self) -> Iterator[Mistake]:
        """The pairs that are on one side only, missed before spurious."""
        for sort, these, others in (
            ("missed", self.gold, self.predicted),
            ("spurious", self.predicted, self.gold),
        ):
            for pair in sorted(these.keys() - others.keys()):
                yield Mistake(sort, self.article, pair, these[pair][0][0].evidence.text)


def compare(gold: Annotation, predicted: Annotation | None) -> Row:
    """The pairs of both annotations of one article."""
    find = make_resolver(gold.entities)
    labels = {entity.key: entity.name for entity in predicted.entities} if predicted else {}
    claims = predicted.claims if predicted else ()
    return Row(
        gold.id,
        _collect(gold.claims, lambda key: key),
        _collect(claims, lambda key: find(labels.get(key, key))),
    )


def _collect(claims: Iterable[Claim], resolve: Callable[[str], str]) -> dict[Pair, Told]:
    table: dict[Pair, Told] = {}
    for claim in claims:
        for pair, percent in find_pairs(claim, resolve):
            if pair[1] != pair[2]:
                table.setdefault(pair, []).append((claim, percent))
    return table


def _fold(pairs: Iterable[Pair]) -> set[Pair]:
    return {(_family(kind), min(first, second), max(first, second)) for kind, first, second in pairs}


def _family(kind: str) -> str:
    if kind == "competition":
        return kind
    return "cooperation" if kind in _COOPERATION else "ownership"


def _only(kind: str, pairs: Iterable[Pair]) -> set[Pair]:
    return {pair for pair in pairs if pair[0] == kind}


def _score(sides: Iterable[tuple[Collection[Pair], Collection[Pair]]]) -> Score:
    """The sums over articles, gold before predicted."""
    matched = predicted = gold = 0
    for these, those in sides:
        matched += len(set(these) & set(those))
        gold += len(these)
        predicted += len(those)
    return Score(matched, predicted, gold)


def _find_direction(rows: Iterable[Row]) -> Count:
    """How often a predicted pair that is in gold one way or the other is there this way."""
    judged = [
        pair in row.gold
        for row in rows
        for pair in row.predicted
        if has_direction(pair[0]) and (pair in row.gold or turn(pair) in row.gold)
    ]
    return Count(sum(judged), len(judged))


def _agreement(hits: Iterable[tuple[Told, Told]], value: Callable[[Told], set[object]]) -> Count:
    """How often one of the predicted values is one of those in gold, where gold has any."""
    known = [(value(these), value(those)) for these, those in hits if value(these)]
    return Count(sum(bool(these & those) for these, those in known), len(known))
