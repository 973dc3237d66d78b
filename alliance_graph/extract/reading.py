"""An article read: its sentences with whom each names or means, and what the rules draw from each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Span

from alliance_graph.extract.assemble import make_claim
from alliance_graph.extract.attributes import Surroundings, with_attributes
from alliance_graph.extract.clean import Cleaned, clean_paragraphs
from alliance_graph.extract.draft import Scene
from alliance_graph.extract.entities import Entities
from alliance_graph.extract.gate import Gate
from alliance_graph.extract.joint_names import join_names, part_names
from alliance_graph.extract.known_names import cut_in_headline, find_known_names
from alliance_graph.extract.mentions import find_mentions
from alliance_graph.extract.namesakes import find_namesakes
from alliance_graph.extract.percentages import PercentageMention, find_percentages
from alliance_graph.extract.place_names import drop_places, drop_things
from alliance_graph.extract.reference import Reader
from alliance_graph.extract.relations import is_possible
from alliance_graph.extract.renamings import find_renamings
from alliance_graph.extract.rules import read_drafts
from alliance_graph.model import Article, Claim, Entity


@dataclass(frozen=True, slots=True)
class Naming:
    """A place in a paragraph's cleaned text that stands for an entity; end exclusive."""

    start: int
    end: int
    key: str
    root: int
    """The token by which it hangs in the parse."""
    is_anaphor: bool = False
    """Whether it is a pronoun or a description ("the carmaker"), and no name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a paragraph's cleaned text with what stands in it."""

    paragraph: Cleaned
    parse: Span
    start: int
    end: int
    namings: tuple[Naming, ...]
    percentages: tuple[PercentageMention, ...]
    claims: tuple[Claim, ...]
    """What the rules draw from this sentence alone."""
    around: Surroundings

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.paragraph.text[self.start : self.end]

    @property
    def offsets(self) -> tuple[int, int]:
        """Where the words stand in the content of the article; the end is exclusive."""
        return self.paragraph.to_content(self.start, self.start + len(self.text.rstrip()))


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of one article in order, and its entities by key."""

    article: Article
    sentences: tuple[Sentence, ...]
    entities: dict[str, Entity]
    unresolved: int


def read_article(article: Article, nlp: Language, gate: Gate | None = None) -> Reading:
    """What the parser and the rules see in the article, in the paragraphs that the gate chooses."""
    return next(read_articles([article], nlp, gate))


_TOGETHER = 60_000
"""Characters of articles that are parsed together: 32 of a wire service, for which it takes a quarter less time."""
_DOCS = 64
"""Articles at most, and paragraphs that a component of the pipeline holds at once."""


def read_articles(articles: Iterable[Article], nlp: Language, gate: Gate | None = None) -> Iterator[Reading]:
    """What the parser and the rules see in each article, in the paragraphs that the gate chooses."""
    for batch in _batches(articles):
        chosen = [_choose(article, gate) for article in batch]
        docs = nlp.pipe((paragraph.text for paragraphs in chosen for paragraph in paragraphs), batch_size=_DOCS)
        for article, paragraphs in zip(batch, chosen, strict=True):
            yield _read_parsed(article, paragraphs, list(islice(docs, len(paragraphs))))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.content)
        if size >= _TOGETHER or len(batch) == _DOCS:
            yield batch
            batch, size = [], 0
    yield batch


def _choose(article: Article, gate: Gate | None) -> list[Cleaned]:
    paragraphs = list(clean_paragraphs(article.content))
    if gate is None:
        return paragraphs
    return [paragraphs[i] for i in gate.choose([paragraph.text for paragraph in paragraphs])]


def _read_parsed(article: Article, paragraphs: list[Cleaned], docs: list[Doc]) -> Reading:
    mentions = [m for i, doc in enumerate(docs) for m in find_mentions(i, doc, paragraphs[i])]
    mentions = drop_things(docs, drop_places(docs, mentions))
    mentions = join_names(docs, part_names(docs, find_known_names(docs, mentions)))
    namesakes = find_namesakes(docs, mentions)
    mentions, renamings = find_renamings(docs, paragraphs, mentions)
    headline = 0 if _is_headline(article, len(paragraphs)) else -1
    mentions = cut_in_headline(mentions) if headline == 0 else mentions
    entities = Entities(mentions, headline, namesakes, renamings)
    reader = Reader(entities)
    sentences = tuple(_read(article, reader, docs, paragraphs))
    return Reading(article, sentences, entities.by_key, reader.unresolved)


def _read(article: Article, reader: Reader, docs: list[Doc], paragraphs: list[Cleaned]) -> Iterator[Sentence]:
    body = 1 if article.title and len(docs) > 1 else 0
    lead = next((sent.text for sent in docs[body].sents), "") if docs else ""
    for i, (doc, cleaned) in enumerate(zip(docs, paragraphs, strict=True)):
        reader.enter(i)
        percentages = tuple(find_percentages(cleaned.text))
        for sent in doc.sents:
            inside = tuple(p for p in percentages if sent.start_char <= p.start < sent.end_char)
            scene = Scene(sent, reader, inside)
            around = Surroundings(sent.text, sent.start_char, article.date, lead)
            claims = tuple(
                with_attributes(claim, draft.trigger.idx - sent.start_char, around, is_state=draft.is_state)
                for draft in read_drafts(scene)
                if is_possible(claim := make_claim(draft, scene, cleaned, article.content), reader.entities.type_of)
            )
            namings = tuple(_find_namings(sent, reader))
            yield Sentence(cleaned, sent, sent.start_char, sent.end_char, namings, inside, claims, around)
            reader.leave(sent, claims)


def _find_namings(sent: Span, reader: Reader) -> Iterator[Naming]:
    """Names in order, and the pronouns and descriptions, once for each entity that they mean."""
    last = -1
    for token in sent:
        if token.i <= last:
            continue
        mention = reader.mention_at(token)
        if mention is not None:
            key = reader.named(token)
            last = mention.end - 1
            span = sent.doc[token.i : min(mention.end, sent.end)]
            if key is not None:
                yield Naming(span.start_char, span.end_char, key, span.root.i)
        else:
            for meant in reader.meant_by(token):
                yield Naming(token.idx, token.idx + len(token), meant, token.i, is_anaphor=True)


def _is_headline(article: Article, paragraphs: int) -> bool:
    """Whether the first paragraph is a headline whose every word has a capital, and a text follows."""
    words = [word for word in article.title.split() if word[0].isalpha() and len(word) > _SMALL_WORD]
    return paragraphs > 1 and bool(words) and all(word[0].isupper() for word in words)


_SMALL_WORD = 3  # letters; "of", "for" and "the" stay small in headlines
