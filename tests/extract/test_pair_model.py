"""The trained weights: loaded only whole, and giving the same scores whatever stands beside a window."""

import json
import shutil

import numpy as np
import pytest

from alliance_graph.errors import ModelError
from alliance_graph.extract.pair_inputs import encode
from alliance_graph.extract.pair_model import WEIGHTS, PairModel
from alliance_graph.extract.windows import find_windows
from alliance_graph.model import Article

pytestmark = pytest.mark.model


@pytest.fixture
def folder(tmp_path):
    """A copy of the weights to be damaged."""
    return shutil.copytree(WEIGHTS, tmp_path / "weights")


@pytest.fixture(scope="module")
def model():
    return PairModel()


def change_card(folder, **changes):
    card = json.loads((folder / "card.json").read_text("utf-8"))
    (folder / "card.json").write_text(json.dumps(card | changes), "utf-8")


@pytest.mark.parametrize("name", ["card.json", "pairs.onnx", "tokenizer.json", "gate.json"])
def test_weights_that_lack_a_file_are_refused_with_a_way_out(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match="install the package again"):
        PairModel(folder)


@pytest.mark.parametrize("name", ["pairs.onnx", "tokenizer.json", "gate.json"])
def test_a_changed_file_is_named(folder, name):
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=name):
        PairModel(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", "no JSON"])
def test_a_card_that_is_none_is_refused(folder, text):
    (folder / "card.json").write_text(text, "utf-8")
    with pytest.raises(ModelError):
        PairModel(folder)


def test_weights_of_other_ties_are_refused(folder):
    change_card(folder, outputs={"slots": ["stake forward"], "statuses": [], "forms": []})
    with pytest.raises(ModelError, match="other ties"):
        PairModel(folder)


def test_a_window_scores_the_same_alone_and_beside_others(read, model):
    text = "Nissan owns 34% of Renault. Volvo Corp will buy Lumen Inc from Kessel AG for $3 million."
    inputs = [encode(window, {}, model.tokenizer) for window in find_windows(read(Article(id="a", text=text)))]
    together = model.score(inputs)
    for given, scores in zip(inputs, together, strict=True):
        [alone] = model.score([given])
        for part in ("slots", "status", "form", "share"):
            assert np.array_equal(getattr(alone, part), getattr(scores, part))


def test_scores_are_probabilities(read, model):
    [window] = find_windows(read(Article(id="a", text="Nissan owns 34% of Renault.")))
    [scores] = model.score([encode(window, {}, model.tokenizer)])
    assert ((scores.slots > 0) & (scores.slots < 1)).all()
    for part in (scores.status, scores.form, scores.share):
        assert np.allclose(part.sum(-1), 1, atol=1e-5)
