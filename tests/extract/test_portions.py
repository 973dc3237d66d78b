"""Whose percentage is whose, where a sentence tells of several owners or several companies."""

import pytest

from alliance_graph.extract.portions import with_listed_holdings, with_own_percentages, with_portions
from alliance_graph.model import Article, Claim, Evidence, Percentage, Status

pytestmark = pytest.mark.model


def stake(owner, owned, percent=None, status=Status.COMPLETED):
    share = None if percent is None else Percentage(percent)
    roles = {"owner": (owner,), "owned": (owned,)}
    return Claim(kind="stake", roles=roles, status=status, evidence=Evidence("", 0, 0), percentage=share)


def percents_after(read, change, text, *claims):
    [sentence] = read(Article(id="a", text=text)).sentences
    return [claim.percentage.value if claim.percentage else None for claim in change(claims, sentence)]


@pytest.mark.parametrize(
    ("text", "drawn", "percent"),
    [
        ("Alder Corp sold 25 percent of Birch Works and 5 percent of Cedar Inc.", 5, 25),
        ("Alder Corp buys a 12 percent interest in Birch Works and a 10 percent interest in Cedar Inc.", 10, 12),
        ("Birch Works, owned 42 percent by Alder Corp, and Cedar Inc, owned 41 percent by it, are to merge.", 41, 42),
        ("Birch Works, 42 percent owned by Alder Corp, buys Alder Corp's 49 percent-owned Cedar Inc.", 49, 42),
        ("Alder Corp holds 80 percent of Dorn AG, Birch Works and Elm Ltd and 50 percent of Cedar Inc.", 50, 80),
        ("Alder Corp's 22 percent stake in Sweden's Cedar Inc and 10 percent of Birch Works are for sale.", 22, 10),
        ("Alder Corp bought 67 percent of Birch Works's US affiliate Cedar Inc and 9 percent of Dorn AG.", 9, 9),
        ("Alder Corp sold 25 percent of Birch Works, and Dorn AG holds 5 percent of Cedar Inc.", 25, 25),
        ("Alder Corp sold 25 percent of Birch Works and keeps 5 percent.", 5, 5),
        ("Alder Corp holds 25 percent of Birch Works and Dorn AG 5 percent of Birch Works.", 5, 5),
    ],
)
def test_a_stake_has_the_percentage_told_of_its_own_company(read, text, drawn, percent):
    assert percents_after(read, with_own_percentages, text, stake("alder-corp", "birch-works", drawn)) == [percent]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Alder Corp has launched a tender offer for Birch Works for 90 percent of its stock.", 90),
        ("Alder Corp made a bid for Birch Works, for up to 51 percent of its common shares.", 51),
        ("Alder Corp made a bid for Birch Works for 51 percent of its price a year ago.", None),
        ("Alder Corp made a bid for Birch Works and for 51 percent of the shares of Cedar Inc.", None),
    ],
)
def test_a_takeover_has_the_part_for_which_the_bid_is(read, text, percent):
    roles = {"acquirer": ("alder-corp",), "target": ("birch-works",)}
    bid = Claim(kind="acquisition", roles=roles, status=Status.PROPOSED, evidence=Evidence("", 0, 0))
    assert percents_after(read, with_portions, text, bid) == [percent]


@pytest.mark.parametrize(
    ("text", "drawn", "percents"),
    [
        ("Alder Corp holds 60 percent of Birch Works and the other 40 percent is held by Dorn AG.", (60, 60), [60, 40]),
        ("Dorn AG sold 10 percent of Birch Works to Alder Corp and 5 percent to Dorn AG.", (5, 5), [10, 5]),
        ("Half the shares of Birch Works are owned by Alder Corp, a third by Dorn AG.", (33.3, 33.3), [50, 33.3]),
        ("Alder Corp and Dorn AG hold 14 percent and 9 percent respectively of Birch Works.", (9, 9), [14, 9]),
        ("Alder Corp and Dorn AG together hold 14 percent of Birch Works.", (14, 14), [14, 14]),
    ],
)
def test_owners_in_a_list_have_each_their_own(read, text, drawn, percents):
    claims = [
        stake(owner, "birch-works", percent) for owner, percent in zip(["alder-corp", "dorn-ag"], drawn, strict=True)
    ]
    assert percents_after(read, with_listed_holdings, text, *claims) == percents


def test_an_owner_of_whom_two_holdings_are_told_keeps_both(read):
    text = "Alder Corp holds 60 percent of Birch Works, up from 50, and Dorn AG holds 40 percent."
    claims = [stake("alder-corp", "birch-works", 60), stake("alder-corp", "birch-works", 50)]
    claims += [stake("dorn-ag", "birch-works", 60)]
    assert percents_after(read, with_listed_holdings, text, *claims) == [60, 50, 60]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Birch Works is owned by Alder Corp, which holds 55 percent, and Dorn AG, which holds the rest.", 45),
        ("Alder Corp has 55 percent of Birch Works, with the remaining stake held by the carmaker Dorn AG.", 45),
        ("Alder Corp has 55 percent of Birch Works, and Dorn AG is selling the rest.", 55),
    ],
)
def test_who_holds_the_rest_holds_what_the_others_do_not(read, text, percent):
    claims = [stake("alder-corp", "birch-works", 55), stake("dorn-ag", "birch-works", 55)]
    assert percents_after(read, with_portions, text, *claims) == [55, percent]
