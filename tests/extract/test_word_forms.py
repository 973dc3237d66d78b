"""Remembered parts of speech and lemmas must be those that the pipeline's own components give."""

import pytest
import spacy
from spacy.language import Language

from alliance_graph.extract import MODEL, load_pipeline, word_forms
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


@Language.component("verbs_only")
def _set_verbs(doc):
    for token in doc:
        token.pos_ = "VERB"
    return doc


def _load_with_one_rule():
    """The pipeline with a ruler that knows the part of speech of one word."""
    nlp = spacy.load(MODEL, exclude="attribute_ruler")
    rules = [{"patterns": [[{"LOWER": "makers"}]], "attrs": {"POS": "NOUN"}}]
    nlp.add_pipe("attribute_ruler", before="lemmatizer").add_patterns(rules)  # type: ignore[attr-defined]
    return nlp


def _between(nlp):
    nlp.add_pipe("merge_entities", after="attribute_ruler")


def _before(nlp):
    nlp.add_pipe("verbs_only", before="attribute_ruler")


def _trained(nlp):
    nlp.replace_pipe("lemmatizer", "trainable_lemmatizer")


def _shape(nlp):
    nlp.get_pipe("attribute_ruler").add([[{"TAG": "NN"}]], {"SHAPE": "X"})


@pytest.mark.parametrize("change", [_between, _before, _trained, _shape])
def test_a_pipeline_whose_words_do_not_stand_by_themselves_stays(change):
    nlp = spacy.load(MODEL)
    change(nlp)
    before = nlp.pipe_names
    remember_forms(nlp)
    assert nlp.pipe_names == before


def test_parts_of_speech_set_by_a_component_before_are_kept():
    nlp = _load_with_one_rule()
    nlp.add_pipe("verbs_only", before="attribute_ruler")
    remember_forms(nlp)
    assert [(token.pos_, token.lemma_) for token in nlp("saws leaves")] == [("VERB", "saw"), ("VERB", "leave")]


def test_rules_of_one_word_do_not_warn():
    nlp = _load_with_one_rule()
    remember_forms(nlp)
    assert "word_forms" in nlp.pipe_names
    assert nlp("Makers makers")[1].lemma_ == "maker"


@pytest.mark.parametrize("missing", ["attribute_ruler", "lemmatizer"])
def test_a_pipeline_without_one_of_them_loads(tmp_path, missing):
    nlp = spacy.load(MODEL, exclude=missing)
    nlp.to_disk(tmp_path)
    assert load_pipeline(str(tmp_path)).pipe_names == nlp.pipe_names


def test_a_pipeline_with_a_lemmatizer_that_knows_no_words_loads(tmp_path):
    nlp = spacy.load(MODEL, exclude="lemmatizer")
    nlp.add_pipe("verbs_only", name="lemmatizer")
    nlp.to_disk(tmp_path)
    assert load_pipeline(str(tmp_path)).pipe_names == nlp.pipe_names
