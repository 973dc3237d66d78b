"""The extractor of rules: spaCy's parse, mentions, reference, and the rules over every sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from alliance_graph.extract.assemble import join_claims, make_claim
from alliance_graph.extract.attributes import Surroundings, lead_day, with_attributes
from alliance_graph.extract.clean import Cleaned, clean_paragraphs
from alliance_graph.extract.draft import Scene
from alliance_graph.extract.entities import Entities
from alliance_graph.extract.gate import has_cue
from alliance_graph.extract.known_names import find_known_names
from alliance_graph.extract.mentions import find_mentions
from alliance_graph.extract.percentages import find_percentages
from alliance_graph.extract.reference import Reader
from alliance_graph.extract.rules import read_drafts
from alliance_graph.model import Annotation, Article, Claim, Entity, Source


class RuleExtractor:
    """Reads articles by rules over the parse of a spaCy pipeline."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def extract(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """One annotation for each article, in order."""
        for article in articles:
            yield self._annotate(article)

    def _annotate(self, article: Article) -> Annotation:
        content = article.content
        if not has_cue(content):
            return _make_annotation(article)
        paragraphs = list(clean_paragraphs(content))
        docs = list(self.nlp.pipe([paragraph.text for paragraph in paragraphs]))
        mentions = [m for i, doc in enumerate(docs) for m in find_mentions(i, doc, paragraphs[i])]
        mentions = find_known_names(docs, mentions)
        entities = Entities(mentions, headline=0 if _is_headline(article, len(paragraphs)) else -1)
        reader = Reader(entities)
        claims = join_claims(_read(article, reader, docs, paragraphs))
        used = {key for claim in claims for key in claim.parties}
        named = tuple(entity for key, entity in entities.by_key.items() if key in used)
        return _make_annotation(article, named, tuple(claims), reader.unresolved)


def _make_annotation(
    article: Article, entities: tuple[Entity, ...] = (), claims: tuple[Claim, ...] = (), unresolved: int = 0
) -> Annotation:
    source = Source(
        title=article.title, date=article.date, url=article.url, outlet=article.outlet, digest=article.digest
    )
    return Annotation(id=article.id, entities=entities, claims=claims, source=source, unresolved=unresolved)


def _read(article: Article, reader: Reader, docs: list[Doc], paragraphs: list[Cleaned]) -> Iterator[Claim]:
    """Every claim of every sentence, in order."""
    body = 1 if article.title and len(docs) > 1 else 0
    day = lead_day([sent.text for sent in docs[body].sents], article.date) if docs else ""
    for i, (doc, cleaned) in enumerate(zip(docs, paragraphs, strict=True)):
        reader.enter(i)
        percentages = tuple(find_percentages(cleaned.text))
        for sent in doc.sents:
            inside = tuple(p for p in percentages if sent.start_char <= p.start < sent.end_char)
            scene = Scene(sent, reader, inside)
            around = Surroundings(sent.text, sent.start_char, article.date, day)
            for draft in read_drafts(scene):
                yield with_attributes(make_claim(draft, scene, cleaned, article.content), draft, around)
            reader.leave(sent)


def _is_headline(article: Article, paragraphs: int) -> bool:
    """Whether the first paragraph is a headline whose every word has a capital, and a text follows."""
    words = [word for word in article.title.split() if word[0].isalpha() and len(word) > _SMALL_WORD]
    return paragraphs > 1 and bool(words) and all(word[0].isupper() for word in words)


_SMALL_WORD = 3  # letters; "of", "for" and "the" stay small in headlines
