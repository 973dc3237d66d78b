"""Findings of the pair model and claims of the rules become one decision per tie."""

from dataclasses import fields, replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from alliance_graph.extract import decide as deciding
from alliance_graph.extract.findings import FLOOR, Finding, Scores, find_ties
from alliance_graph.extract.model_claims import RULE
from alliance_graph.extract.pair_inputs import PairInputs
from alliance_graph.extract.percentages import find_percentages
from alliance_graph.extract.relations import ALLIANCE_FORMS, KINDS_OF_PAIRS, SLOTS, STATUSES, may_be, slot_of
from alliance_graph.extract.rule_extractor import annotate
from alliance_graph.extract.windows import find_windows
from alliance_graph.model import THRESHOLD, Article, EntityType, Percentage, Status

pytestmark = pytest.mark.model

TEXT = "Alder Corp owns 34% of Birch Works. Alder, Cedar Inc and Dorn AG will found a venture named Elmo SA."


@pytest.fixture(scope="module")
def reading(read):
    return read(Article(id="a", text=TEXT))


def decide(reading, findings, with_rules):
    """The claims, where the model was asked about every two entities of every sentence."""
    keys = list(reading.entities)
    seen = {(i, frozenset((a, b))) for i in range(len(reading.sentences)) for a in keys for b in keys}
    return deciding.decide(reading, findings, seen, with_rules=with_rules)


def find(reading, *ties, status=Status.AGREED):
    """Findings in the windows where both stand, for (kind, first, second, probability)."""
    found = []
    for kind, first, second, probability in ties:
        for window in find_windows(reading):
            keys = {frozenset((window.places[i].key, window.places[j].key)): (i, j) for i, j in window.pairs}
            if frozenset((first, second)) in keys:
                i, j = keys[frozenset((first, second))]
                certain = np.array([float(one == status) for one in STATUSES], dtype=np.float32)
                share = window.percentages[0][1] if window.percentages and kind == "stake" else None
                places = window.places[i], window.places[j]
                found.append(Finding(kind, first, second, probability, window, places, certain, share, ""))
                break
    return found


def test_what_only_the_model_finds_becomes_a_claim_with_its_sentence(reading):
    [claim] = decide(reading, find(reading, ("stake", "alder-corp", "birch-works", 0.8)), with_rules=False)
    assert (claim.kind, claim.roles, claim.status) == (
        "stake",
        {"owner": ("alder-corp",), "owned": ("birch-works",)},
        Status.AGREED,
    )
    assert claim.percentage.value == 34
    assert claim.evidence.text == "Alder Corp owns 34% of Birch Works."
    assert TEXT[claim.evidence.start : claim.evidence.end] == claim.evidence.text
    assert (claim.confidence, claim.rule) == (0.8, RULE)


def test_pairs_of_one_venture_become_one_claim_of_all_its_partners(reading):
    names = ("alder-corp", "cedar-inc", "dorn-ag")
    pairs = [("joint_venture", names[0], names[1], 0.9), ("joint_venture", names[1], names[2], 0.7)]
    ventures = [("venture", name, "elmo-sa", 0.8) for name in names]
    [claim] = decide(reading, find(reading, *pairs, *ventures), with_rules=False)
    assert claim.roles == {"partners": names, "venture": ("elmo-sa",)}
    assert claim.confidence == 0.8


def test_a_venture_with_one_known_partner_is_a_claim_too(reading):
    [claim] = decide(reading, find(reading, ("venture", "dorn-ag", "elmo-sa", 0.6)), with_rules=False)
    assert claim.roles == {"partners": ("dorn-ag",), "venture": ("elmo-sa",)}


def test_of_two_deals_no_party_of_one_is_tied_to_a_party_of_the_other(read):
    text = "Alder Corp bought Birch Works in the year in which Cedar Inc bought Dorn AG."
    both = read(Article(id="a", text=text))
    parted = ("acquisition", "alder-corp", "birch-works", 0.9), ("acquisition", "cedar-inc", "dorn-ag", 0.8)
    crossed = ("acquisition", "alder-corp", "dorn-ag", 0.8), ("stake", "alder-corp", "dorn-ag", 0.8)
    claims = decide(both, find(both, *parted, *crossed), with_rules=True)
    assert {(claim.kind, *claim.parties) for claim in claims} == {
        ("acquisition", "alder-corp", "birch-works"),
        ("acquisition", "cedar-inc", "dorn-ag"),
        ("stake", "alder-corp", "dorn-ag"),
    }


