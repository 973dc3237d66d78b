"""The extractor of the pair model, with the rules beside it or alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from alliance_graph.extract.decide import decide
from alliance_graph.extract.findings import find_ties
from alliance_graph.extract.gate import has_cue
from alliance_graph.extract.pair_inputs import encode
from alliance_graph.extract.pair_model import PairModel
from alliance_graph.extract.reading import Reading, read_article
from alliance_graph.extract.relations import find_hints
from alliance_graph.extract.rule_extractor import annotate, source_of
from alliance_graph.extract.windows import find_windows
from alliance_graph.model import Annotation, Article, Claim


class ModelExtractor:
    """Reads articles by the pair model, which weighs what the rules draw."""

    def __init__(self, nlp: Language, model: PairModel, *, with_rules: bool) -> None:
        self.nlp = nlp
        self.model = model
        self.with_rules = with_rules

    def extract(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """One annotation for each article, in order."""
        for article in articles:
            if has_cue(article.content):
                reading = read_article(article, self.nlp)
                yield annotate(reading, self._decide(reading))
            else:
                yield Annotation(id=article.id, source=source_of(article))

    def _decide(self, reading: Reading) -> list[Claim]:
        windows = list(find_windows(reading))
        inputs = [
            encode(w, find_hints(reading.sentences[w.sentence].claims) if self.with_rules else {}, self.model.tokenizer)
            for w in windows
        ]
        told = [(window, given) for window, given in zip(windows, inputs, strict=True) if given.pairs]
        scores = self.model.score([given for _, given in told])
        findings = [f for (w, given), s in zip(told, scores, strict=True) for f in find_ties(w, given, s)]
        return decide(reading, findings, with_rules=self.with_rules)
