"""The gate before the parser: it may let through what makes no claim, and must never stop what makes one."""

import pytest

from alliance_graph.extract.gate import has_cue
from tests.extract.table import read_rows
from tests.growth import grows_no_faster_than_linear


def test_no_sentence_of_the_table_with_a_claim_is_stopped():
    stopped = [
        row["text"]
        for row in read_rows("extract_sentences.jsonl")
        if row["claims"] and "known" not in row and not has_cue(row["text"])
    ]
    assert not stopped


@pytest.mark.parametrize(
    "text",
    [
        "MERGER TALKS",
        "Kessel\u201434% owned by Lumen\u2014rose.",
        "a tie-up",
        "a state-owned mine",
        "a 5-pct stake",
        "a\nstake",
    ],
)
def test_a_cue_is_seen_in_capitals_beside_dashes_and_across_lines(text):
    assert has_cue(text)


@pytest.mark.parametrize(
    "text", ["", "It rained in Bergen.", "mistaken", "community", "Kessel rose 5 percent.", "harmony"]
)
def test_a_text_without_a_cue_is_stopped_and_part_of_a_word_is_none(text):
    assert not has_cue(text)


@pytest.mark.parametrize("piece", ["a", "take ", "share of", "acqu", " ", "5 percent o", "\u0627", "-"])
def test_time_grows_with_the_length_and_not_with_its_square(piece):
    assert grows_no_faster_than_linear(lambda text: has_cue("x" + text), piece)