def test_a_tie_between_a_name_before_and_one_here_counts_beside_that_with_it(read):
    reading = read(Article(id="a", text="Alder Corp grew. It may sell Birch Works."))
    [window] = [window for window in find_windows(reading) if window.sentence == 1]
    statuses = {False: Status.DENIED, True: Status.PROPOSED}

    def make(pair, probability):
        places = window.places[pair[0]], window.places[pair[1]]
        is_here = places[0].sentence == places[1].sentence
        certain = np.array([float(one is statuses[is_here]) for one in STATUSES], dtype=np.float32)
        return Finding(
            "subsidiary", "alder-corp", "birch-works", probability[is_here], window, places, certain, None, ""
        )

    pairs = [pair for pair in window.pairs if {window.places[i].key for i in pair} == {"alder-corp", "birch-works"}]
    assert len(pairs) == 2
    [claim] = decide(reading, [make(pair, {False: 0.8, True: 0.3}) for pair in pairs], with_rules=False)
    assert (claim.confidence, claim.status) == (0.8, Status.PROPOSED)


def test_a_word_stands_for_one_owner_of_a_company(read):
    reading = read(Article(id="a", text="Alder Corp grew. Cedar Inc fell. The pump division runs Birch Works."))
    ties = [("subsidiary", "alder-corp", "birch-works", 0.7), ("subsidiary", "cedar-inc", "birch-works", 0.8)]
    [claim] = decide(reading, find(reading, *ties), with_rules=False)
    assert claim.roles == {"parent": ("cedar-inc",), "child": ("birch-works",)}


def test_a_unit_of_a_unit_is_not_drawn_as_a_unit_of_the_group(read):
    chain = read(Article(id="a", text="Birch Works is owned by Cedar Inc, itself a unit of Dorn Group."))
    ties = [("subsidiary", *pair, 0.8) for pair in (("cedar-inc", "birch-works"), ("dorn-group", "cedar-inc"))]
    claims = decide(chain, find(chain, *ties, ("subsidiary", "dorn-group", "birch-works", 0.8)), with_rules=True)
    assert {claim.parties for claim in claims} == {("birch-works", "cedar-inc"), ("cedar-inc", "dorn-group")}


def test_a_unit_of_another_is_no_unit_of_who_stands_beside_it(read):
    text = "Alder Corp, its Birch unit and Cedar Inc's Dorn Works unit were fined."
    reading = read(Article(id="a", text=text))
    pairs = ("subsidiary", "cedar-inc", "dorn-works", 0.9), ("subsidiary", "alder-corp", "dorn-works", 0.6)
    told = decide(reading, find(reading, *pairs, status=Status.COMPLETED), with_rules=True)
    parents = {claim.roles["parent"][0] for claim in told if claim.roles["child"] == ("dorn-works",)}
    assert parents == {"cedar-inc"}


def test_who_bought_one_company_may_bid_for_that_of_a_rival(read):
    text = "Alder Corp, which bought Birch Works in 2003, topped a bid by Cedar Inc for Dorn AG."
    both = read(Article(id="a", text=text))
    bid = find(both, ("acquisition", "alder-corp", "dorn-ag", 0.8), status=Status.PROPOSED)
    claims = decide(both, bid, with_rules=True)
    assert ("alder-corp", "dorn-ag") in {claim.parties for claim in claims}


def test_parties_of_a_past_and_a_coming_deal_may_be_tied(read):
    text = "Alder Corp bought Birch Works in 2003, and Cedar Inc has agreed to buy Dorn AG."
    both = read(Article(id="a", text=text))
    past = find(both, ("acquisition", "alder-corp", "birch-works", 0.9), status=Status.COMPLETED)
    coming = find(both, ("acquisition", "cedar-inc", "dorn-ag", 0.9), ("acquisition", "alder-corp", "dorn-ag", 0.8))
    claims = decide(both, [*past, *coming], with_rules=True)
    assert {claim.parties for claim in claims} == {
        ("alder-corp", "birch-works"),
        ("cedar-inc", "dorn-ag"),
        ("alder-corp", "dorn-ag"),
    }


