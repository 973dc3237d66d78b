"""A short key joins the one company that owns it, stays apart in doubt, and says why."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.link import identify, keys
from alliance_graph.model import Entity

ENTITIES = [
    ("Nissan Motor", ("Nissan",)),
    ("Nissan Motor Manufacturing", ("Nissan Motor",)),
    ("General Motors Corp", ("GM", "General Motors")),
    ("General Mills Inc", ("GM",)),
    ("Mitsubishi Motors", ("Mitsubishi",)),
    ("Mitsubishi Electric", ("Mitsubishi",)),
    ("Ohio Mattress Co", ("OMT",)),
    ("United Airlines", ("United",)),
    ("Sealy", ()),
    ("Harris Corp", ()),
    ("Harris Associates", ("Harris",)),
]


def make_owners(entities):
    owners: dict[str, set[str]] = {}
    for name, aliases in entities:
        found = keys(Entity(key="e", name=name, aliases=aliases))
        for short in found.short:
            owners.setdefault(short, set()).add(found.full)
    return lambda key: frozenset(owners.get(key, ()))


@pytest.mark.parametrize(
    ("key", "company"),
    [
        ("nissan", "nissan motor manufacturing"),
        ("nissan motor", "nissan motor manufacturing"),
        ("omt", "ohio mattress"),
        ("gm", "gm"),
        ("mitsubishi", "mitsubishi"),
        ("united", "united"),
        ("sealy", "sealy"),
        ("harris", "harris"),
        ("person:nissan", "person:nissan"),
    ],
)
def test_a_short_key_joins_the_one_company_that_owns_it(key, company):
    assert identify(key, make_owners(ENTITIES)).key == company


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("omt", "joined to 'ohio mattress': an article uses it as its short name"),
        ("gm", "short for 'general mills' and 'general motors'"),
        ("united", "generic word"),
        ("sealy", "fullest name known"),
        ("harris", "with its legal form"),
        ("person:nissan", "persons and governments"),
    ],
)
def test_every_judgement_says_why(key, words):
    assert words in identify(key, make_owners(ENTITIES)).reason


def test_owners_on_the_way_to_one_company_are_one_company():
    owners = {"ge": frozenset({"general electric", "general electric international"})}
    owners["general electric"] = frozenset({"general electric international"})
    assert identify("ge", lambda key: owners.get(key, frozenset())).key == "general electric international"


@pytest.mark.parametrize(
    ("key", "owner"),
    [("nissan", "nissan canada"), ("apollo fund ii", "apollo fund iii"), ("fund", "fund ii"), ("ge", "g")],
)
def test_sisters_and_shorter_names_are_never_joined(key, owner):
    assert identify(key, lambda asked: frozenset({owner} if asked == key else ())).key == key


@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_cannot_matter(chance: random.Random):
    shuffled = chance.sample(ENTITIES, len(ENTITIES))
    for name, aliases in ENTITIES:
        for key in (name.casefold(), *map(str.casefold, aliases)):
            assert identify(key, make_owners(shuffled)) == identify(key, make_owners(ENTITIES))


@given(st.dictionaries(st.text("ab ", min_size=1), st.frozensets(st.text("ab ", min_size=1))))
def test_any_web_of_short_names_comes_to_an_end_that_stays(owners):
    for key in owners:
        found = identify(key, lambda asked: owners.get(asked, frozenset())).key
        assert identify(found, lambda asked: owners.get(asked, frozenset())).key == found
