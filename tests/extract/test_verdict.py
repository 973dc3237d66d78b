"""Rule and model vote on a status, within what the words of the sentence allow."""

import numpy as np
import pytest

from alliance_graph.extract.findings import Finding
from alliance_graph.extract.relations import STATUSES
from alliance_graph.extract.verdict import find_status
from alliance_graph.extract.windows import find_windows
from alliance_graph.model import Article, Status

pytestmark = pytest.mark.model

A, B = "Alder Corp", "Birch Works"


def judge(read, kind, text, *, first, second=Status.PROPOSED, **values):
    """The status where the model holds one for likelier than another."""
    [window, *_] = find_windows(read(Article(id="a", text=text)))
    (i, j), *_ = window.pairs
    places = window.places[i], window.places[j]
    chances = np.array([0.6 * (one == first) + 0.4 * (one == second) for one in STATUSES], dtype=np.float32)
    finding = Finding(kind, places[0].key, places[1].key, 0.9, window, places, chances, None, "")
    return find_status(kind, text, [finding], **values)


@pytest.mark.parametrize(
    ("kind", "text", "first", "status"),
    [
        ("acquisition", f"{A} refused to comment on talk that it may buy {B}.", "denied", "proposed"),
        ("acquisition", f"{A} refused to sell itself to {B}.", "denied", "denied"),
        ("acquisition", f"{A} rescinded its agreement to buy {B}.", "denied", "ended"),
        ("acquisition", f"{A} has dropped the idea of buying {B}.", "denied", "ended"),
        ("acquisition", f"{A} was banned by a court from buying {B}.", "ended", "denied"),
        ("acquisition", f"{A} withdrew after {B} had rejected its bid.", "ended", "ended"),
        ("acquisition", f"The tender offer of {A} for {B} expired without a purchase.", "proposed", "ended"),
        ("acquisition", f"The tender offer of {A} for {B} expired; it had won 54 percent.", "proposed", "proposed"),
        ("acquisition", f"{A} said it will not pursue an offer for {B}.", "proposed", "ended"),
        ("acquisition", f"{A} has decided against buying {B}.", "denied", "ended"),
        (
            "acquisition",
            f"{A} offered to buy {B}, whose chairman had no interest in the proposal.",
            "proposed",
            "denied",
        ),
        ("acquisition", f"The purchase of {A} by {B} is subject to a vote in June.", "completed", "agreed"),
        ("acquisition", f"The closing of the sale of {A} to {B} has been delayed.", "completed", "agreed"),
        ("acquisition", f"{A} bought {B}, subject to a final audit.", "completed", "completed"),
        ("alliance", f"{A} was banned from working with {B}.", "ended", "ended"),
        ("subsidiary", f"{A} plans to set up a wholly owned investment unit, {B}, in June.", "completed", "proposed"),
        ("subsidiary", f"{A} has set up a wholly owned unit, {B}.", "completed", "completed"),
        ("subsidiary", f"{A}, until 1999 a subsidiary of {B}, will close.", "completed", "ended"),
        ("subsidiary", f"{A}, formerly part of {B}, will close.", "completed", "ended"),
        ("subsidiary", f"{A}, formerly a brewer, is a unit of {B}.", "completed", "completed"),
        ("stake", f"The largest shareholder of {A} is no longer {B}.", "completed", "ended"),
        ("stake", f"Until Monday {A} owned half of {B}.", "completed", "ended"),
        ("stake", f"Until now {A} owned half of {B}.", "completed", "completed"),
        ("competition", f"Once bitter rivals, {A} and {B} are friends.", "completed", "ended"),
        ("competition", f"{A} and {B}, rivals for years, are no friends.", "completed", "completed"),
    ],
)
def test_words_correct_what_the_model_holds_for_likeliest(read, kind, text, first, status):
    assert judge(read, kind, text, first=Status(first)) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{A} decided to sell {B}, a wholly owned subsidiary.", "completed"),
        (f"{A} has sold {B}, a wholly owned subsidiary.", "ended"),
        (f"{A} said it had sold {B} and would sell more.", "ended"),
    ],
)
def test_what_is_on_sale_is_held_until_it_is_sold(read, text, status):
    assert judge(read, "subsidiary", text, first=Status.ENDED, second=Status.COMPLETED) == status


def test_who_may_sell_shares_holds_them(read):
    text = f"{A} could sell its shares of {B}."
    values = {"drawn": Status.COMPLETED, "weight": 0.1, "rule": "stake.sold"}
    assert judge(read, "stake", text, first=Status.PROPOSED, second=Status.ENDED, **values) == "completed"


def test_the_seller_holds_until_the_closing(read):
    text = f"The closing of the sale of the shares of {A} in {B} has been delayed."
    values = {"first": Status.ENDED, "second": Status.COMPLETED, "rule": "stake.sold"}
    assert judge(read, "stake", text, **values) == "completed"


def test_a_holding_that_is_cut_is_not_over(read):
    text = f"{A} cut its stake in {B} to 5 percent."
    values = {"first": Status.ENDED, "second": Status.COMPLETED, "rule": "stake.changed"}
    assert judge(read, "stake", text, **values) == "completed"


def test_the_votes_of_a_rule_count(read):
    text = f"{A} said so of {B}."
    assert judge(read, "stake", text, first=Status.AGREED) == "agreed"
    assert judge(read, "stake", text, first=Status.AGREED, drawn=Status.COMPLETED, weight=0.8) == "completed"