@pytest.mark.parametrize(
    ("kind", "sentence", "is_drawn"),
    [
        ("joint_venture", "Alder Corp and a partner that it did not name work near Birch Works.", False),
        ("joint_venture", "Alder Corp named its partner, Birch Works.", True),
        ("joint_venture", "Alder Corp and Birch Works formed a venture with an unnamed partner.", True),
        ("supply", "Alder Corp rents its sheds from Birch Works.", False),
        ("supply", "Alder Corp, which rents a shed, orders its bolts from Birch Works.", True),
        ("acquisition", "Birch Works has engaged Alder Corp to look for a buyer.", False),
        ("acquisition", "Birch Works was sold to Alder Corp.", True),
        ("stake", "Shares were sold in a placing managed by Dorn Bank and Alder Corp of Birch Works.", False),
        ("subsidiary", "Alder Corp, formerly known as Birch Works, lost money.", False),
        ("subsidiary", "Alder Corp, formerly a division of Birch Works, lost money.", True),
        ("stake", "Birch Works sold shares to underwriters led by Alder Corp.", False),
    ],
)
def test_a_sentence_about_somebody_unnamed_hired_or_something_lent_makes_no_tie(read, kind, sentence, is_drawn):
    reading = read(Article(id="a", text=sentence))
    claims = decide(reading, find(reading, (kind, "alder-corp", "birch-works", 0.9)), with_rules=False)
    assert bool(claims) is is_drawn


@pytest.mark.parametrize(
    ("change", "status"), [("shrinks to 36%", Status.COMPLETED), ("of 36% was sold", Status.ENDED)]
)
def test_what_is_left_of_a_holding_is_held(read, change, status):
    reading = read(Article(id="a", text=f"The holding of Alder Corp in Birch Works {change}."))
    findings = find(reading, ("stake", "alder-corp", "birch-works", 0.9), status=Status.ENDED)
    [claim] = decide(reading, findings, with_rules=False)
    assert (claim.percentage.value, claim.status) == (36, status)


def test_the_model_weighs_what_a_rule_drew(reading):
    ruled = max(c.confidence for sentence in reading.sentences for c in sentence.claims if c.kind == "stake")
    believed = decide(reading, find(reading, ("stake", "alder-corp", "birch-works", 0.95)), with_rules=True)
    assert [claim.confidence for claim in believed if claim.kind == "stake"] == [0.95]
    doubted = [claim for claim in decide(reading, [], with_rules=True) if claim.kind == "stake"]
    assert ruled > 0.5 > doubted[0].confidence


def test_rule_and_model_vote_on_the_status_by_what_each_is_worth(reading):
    stake = ("stake", "alder-corp", "birch-works")
    for probability, status in ((0.95, Status.AGREED), (0.15, Status.COMPLETED)):  # the rule reads "owns" as completed
        claims = decide(reading, find(reading, (*stake, probability)), with_rules=True)
        assert [claim.status for claim in claims if claim.kind == "stake"] == [status]


def test_what_the_model_was_not_asked_about_stays_as_the_rule_has_it(reading):
    ruled = max(c.confidence for sentence in reading.sentences for c in sentence.claims if c.kind == "stake")
    kept = deciding.decide(reading, [], set(), with_rules=True)
    assert [claim.confidence for claim in kept if claim.kind == "stake"] == [ruled]


def test_a_doubtful_partner_takes_nothing_from_a_sure_claim(reading):
    names = ("alder-corp", "cedar-inc", "dorn-ag")
    pairs = [("alliance", names[0], names[1], 0.9), ("alliance", names[0], names[2], 0.2)]
    claims = decide(reading, find(reading, *pairs), with_rules=False)
    assert [(claim.roles["partners"], claim.confidence) for claim in claims] == [(names[:2], 0.9), (names[::2], 0.2)]


def test_shares_told_before_the_sentence_that_names_the_venture_count(read):
    names = ("alder-corp", "dorn-ag")
    text = "Alder Corp and Dorn AG made a deal. Alder Corp will hold 60% and Dorn AG 40%. It is Elmo SA of Dorn AG."
    reading = read(Article(id="a", text=text))
    found = [f for f in find(reading, *(("venture", name, "elmo-sa", 0.8) for name in names)) if f.window.sentence == 2]
    [claim] = decide(reading, found, with_rules=False)
    assert claim.shares == dict(zip(names, (60, 40), strict=True))


def test_two_rivals_of_one_company_are_not_said_to_be_rivals(reading):
    names = ("alder-corp", "cedar-inc", "dorn-ag")
    pairs = [("competition", names[0], names[1], 0.9), ("competition", names[0], names[2], 0.8)]
    claims = decide(reading, find(reading, *pairs), with_rules=False)
    assert [claim.roles["partners"] for claim in claims] == [names[:2], names[::2]]


