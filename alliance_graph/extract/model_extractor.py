"""The extractor of the pair model, with the rules beside it or alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from alliance_graph.extract.decide import decide
from alliance_graph.extract.findings import Finding, find_ties
from alliance_graph.extract.gate import Gate, load_gate
from alliance_graph.extract.pair_inputs import encode
from alliance_graph.extract.pair_model import PairModel
from alliance_graph.extract.reading import Reading, read_articles
from alliance_graph.extract.relations import find_hints
from alliance_graph.extract.rule_extractor import annotate
from alliance_graph.extract.windows import find_windows
from alliance_graph.model import Annotation, Article, Claim


class ModelExtractor:
    """Reads articles by the pair model, which weighs what the rules draw."""

    def __init__(self, nlp: Language, model: PairModel, *, with_rules: bool) -> None:
        self.nlp = nlp
        self.model = model
        self.gate: Gate | None = load_gate()
        self.with_rules = with_rules

    def extract(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """One annotation for each article, in order."""
        for reading in read_articles(articles, self.nlp, self.gate):
            yield annotate(reading, self._decide(reading))

    def _decide(self, reading: Reading) -> list[Claim]:
        findings: list[Finding] = []
        seen: set[tuple[int, frozenset[str]]] = set()
        for window in find_windows(reading, self.gate):
            hints = find_hints(reading.sentences[window.sentence].claims) if self.with_rules else {}
            inputs = encode(window, hints, self.model.tokenizer)
            if inputs.pairs:
                [scores] = self.model.score([inputs])
                findings.extend(find_ties(window, inputs, scores))
                keys = [(window.places[i].key, window.places[j].key) for i, j in inputs.pairs]
                seen.update((window.sentence, frozenset(pair)) for pair in keys)
        return decide(reading, findings, seen, with_rules=self.with_rules)
