"""The size of a holding that another sentence tells."""

from dataclasses import replace

import pytest

from alliance_graph.extract.sizes import with_bought_stakes, with_one_size, with_sequels, with_venture_sizes
from alliance_graph.model import Article, Claim, Evidence, Percentage, Status

pytestmark = pytest.mark.model


def stake(owner, share=None, *, status=Status.COMPLETED, confidence=0.9, rule=""):
    roles = {"owner": (owner,), "owned": ("birch-works",)}
    evidence = Evidence("", 0, 0)
    return Claim(
        kind="stake", roles=roles, status=status, evidence=evidence, percentage=share, confidence=confidence, rule=rule
    )


@pytest.mark.parametrize(
    ("sequel", "share", "percent"),
    [
        ("That is 7.2 percent of the company.", None, 7.2),
        ("The purchase represents about 7.2 percent of its outstanding shares.", None, 7.2),
        (
            "The group said it sold 500 shares, leaving it with 23,500 shares, or 4.7 percent.",
            Percentage(5, None, 5),
            4.7,
        ),
        (
            "The group said it sold 500 shares, leaving it with 63,500 shares, or 6.1 percent.",
            Percentage(5, None, 5),
            5,
        ),
        ("The shares are 7.2 percent of Cedar Inc.", None, None),
        ("The shares rose 7.2 percent.", None, None),
        ("That is 7.2 percent of its stock, and 3 percent of its shares were sold.", None, None),
    ],
)
def test_the_next_sentence_may_tell_the_size(read, sequel, share, percent):
    text = f"Alder Corp said it holds shares of Birch Works. {sequel}"
    sentence, *sequels = read(Article(id="a", text=text)).sentences
    [claim] = with_sequels([stake("alder-corp", share)], sentence, sequels)
    assert (claim.percentage.value if claim.percentage else None) == percent


@pytest.mark.parametrize(
    ("sequel", "percent"),
    [
        ("Its unit would purchase 100 percent of Birch Works's stock.", 100),
        ("It will buy at least 81 percent of Birch Works.", 81),
        ("The deal includes the 80 percent takeover of Birch Works.", 80),
        ("It agreed to the purchase of 75 percent of Birch Works.", 75),
        ("It will buy all of the shares of Birch Works.", None),
        ("It will buy 20 percent of Birch Works first.", None),
        ("It holds 81 percent of Birch Works.", None),
        ("It will buy 81 percent of Cedar Inc.", None),
    ],
)
def test_the_next_sentence_may_tell_what_is_bought(read, sequel, percent):
    text = f"Alder Corp is to buy Birch Works. {sequel}"
    sentence, *sequels = read(Article(id="a", text=text)).sentences
    roles = {"acquirer": ("alder-corp",), "target": ("birch-works",)}
    bid = Claim(kind="acquisition", roles=roles, status=Status.AGREED, evidence=Evidence("", 0, 0))
    [claim] = with_sequels([bid], sentence, sequels)
    assert (claim.percentage.value if claim.percentage else None) == percent


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Alder Corp will buy Cedar Inc's stake in Birch Works.", 46),
        ("Alder Corp will buy a stake in Birch Works, as did Cedar Inc.", None),
        ("Cedar Inc holds its stake in Birch Works through its unit Alder Corp.", 46),
        ("Birch Works has bought 381,050 of its shares, or 9.1 percent, from Alder Corp.", 9.1),
        ("Birch Works said sales rose 9.1 percent and bought shares from Alder Corp.", None),
    ],
)
def test_who_buys_a_stake_or_sells_it_to_the_company_has_what_is_told_of_it(read, text, percent):
    sentences = read(Article(id="a", text=text)).sentences
    claims = [stake("cedar-inc", Percentage(46.0)), stake("alder-corp", status=Status.AGREED)]
    _, bought = with_bought_stakes(claims, sentences, [0, 0])
    assert (bought.percentage.value if bought.percentage else None) == percent


EXACT = stake("alder-corp", Percentage(5.5))


@pytest.mark.parametrize(
    ("other", "percents"),
    [
        (stake("alder-corp"), [5.5]),
        (stake("alder-corp", Percentage(5.0, least=5.0)), [5.5]),
        (stake("alder-corp", Percentage(6.0, least=6.0)), [5.5, 6]),
        (stake("alder-corp", Percentage(9.0)), [5.5, 9]),
        (stake("cedar-inc"), [5.5, None]),
        (stake("alder-corp", status=Status.PROPOSED), [5.5, None]),
    ],
)
def test_a_stake_told_with_and_without_its_size_is_told_once(other, percents):
    found = with_one_size([EXACT, other])
    assert [claim.percentage.value if claim.percentage else None for claim in found] == percents


@pytest.mark.parametrize(
    ("exact", "percent"), [(replace(EXACT, confidence=0.3), 5.5), (replace(EXACT, rule="stake.before"), None)]
)
def test_a_sure_stake_of_today_is_not_lost_in_a_doubtful_or_a_former_one(exact, percent):
    _, sure = with_one_size([exact, stake("alder-corp")])
    assert (sure.percentage.value if sure.percentage else None) == percent


def venture(**shares):
    roles = {"partners": ("alder-corp", "cedar-inc"), "venture": ("birch-works",)}
    return Claim(kind="joint_venture", roles=roles, status=Status.COMPLETED, evidence=Evidence("", 0, 0), shares=shares)


def test_a_partners_share_is_its_stake_in_the_venture():
    told = with_venture_sizes([venture(), stake("alder-corp", Percentage(51.0)), stake("cedar-inc")])
    assert told[0].shares == {"alder-corp": 51}
    assert told[2].percentage is None


def test_a_stake_in_a_venture_is_the_partners_share():
    told = with_venture_sizes([venture(**{"alder-corp": 51, "cedar-inc": 49}), stake("cedar-inc")])
    assert told[1].percentage.value == 49


@pytest.mark.parametrize(
    "others",
    [
        [stake("alder-corp", Percentage(51.0)), stake("alder-corp", Percentage(60.0))],
        [stake("alder-corp", Percentage(51.0), status=Status.ENDED)],
        [stake("alder-corp", Percentage(51.0), confidence=0.3)],
        [stake("alder-corp", Percentage(51.0)), stake("cedar-inc", Percentage(60.0))],
    ],
)
def test_what_is_unsure_over_or_too_much_is_no_share(others):
    assert with_venture_sizes([venture(), *others])[0].shares == {}