def test_of_two_directions_the_likelier_is_claimed(reading):
    ways = [("stake", "alder-corp", "birch-works", 0.9), ("stake", "birch-works", "alder-corp", 0.6)]
    [claim] = decide(reading, find(reading, *ways), with_rules=False)
    assert claim.roles["owner"] == ("alder-corp",)


def test_a_takeover_by_way_of_a_stake_has_the_percentage_of_the_stake(reading):
    share = find(
        reading, ("stake", "alder-corp", "birch-works", 0.9), ("acquisition", "alder-corp", "birch-works", 0.8)
    )
    minority = decide(reading, share, with_rules=False)
    assert [claim.kind for claim in minority] == ["stake"]
    most = [
        replace(f, percentage=replace(f.percentage, percentage=Percentage(62.0))) if f.percentage else f for f in share
    ]
    control = decide(reading, most, with_rules=False)
    assert {claim.kind: claim.percentage.value for claim in control} == {"stake": 62.0, "acquisition": 62.0}


def test_what_is_a_venture_elsewhere_is_no_partner_in_it(reading):
    names = ("alder-corp", "dorn-ag", "elmo-sa")
    ventures = [("venture", name, "elmo-sa", 0.9) for name in names[:2]]
    taken_for_three = find(reading, *(("joint_venture", a, b, 0.8) for a, b in combinations(names, 2)))
    moved = [replace(finding, window=replace(finding.window, sentence=0)) for finding in taken_for_three]
    [claim] = decide(reading, [*find(reading, *ventures), *moved], with_rules=False)
    assert claim.roles == {"partners": names[:2], "venture": ("elmo-sa",)}


def test_a_takeover_has_not_the_percentage_of_the_minor_stake_held_before(reading):
    parties = ("alder-corp", "birch-works")
    held = find(reading, ("stake", *parties, 0.9), status=Status.COMPLETED)
    [bid] = find(reading, ("acquisition", *parties, 0.8), status=Status.PROPOSED)
    claims = decide(reading, [*held, replace(bid, percentage=held[0].percentage)], with_rules=False)
    assert {claim.kind: claim.percentage and claim.percentage.value for claim in claims} == {
        "stake": 34,
        "acquisition": None,
    }


def test_one_tie_has_one_status_the_surest(reading):
    tie = ("acquisition", "alder-corp", "birch-works")
    sure = find(reading, (*tie, 0.9), status=Status.PROPOSED)
    other = find(reading, (*tie, 0.4), status=Status.DENIED)
    moved = [replace(finding, window=replace(finding.window, sentence=1)) for finding in other]
    claims = decide(reading, [*sure, *moved], with_rules=False)
    assert [(claim.status, claim.confidence) for claim in claims] == [(Status.PROPOSED, 0.9)]


@pytest.fixture(scope="module")
def ties(reading):
    """A function from a probability to the ties found in the first window, the stake turned round."""
    window = next(find_windows(reading))
    [share] = find_percentages(window.text)
    blank: dict[str, Any] = dict.fromkeys((field.name for field in fields(PairInputs)), np.zeros(0))
    inputs = PairInputs(**blank | {"pairs": window.pairs, "percentages": (share,)})

    def find_with(probability):
        slots = np.zeros((1, len(SLOTS)), dtype=np.float32)
        slots[0, slot_of("stake", False)] = probability
        status = np.zeros((1, len(KINDS_OF_PAIRS), len(STATUSES)), dtype=np.float32)
        status[0, :, STATUSES.index(Status.ENDED)] = 1
        forms = np.ones((1, len(ALLIANCE_FORMS)), dtype=np.float32)
        return list(find_ties(window, inputs, Scores(slots, status, forms, np.array([[0.2, 0.8]], np.float32))))

    return find_with


def test_a_finding_reads_kind_direction_status_and_percentage_off_the_scores(ties):
    [finding] = ties(0.7)
    assert (finding.kind, finding.first, finding.second) == ("stake", "birch-works", "alder-corp")
    assert finding.percentage.percentage.value == 34
    assert finding.status.argmax() == STATUSES.index(Status.ENDED)


def test_what_the_model_scores_low_is_not_even_a_candidate(ties):
    assert not ties(FLOOR / 2)


def test_an_annotation_names_only_the_parties_of_its_claims(reading):
    claims = decide(reading, find(reading, ("stake", "alder-corp", "birch-works", 0.8)), with_rules=False)
    assert [entity.name for entity in annotate(reading, claims).entities] == ["Alder Corp", "Birch Works"]


