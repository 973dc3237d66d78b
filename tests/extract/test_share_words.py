"""What the words around a percentage make of it."""

import pytest

from alliance_graph.extract.share_words import as_worded, with_complements
from alliance_graph.model import Article, Claim, Evidence, Percentage, Status

pytestmark = pytest.mark.model


def percent_after(read, text, share, *, owner="alder-corp", rule="pair-model", status=Status.COMPLETED):
    *_, sentence = read(Article(id="a", text=text)).sentences
    roles = {"owner": (owner,), "owned": ("birch-works",)}
    claim = Claim(kind="stake", roles=roles, status=status, evidence=Evidence("", 0, 0), percentage=share, rule=rule)
    found = as_worded(claim, sentence).percentage
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "drawn", "percent"),
    [
        ("Alder Corp, which is 60 percent owned by Cedar Inc, holds 1.2 million shares of Birch Works.", 60, None),
        ("Birch Works, 60 percent owned by Alder Corp, sells Cedar Inc.", 60, 60),
        ("Alder Corp is to buy Birch Works, whose directors hold 30 percent of it.", 30, None),
        ("Alder Corp bought shares of Birch Works from directors holding a 30 percent interest.", 30, None),
        ("Alder Corp and other shareholders holding 30 percent of Birch Works object.", 30, 30),
        ("Alder Corp, a group of four shareholders who hold 30 percent of Birch Works, objects.", 30, 30),
        ("Alder Corp took 10 percent of the debt of Birch Works and 5 percent of its shares.", 10, 5),
        ("Alder Corp took 10 percent of the debt of Birch Works.", 10, None),
        ("Alder Corp bought 9 million shares of Birch Works, or 55 percent of those tendered.", 55, None),
        ("Alder Corp bought 10 percent convertible preferred shares of Birch Works.", 10, None),
    ],
)
def test_a_percentage_of_another_or_of_no_shares_is_no_size_of_the_holding(read, text, drawn, percent):
    assert percent_after(read, text, Percentage(drawn)) == percent


WANTED = "Alder Corp is bidding for the 45 percent of Birch Works that it does not own."


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        (WANTED, "completed", {"completed": 55, "proposed": 45}),
        (WANTED, "agreed", {"completed": 55, "agreed": 45}),
        (
            "It bids for the 45 percent of Birch's 9.8 million shares it doesn't own.",
            "completed",
            {"completed": 55, "proposed": 45},
        ),
        ("Alder Corp acquired the 45 percent of Birch Works that it did not own.", "completed", {"completed": 45}),
        ("Alder Corp wants the 45 percent of Birch Works that Cedar Inc holds.", "completed", {"completed": 45}),
        ("Alder Corp, holder of 45 percent, wants what it does not own.", "completed", {"completed": 45}),
    ],
)
def test_who_wants_what_it_does_not_own_holds_the_rest(read, text, status, told):
    [sentence] = read(Article(id="a", text=text)).sentences
    roles = {"owner": ("alder-corp",), "owned": ("birch-works",)}
    share = Percentage(45.0)
    claim = Claim(kind="stake", roles=roles, status=Status(status), evidence=Evidence("", 0, 0), percentage=share)
    assert {found.status.value: found.percentage.value for found in with_complements([claim], sentence)} == told


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Alder Corp bought a further 10 percent of Birch Works, lifting its ownership to 45 percent.", 45),
        ("Alder Corp will buy 10 percent of Birch Works, which will bring its holding to 45 percent.", 45),
        ("Alder Corp bought 10 percent of Birch Works, taking its own stake in it to more than 45 percent.", 45),
        ("Alder Corp bought 10 percent of Birch Works, and has since increased its stake to 45 percent.", 10),
        ("Alder Corp bought 10 percent of Birch Works, and sales rose to 45 percent.", 10),
        ("Alder Corp bought 10 percent of Birch Works, raising its stake in Cedar.", 10),
    ],
)
def test_after_a_purchase_the_buyer_holds_what_it_comes_to(read, text, percent):
    assert percent_after(read, text, Percentage(10.0)) == percent


def test_the_seller_does_not_hold_what_the_buyer_comes_to(read):
    text = "Alder Corp sold 10 percent of Birch Works to Cedar Inc, bringing the stake to 45 percent."
    assert percent_after(read, text, Percentage(10.0), rule="stake.sold") == 10


@pytest.mark.parametrize(
    ("text", "owner", "percent"),
    [
        ("Cedar Inc has sold half of its 18 percent stake in Birch Works to Alder Corp.", "alder-corp", 9),
        ("Cedar Inc has sold half of its 18 percent stake in Birch Works to Alder Corp.", "cedar-inc", 18),
        ("Cedar Inc has sold its 18 percent stake in Birch Works to Alder Corp.", "alder-corp", 18),
    ],
)
def test_the_buyer_of_a_part_of_a_holding_has_that_part(read, text, owner, percent):
    assert percent_after(read, text, Percentage(18.0), owner=owner) == percent


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Alder Corp buys a majority of Birch Works, taking 55 percent of the shares.", 55),
        ("Alder Corp buys a 60 percent controlling stake in Birch Works and may buy 40 percent.", 60),
        ("Alder Corp buys a majority of Birch Works, whose sales rose 55 percent.", None),
        ("Alder Corp buys a majority of Birch Works, of which it held 20 percent.", None),
    ],
)
def test_a_majority_has_the_one_figure_above_half(read, text, percent):
    assert percent_after(read, text, Percentage(least=50.0)) == percent
