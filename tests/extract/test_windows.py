"""The windows in which the pair model looks, and the numbers made of them."""

import numpy as np
import pytest

from alliance_graph.extract.pair_inputs import MOST_TOKENS, N_DRAWN, encode
from alliance_graph.extract.pair_model import PairModel
from alliance_graph.extract.relations import SLOTS, STATUSES, find_hints, slot_of
from alliance_graph.extract.windows import find_windows, path_between
from alliance_graph.model import Article, Status

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tokenizer():
    return PairModel().tokenizer


def windows(read, text):
    return list(find_windows(read(Article(id="a", text=text))))


def names(window):
    return [
        (window.text[a.start : a.end], window.text[b.start : b.end])
        for a, b in ((window.places[i], window.places[j]) for i, j in window.pairs)
    ]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Nissan owns 34% of Renault.", [[("Nissan", "Renault")]]),
        ("Nissan grew. Renault fell.", [[("Nissan", "Renault")]]),
        ("Nissan grew in March.", []),
        ("Rain fell on Tuesday.", []),
        (
            "Nissan bought Renault. It also owns Volvo.",
            [[("Nissan", "Renault")], [("Nissan", "Volvo"), ("Renault", "It"), ("Renault", "Volvo"), ("It", "Volvo")]],
        ),
        (
            "Nissan and Renault grew. Both companies hold shares of Volvo.",
            [
                [("Nissan", "Renault")],
                [("Nissan", "Volvo"), ("Renault", "Volvo"), ("companies", "Volvo"), ("companies", "Volvo")],
            ],
        ),
    ],
)
def test_a_window_pairs_the_names_of_a_sentence_with_each_other_and_with_those_before(read, text, pairs):
    assert [names(window) for window in windows(read, text)] == pairs


def test_two_people_are_no_pair(read):
    assert not windows(read, "Mr. John Miller met Mrs. Mary Smith.")


def test_a_long_article_pairs_only_what_is_in_reach(read):
    filler = "The weather stayed dry in the valley all week. " * 4
    assert [names(w) for w in windows(read, f"Nissan grew. {filler}Renault fell.")] == []


def test_the_path_holds_the_words_that_tie_two_names(read):
    [window] = windows(read, "Nissan raised its stake in Renault to 34%.")
    first, second = (window.places[i] for i in window.pairs[0])
    tie = {window.text[at:].split()[0] for at in path_between(first, second)}
    assert {"Nissan", "raised", "stake", "in"} <= tie
    assert not {"its", "34%."} & tie


def test_inputs_point_at_the_word_pieces_of_the_names(read, tokenizer):
    [window] = windows(read, "Nissan owns 34% of Renault.")
    inputs = encode(window, {}, tokenizer)
    pieces = [tokenizer.id_to_token(int(token)) for token in inputs.tokens]
    first, _, second, last = inputs.positions[0]
    assert pieces[first] == "nissan"
    assert "".join(piece.removeprefix("##") for piece in pieces[second : last + 1]) == "renault"
    assert pieces[inputs.shares[0]] == "34"
    assert inputs.paths[0, first] == 1
    assert len(pieces) < 20  # no padding: the model would read it as text


def test_what_a_rule_drew_is_an_input_in_the_right_direction(read, tokenizer):
    reading = read(Article(id="a", text="Renault is 34% owned by Nissan."))
    [window] = find_windows(reading)
    inputs = encode(window, find_hints(reading.sentences[0].claims), tokenizer)
    assert inputs.hints[0, slot_of("stake", False)] > 0.5
    assert inputs.hints[0, slot_of("stake", True)] == 0
    assert inputs.hints[0, len(SLOTS) + STATUSES.index(Status.COMPLETED)] == 1
    assert not encode(window, {}, tokenizer).hints[0, :N_DRAWN].any()


def test_a_monstrous_sentence_is_cut_and_not_refused(read, tokenizer):
    listed = ", ".join(f"Alder{chr(65 + i)} Dornbach Corp" for i in range(26))
    found = [encode(w, {}, tokenizer) for w in windows(read, f"Nissan owns parts of {listed} and Renault.")]
    assert found
    for inputs in found:
        assert len(inputs.tokens) <= MOST_TOKENS
        assert 0 <= inputs.positions.min() <= inputs.positions.max() < len(inputs.tokens)
        assert len(inputs.pairs) == len(inputs.positions) == len(inputs.hints) <= 30
        assert np.isfinite(inputs.hints).all()


def test_the_headline_stands_in_every_window_so_that_a_far_name_is_in_reach(read):
    filler = "The weather stayed dry in the valley all week. " * 12
    article = Article(id="a", title="Nissan in talks", text=f"Nissan grew. {filler}Renault owns a third of the club.")
    *_, last = find_windows(read(article))
    assert last.text.startswith("Nissan in talks ")
    assert ("Nissan", "Renault") in names(last)
