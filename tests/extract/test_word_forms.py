"""Remembered parts of speech and lemmas must be those that the pipeline's own components give."""

import pytest
import spacy

from alliance_graph.extract import MODEL, word_forms
from alliance_graph.extract.word_forms import remember_forms

pytestmark = pytest.mark.model

_TEXTS = [
    "Alder Corp said it was buying two of the makers that Birch Inc owned.",
    "They're gonna merge; it ain't sure, and there's a rival who got'em to wait.",  # patterns of several words
    "Gon, na and ta are saws, leaves and left-overs.",
    "She saw that the saw left leaves. That, which was left, leaves.",
    "",
    "Two  blanks and\na line.",
    "   ",
]


@pytest.fixture(scope="module")
def own():
    return spacy.load(MODEL)


def _forms(nlp):
    return [[(token.text, token.pos_, token.lemma_, token.dep_) for token in nlp(text)] for text in _TEXTS * 2]


def test_forms_are_those_of_the_pipeline(nlp, own):
    assert "word_forms" in nlp.pipe_names
    assert _forms(nlp) == _forms(own)


def test_forms_are_the_same_when_all_is_forgotten(nlp, own, monkeypatch):
    monkeypatch.setattr(word_forms, "_MOST", 0)
    assert _forms(nlp) == _forms(own)


def test_a_pipeline_with_something_between_stays_as_it_is():
    nlp = spacy.load(MODEL)
    nlp.add_pipe("merge_entities", after="attribute_ruler")
    before = nlp.pipe_names
    remember_forms(nlp)
    assert nlp.pipe_names == before


def test_a_trained_lemmatizer_stays_as_it_is():
    nlp = spacy.load(MODEL)
    nlp.replace_pipe("lemmatizer", "trainable_lemmatizer")
    before = nlp.pipe_names
    remember_forms(nlp)
    assert nlp.pipe_names == before
