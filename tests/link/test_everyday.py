"""Two everyday words are a company only where a legal form, a common tie or many articles say so."""

from __future__ import annotations

import pytest

from alliance_graph.contexts import bare, is_everyday
from alliance_graph.link import Linking, file_entities, key_of
from alliance_graph.model import Claim, Entity, Evidence, Status
from tests.bench import load

Known = load("known_names").Known


@pytest.mark.parametrize(
    "name", ["National Steel Corp", "Merchants Bank", "United Banks Corp", "Suburban Bancorp", "ST Systems"]
)
def test_two_words_of_business_are_everyday(name):
    assert is_everyday(key_of(name))


@pytest.mark.parametrize(
    "name",
    ["Lumeo Systems", "Texas Eastern", "Community Bank Systems", "Total", "United Airlines", "World Bank", "Air Force"],
)
def test_a_word_of_its_own_a_place_or_a_third_word_tells_a_company(name):
    assert not is_everyday(key_of(name))


@pytest.mark.parametrize(
    ("name", "aliases", "key"),
    [
        ("National Steel Corp", (), "national steel"),
        ("National Steel", ("National Steel Corp",), "national steel"),
        ("National Steel", (), "national steel [lumeo]"),
    ],
)
def test_the_key_says_the_ties_of_such_a_name_where_the_article_has_no_legal_form(name, aliases, key):
    entities = (Entity(key="e", name=name, aliases=aliases), Entity(key="l", name="Lumeo Motor"))
    roles = {"supplier": ("e",), "customer": ("l",)}
    tie = Claim(kind="supply", roles=roles, status=Status.AGREED, evidence=Evidence(text=""))
    assert file_entities(entities, [tie])["e"].full == key


def link(*keys, **known):
    """The decisions on these keys in context and on what else is known."""
    found = Known(**known)
    for key in keys:
        found.file(key, bare(key).title())
    return Linking(found)


FULL = [("National Steel Corp", ())]


@pytest.mark.parametrize(
    "known",
    [
        {"entities": FULL, "ties": [("national steel", "lumeo motor")]},
        {"entities": FULL * 5},
        {"entities": FULL, "judged": [("national steel", "lumeo iron", "same")]},
    ],
    ids=["a tie with one other", "many articles", "people"],
)
def test_it_is_the_company_of_that_full_name(known):
    linking = link("national steel [lumeo]", **known)
    assert linking.identify("national steel [lumeo]").key == linking.identify("national steel").key


def test_it_is_no_company_of_that_full_name_by_the_name_alone():
    linking = link("national steel [lumeo]", "national steel [brandauer]", entities=FULL * 4)
    keys = ["national steel [lumeo]", "national steel [brandauer]", "national steel"]
    assert [linking.identify(key).key for key in keys] == keys
    assert "alone tells no company" in linking.identify(keys[0]).reason


def test_people_are_asked_whether_it_is_the_company_of_that_full_name():
    linking = link("national steel [lumeo]", entities=FULL)
    ((other, score),) = linking.candidates("national steel [lumeo]")
    assert (other, score.value) == ("national steel", 0.6)
    assert [name for name, _ in linking.candidates("national steel")] == ["national steel [lumeo]"]


@pytest.mark.parametrize("other", ["United Banks Corp", "UnitedBank Inc"])
def test_a_plural_or_a_blank_does_not_make_it_another_companys(other):
    linking = link("united bank [lumeo]", entities=[(other, ())])
    assert linking.identify("united bank [lumeo]").key != linking.identify(key_of(other)).key


def test_one_in_context_does_not_keep_spellings_of_the_full_name_apart():
    entities = [*[("General Motors Corp", ("GM",))] * 5, ("General Motor Corp", ("GM",))]
    ties = [(name, "lumeo") for name in ("general motors", "general motor")]
    linking = link("general motors [lumeo]", entities=entities, ties=ties)
    keys = ("general motors [lumeo]", "general motors", "general motor")
    assert len({linking.identify(key).key for key in keys}) == 1


DOME = [("Dome Petroleum Ltd", ("Dome",))]
MINERALS = [("International Minerals and Chemical Corp", ("International Minerals",))]
CALLED = [
    ("dome [lumeo]", "dome petroleum", {"entities": DOME, "ties": [("dome petroleum", "lumeo")]}),
    ("international minerals [lumeo]", "international minerals and chemical", {"entities": MINERALS * 2}),
]
NOT_CALLED = [
    ("dome [lumeo]", "dome petroleum", {"entities": DOME * 2}),
    ("international minerals [lumeo]", "international minerals and chemical", {"entities": MINERALS}),
    (
        "dome [lumeo]",
        "dome petroleum",
        {"entities": [*DOME, ("Dome Mines Ltd", ("Dome",))], "ties": [("dome petroleum", "lumeo")]},
    ),
    (
        "baker [lumeo]",
        "robert baker",
        {"entities": [("Robert Baker", ("Baker",))], "ties": [("robert baker", "lumeo")]},
    ),
]


@pytest.mark.parametrize(("key", "company", "known"), CALLED, ids=["one other", "several articles"])
def test_a_name_that_tells_little_is_the_company_that_articles_call_so(key, company, known):
    linking = link(key, **known)
    assert linking.identify(key).key == linking.identify(company).key
    assert "uses it as its short name" in linking.identify(key).reason


@pytest.mark.parametrize(
    ("key", "company", "known"), NOT_CALLED, ids=["no common tie", "one article", "two companies", "a person"]
)
def test_a_name_that_tells_little_is_nobodys_short_name_without_a_tie_to_the_only_one(key, company, known):
    linking = link(key, **known)
    assert linking.identify(key).key != linking.identify(company).key
