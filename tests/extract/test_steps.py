"""A parser that keeps the lock must take the steps that spaCy's own takes."""

import pytest
import spacy
from spacy.pipeline import DependencyParser

from alliance_graph.extract import MODEL
from alliance_graph.extract.steps import hold_lock

pytestmark = pytest.mark.model

_TEXTS = [
    "Alder Corp said on Tuesday it was buying two of the makers that Birch Inc owned for 3.5 mln dlrs.",
    "",
    "Cedar and Dogwood, which hold 30 pct each, will merge, but Elm of New York has not agreed.",
    "   ",
    "No.",
] * 30


@pytest.fixture
def own():
    return spacy.load(MODEL)


@pytest.fixture
def held():
    nlp = spacy.load(MODEL)
    hold_lock(nlp)
    return nlp


def _read(nlp, **options):
    docs = nlp.pipe(_TEXTS, **options)
    return [
        ([(t.dep_, t.head.i, t.is_sent_start) for t in doc], [(e.text, e.label_) for e in doc.ents]) for doc in docs
    ]


def test_steps_are_those_of_spacy(own, held):
    assert all(type(held.get_pipe(name)) is not type(own.get_pipe(name)) for name in ("parser", "ner"))
    assert held.pipe_names == own.pipe_names
    assert _read(held) == _read(own) == _read(held, batch_size=7)


def test_labels_of_a_component_before_are_learned(own, held):
    for nlp in (own, held):
        ruler = nlp.add_pipe("entity_ruler", before="ner")
        ruler.add_patterns([{"label": "TREE", "pattern": "Elm"}])
    assert _read(held) == _read(own)


def _search(nlp):
    nlp.get_pipe("ner").cfg["beam_width"] = 4


def _other_layers(nlp):
    nlp.replace_pipe("ner", "ner", config={"model": nlp.get_pipe_config("ner")["model"] | {"use_upper": False}})


@pytest.mark.parametrize("change", [_search, _other_layers])
def test_a_recognizer_of_another_kind_stays(own, change):
    change(own)
    ner = own.get_pipe("ner")
    hold_lock(own)
    assert own.get_pipe("ner") is ner
    assert type(own.get_pipe("parser")) is not DependencyParser


def test_what_is_known_of_it_stays(own, held):
    for name in ("parser", "ner"):
        assert held.get_pipe(name).labels == own.get_pipe(name).labels
        assert held.get_pipe(name).cfg == own.get_pipe(name).cfg
        assert held.get_pipe(name).scorer is not None
