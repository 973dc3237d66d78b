"""What changed between two states of the graph."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import alliance_graph
from alliance_graph.errors import QueryError, UseError
from alliance_graph.graph.diff import diff
from alliance_graph.model import Annotation
from tests.graph.make import article, claim, make_store, open_store
from tests.graph.test_promises import FEW, worlds

JAN, MARCH, JULY = date(2024, 1, 10), date(2024, 3, 20), date(2024, 7, 1)


def stake(status, percent, day, name):
    return article(name, claim("stake", status, owner="Haldern", owned="Cellora", percent=percent), day=day)


def supply(status, day, name, **source):
    return article(name, claim("supply", status, supplier="Quorex", customer="Cellora"), day=day, **source)


def told(changes):
    """Label, articles of the new claims, and what is said otherwise."""
    return [
        (
            change.told.relationship.label,
            [claim.article for claim in change.told.claims],
            {what: " → ".join(both) for what, both in change.changed.items()},
        )
        for change in changes
    ]


FIRST = [stake("completed", 20, JAN, "a1"), supply("agreed", JAN, "b1")]
STAKE, SUPPLY = "Haldern's stake in Cellora", "Supply from Quorex to Cellora"

CASES = [
    ("a first report begins a tie", [], FIRST[:1], "begun", [(STAKE, ["a1"], {})]),
    ("another size is a change of size and no end", FIRST, [*FIRST, stake("completed", 30, JULY, "a2")],
     "changed", [(STAKE, ["a2"], {"percentage": "20 % → 30 %"})]),
    ("two changes of size are told one by one", FIRST,
     [*FIRST, stake("completed", 30, MARCH, "a2"), stake("completed", 40, JULY, "a3")],
     "changed", [(STAKE, ["a2"], {"percentage": "20 % → 30 %"}), (STAKE, ["a3"], {"percentage": "30 % → 40 %"})]),
    ("a plan that comes true is a change", [stake("proposed", 20, JAN, "a1")],
     [stake("proposed", 20, JAN, "a1"), stake("completed", 20, MARCH, "a2")],
     "changed", [(STAKE, ["a2"], {"status": "proposed → completed"})]),
    ("another figure at the same time changes the figure, though its IRI is another one", FIRST,
     [*FIRST, stake("completed", 30, date(2024, 1, 20), "a2")],
     "changed", [(STAKE, ["a2"], {"percentage": "20 % → 30 %"})]),
    ("an end is told as one", FIRST, [*FIRST, supply("ended", JULY, "b2")],
     "ended", [(SUPPLY, ["b2"], {"status": "agreed → ended"})]),
    ("a denial too", FIRST, [*FIRST, supply("denied", JULY, "b2")],
     "ended", [(SUPPLY, ["b2"], {"status": "agreed → denied"})]),
    ("what is heard of first when it ends has ended", [], [supply("ended", JULY, "b2")],
     "ended", [(SUPPLY, ["b2"], {})]),
    ("what was sold and comes back has begun", [stake("completed", 20, JAN, "a1"), stake("ended", 20, MARCH, "a2")],
     [stake("completed", 20, JAN, "a1"), stake("ended", 20, MARCH, "a2"), stake("completed", 30, JULY, "a3")],
     "begun", [(STAKE, ["a3"], {})]),
    ("a tie whose articles are gone is gone", FIRST, FIRST[:1], "gone", [(SUPPLY, ["b1"], {})]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sort", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_tie_that_changed_is_told_once_with_its_new_sources(old, new, sort, expected):
    found = diff(make_store(*old), make_store(*new))
    assert told(getattr(found, sort)) == expected
    others = {"begun", "ended", "changed", "gone"} - {sort}
    assert expected[0][0] not in {change[0] for other in others for change in told(getattr(found, other))}


def test_a_further_report_is_no_change():
    found = diff(make_store(*FIRST), make_store(*FIRST, supply("agreed", JULY, "b2")))
    assert (found.reported_again, found.begun, found.changed) == (1, (), ())
    assert str(found) == "reported again, with nothing new: 1"


def test_a_near_copy_is_no_further_report():
    one, two = supply("agreed", JAN, "b1", digest="a" * 64), supply("agreed", JULY, "b2", digest="a" * 64)
    assert not diff(make_store(one), make_store(one, two))


def test_a_new_company_comes_with_the_first_article_that_names_it():
    found = diff(
        make_store(*FIRST), make_store(*FIRST, supply("agreed", JULY, "c2"), stake("completed", 20, JAN, "c1"))
    )
    assert found.new_companies == ()
    found = diff(make_store(FIRST[0]), make_store(*FIRST, supply("agreed", JULY, "b2")))
    assert [(change.company.name, change.article) for change in found.new_companies] == [("Quorex", "b1")]


def test_a_company_known_under_a_fuller_name_is_not_new_and_its_ties_are_the_same():
    short = article("a1", claim("merger", "agreed", partners="Haldern,Cellora"))
    full = article(
        "a2",
        claim("supply", "agreed", supplier="Haldern Werke", customer="Quorex"),
        claim("supply", "agreed", supplier="Haldern Werke", customer="Cellora"),
        aliases={"Haldern Werke": ["Haldern"]},
    )
    found = diff(make_store(short), make_store(short, full))
    assert [change.company.name for change in found.new_companies] == ["Quorex"]
    assert [(change.before.name, change.company.name) for change in found.renamed_companies] == [
        ("Haldern", "Haldern Werke")
    ]
    assert (found.gone_companies, found.changed, found.gone) == ((), (), ())
    assert [change.told.relationship.kind for change in found.begun] == ["supply", "supply"]


def test_ventures_that_are_found_to_be_one_say_so():
    first = article("a1", claim("joint_venture", "agreed", partners="Haldern,Cellora"))
    second = article("a2", claim("joint_venture", "agreed", partners="Haldern,Quorex", venture="Volta"))
    third = article("a3", claim("joint_venture", "agreed", partners="Haldern,Cellora", venture="Volta"))
    found = diff(make_store(first, second), make_store(first, second, third))
    (gone,) = found.gone
    (changed,) = found.changed
    assert gone.now == changed.told.relationship.iri
    assert changed.changed["parties"] == ("Haldern, Quorex, Volta", "Cellora, Haldern, Quorex, Volta")
    assert f"now one with {gone.now}" in str(found)


def test_two_days_are_compared_with_both_included(tmp_path):
    made = [*FIRST, stake("completed", 30, MARCH, "a2"), supply("ended", JULY, "b2"), supply("agreed", None, "b3")]
    with open_store(tmp_path, *made) as store:
        found = alliance_graph.diff(store, since=MARCH, until=JULY)
        assert (told(found.changed), told(found.ended)) == (
            [(STAKE, ["a2"], {"percentage": "20 % → 30 %"})],
            [(SUPPLY, ["b2"], {"status": "agreed → ended"})],
        )
        assert (found.begun, found.undated) == ((), 1)
        assert not alliance_graph.diff(store, since=date(2024, 3, 21), until=date(2024, 6, 30))
        first = alliance_graph.diff(store, since=date.min)
        assert (told(first.begun), len(first.changed), len(first.ended)) == ([(STAKE, ["a1"], {})], 1, 1)


WRONG = [
    ({}, "nothing to compare with"),
    ({"since": JULY, "until": JAN}, "wrong way round"),
    ({"after": "other", "since": JAN}, "not both"),
    ({"after": "./store"}, "with itself"),
]


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_what_cannot_be_compared_is_an_error(options, said):
    with pytest.raises(UseError, match=said):
        alliance_graph.diff("store", **options)


def test_stores_of_another_base_cannot_be_compared(tmp_path):
    with (
        open_store(tmp_path, *FIRST, base_iri="https://news.example/") as store,
        pytest.raises(QueryError, match=r"news\.example.* same base"),
    ):
        diff(store, make_store(*FIRST))


def test_text_and_json_tell_the_sources():
    found = diff(make_store(*FIRST), make_store(*FIRST, supply("ended", JULY, "b2", outlet="Wire")))
    assert str(found) == (
        "ties ended: 1\n"
        "  Supply from Quorex to Cellora: status agreed → ended\n"
        "    https://example.org/ag/relationship/supply_quorex_cellora\n"
        "    “said so”\n"
        "    b2 · Wire · 2024-07-01"
    )
    (ended,) = json.loads(found.to_json())["ended"]
    assert (ended["changed"], ended["told"]["claims"][0]["source"]["date"]) == (
        {"status": ["agreed", "ended"]},
        "2024-07-01",
    )


def test_no_control_character_of_an_article_reaches_the_terminal():
    nasty = "Ho\x1b[31mnda\u202e and \x9b2J\x07"
    made = claim("merger", "agreed", text=nasty, partners=f"{nasty},Nissan", purpose=nasty, place=nasty)
    one, two = article("a1", made, outlet=nasty), article(nasty, claim("merger", "ended", partners=f"{nasty},Nissan"))
    text = "".join(str(diff(make_store(*old), make_store(*new))) for old, new in [([], [one]), ([one], [one, two])])
    assert not set(text) & {"\x1b", "\u202e", "\x9b", "\x07"}
    assert r"\x1b[31m" in text


@FEW
@given(world=worlds(), others=worlds(), data=st.data())
def test_the_difference_depends_on_what_the_stores_hold_and_on_nothing_else(world, others, data):
    more = [Annotation(id=f"b{one.id}", entities=one.entities, claims=one.claims, source=one.source) for one in others]
    old, new = make_store(*world), make_store(*world, *more)
    found = diff(old, new)
    shuffled = data.draw(st.permutations([*world, *more]))
    again = make_store(*world, *more)
    again.remove(one.id for one in more)
    assert diff(again, make_store(*shuffled)) == found
    assert not diff(old, again)
    came = {change.company.iri for change in found.new_companies + found.renamed_companies}
    assert {company.iri for company in new.companies()} - {company.iri for company in old.companies()} <= came