@pytest.mark.parametrize(
    ("kind", "first", "second", "may"),
    [
        ("stake", EntityType.PERSON, EntityType.COMPANY, True),
        ("stake", EntityType.COMPANY, EntityType.PERSON, False),
        ("subsidiary", EntityType.PERSON, EntityType.COMPANY, False),
        ("acquisition", EntityType.GOVERNMENT, EntityType.COMPANY, True),
        ("acquisition", EntityType.COMPANY, EntityType.GOVERNMENT, False),
        ("competition", EntityType.COMPANY, EntityType.PERSON, False),
        ("alliance", EntityType.COMPANY, EntityType.GOVERNMENT, True),
    ],
)
def test_nobody_owns_a_person_or_a_state(kind, first, second, may):
    assert may_be(kind, first, second) == may


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [
        ("Alder Corp has licensed its lens patents to Birch Works.", True),
        ("Alder Corp fell. It has licensed its lens patents to Birch Works.", False),
    ],
)
def test_a_rule_that_is_sure_between_names_outranks_the_model_only_there(read, text, is_shown):
    drawn = read(Article(id="a", text=text))
    [claim] = decide(drawn, [], with_rules=True)
    assert claim.rule in deciding.SURE_BETWEEN_NAMES
    assert (claim.confidence >= THRESHOLD) == is_shown


def test_what_a_sure_rule_drew_is_not_claimed_the_other_way_round_too(read):
    drawn = read(Article(id="a", text="Alder Corp has licensed its lens patents to Birch Works."))
    turned = find(drawn, ("license", "birch-works", "alder-corp", 0.9))
    [claim] = decide(drawn, turned, with_rules=True)
    assert claim.roles["licensor"] == ("alder-corp",)


def test_of_several_owners_in_a_sentence_each_has_the_percentage_beside_it(read):
    text = "The owners of Birch Works are Alder Corp, with 35 percent, and Dorn AG, with 25 percent."
    reading = read(Article(id="a", text=text))
    ties = [("stake", name, "birch-works", 0.9) for name in ("alder-corp", "dorn-ag")]
    claims = decide(reading, find(reading, *ties), with_rules=False)
    assert {claim.roles["owner"]: claim.percentage.value for claim in claims} == {("alder-corp",): 35, ("dorn-ag",): 25}


def test_no_vote_changes_the_status_of_a_holding_before_a_change(read):
    reading = read(Article(id="a", text="Alder Corp cut its stake in Birch Works to 9 percent from 22 percent."))
    ties = [("stake", "alder-corp", "birch-works", 0.95)]
    claims = decide(reading, find(reading, *ties, status=Status.ENDED), with_rules=True)
    assert {c.percentage.value: c.status for c in claims if c.rule.endswith(".before")} == {22: Status.COMPLETED}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A tenth of Birch Works was acquired by Alder Corp.", {"stake"}),
        ("Alder Corp, which owns a tenth of Birch Works, acquired the rest of it.", {"stake", "acquisition"}),
    ],
)
def test_what_is_told_of_a_minority_alone_is_no_takeover(read, text, kinds):
    reading = read(Article(id="a", text=text))
    ties = [(kind, "alder-corp", "birch-works", 0.9) for kind in ("stake", "acquisition")]
    claims = decide(reading, find(reading, *ties, status=Status.COMPLETED), with_rules=False)
    assert {claim.kind for claim in claims} == kinds


@pytest.mark.parametrize(("before", "kinds"), [(40, {"stake", "acquisition"}), (60, {"stake"})])
def test_who_had_the_majority_takes_nothing_over(read, before, kinds):
    text = f"Alder Corp raised its holding in Birch Works to 72 percent from {before} percent."
    reading = read(Article(id="a", text=text))
    claims = decide(reading, find(reading, ("stake", "alder-corp", "birch-works", 0.9)), with_rules=True)
    assert {claim.kind for claim in claims if claim.rule.startswith("stake")} == kinds


@pytest.mark.parametrize(
    ("text", "kind", "is_shown"),
    [
        ("Alder Corp is near Birch Works.", "acquisition", False),
        ("Alder Corp is near Birch Works.", "supply", True),
        ("Cedar Inc will buy Birch Works; Alder Corp, too, wants it.", "acquisition", True),
    ],
)
def test_a_doubtful_takeover_of_the_model_alone_needs_another_bidder(read, text, kind, is_shown):
    reading = read(Article(id="a", text=text))
    ties = (kind, "alder-corp", "birch-works", 0.58), ("acquisition", "cedar-inc", "birch-works", 0.9)
    told = decide(reading, find(reading, *ties), with_rules=True)
    shown = [claim for claim in told if claim.kind == kind and "alder-corp" in claim.parties]
    assert [claim.confidence >= THRESHOLD for claim in shown] == [is_shown]


