"""Claims of one article: the same said twice is one claim, and what differs stays apart."""

from dataclasses import replace
from decimal import Decimal

import pytest

from alliance_graph.extract.assemble import as_stated, join_claims
from alliance_graph.extract.percentages import find_percentages
from alliance_graph.model import Basis, Claim, Evidence, Money, Percentage, Status

ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "acquisition": {"acquirer": ("kessel",), "target": ("lumen",)},
    "stake": {"owner": ("kessel",), "owned": ("lumen",)},
    "joint_venture": {"partners": ("kessel", "lumen")},
    "alliance": {"partners": ("kessel", "lumen")},
}


def claim(kind="acquisition", status=Status.AGREED, percent=None, **values):
    """A claim of Kessel about Lumen."""
    roles = ROLES[kind]
    percentage = None if percent is None else Percentage(percent)
    plain = Claim(
        kind=kind, roles=roles, status=status, evidence=Evidence("Kessel"), percentage=percentage, confidence=0.7
    )
    return replace(plain, **values)


def test_doubles_are_one_claim_with_the_fullest_values():
    price = Money("$2 million", Decimal(2_000_000), "USD")
    first = claim(evidence=Evidence("sure"), confidence=0.9, announced="2024-08-01")
    second = claim(
        price=price, start="2024-09", topics=("batteries",), purpose="making cells", date_text="in September",
        basis=Basis.FILING, exclusive=True, place="Sines",
    )  # fmt: skip
    for pair in ([first, second], [second, first]):
        (joined,) = join_claims(pair)
        assert (joined.evidence, joined.confidence) == (first.evidence, 0.9)
        assert (joined.price, joined.announced, joined.start) == (price, "2024-08-01", "2024-09")
        assert (joined.basis, joined.exclusive, joined.place) == (Basis.FILING, True, "Sines")
        assert (joined.topics, joined.purpose, joined.date_text) == (("batteries",), "making cells", "in September")


def test_partners_in_another_order_are_the_same_venture_and_its_name_is_kept():
    named = claim("joint_venture", roles={"partners": ("lumen", "kessel"), "venture": ("amprova",)})
    (joined,) = join_claims([claim("joint_venture"), named])
    assert joined.roles["venture"] == ("amprova",)


def test_a_form_that_says_something_wins_over_none():
    for forms in (("other", "memorandum"), ("memorandum", ""), ("memorandum", "other")):
        (joined,) = join_claims([claim("alliance", form=form) for form in forms])
        assert joined.form == "memorandum"


@pytest.mark.parametrize(
    "claims",
    [
        [claim("stake", percent=20), claim("stake", percent=34)],
        [claim(status=Status.PROPOSED), claim(status=Status.AGREED)],
        [claim(status=Status.DENIED), claim(status=Status.COMPLETED)],
        [claim("joint_venture"), claim("alliance")],
        [claim(), claim(roles={"acquirer": ("lumen",), "target": ("kessel",)})],
        [claim("joint_venture"), claim("joint_venture", roles={"partners": ("kessel", "lumen", "brisk")})],
    ],
    ids=["percent", "status", "denial", "kind", "direction", "partner"],
)
def test_claims_of_two_sentences_that_differ_stay_apart(claims):
    claims = [replace(claim, evidence=Evidence(f"sentence {i}")) for i, claim in enumerate(claims)]
    assert join_claims(claims) == claims


@pytest.mark.parametrize(
    "claims",
    [
        [claim("joint_venture"), claim("joint_venture", roles={"partners": ("kessel", "lumen", "brisk")})],
        [claim(status=Status.COMPLETED, confidence=0.9), claim(status=Status.ENDED, confidence=0.6)],
        [claim(status=Status.COMPLETED, confidence=0.9), claim(status=Status.DENIED, confidence=0.6)],
        [claim(status=Status.AGREED, confidence=0.6), claim(status=Status.PROPOSED, confidence=0.9)],
    ],
    ids=["more partners", "end", "denial", "surer"],
)
def test_of_two_readings_of_one_sentence_the_better_stays(claims):
    assert join_claims(claims) == join_claims(claims[::-1]) == claims[1:]


def test_percentage_is_no_part_of_an_acquisition_and_a_holding_of_the_same_share_is_one():
    (joined,) = join_claims([claim(), claim(percent=65)])
    assert joined.percentage == Percentage(65)
    assert len(join_claims([claim("stake", percent=34), claim("stake", percent=34)])) == 1


def test_joining_twice_changes_nothing_and_no_claim_gives_none():
    once = join_claims([claim(), claim("stake", percent=20), claim(), claim("alliance")])
    assert join_claims(once) == once
    assert join_claims([]) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("holds just under 50% of it", 50), ("at least 51% of it", 51), ("has a majority stake", None)],
)
def test_a_bound_is_stated_but_not_by_a_word(text, value):
    assert as_stated(find_percentages(text)[0]).value == value
