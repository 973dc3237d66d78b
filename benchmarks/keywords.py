"""The keyword baseline: what anybody would write in an hour, so that the figures of the extractors mean something.

Two organisations or persons of spaCy that follow each other in one sentence, with a cue of `keywords.toml` between
them, give a claim: the first plays the first role, the status is "completed", and a stake has the first percentage of
the sentence. (Persons, since spaCy takes many a company for one; without them F1 on `dev` falls from 0.24 to 0.17.)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import pairwise, tee
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from alliance_graph.model import Annotation, Article, Claim, Entity, Evidence, Percentage, Status
from alliance_graph.names import comparison_form
from alliance_graph.ontology import KINDS

_LABELS = ("ORG", "PERSON")
_PERCENT = re.compile(r"\b(\d{1,2}(?:\.\d+)?|100)\s?(?:%|pct\b|per ?cent\b)")


class KeywordExtractor:
    """Reads articles by cue words."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        cues = tomllib.loads((Path(__file__).parent / "keywords.toml").read_text("utf-8"))
        self.cues = {kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})") for kind, words in cues.items()}

    def extract(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """One annotation for each article, in order."""
        left, right = tee(articles)
        for article, doc in zip(left, self.nlp.pipe(article.content for article in right), strict=True):
            yield self._annotate(article, doc)

    def _annotate(self, article: Article, doc: Doc) -> Annotation:
        names = {comparison_form(ent.text): ent.text for ent in reversed(doc.ents) if ent.label_ in _LABELS}
        claims = [claim for sent in doc.sents for claim in self._read(sent)]
        parties = sorted({key for claim in claims for key in claim.parties})
        return Annotation(
            id=article.id, entities=tuple(Entity(key=key, name=names[key]) for key in parties), claims=tuple(claims)
        )

    def _read(self, sent: Span) -> Iterator[Claim]:
        for first, second in pairwise(ent for ent in sent.ents if ent.label_ in _LABELS):
            between = sent.doc[first.end : second.start].text.lower()
            keys = comparison_form(first.text), comparison_form(second.text)
            kind = next((kind for kind, cue in self.cues.items() if cue.search(between)), None)
            if kind and keys[0] != keys[1]:
                yield _make_claim(kind, keys, sent)


def _make_claim(kind: str, keys: tuple[str, str], sent: Span) -> Claim:
    names = [role.name for role in KINDS[kind].roles.values() if role.is_party]
    percent = _PERCENT.search(sent.text) if kind == "stake" else None
    return Claim(
        kind=kind,
        roles={names[0]: keys} if KINDS[kind].is_symmetric else {names[0]: keys[:1], names[1]: keys[1:]},
        status=Status.COMPLETED,
        evidence=Evidence(sent.text, sent.start_char, sent.end_char),
        percentage=Percentage(float(percent[1])) if percent else None,
    )
