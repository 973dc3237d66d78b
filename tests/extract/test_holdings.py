"""Whose percentage is whose: of several companies, of what is kept, of the members of a group."""

from types import SimpleNamespace

import pytest

from alliance_graph.extract.holdings import (
    with_group_holdings,
    with_joint_holdings,
    with_kept_rests,
    with_own_percentages,
)
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
    ("text", "drawn", "percent"),
    [
        ("Alder Corp sold 25 percent of Birch Works and 5 percent of Cedar Inc.", 5, 25),
        ("Alder Corp buys a 12 percent interest in Birch Works and a 10 percent interest in Cedar Inc.", 10, 12),
        ("Birch Works, owned 42 percent by Alder Corp, and Cedar Inc, owned 41 percent by it, are to merge.", 41, 42),
        ("Alder Corp sold 25 percent of Birch Works, and Dorn AG holds 5 percent of Cedar Inc.", 25, 25),
        ("Alder Corp sold 25 percent of Birch Works and keeps 5 percent.", 5, 5),
        ("Alder Corp holds 25 percent of Birch Works and Dorn AG 5 percent of Birch Works.", 5, 5),
    ],
)
def test_a_stake_has_the_percentage_told_of_its_own_company(read, text, drawn, percent):
    claim = stake("alder-corp", "birch-works", drawn)
    assert percent_after(read, with_own_percentages, text, claim)[0] == percent


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alder Corp has sold 15 percent of Birch Works and keeps 25.", (25, Status.COMPLETED)),
        ("Alder Corp has sold 15 percent of Birch Works and keeps the other 85.", (85, Status.COMPLETED)),
        (
            "Alder Corp sold 15 percent of Birch Works, leaving it with 1.4 million shares, or 8.4 percent.",
            (8.4, Status.COMPLETED),
        ),
        ("Alder Corp has sold 15 percent of Birch Works and keeps 25 shops.", (15, Status.ENDED)),
        ("Alder Corp has sold 15 percent of Birch Works.", (15, Status.ENDED)),
    ],
)
def test_the_seller_of_a_part_holds_the_rest(read, text, found):
    claim = stake("alder-corp", "birch-works", 15, rule="stake.sold", status=Status.ENDED)
    assert percent_after(read, with_kept_rests, text, claim) == found


@pytest.mark.parametrize(
    ("first", "second", "percent"),
    [
        ("The group said that it holds 5.5 percent.", "The group consists of Alder and Cedar.", 5.5),
        ("A group led by Alder has 5.5 percent.", "The investor group includes Cedar.", 5.5),
        ("The Swiss group holds 5.5 percent.", "The group includes Cedar.", None),
        ("A group led by Alder has 5.5 percent.", "Cedar bought shares.", None),
    ],
)
def test_members_of_a_group_of_investors_hold_jointly(first, second, percent):
    claims = [stake("alder", "birch", 5.5, first), stake("cedar", "birch", None, second)]
    _, member = with_group_holdings(claims)
    assert (member.percentage or SimpleNamespace(value=None)).value == percent


@pytest.mark.parametrize(
    ("sequel", "owners", "percents"),
    [
        ("Through a company of theirs they own 28.9 percent.", ["alder", "cedar"], [28.9, 28.9]),
        ("The two together hold 28.9 percent of the club.", ["alder", "cedar"], [28.9, 28.9]),
        ("They own 28.9 percent.", ["alder"], [None]),
        ("They sold 28.9 percent.", ["alder", "cedar"], [None, None]),
        (
            "They own shops, and sales rose more than ever in its history, by 28.9 percent.",
            ["alder", "cedar"],
            [None, None],
        ),
    ],
)
def test_owners_of_whom_the_next_sentence_tells_hold_jointly(read, sequel, owners, percents):
    [sentence] = read(Article(id="a", text=sequel)).sentences
    claims = with_joint_holdings([stake(owner, "birch") for owner in owners], sentence)
    assert [claim.percentage.value if claim.percentage else None for claim in claims] == percents