def test_a_stake_needs_a_word_of_shares(read):
    reading = read(Article(id="a", text="Alder Corp will stay on at Birch Works."))
    assert not decide(reading, find(reading, ("stake", "alder-corp", "birch-works", 0.9)), with_rules=False)


@pytest.mark.parametrize(("status", "forms"), [(Status.AGREED, ["memorandum"]), (Status.ENDED, ["memorandum", ""])])
def test_an_alliance_that_the_model_finds_among_allies_of_a_rule_is_none_of_its_own(read, status, forms):
    text = (
        "Alder Corp and Cedar Inc signed a memorandum of understanding. Alder Corp and Cedar Inc mean to share parts."
    )
    reading = read(Article(id="a", text=text))
    [window] = [window for window in find_windows(reading) if window.sentence == 1]
    [first] = find(reading, ("alliance", "alder-corp", "cedar-inc", 0.9), status=status)
    ties = [replace(first, window=window, places=tuple(window.places[i] for i in window.pairs[0]))]
    assert [claim.form for claim in decide(reading, ties, with_rules=True)] == forms


def test_who_buys_the_whole_has_no_stake_beside_the_takeover(read):
    reading = read(Article(id="a", text="Alder Corp bought 100 percent of Birch Works."))
    ties = [(kind, "alder-corp", "birch-works", 0.9) for kind in ("stake", "acquisition")]
    [claim] = decide(reading, find(reading, *ties, status=Status.COMPLETED), with_rules=True)
    assert (claim.kind, claim.percentage.value) == ("acquisition", 100)


def test_a_contract_with_those_who_work_there_is_no_supply(read):
    reading = read(Article(id="a", text="Alder Corp signed a wage agreement with Birch Works."))
    assert not decide(reading, find(reading, ("supply", "alder-corp", "birch-works", 0.9)), with_rules=False)


def test_who_race_each_other_are_no_partners(read):
    reading = read(Article(id="a", text="It came of a race between Alder Corp and Cedar Inc to ally with Birch Works."))
    assert not decide(reading, find(reading, ("alliance", "alder-corp", "cedar-inc", 0.9)), with_rules=False)


@pytest.mark.parametrize(
    ("text", "is_found"), [("Alder Corp grew. It met Birch Works.", False), ("Alder Corp met Birch Works.", True)]
)
def test_a_weak_tie_of_two_who_are_named_in_two_sentences_is_no_candidate(read, text, is_found):
    [*_, window] = find_windows(read(Article(id="a", text=text)))
    pair = next(pair for pair in window.pairs if not any(window.places[i].is_anaphor for i in pair))
    blank: dict[str, Any] = dict.fromkeys((field.name for field in fields(PairInputs)), np.zeros(0))
    inputs = PairInputs(**blank | {"pairs": (pair,), "percentages": ()})
    slots = np.full((1, len(SLOTS)), 0.15, dtype=np.float32)
    status = np.ones((1, len(KINDS_OF_PAIRS), len(STATUSES)), dtype=np.float32)
    forms, share = np.ones((1, len(ALLIANCE_FORMS)), dtype=np.float32), np.ones((1, 1), dtype=np.float32)
    assert bool(list(find_ties(window, inputs, Scores(slots, status, forms, share)))) is is_found


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Alder Corp disclosed a stake in Birch Works, which stood at 6.3 percent in June.", 6.3),
        ("Alder Corp's stake in Birch Works fell to 9.8 percent from 14.2 percent.", 9.8),
        ("Alder Corp, the largest shareholder of Birch Works, made an offer for 51 percent of the stock.", None),
        ("Alder Corp raised dividends by 10 percent and holds shares of Birch Works.", None),
        ("Birch Works is partly owned by Alder Corp, which holds 60 percent of Cedar Inc.", None),
    ],
)
def test_a_holding_that_a_rule_draws_without_its_size_has_that_of_the_model(read, text, percent):
    reading = read(Article(id="a", text=text))
    findings = find(reading, ("stake", "alder-corp", "birch-works", 0.9), status=Status.COMPLETED)
    claims = decide(reading, findings, with_rules=True)
    [claim] = [claim for claim in claims if claim.kind == "stake" and "birch-works" in claim.roles["owned"]]
    assert (claim.percentage.value if claim.percentage else None) == percent
    assert claim.rule != RULE
