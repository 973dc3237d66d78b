"""Companies found again under another name that an article gives them, and names that join nobody."""

import random

import pytest

from alliance_graph.link import Linking, file_entities
from alliance_graph.link import keys as keys_of
from alliance_graph.model import Claim, Entity, Entry, Evidence, Status
from tests.bench import load

Known = load("known_names").Known
ELION = ("Elion", ("Volta Cells",))
OLD = ("Volta Cells", ())


def identify(key, **known):
    return Linking(Known(**known)).identify(key)


@pytest.mark.parametrize(
    ("name", "aliases", "other"),
    [
        ("Elion", ("Volta Cells",), ("volta cells",)),
        ("Elion", ("Volta Cells Inc", "Volta Cells", "Volta"), ("volta cells",)),
        ("Elion Platforms", ("Elion", "Facelook"), ("facelook",)),
        ("Kessel Foods", ("Kessel Mills", "Kessel"), ("kessel mills",)),
        ("Elion", ("Volta Cells", "Kessel Mills"), ("kessel mills", "volta cells")),
        ("Nissan Motor Co", ("Nissan", "NSANY", "NSAN.T", "NM"), ()),
        ("Hongkong Land Co", ("HKLD.HKG", "HKL"), ()),
        ("Lumen Motor Manufacturing (UK) Ltd", ("Lumen",), ()),
        ("First Interstate Bancorp", ("I",), ()),
        ("Elion", ("Africa", "United", "National Steel", "the carmaker", "FB", "Ami"), ()),
        ("Southwest Airlines Co", ("Southwest",), ()),
    ],
)
def test_an_alias_that_nothing_else_explains_is_another_name(name, aliases, other):
    assert keys_of(Entity(key="e", name=name, aliases=aliases)).other == other


JOINED = [
    ("another name", {"entities": [ELION, OLD]}),
    ("given by several", {"entities": [ELION, ELION, ("Elion Corp", ("Volta Cells Inc",)), OLD]}),
    ("that bears its legal form", {"entities": [ELION, ("Volta Cells Inc", ("Volta Cells", "Volta"))]}),
    ("with ties of their own", {"entities": [ELION, OLD], "ties": [("elion", "lumen"), ("volta cells", "sugi")]}),
]
APART = [
    ("nobody gives both", {"entities": [("Elion", ()), OLD]}),
    ("a claim ties them", {"entities": [ELION, OLD], "ties": [("elion", "volta cells")]}),
    (
        "a claim ties two of its names",
        {"entities": [("Elion", ("Volta Cells", "Kessel Mills")), OLD], "ties": [("kessel mills", "volta cells")]},
    ),
    ("another name of two", {"entities": [ELION, ("Kessel", ("Volta Cells",)), OLD]}),
    ("short for another", {"entities": [ELION, OLD, ("Volta Cells Sugi Inc", ("Volta Cells",))]}),
    ("people say so", {"entities": [ELION, OLD], "judged": [("elion", "volta cells", "different")]}),
    (
        "a list says so",
        {"entities": [ELION, OLD], "entries": {"elion": Entry(name="Elion"), "volta cells": Entry(name="Volta Cells")}},
    ),
]


@pytest.mark.parametrize("known", [row[1] for row in JOINED], ids=[row[0] for row in JOINED])
def test_a_company_is_found_again_under_another_name_and_bears_that_of_today(known):
    found = identify("volta cells", **known)
    assert found.key == identify("elion", **known).key == "elion"
    assert "'volta cells' as another name of 'elion'" in found.reason


@pytest.mark.parametrize("known", [row[1] for row in APART], ids=[row[0] for row in APART])
def test_two_names_stay_two_companies_where_anything_speaks_against_it(known):
    assert identify("volta cells", **known).key != identify("elion", **known).key


def test_a_person_has_no_other_name_that_is_a_companys():
    known = Known([("Karen Harlow", ("Volta Cells",)), OLD])
    assert Linking(known).identify("volta cells").key != Linking(known).identify("karen harlow").key


def test_a_person_is_asked_where_a_claim_ties_the_two():
    known = Known([ELION, OLD], ties=[("elion", "volta cells")])
    scores = dict(Linking(known).candidates("elion"))
    assert "a claim ties the two" in str(scores["volta cells"])
    assert 0.5 <= scores["volta cells"].value < 0.8


def test_names_that_begin_alike_are_one_where_an_article_says_so():
    known = Known([("Kessel Foods", ("Kessel Mills",)), ("Kessel Mills", ())])
    assert Linking(known).identify("kessel mills").key == "kessel foods"
    assert identify("kessel mills", entities=[("Kessel Foods", ()), ("Kessel Mills", ())]).key == "kessel mills"


def test_a_chain_of_names_is_one_company_in_any_order():
    entities = [("Cedar Data", ("Birch Media",)), ("Birch Media", ("Alder Press",)), ("Alder Press", ()), ELION]
    for seed in range(6):
        random.Random(seed).shuffle(entities)
        linking = Linking(Known(entities))
        for key in random.Random(seed).sample(["alder press", "birch media", "cedar data"], 3):
            assert linking.identify(key).key == "cedar data"


def test_a_venture_is_known_by_another_name_only_with_a_partner_in_common():
    claim = Claim(
        kind="joint_venture",
        roles={"partners": ("kessel", "lumen"), "venture": ("elion",)},
        status=Status.COMPLETED,
        evidence=Evidence("said so"),
    )
    entities = [Entity(key=name, name=name.title()) for name in ("kessel", "lumen")]
    elion = Entity(key="elion", name="Elion", aliases=("Volta Cells",))
    assert file_entities([*entities, elion], [claim])["elion"].other == ("volta cells [venture]",)
