"""Extractors at work on the sets, with what they cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gold_sets import GoldSet
from keywords import KeywordExtractor

from alliance_graph.evaluate import Row, compare, evaluate
from alliance_graph.evaluation import Evaluation
from alliance_graph.extract import EXTRACTORS, MODEL, Extractor, load_pipeline
from alliance_graph.model import Annotation

CONTESTANTS: Mapping[str, Callable[[str], Extractor]] = {
    "keywords": lambda model: KeywordExtractor(load_pipeline(model)),
    **{name: EXTRACTORS[name] for name in ("rules", "model", "both")},
}
"""What makes each extractor that is compared, the baseline first."""
SUBJECT = "both"
"""The extractor that is looked at closely."""
_WARMING = 5  # articles read before the clock starts, for what is loaded on first use


@dataclass(frozen=True, slots=True)
class Run:
    """What one extractor made of one set."""

    found: tuple[Annotation, ...]
    """Without candidates, in the order of the set."""
    report: Evaluation
    rows: tuple[Row, ...]
    with_candidates: tuple[Row, ...]
    """The same rows with the claims below the threshold."""
    seconds: float
    """Of processor time, without loading."""


Runs = Mapping[str, Mapping[str, Run]]
"""By the names of the extractor and of the set."""


def run_all(sets: Iterable[GoldSet], tell: Callable[[str], None]) -> Runs:
    """Every extractor on every set, one after the other."""
    runs: dict[str, dict[str, Run]] = {}
    for name, make in CONTESTANTS.items():
        extractor = make(MODEL)
        runs[name] = {}
        for gold_set in sets:
            tell(f"{name} on {gold_set.name}")
            runs[name][gold_set.name] = _run(extractor, gold_set)
    return runs


def _run(extractor: Extractor, gold_set: GoldSet) -> Run:
    for _ in extractor.extract(gold_set.articles[:_WARMING]):
        pass
    start = time.process_time()
    found = list(extractor.extract(gold_set.articles))
    seconds = time.process_time() - start
    firm = tuple(annotation.without_candidates() for annotation in found)
    return Run(firm, evaluate(gold_set.gold, firm), _compare(gold_set, firm), _compare(gold_set, found), seconds)


def _compare(gold_set: GoldSet, found: Iterable[Annotation]) -> tuple[Row, ...]:
    return tuple(map(compare, gold_set.gold, found))


def time_plain(sets: Iterable[GoldSet]) -> float:
    """Seconds of processor time that plain `nlp.pipe` takes over the same articles, without loading."""
    texts = [article.content for gold_set in sets for article in gold_set.articles]
    nlp = load_pipeline(MODEL)
    for _ in nlp.pipe(texts[:_WARMING]):
        pass
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - start
