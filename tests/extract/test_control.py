"""Control: when a purchase of shares is a stake, an acquisition, or both."""

from dataclasses import replace

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from alliance_graph.extract.draft import Draft
from alliance_graph.extract.percentages import find_percentages
from alliance_graph.extract.rules.control import with_control

TRIGGER = Doc(Vocab(), words=["bought"])[0]


def acquisition(text):
    """What follows from the purchase that the whole text tells."""
    (percentage,) = find_percentages(text)
    trigger = Doc(Vocab(), words=text.split())[0]
    roles = {"owner": ("kessel",), "owned": ("lumen",)}
    *_, found = with_control(Draft("stake", "stake.bought", roles, trigger, 0.8, percentage=percentage))
    return found


def kinds(text, rule="stake.bought", kind="stake"):
    """Kinds of the drafts that follow from Kessel's purchase of the percentage in the text."""
    percentage = next(iter(find_percentages(text)), None)
    draft = Draft(kind, rule, {"owner": ("kessel",), "owned": ("lumen",)}, TRIGGER, 0.8, percentage=percentage)
    return [found.kind for found in with_control(draft)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bought 65 percent of Lumen", ["stake", "acquisition"]),
        ("bought 50.1 percent of Lumen", ["stake", "acquisition"]),
        ("raised its stake to 51 percent", ["stake", "acquisition"]),
        ("bought 100 percent of Lumen", ["acquisition"]),
        ("bought 20 percent of Lumen", ["stake"]),
        ("bought 50 percent of Lumen", ["stake"]),
        ("bought a stake in Lumen", ["stake"]),
        ("bought the remaining 65 percent of Lumen", ["stake"]),
    ],
)
def test_a_purchase_over_one_half_is_an_acquisition_and_one_of_the_whole_is_no_stake(text, expected):
    assert kinds(text) == expected


def test_who_acquires_is_who_buys():
    draft = Draft("stake", "stake.bought", {"owner": ("kessel",), "owned": ("lumen",)}, TRIGGER, 0.8)
    (percentage,) = find_percentages("bought 65 percent of Lumen")
    _, acquisition = with_control(replace(draft, percentage=percentage))
    assert acquisition.roles == {"acquirer": ("kessel",), "target": ("lumen",)}
    assert acquisition.percentage is None


@pytest.mark.parametrize(
    ("text", "share"), [("bought 100 percent of Lumen", 100), ("bought all of the shares of Lumen", None)]
)
def test_an_acquisition_of_the_whole_has_a_percentage_where_there_is_a_figure(text, share):
    found = acquisition(text)
    assert found.kind == "acquisition"
    assert (found.percentage.percentage.value if found.percentage else None) == share


def test_a_holding_that_is_not_bought_is_no_acquisition():
    assert kinds("owns 65 percent of Lumen", rule="stake.state") == ["stake"]
    assert kinds("sells 65 percent", kind="supply") == ["supply"]
