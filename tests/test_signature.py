"""Near-copies of a text share a signature's bands; other texts do not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.signature import bands, make_signature, similarity

LEAST_SIMILARITY_OF_COPIES = 0.5
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
        (lambda words: change(words, 12), 0.95),
        (lambda words: words[:120] + words[180:], 1.0),
        (lambda words: words + AGENCY_LINE, 1.0),
        (lambda words: change(words, 6) + AGENCY_LINE, 0.99),
    ],
    ids=["the same", "capitals", "12 of 300 words changed", "a paragraph cut", "an agency line", "words and line"],
)
def test_near_copies_are_found_by_their_bands(edit, least_found):
    found = 0
    for seed in range(100):
        words = make_words(seed)
        first, second = make_signature(" ".join(words)), make_signature(" ".join(edit(words)))
        is_alike = similarity(first, second) >= LEAST_SIMILARITY_OF_COPIES
        found += is_alike and not set(bands(first)).isdisjoint(bands(second))
    assert found / 100 >= least_found


def test_other_texts_are_no_copies():
    signatures = [make_signature(" ".join(make_words(seed))) for seed in range(100)]
    assert max(similarity(signatures[0], other) for other in signatures[1:]) < 0.1
    assert len({band for signature in signatures for band in bands(signature)}) > 3190


def test_a_short_text_has_no_signature_and_is_like_none():
    assert make_signature("Nissan bought a stake. " * 7) == ""
    assert bands("") == ()
    assert similarity("", "") == similarity("", make_signature(" ".join(make_words(1)))) == 0.0


def test_a_signature_does_not_change_between_versions():
    assert make_signature(" ".join(make_words(1))).startswith("ltnWLndYngAspBBUu0ug0KZZ")


@given(st.text())
def test_every_text_has_a_signature_of_its_own_or_none(text):
    signature = make_signature(text + " word" * 30)
    assert len(signature) == 344
    assert similarity(signature, signature) == 1.0
    assert len(set(bands(signature))) == 32
