"""Wordings settle a status against the vote: for each one a sentence, and one that it must leave alone."""

import numpy as np
import pytest

from alliance_graph.extract.findings import Finding
from alliance_graph.extract.relations import STATUSES
from alliance_graph.extract.status_patterns import overrule
from alliance_graph.extract.windows import find_windows
from alliance_graph.model import Article, Status

pytestmark = pytest.mark.model

A, B, C = "Alder Corp", "Birch Works", "Cedar Mills"
"""The party of the first role, that of the second, and somebody else."""


@pytest.fixture
def judge(read):
    """A function from kind, sentence and a voted status to the status that the words leave."""

    def make(kind, text, status):
        reading = read(Article(id="a", text=text))
        [window, *_] = find_windows(reading)
        names = {key: entity.name for key, entity in reading.entities.items()}
        pairs = [(window.places[i], window.places[j]) for i, j in window.pairs]
        [places] = [p for p in pairs if {names[place.key] for place in p} == {A, B}]
        first, second = sorted(places, key=lambda place: names[place.key])
        chances = np.array([float(one == status) for one in STATUSES], dtype=np.float32)
        finding = Finding(kind, first.key, second.key, 0.9, window, places, chances, None, "")
        return str(overrule(kind, Status(status), finding))

    return make


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (f"{B} filed for an offering of shares, 90,000 of them to be sold by {A}.", "proposed", "completed"),
        (f"{A} agreed to sell its shares of {B} to {C}.", "agreed", "completed"),
        (f"{A}, a fund of the Moe brothers, is offering to sell all its shares of {B}.", "proposed", "completed"),
        (f"{C} agreed to sell its shares of {B} to {A}.", "agreed", "agreed"),
        (f"{A} booked a loss on the planned sale of its stake in {B}.", "ended", "completed"),
        (f"{A} booked a loss on the sale of its stake in {B}.", "ended", "ended"),
        (f"{A} said it had placed its 19 percent stake in {B} with a bank.", "completed", "ended"),
        (f"{C} placed a stake of 5 percent with {A}, which owns {B}.", "completed", "completed"),
        (f"{A} until recently held 10 percent of {B}.", "completed", "ended"),
        (f"{B}, of which {A} owned a third at the time, was listed in May.", "completed", "ended"),
        (f"{A} owns shares of {B}, which was sold at the time of the crash.", "completed", "completed"),
        (f"The two closed the sale to {C} of {A}'s half of {B}.", "completed", "ended"),
        (f"{A} had a gain from the sale of 5 percent of {B}.", "completed", "ended"),
        (f"{A} had a gain from the sale of part of its stake in {B}.", "completed", "completed"),
        (f"{A}, which held 6 percent of {B}, said it sold the stock in June.", "completed", "ended"),
        (f"{A}, which holds 6 percent of {B}, said it sold 500 shares of {C}.", "completed", "completed"),
        (f"{B} repurchased a tenth of its stock from {A}.", "completed", "ended"),
        (f"{B} repurchased a tenth of its stock, said its holder {A}.", "completed", "completed"),
        (f"{B} is also selling 500,000 shares to {A}.", "completed", "agreed"),
        (f"The purchase will raise {A}'s stake in {B} to 75 percent.", "completed", "agreed"),
        (f"{A} raised its stake in {B} to 75 percent.", "completed", "completed"),
        (f"{A} has not yet completed the purchase of its stake in {B}.", "ended", "agreed"),
        (f"{B} proposed to sell a further five million shares to {A}.", "completed", "proposed"),
        (f"{A} filed for permission to raise its stake in {B} to a quarter.", "completed", "proposed"),
        (f"{A} would not comment on a report that it has bought a tenth of {B}.", "completed", "proposed"),
        (f"{A} said in a report that it owns a tenth of {B}.", "completed", "completed"),
        (f"{A} received an option for 40 percent of {B}.", "completed", "proposed"),
        (f"{A} has exercised the option it received for 40 percent of {B}.", "completed", "completed"),
        (f"{C} terminated an agreement for {A} to buy 80 percent of its unit {B}.", "completed", "ended"),
        (f"{C} terminated an agreement with {B}, of which {A} owns half.", "completed", "completed"),
    ],
)
def test_of_a_holding(judge, text, before, after):
    assert judge("stake", text, before) == after


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (f"{C} completed its purchase of {A}'s {B} unit.", "completed", "ended"),
        (f"{A} said it has sold for cash and notes its {B} unit to managers.", "completed", "ended"),
        (f"{A} said it has sold the assets of its {B} unit to managers.", "completed", "completed"),
        (f"{A} said its {B} unit completed the purchase of {C}.", "completed", "completed"),
    ],
)
def test_of_a_unit(judge, text, before, after):
    assert judge("subsidiary", text, before) == after


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (f"{A} ended talks on a purchase of {B}.", "proposed", "ended"),
        (f"{B} broke off negotiations about being acquired by {A}.", "proposed", "ended"),
        (f"{A} ended talks with {C} and is starting an offer for {B}.", "proposed", "proposed"),
        (f"{C} ended talks on a purchase of {B}, leaving {A} as the only bidder.", "proposed", "proposed"),
        (f"The contest ended with an agreement under which {A} will buy {B}.", "agreed", "agreed"),
        (f"{A} may end its agreement to buy {B}.", "agreed", "agreed"),
        (f"{A} bid for {B}, whose talks with {C} collapsed.", "proposed", "proposed"),
        (f"{A} bid for {B}, but the negotiations collapsed.", "proposed", "ended"),
        (f"{B} was unable to reach agreement with {A}, which had wanted to buy it.", "proposed", "ended"),
        (f"{A}'s unsuccessful efforts to grow by buying {B} cost millions.", "completed", "ended"),
        (f"{A}'s successful efforts to grow by buying {B} cost millions.", "completed", "completed"),
        (f"{A}'s purchase of {B} would have given it a plant in Spain.", "completed", "ended"),
        (f"{A}'s purchase of {B} has given it a plant in Spain.", "completed", "completed"),
        (f"{A} dropped some conditions of its offer for {B}.", "ended", "proposed"),
        (f"If {C} agreed, {A} would withdraw its offer for {B}.", "ended", "proposed"),
        (f"{A} withdrew its offer for {B}.", "ended", "ended"),
        (f"{A} completed its earlier agreement to buy {B}.", "agreed", "completed"),
        (f"{A} completed its talks and agreed to buy {B}.", "agreed", "agreed"),
        (f"{C} was the bank in {A}'s successful bid for {B}.", "ended", "completed"),
        (f"{A}'s bid for {B} became unconditional in May.", "proposed", "completed"),
        (f"{A} hopes for a successful bid for {B}, if the banks agree.", "proposed", "proposed"),
        (f"{A} has not yet closed its purchase of {B}.", "completed", "agreed"),
        (f"{A} has bought {B}, to which it will move its research.", "agreed", "completed"),
        (f"{A} agreed to buy {B}, which has bought {C}.", "agreed", "agreed"),
        (f"{A} is acquiring {B}, a shop whose tea it has sold for years.", "agreed", "agreed"),
        (f"{A} was told of the refusal by {B} and did not raise its offer.", "denied", "denied"),
        (f"{A} does not intend to raise the price of its offer for {B}.", "denied", "proposed"),
        (f"{B}, defending itself against a bid from {A}, raised its dividend.", "denied", "proposed"),
        (f"{B} raised its dividend after rejecting a bid from {A}.", "denied", "denied"),
        (f"{A} said it would not be making a bid for {B}.", "proposed", "denied"),
        (f"{B} urged shareholders to reject the tender offer of {A}.", "proposed", "denied"),
        (f"{B} seeks a buyer following its rejection of a bid from {A}.", "proposed", "denied"),
        (f"{A} may raise its bid if {B} rejects it.", "proposed", "proposed"),
        (f"The reserves do not count {B}, which {A} agreed to buy.", "denied", "agreed"),
        (f"{B} denied that it had agreed to sell itself to {A}.", "denied", "denied"),
        (f"{B}, facing an unwanted offer from {A}, agreed to a buyout by {C}.", "agreed", "proposed"),
        (f"{B}, facing an unwanted offer from {C}, agreed to a buyout by {A}.", "agreed", "agreed"),
        (f"{B} has a pact with {C}, at a dollar less than a sweetened bid made by {A}.", "agreed", "proposed"),
        (f"{A} has the loans for its proposed acquisition of {B}.", "agreed", "proposed"),
        (f"{A} has signed papers for its proposed acquisition of {B}.", "agreed", "agreed"),
        (f"{A} plans to buy {B}.", "agreed", "proposed"),
        (f"{A} signed a letter of intent for a possible purchase of {B}.", "proposed", "agreed"),
        (f"{A} expects to sign a letter of intent for a purchase of {B}.", "proposed", "proposed"),
        (f"Under the agreement {A} will buy {B}.", "proposed", "agreed"),
        (f"Under the agreement {A} may buy {B}.", "proposed", "proposed"),
        (f"{A} and {B} are to be one, which will buy {C} under an accord.", "proposed", "proposed"),
        (f"{A}'s tender offer for {B} is part of a definitive agreement.", "proposed", "agreed"),
        (f"{B} has an offer of {C} that is part of a definitive agreement; {A} bid more.", "proposed", "proposed"),
        (f"{A} has an agreement to buy {C} and is a bidder for {B}.", "proposed", "proposed"),
        (f"{A} received approval from the bank board to buy {B}.", "proposed", "agreed"),
        (f"{B} said its holders approved the merger with {A}.", "proposed", "agreed"),
        (f"{B} said its holders must vote on the merger with {A}.", "proposed", "proposed"),
        (f"The ministry approved {A}'s acquisition of {B}.", "completed", "agreed"),
        (f"{A} will issue three million shares to acquire {B}.", "proposed", "agreed"),
        (f"{A}, if prices fall, will sell {B}, which it agreed to buy.", "agreed", "agreed"),
        (f"If it acquires {B}, {A} will sell its plants.", "agreed", "proposed"),
        (f"{A} was interested in buying {B}.", "completed", "proposed"),
        (f"The court cleared a deal under which {A} would buy {B}.", "proposed", "agreed"),
        (f"{B} is in talks with {A} about an agreement.", "agreed", "proposed"),
    ],
)
def test_of_a_purchase(judge, text, before, after):
    assert judge("acquisition", text, before) == after


