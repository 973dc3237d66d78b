"""Percentages: a row is a text and what is found in it; for each form found, one that must not be."""

import pytest

from alliance_graph.extract.percentages import find_percentages
from alliance_graph.model import Percentage
from tests.growth import grows_no_faster_than_linear


def value(number):
    return Percentage(value=number)


def least(number):
    return Percentage(least=number)


def greatest(number):
    return Percentage(greatest=number)


@pytest.mark.parametrize(
    ("text", "words", "percentage"),
    [
        ("It owns 34% of X", "34%", value(34)),
        ("It owns 34 % of X", "34 %", value(34)),
        ("It owns 34 pct of X", "34 pct", value(34)),
        ("It owns 34 percent of X", "34 percent", value(34)),
        ("It owns 34 per cent of X", "34 per cent", value(34)),
        ("a 34.5-percent stake", "34.5-percent", value(34.5)),
        ("the 34%-owned unit", "34%", value(34)),
        ("a 49-per-cent stake", "49-per-cent", value(49)),
        ("Motors—34% owned by Nissan", "34%", value(34)),
        ("a 15-pct stake", "15-pct", value(15)),
        ("12-1/2 pct of its stock", "12-1/2 pct", value(12.5)),
        ("forty-nine percent of it", "forty-nine percent", value(49)),
        ("and six pct by WMC", "six pct", value(6)),
        ("one hundred percent of Foo", "one hundred percent", value(100)),
        ("a third of the company", "a third", value(33.3)),
        ("half is held by Foo, a third by Bar", "a third", value(33.3)),
        ("holds one-third", "one-third", value(33.3)),
        ("a one-third stake", "one-third", value(33.3)),
        ("two thirds of the votes", "two thirds", value(66.7)),
        ("a quarter of the shares", "a quarter", value(25)),
        ("three-quarters of it", "three-quarters", value(75)),
        ("half of the shares", "half", value(50)),
        ("the half-owned unit", "half", value(50)),
        ("half the company", "half", value(50)),
        ("more than half of its stock", "more than half", least(50)),
        ("over 30% of X", "over 30%", least(30)),
        ("at least 20 pct of X", "at least 20 pct", least(20)),
        ("20 pct or more of X", "20 pct or more", least(20)),
        ("up to 25% of X", "up to 25%", greatest(25)),
        ("as much as 25% of X", "as much as 25%", greatest(25)),
        ("less than 5% of X", "less than 5%", greatest(5)),
        ("about 30% of X", "about 30%", value(30)),
        ("nearly 30% of X", "nearly 30%", value(30)),
        ("some 30% of X", "some 30%", value(30)),
        ("between 20 and 30 percent", "between 20 and 30 percent", Percentage(least=20, greatest=30)),
        ("20 to 30 pct", "20 to 30 pct", Percentage(least=20, greatest=30)),
        ("20-30%", "20-30%", Percentage(least=20, greatest=30)),
        ("20% to 30% of X", "20% to 30%", Percentage(least=20, greatest=30)),
        ("a majority stake in X", "majority stake", least(50)),
        ("a majority of the shares", "majority of the shares", least(50)),
        ("majority-owned by X", "majority-owned", least(50)),
        ("a controlling interest in X", "controlling interest", least(50)),
        ("a minority stake in X", "minority stake", greatest(50)),
        ("a wholly owned unit", "wholly owned", value(100)),
        ("all of the outstanding shares of X", "all of the outstanding shares", value(100)),
        ("the remaining 40% of X", "the remaining 40%", value(40)),
        ("another 10 pct of X", "another 10 pct", value(10)),
        ("a 50-50 venture", "50-50", value(50)),
        ("a 50:50 venture", "50:50", value(50)),
        ("a fifty-fifty venture", "fifty-fifty", value(50)),
    ],
)
def test_a_percentage_is_found_with_its_bounds(text, words, percentage):
    (mention,) = find_percentages(text)
    assert (text[mention.start : mention.end], mention.percentage) == (words, percentage)


