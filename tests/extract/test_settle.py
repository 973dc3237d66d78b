"""Of several claims on one tie one is left, with the status of the day of the article."""

from dataclasses import replace

import pytest

from alliance_graph.extract.settle import settle
from alliance_graph.model import Claim, Evidence, Percentage, Status

ROLES = {"acquirer": ("alder",), "target": ("birch",)}


def claim(status, confidence, text, kind="acquisition", **values):
    roles = ROLES if kind == "acquisition" else {"owner": ("alder",), "owned": ("birch",)}
    evidence = Evidence(text, 0, len(text))
    return Claim(kind=kind, roles=roles, status=Status(status), evidence=evidence, confidence=confidence, **values)


BID = claim("proposed", 0.9, "Alder bid for Birch.")


@pytest.mark.parametrize(
    ("first", "other", "status"),
    [
        (BID, claim("agreed", 0.7, "Birch has agreed to be bought by Alder."), "agreed"),
        (BID, claim("denied", 0.7, "Birch rejected the bid of Alder."), "denied"),
        (BID, claim("ended", 0.7, "Alder later withdrew its bid for Birch."), "ended"),
        (BID, claim("completed", 0.7, "Alder bought Birch."), "proposed"),
        (BID, claim("denied", 0.7, "Alder does not intend to seek control of Birch."), "proposed"),
        (BID, claim("agreed", 0.3, "Birch has agreed to be bought by Alder."), "proposed"),
        (
            claim("proposed", 0.9, "Alder made a fresh bid for Birch."),
            claim("denied", 0.7, "Birch rejected the bid of Alder."),
            "proposed",
        ),
        (
            claim("completed", 0.9, "Alder bought Birch."),
            claim("agreed", 0.7, "Alder agreed to buy Birch."),
            "completed",
        ),
        (
            claim("proposed", 0.9, "Alder may buy shares of Birch.", "stake"),
            claim("agreed", 0.7, "Alder agreed to buy shares of Birch.", "stake"),
            "proposed",
        ),
    ],
)
def test_a_proposed_deal_is_as_far_as_the_article_tells_elsewhere(first, other, status):
    for claims in ([first, other], [other, first]):
        [settled] = settle(claims)
        assert settled.status == status


def test_a_bid_refused_and_accepted_by_others_stays_a_bid():
    others = [claim("agreed", 0.8, "Birch took a bid."), claim("denied", 0.6, "Alder does not want Birch.")]
    assert [settled.status for settled in settle([BID, *others])] == [Status.PROPOSED]


def test_what_the_other_claims_tell_is_kept():
    sized = replace(BID, percentage=Percentage(60.0))
    [settled] = settle([sized, claim("agreed", 0.7, "Birch has agreed.")])
    assert (settled.status, settled.percentage.value) == (Status.AGREED, 60)


def test_a_doubtful_claim_has_no_say_in_the_size():
    doubtful = claim("proposed", 0.3, "Alder may want 30 percent of Birch.", percentage=Percentage(30.0))
    [settled] = settle([BID, doubtful])
    assert settled.percentage is None