@pytest.mark.parametrize(
    ("kind", "text", "before", "after"),
    [
        ("joint_venture", f"{A} and {B} will form a joint venture in Spain.", "agreed", "proposed"),
        ("joint_venture", f"{A} and {B} agreed that they will form a joint venture.", "agreed", "agreed"),
        ("joint_venture", f"{B} said it is negotiating with {A} about a joint venture.", "agreed", "proposed"),
        ("merger", f"{B} said it has no intention of proceeding with {A}'s idea of a merger.", "proposed", "ended"),
        ("supply", f"{A} was selected to negotiate a contract with {B}.", "agreed", "proposed"),
        ("supply", f"{A} negotiated a contract with {B}.", "agreed", "agreed"),
        ("supply", f"{A} was selected to supply carpets to {B}.", "proposed", "agreed"),
        ("supply", f"Under the contract {B} would buy ten million dollars of tools from {A}.", "proposed", "agreed"),
        ("joint_venture", f"{A} and {B} said they formed a venture in Spain.", "proposed", "completed"),
        ("joint_venture", f"{A} and {B} said they plan a venture; it formed a unit.", "proposed", "proposed"),
        ("joint_venture", f"{A} and {B} have signed the contracts for a joint venture.", "completed", "agreed"),
        ("joint_venture", f"The venture of {A} and {B} signed a contract for tiles.", "completed", "completed"),
        ("joint_venture", f"Talks of {A} and {B} about a plant in Spain have collapsed.", "proposed", "ended"),
        ("supply", f"It is not true that {A} will deliver steel to {B}.", "proposed", "denied"),
        ("supply", f"Unconfirmed reports say {A} will get the contract of {B}.", "agreed", "proposed"),
        ("supply", f"The wagons of {B} are being built by {A}.", "agreed", "completed"),
        ("supply", f"The wagons of {B} will be built by {A}.", "agreed", "agreed"),
        ("license", f"{A} has granted {B} a licence to bottle its lemonade.", "agreed", "completed"),
        ("license", f"{A} has agreed that {B} be granted a licence.", "agreed", "agreed"),
        ("alliance", f"{A} will sign a memorandum of understanding with {B} on Monday.", "agreed", "proposed"),
        ("alliance", f"{A} signed a memorandum of understanding with {B} on Monday.", "agreed", "agreed"),
        ("alliance", f"{A} and {B} have been linked since 2022 by an alliance.", "agreed", "completed"),
        ("alliance", f"{A} and {B}, linked since 2022, signed a new pact.", "agreed", "agreed"),
        ("alliance", f"{A} would become the distributor of {B} in Spain.", "agreed", "proposed"),
        ("alliance", f"{A} agreed that it would become the distributor of {B}.", "agreed", "agreed"),
        ("alliance", f"{A} had been in an alliance with {B} for years.", "completed", "ended"),
        ("alliance", f"{A} has been in an alliance with {B} for years.", "completed", "completed"),
        ("supply", f"{B} has undertaken to buy its oats from {A}.", "proposed", "agreed"),
        ("joint_venture", f"{A} and {B} completed talks about a venture in Spain.", "completed", "agreed"),
        ("license", f"{A} has taken a licence of {B} and will build its chip.", "agreed", "completed"),
        ("license", f"{B} will grant {A} a licence like the one granted to {C}.", "agreed", "agreed"),
        ("alliance", f"{B} also has an agreement with {A} to sell its chips.", "agreed", "completed"),
        ("alliance", f"{B} has an agreement in principle with {A} to sell its chips.", "agreed", "agreed"),
        ("alliance", f"{A} signed a similar deal with {B} two years ago.", "agreed", "completed"),
        ("alliance", f"{A} signed a similar deal with {B} two days ago.", "agreed", "agreed"),
    ],
)
def test_of_other_ties(judge, kind, text, before, after):
    assert judge(kind, text, before) == after


def test_of_partners_either_may_be_the_one(judge):
    text = f"{B} will not make a bid for {A}."
    assert judge("merger", text, "proposed") == "denied"
    assert judge("merger", f"{B} seeks others following its rejection of an offer from {A}.", "proposed") == "denied"
    assert judge("merger", f"{A} seeks others following its rejection of an offer from {B}.", "proposed") == "denied"
