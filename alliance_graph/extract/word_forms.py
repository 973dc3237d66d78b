"""Part of speech and lemma of each word, asked of the pipeline's own components once and then remembered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

_NAME = "word_forms"
_REPLACED = ("attribute_ruler", "lemmatizer")
_BEFORE = frozenset({"tok2vec", "transformer", "curated_transformer", "tagger", "parser", "senter", "ner"})
"""Makers of what may work before them: of what the two go by, these set nothing that is not in `_WORD`."""

_Word = tuple[int, ...]
"""A word as it is written, with its tag and what it depends on the other words as."""

_WORD: list[int | str] = ["ORTH", "TAG", "DEP"]
_FORM: list[int | str] = ["TAG", "POS", "DEP", "LEMMA"]
"""What the components may set, morphology aside, which nobody asks for and is slow to copy."""
_SET = frozenset({"MORPH", "TAG", "POS", "DEP", "LEMMA"})
"""What a ruler may set for its work to be remembered."""
_OF_THE_WORD = frozenset({"ORTH", "TEXT", "LOWER", "IS_SPACE", "TAG", "DEP"})
_MOST = 65_536
"""Words that are remembered; a long run meets ever new names and figures."""


class WordForms:
    """Does what an attribute ruler and a lemmatizer do, once for each word: a seventh of their time for words known.

    Both judge a word by itself, but for a few patterns ("gon" before "na"): texts where such a one fits they read anew.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self.ruler = ruler
        self.lemmatizer = lemmatizer
        rules: list[Any] = ruler.patterns
        wider = [pattern for rule in rules for pattern in rule["patterns"] if not _is_of_one_word(pattern)]
        self.around = Matcher(ruler.vocab)
        self.openings = Matcher(ruler.vocab)
        for pattern in wider:
            self.around.add("around", [pattern])
            self.openings.add("opening", [pattern[:1] if _is_of_one_word(pattern[:1]) else [{}]])
        self.known: dict[_Word, tuple[int, ...]] = {}
        self.opening: set[_Word] = set()
        """Those known with which a pattern of several words may begin."""

    def __call__(self, doc: Doc) -> Doc:
        """The text with part of speech and lemma of each word."""
        if not len(doc):
            return doc
        words = [tuple(word) for word in doc.to_array(_WORD).tolist()]
        if len(self.known) > _MOST:
            self.known.clear()
            self.opening.clear()
        if new := [word for word in dict.fromkeys(words) if word not in self.known]:
            self._learn(doc, new)
        if not self.opening.isdisjoint(words) and _find(self.around, doc):
            return self.lemmatizer(self.ruler(doc))
        return doc.from_array(_FORM, _to_array([self.known[word] for word in words]))

    def _learn(self, doc: Doc, words: Sequence[_Word]) -> None:
        listed = Doc(doc.vocab, words=[doc.vocab.strings[orth] for orth, *_ in words])
        listed.from_array(_WORD[1:], _to_array([word[1:] for word in words]))
        if len(words) > 1 and _find(self.around, listed):  # as they stood in the text they do not fit
            for word in words:
                self._learn(doc, [word])
        else:
            self.opening.update(words[start] for _, start, _ in _find(self.openings, listed))
            forms = self.lemmatizer(self.ruler(listed)).to_array(_FORM)
            self.known.update(zip(words, map(tuple, forms.tolist()), strict=True))


def _find(matcher: Matcher, doc: Doc) -> list[tuple[int, int, int]]:
    return matcher(doc, allow_missing=True) if len(matcher) else []  # one without patterns warns


def _to_array(rows: Sequence[tuple[int, ...]]) -> Any:
    return np.array(rows, dtype=np.uint64)


def _is_of_one_word(pattern: Any) -> bool:
    return len(pattern) == 1 and _OF_THE_WORD.issuperset(str(key).upper() for key in pattern[0])


@Language.factory(_NAME)
def _make(nlp: Language, name: str) -> WordForms:
    return WordForms(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))  # type: ignore[arg-type]


def remember_forms(nlp: Language) -> None:
    """Put `WordForms` in the place of the two components, where they judge by the word alone.

    A lemmatizer of another kind may look at the whole sentence, and a component before them set what they go by.
    """
    if _is_known(nlp):
        nlp.add_pipe(_NAME, after=_REPLACED[-1])
        for name in _REPLACED:
            nlp.remove_pipe(name)


def _is_known(nlp: Language) -> bool:
    if _REPLACED not in pairwise(nlp.pipe_names):
        return False
    ruler, lemmatizer = map(nlp.get_pipe, _REPLACED)
    if not isinstance(ruler, AttributeRuler) or type(lemmatizer) is not EnglishLemmatizer:
        return False
    before = nlp.pipe_names[: nlp.pipe_names.index(_REPLACED[0])]
    rules: list[Any] = ruler.patterns
    return _BEFORE.issuperset(nlp.get_pipe_meta(name).factory for name in before) and all(
        _SET.issuperset(map(str, rule["attrs"])) for rule in rules
    )
