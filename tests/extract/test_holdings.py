"""What a seller keeps, and what percentage a takeover has."""

from dataclasses import replace

import pytest

from alliance_graph.extract.holdings import with_kept_rests, with_majorities
from alliance_graph.model import Article, Claim, Evidence, Percentage, Status

pytestmark = pytest.mark.model


def stake(owner, owned, percent=None, text="", *, rule="", status=Status.COMPLETED):
    share = None if percent is None else Percentage(percent)
    roles = {"owner": (owner,), "owned": (owned,)}
    evidence = Evidence(text, 0, len(text))
    return Claim(kind="stake", roles=roles, status=status, evidence=evidence, percentage=share, rule=rule)


def percent_after(read, change, text, claim):
    [sentence] = read(Article(id="a", text=text)).sentences
    [mended] = change([claim], sentence)
    return mended.percentage.value, mended.status


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alder Corp has sold 15 percent of Birch Works and keeps 25.", (25, Status.COMPLETED)),
        ("Alder Corp has sold 15 percent of Birch Works and keeps the other 85.", (85, Status.COMPLETED)),
        (
            "Alder Corp sold 15 percent of Birch Works, leaving it with 1.4 million shares, or 8.4 percent.",
            (8.4, Status.COMPLETED),
        ),
        ("Alder Corp sold 15 percent of Birch Works, cutting its stake to 8.4 percent.", (8.4, Status.COMPLETED)),
        ("Alder Corp has sold 15 percent of Birch Works and keeps 25 shops.", (15, Status.ENDED)),
        ("Alder Corp has sold 15 percent of Birch Works.", (15, Status.ENDED)),
    ],
)
def test_the_seller_of_a_part_holds_the_rest(read, text, found):
    claim = stake("alder-corp", "birch-works", 15, rule="stake.sold", status=Status.ENDED)
    assert percent_after(read, with_kept_rests, text, claim) == found


@pytest.mark.parametrize(
    ("percent", "text", "kept"),
    [
        (62, "Alder Corp is to buy 62 percent of Birch Works.", 62),
        (30, "Alder Corp is to buy Birch Works, of which holders of 30 percent agree.", None),
        (45, "Alder Corp offered to buy the 45 percent of Birch Works that it does not own.", 45),
        (40, "Alder Corp bought the remaining 40 percent of Birch Works.", 40),
    ],
)
def test_a_takeover_is_of_more_than_half_or_of_the_rest(percent, text, kept):
    evidence = Evidence(text, 0, len(text))
    roles = {"acquirer": ("alder-corp",), "target": ("birch-works",)}
    bid = Claim(kind="acquisition", roles=roles, status=Status.PROPOSED, evidence=evidence)
    [found] = with_majorities([replace(bid, percentage=Percentage(percent))])
    assert (found.percentage.value if found.percentage else None) == kept


def test_a_takeover_has_not_the_percentage_that_is_held_already():
    text = "Alder Corp, which holds 20 percent, wants the remaining shares of Birch Works."
    held = stake("alder-corp", "birch-works", 20, text)
    roles = {"acquirer": ("alder-corp",), "target": ("birch-works",)}
    bid = Claim(
        kind="acquisition", roles=roles, status=Status.PROPOSED, evidence=held.evidence, percentage=Percentage(20.0)
    )
    assert with_majorities([held, bid])[1].percentage is None


def test_a_takeover_drawn_from_a_stake_has_its_percentage_though_it_is_less_far():
    held = stake("alder-corp", "birch-works", 62)
    roles = {"acquirer": ("alder-corp",), "target": ("birch-works",)}
    bid = Claim(kind="acquisition", roles=roles, status=Status.PROPOSED, evidence=held.evidence)
    percents = [with_majorities([held, replace(bid, rule=rule)])[1].percentage for rule in ("stake.bought.control", "")]
    assert [share.value if share else None for share in percents] == [62, None]


def test_who_acquired_the_rest_has_its_percentage():
    bought = stake("alder-corp", "birch-works", 49, "Alder Corp acquired the 49 percent of Birch Works it did not own.")
    roles = {"acquirer": ("alder-corp",), "target": ("birch-works",)}
    deal = replace(bought, kind="acquisition", roles=roles)
    assert with_majorities([bought, deal])[1].percentage == bought.percentage
