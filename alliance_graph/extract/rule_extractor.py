"""The extractor of rules: what the rules draw from every sentence, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from alliance_graph.extract.assemble import join_claims
from alliance_graph.extract.gaps import find_gaps
from alliance_graph.extract.gate import load_gate
from alliance_graph.extract.reading import Reading, read_articles
from alliance_graph.model import Annotation, Article, Claim, Source


class RuleExtractor:
    """Reads articles by rules over the parse of a spaCy pipeline."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.gate = load_gate()

    def extract(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """One annotation for each article, in order."""
        return map(draw_claims, read_articles(articles, self.nlp, self.gate))


def draw_claims(reading: Reading) -> Annotation:
    """What the rules draw from the sentences of the article."""
    return annotate(reading, join_claims(claim for sentence in reading.sentences for claim in sentence.claims))


def annotate(reading: Reading, claims: list[Claim]) -> Annotation:
    """The claims with the entities that take part in them."""
    used = {key for claim in claims for key in claim.parties}
    named = tuple(entity for key, entity in reading.entities.items() if key in used)
    return Annotation(
        id=reading.article.id,
        entities=named,
        claims=tuple(claims),
        source=source_of(reading.article),
        unresolved=reading.unresolved,
        gaps=tuple(find_gaps(reading, claims)),
    )


def source_of(article: Article) -> Source:
    """The article without its text."""
    return Source(title=article.title, date=article.date, url=article.url, outlet=article.outlet, digest=article.digest)
