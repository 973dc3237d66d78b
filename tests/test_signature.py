"""Signatures tell exactly how much two texts share, and near-copies share a band of them; other texts do not."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.signature import Overlap, bands, compare, is_signature, make_signature

AGENCY_LINE = ["reporting", "by", "our", "offices", "editing", "by", "the", "business", "desk", "all", "rights"]


def make_words(seed, count=300):
    chance = random.Random(seed)
    return [f"word{chance.randrange(2000)}" for _ in range(count)]


def change(words, count):
    chance = random.Random(1)
    changed = list(words)
    for place in chance.sample(range(len(words)), count):
        changed[place] = "other"
    return changed


@pytest.mark.parametrize(
    ("edit", "least_found"),
    [
        (lambda words: words, 1.0),
        (lambda words: [word.upper() for word in words], 1.0),
        (lambda words: change(words, 12), 1.0),
        (lambda words: change(words, 30), 0.95),
        (lambda words: words[:120] + words[180:], 1.0),
        (lambda words: words[:100], 0.95),
        (lambda words: change(words, 6) + AGENCY_LINE, 1.0),
    ],
    ids=["the same", "capitals", "12 of 300 changed", "30 changed", "60 cut", "a third left", "words and line"],
)
def test_near_copies_are_found_by_their_bands(edit, least_found):
    found = 0
    for seed in range(100):
        words = make_words(seed)
        first, second = make_signature(" ".join(words)), make_signature(" ".join(edit(words)))
        found += not set(bands(first)).isdisjoint(bands(second))
    assert found / 100 >= least_found


def test_other_texts_share_no_band():
    signatures = [make_signature(" ".join(make_words(seed))) for seed in range(100)]
    assert len({band for signature in signatures for band in bands(signature)}) > 3190


def test_the_comparison_is_exact():
    words = [f"w{number}" for number in range(104)]  # 100 groups of five
    first, second = make_signature(" ".join(words)), make_signature(" ".join([*words[:54], "and 17 more"]))
    assert compare(first, second) == Overlap(first=0.5, second=50 / 53, jaccard=50 / 103, figures=1.0)
    third = make_signature(" ".join([*words, "17", "1,250.5", "18"]))
    assert compare(third, make_signature(" ".join([*words, "17 and 1,251.5"]))).figures == 0.5


def test_a_short_text_has_no_signature_and_is_like_none():
    assert make_signature("Nissan bought a stake. " * 7) == ""
    assert bands("") == ()
    assert compare("", "") == compare("", make_signature(" ".join(make_words(1)))) == Overlap(0.0, 0.0, 0.0, 0.0)


def test_of_a_very_long_text_the_beginning_counts():
    words = [f"w{number}" for number in range(5000)]
    whole = make_signature(" ".join(words))
    assert whole == make_signature(" ".join(words[:4000]))
    assert len(whole) < 22_000


def test_signatures_and_bands_do_not_change_between_versions():
    signature = make_signature(" ".join(make_words(1)))
    assert signature.startswith("A51NA/0wBfTuBvMLB2FuB37R")
    assert bands(signature)[:2] == ("0-4e98f7f2", "1-144fc334")


@given(st.text())
def test_every_text_has_a_signature_of_its_own(text):
    signature = make_signature(text + " word" * 30)
    assert is_signature(signature)
    assert re.fullmatch(r"[\w+/]+\.[\w+/]*", signature, re.ASCII)
    assert compare(signature, signature) == Overlap(1.0, 1.0, 1.0, 1.0)
    assert len(set(bands(signature))) == 32


@pytest.mark.parametrize("text", ["", ".", "AAAB", "AAAB.A", "AAACAAAB.", "AAABAAAB.", "AAAB.AAAB.AAAB", "\u00e4AAA."])
def test_what_is_no_signature_is_not_taken_for_one(text):
    assert not is_signature(text)
