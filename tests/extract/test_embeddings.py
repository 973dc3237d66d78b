"""Remembered vectors of words must be those that the pipeline's layers compute, to the bit."""

import numpy as np
import pytest
import spacy

from alliance_graph.extract import MODEL, embeddings
from alliance_graph.extract.embeddings import remember_vectors
from alliance_graph.extract.products import use_numpy

pytestmark = pytest.mark.model

_TEXTS = [
    "Alder Corp can't own the makers.",
    "",
    "ALDER owns  them\nall, can't it?",
    "   ",
    "Birch owns Alder Corp.",
] * 2


def _load():
    with use_numpy():
        return spacy.load(MODEL)


def _tensors(nlp):
    return [doc.tensor for doc in nlp.pipe(_TEXTS)], [[ent.label_ for ent in nlp(text).ents] for text in _TEXTS]


def _is_remembering(nlp):
    return "remembered" in {layer.name for layer in nlp.get_pipe("tok2vec").model.walk()}


@pytest.mark.parametrize("most", [embeddings._MOST, 0])
def test_vectors_are_those_of_the_layers(monkeypatch, most):
    monkeypatch.setattr(embeddings, "_MOST", most)
    own, ours = _load(), _load()
    remember_vectors(ours)
    for _ in range(2):
        for one, other in zip(_tensors(own), _tensors(ours), strict=True):
            assert all(map(np.array_equal, one, other))


def test_layers_stay_where_products_are_not_ours():
    nlp = spacy.load(MODEL)
    remember_vectors(nlp)
    assert not _is_remembering(nlp)


def test_layers_that_look_at_more_than_features_stay():
    with use_numpy():
        nlp = spacy.load(MODEL)
        nlp.replace_pipe("tok2vec", "tok2vec", config={"model": {**_CHARACTERS, "encode": _encode(nlp)}})
    remember_vectors(nlp)
    assert not _is_remembering(nlp)


_CHARACTERS = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.CharacterEmbed.v2",
        "width": 96,
        "rows": 100,
        "nM": 8,
        "nC": 4,
        "include_static_vectors": False,
    },
}


def _encode(nlp):
    return nlp.get_pipe_config("tok2vec")["model"]["encode"]