@pytest.mark.parametrize(
    "text",
    [
        "the first half of the year",
        "in the second half of 2025",
        "half a billion dollars",
        "its half-year report",
        "a third company joined",
        "the third quarter",
        "fell by a third by March",
        "a quarter ago, three quarters of growth",
        "a third party",
        "raised to 1,721,900 shares",
        "1.5 percentage points",
        "profit rose 150%",
        "Boeing 737-800",
        "the 1998-99 season",
        "tel. 555-45",
        "minority interests of 5 mln dlrs",
        "the majority of analysts",
        "34 people",
        "a quarter of a century",
        "100000000000000000000%",
    ],
)
def test_what_is_no_share_of_a_company_is_left_alone(text):
    assert find_percentages(text) == []


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("raised its stake from 20 pct to 35 pct", [(20, "before"), (35, "after")]),
        ("raised its stake from 20 to 35 pct", [(20, "before"), (35, "after")]),
        ("raised its stake to 51% from 49%", [(51, "after"), (49, "before")]),
        (
            "raised its stake to 105,615 shares, or 7.8 pct of the total, from 69,715 shares, or 5.2 pct",
            [(7.8, "after"), (5.2, "before")],
        ),
        ("raised its stake by 65 pct to 100 pct", [(65, ""), (100, "after")]),
        ("raised its stake to 45 pct from 20.", [(45, "after"), (20, "before")]),
        ("bought 45 pct from 20 funds", [(45, "")]),
        ("bought it from 20 pct owner Foo", [(20, "")]),
        ("close to 20 pct of the stock", [(20, "")]),
        ("it owns 20 pct and Foo 30 pct", [(20, ""), (30, "")]),
    ],
)
def test_the_holding_before_a_deal_is_told_from_that_after(text, qualifiers):
    assert [(mention.percentage.value, mention.qualifier) for mention in find_percentages(text)] == qualifiers


@pytest.mark.parametrize(
    ("text", "is_holding"),
    [
        ("Nissan owns 34% of it", True),
        ("a 34% stake", True),
        ("is owned 47 pct each by X and Y", True),
        ("or 16.8 pct of the total outstanding", True),
        ("Fosters bought 18.8% of Southcorp", True),
        ("it now owns 8% of search-engine Google", True),
        ("a 10 pct interest in Foo", True),
        ("38 pct of the voting rights", True),
        ("owned 60-40 by A and B", True),
        ("sales rose 12%", False),
        ("shares were up 5 pct", False),
        ("Its stock fell by 12% yesterday", False),
        ("12% of sales", False),
        ("38 pct of the vote", False),
        ("at a 5 pct interest rate", False),
        ("its 12 pct subordinated debentures", False),
        ("a 20 pct premium over the price", False),
        ("sold half its stake", False),
        ("a 20% market share", False),
        ("a vote of 60-40", False),
    ],
)
def test_a_holding_is_told_from_growth_and_rates(text, is_holding):
    assert [mention.is_holding for mention in find_percentages(text)] == [is_holding]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("an additional 5% of Honda", "is_additional"),
        ("raised its stake by 5%", "is_additional"),
        ("the remaining 40%", "is_remaining"),
        ("the 49% of Foo it does not already own", "is_remaining"),
        ("the 49% of Foo it doesn't own", "is_remaining"),
        ("its wholly-owned unit", "is_whole"),
        ("100% of Baikal", "is_whole"),
        ("a 34% stake", ""),
        ("up to 100% of Baikal", ""),
    ],
)
def test_additional_remaining_and_whole_are_flagged(text, flag):
    (mention,) = find_percentages(text)
    assert [name for name in ("is_additional", "is_remaining", "is_whole") if getattr(mention, name)] == [flag] * bool(
        flag
    )


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("owned 60-40 by A and B", (60, 40)),
        ("a 51:49 venture", (51, 49)),
        ("a 51%-49% venture", (51, 49)),
        ("a 40-30-30 venture", (40, 30, 30)),
        ("40-60% of the shares", ()),
    ],
)
def test_a_split_keeps_its_parts_in_order(text, split):
    assert [mention.split for mention in find_percentages(text)] == [split]


@pytest.mark.parametrize("attack", ["9", "1/2/", " ", "1,111,", "50-", "up to ", "from 1 to ", "half of ", "1 pct or "])
def test_hostile_text_takes_linear_time(attack):
    assert grows_no_faster_than_linear(find_percentages, attack)
