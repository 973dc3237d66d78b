"""Topics and purposes: a row is a text and what it is about; for the forms found, those that are none."""

import pytest

from alliance_graph.extract.topics import find_purpose, find_topics
from tests.growth import grows_no_faster_than_linear

LABELS = {
    "batteries": "batteries",
    "battery": "batteries",
    "battery cells": "battery-cells",
    "battery cell modules": "battery-modules",
    "e-axles": "e-axles",
    "electric vehicles": "electric-vehicles",
    "ev": "electric-vehicles",
    "ai": "ai",
    "gas": "gas",
    "software": "software",
    "buses": "buses",
}


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("a partnership on batteries, e-axles and software", ("batteries", "e-axles", "software")),
        ("They standardise battery cell modules", ("battery-modules",)),
        ("A battery cell plant", ("battery-cells",)),
        ("Electric-vehicle batteries", ("electric-vehicles", "batteries")),
        ("software and more software", ("software",)),
        ("EVs and AI", ("electric-vehicles", "ai")),
        ("an E-Axle", ("e-axles",)),
        ("BATTERIES", ("batteries",)),
        ("natural gas", ("gas",)),
        ("", ()),
    ],
)
def test_topics_are_found_longest_first_whatever_the_plural(text, slugs):
    assert find_topics(text, LABELS) == slugs


@pytest.mark.parametrize("text", ["an ai in the ev", "gastronomy", "batters", "axles", "cells"])
def test_parts_of_words_and_small_letters_are_no_topics(text):
    assert find_topics(text, LABELS) == ()


def test_the_topics_of_the_ontology_are_the_default():
    assert find_topics("Nissan and Honda work on batteries")


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        (
            "sign a memorandum to create a framework for vehicle electrification.",
            "create a framework for vehicle electrification",
        ),
        (
            "agreed to jointly develop batteries, e-axles and software, it said",
            "develop batteries, e-axles and software",
        ),
        ("a venture to build a battery plant in Ohio by 2027", "build a battery plant in Ohio"),
        ("a venture to make chips, the companies said on Monday", "make chips"),
        ("a venture to market the drug, which Foo developed", "market the drug"),
        ("signed a pact for the development of solid-state cells.", "development of solid-state cells"),
        (
            "unveil a joint venture on a next-generation software platform, on a Thursday",
            "next-generation software platform",
        ),
        ("a strategic partnership on battery recycling", "battery recycling"),
        ("an alliance in hydrogen trucks; it will", "hydrogen trucks"),
        ("agreed to produce " + "very " * 40 + "long things", "produce " + " ".join(["very"] * 14)),
    ],
)
def test_the_purpose_is_the_phrase_after_its_cue(text, purpose):
    assert find_purpose(text) == purpose


@pytest.mark.parametrize(
    "text",
    [
        "Foo is to make a bid for Bar",
        "Foo plans to sell its stake in Bar",
        "Foo agreed to form a joint venture",
        "Foo is to build a stake in Bar",
        "signed an agreement on Thursday",
        "signed an agreement on March 5",
        "signed an agreement in March",
        "Foo acquired Bar",
        "",
    ],
)
def test_a_deal_is_no_purpose(text):
    assert find_purpose(text) == ""


@pytest.mark.parametrize("attack", ["a ", "to make ", " ", "battery ", "agreement on ", "to make a a, ", "1/1/1/", "s"])
def test_hostile_text_takes_linear_time(attack):
    assert grows_no_faster_than_linear(lambda text: (find_topics(text, LABELS), find_purpose(text)), attack)
