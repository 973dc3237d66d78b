"""The gate before the parser: it may let through what makes no claim, and must hardly ever stop what makes one."""

import pytest

from alliance_graph.extract.gate import Gate, features, find_sentences, load_gate
from tests.extract.table import read_rows
from tests.growth import grows_no_faster_than_linear


def test_of_the_sentences_of_the_table_with_a_claim_nineteen_in_twenty_pass():
    rows = [row["text"] for row in read_rows("extract_sentences.jsonl") if row["claims"] and "known" not in row]
    assert sum(load_gate().opens(text) for text in rows) >= 0.95 * len(rows)


@pytest.mark.parametrize(
    "text", ["", "It rained in Bergen.", "mistaken", "community", "Kessel rose 5 percent.", "harmony"]
)
def test_a_text_that_speaks_of_no_deal_is_stopped(text):
    assert not load_gate().opens(text)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Nissan will buy a stake in Renault.", True),
        ("Kessel signed a licence agreement with Lumen.", True),
        ("It rained. Kessel signed a licence agreement with Lumen. It snowed.", True),
        ("Kessel reported net income of 3 million dollars, and Lumen of 2 million dollars.", False),
        ("The shares of Kessel closed unchanged in Tokyo, traders said, while the dollar fell.", False),
    ],
)
def test_a_text_passes_when_one_of_its_sentences_speaks_of_a_deal(text, opens):
    assert load_gate().opens(text) == opens


def test_headline_and_lead_and_what_goes_before_a_deal_are_read_with_it_and_nothing_without_one():
    gate = Gate(1.0, {"buy": 2.0})
    deal, other = "Kessel will buy Lumen.", "It rained in Bergen."
    assert gate.choose([other] * 5 + [deal] + [other] * 2) == [0, 1, 3, 4, 5]
    assert gate.choose([deal]) == [0]
    assert gate.choose([other] * 3) == []
    assert gate.choose([]) == []


def test_what_a_company_is_called_is_no_feature():
    assert features("Now Kessel will buy Lumen") == features("Now Nordhav Power Corp will buy O'Brien & Sons")


def test_sentences_add_up_to_the_text():
    text = 'Kessel fell. "Lumen rose," he said. It cost $3.5 million. Then it rained.'
    assert " ".join(find_sentences(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("piece", ["a", "take ", "share of", "acqu", " ", "5 percent o", "\u0627", "-", "A. ", "A'"])
def test_time_grows_with_the_length_and_not_with_its_square(piece):
    assert grows_no_faster_than_linear(lambda text: load_gate().opens("x" + text), piece)
