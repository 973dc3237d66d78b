"""Who holds together: members of a group of investors, and several owners of whom the next sentence tells."""

from types import SimpleNamespace

import pytest

from alliance_graph.extract.joint_holdings import with_group_holdings, with_joint_holdings
from alliance_graph.model import Article, Claim, Evidence, Percentage, Status

pytestmark = pytest.mark.model


def stake(owner, owned, percent=None, text=""):
    share = None if percent is None else Percentage(percent)
    roles = {"owner": (owner,), "owned": (owned,)}
    evidence = Evidence(text, 0, len(text))
    return Claim(kind="stake", roles=roles, status=Status.COMPLETED, evidence=evidence, percentage=share)


@pytest.mark.parametrize(
    ("first", "second", "percent"),
    [
        ("The group said that it holds 5.5 percent.", "The group consists of Alder and Cedar.", 5.5),
        ("A group led by Alder has 5.5 percent.", "The investor group includes Cedar.", 5.5),
        ("A group led by Alder has 5.5 percent.", "The Alder group, which also includes Cedar, bought shares.", 5.5),
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


def test_what_most_members_of_a_group_hold_is_the_groups():
    told = "An investor group led by Alder and Dorn has 5.5 percent."
    claims = [stake("alder", "birch", 5.5, told), stake("dorn", "birch", 5.5, told)]
    claims += [stake("elm", "birch", 9, "The investor group opposes Elm, which holds 9 percent.")]
    *_, member = with_group_holdings([*claims, stake("cedar", "birch", None, "The group includes Cedar.")])
    assert member.percentage.value == 5.5
