"""An article and its near-copy are one source; the rows stand in tests/data/copies.jsonl, for anybody to add to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alliance_graph.link import bands, is_copy
from alliance_graph.signature import make_signature

ROWS = [json.loads(line) for line in Path("tests/data/copies.jsonl").read_text("utf-8").splitlines()]
FLOORS = {"copy": 0.95, "update": 0.9, "different": 0.94}
"""Of the pairs of each label, how many are judged right; three of fifty are known to go wrong."""


def is_found(first, second):
    """Whether two texts share a band and are then found to be copies, as the store does it."""
    one, two = make_signature(first), make_signature(second)
    return not set(bands(one)).isdisjoint(bands(two)) and is_copy(one, two)


@pytest.mark.parametrize("label", FLOORS)
def test_copies_and_updates_are_one_source_and_other_articles_are_not(label):
    rows = [row for row in ROWS if row["label"] == label]
    wrong = [row["note"] for row in rows if is_found(row["first"], row["second"]) == (label == "different")]
    assert 1 - len(wrong) / len(rows) >= FLOORS[label], wrong


def test_the_table_has_enough_of_each():
    assert len(ROWS) >= 40
    assert {row["label"] for row in ROWS} == set(FLOORS)
    assert len({row["note"] + row["first"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_it_makes_no_difference_which_comes_first(row):
    assert is_found(row["first"], row["second"]) == is_found(row["second"], row["first"])


def test_a_text_without_signature_is_no_copy():
    signature = make_signature(ROWS[0]["first"])
    assert is_copy(signature, signature)
    assert not is_copy("", "")
    assert not is_copy(signature, "")
