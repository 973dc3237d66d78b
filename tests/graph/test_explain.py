"""Explanations: every claim with its sentence, article and the reasons for joining names."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alliance_graph.errors import QueryError
from alliance_graph.graph import Filter
from alliance_graph.graph.explain import explain
from alliance_graph.graph.telling import to_text
from alliance_graph.model import Basis, Status
from tests.graph.make import article, claim, make_store

STAKE = claim(
    "stake",
    "completed",
    text="Nissan owns 34% of\nMitsubishi Motors, says Nissan",
    percent=34.0,
    rule="owner-owns",
    date_text="on Thursday",
    owner="Nissan",
    owned="Mitsubishi Motors",
)
RIVALS = claim("competition", "completed", partners="Nissan,Honda")
WIRE: dict[str, Any] = {"outlet": "Example Wire", "url": "https://news.example/1", "digest": "a" * 64}


@pytest.fixture
def store():
    return make_store(
        article("a1", STAKE, RIVALS, **WIRE),
        article("a2", STAKE, day=date(2024, 8, 2), digest="a" * 64),
        article("a3", claim("supply", "agreed", supplier="Nissan Motor Co", customer="Honda"),
                aliases={"Nissan Motor Co": ["Nissan"]}),
    )  # fmt: skip


def labels(explanation):
    return [told.relationship.label for told in explanation.relationships]


def test_a_company_is_explained_by_all_its_relationships(store):
    assert len(explain(store, "nissan motor").relationships) == 3
    assert labels(explain(store, "Mitsubishi Motors")) == ["Nissan Motor's stake in Mitsubishi Motors"]


def test_a_pair_is_explained_by_what_ties_them(store):
    assert labels(explain(store, "Nissan", "Mitsubishi Motors")) == ["Nissan Motor's stake in Mitsubishi Motors"]
    assert labels(explain(store, "Honda", "Mitsubishi Motors")) == []


def test_a_relationship_is_explained_by_its_iri(store):
    (tie,) = store.relationships(Filter(kinds=frozenset({"competition"})))
    assert labels(explain(store, tie.iri)) == [tie.label]


def test_a_filter_leaves_the_others_out(store):
    assert labels(explain(store, "Nissan", filter=Filter(statuses=frozenset({Status.AGREED})))) == [
        "Supply from Nissan Motor to Honda"
    ]


@pytest.mark.parametrize("name", ["Toyota", "", "https://example.org/ag/relationship/none", "<>\n"])
def test_what_is_not_there_is_an_error(store, name):
    with pytest.raises(QueryError, match=r"no company is called|there is no relationship"):
        explain(store, name)


def test_a_name_nearly_right_is_suggested(store):
    with pytest.raises(QueryError, match=r"did you mean .Honda"):
        explain(store, "Hnoda")


def test_the_text_has_all_that_is_known_of_a_claim(store):
    text = str(explain(store, "Mitsubishi Motors"))
    for wanted in (
        "completed, 34 %, confidence 0.90, 1 source, reported 2024-08-01",
        "“Nissan owns 34% of Mitsubishi Motors, says Nissan”",
        "rule owner-owns, read by rules, date from “on Thursday”",
        "a1 · Example Wire · 2024-08-01",
        "https://news.example/1",
        "a near-copy of a1",
        "Nissan is Nissan Motor Co: ",
    ):
        assert wanted in text
    assert "\x1b" not in text


@pytest.mark.parametrize(("title", "told"), [("Nissan buys", "    Nissan buys (id a1) · "), ("", "    a1 · ")])
def test_the_text_has_the_id_that_remove_asks_for(title, told):
    made = article("a1", STAKE)
    text = str(explain(make_store(replace(made, source=replace(made.source, title=title))), "Nissan"))
    assert told in text


def test_names_stand_out_on_a_terminal(store):
    text = to_text(explain(store, "Mitsubishi Motors"), is_styled=True)
    assert "“\x1b[4mNissan\x1b[0m owns 34% of \x1b[4mMitsubishi Motors\x1b[0m, says" in text


def test_the_text_tells_who_says_so_and_exclusiveness_and_place_where_they_are_told(store):
    said = claim("license", "agreed", licensor="A1", licensee="B1", basis=Basis.PRESS, exclusive=True, place="Leeds")
    text = str(explain(make_store(article("a1", said)), "A1"))
    assert "  agreed, exclusive, in Leeds, confidence 0.90, 1 source" in text
    assert "    agreed, basis press report, exclusive, in Leeds, confidence 0.90, " in text
    assert not {"basis", "exclusive"} & set(str(explain(store, "Honda")).replace(",", "").split())


def test_json_has_the_same(store):
    told = json.loads(explain(store, "Mitsubishi Motors").to_json())["relationships"][0]
    assert told["relationship"]["percentage"]["value"] == 34.0
    assert [claim["copy_of"] for claim in told["claims"]] == ["", "a1"]
    assert told["claims"][0]["source"]["date"] == "2024-08-01"


def test_disagreement_is_told():
    store = make_store(
        *(article(f"a{n}", claim("stake", "completed", owner="A1", owned="B1", percent=n * 10.0)) for n in (3, 4))
    )
    assert "sources disagree: 30 %, 40 %" in str(explain(store, "A1"))


def test_no_control_character_of_an_article_reaches_the_terminal():
    nasty = "Ho\x1b[31mnda\u202e and \x9b2J\x07"
    made = claim("merger", "agreed", text=nasty, partners=f"{nasty},Nissan", rule=nasty, date_text=nasty)
    store = make_store(article("a1", made, outlet=nasty, url="https://x.example/\x1b]8;;"))
    text = str(explain(store, "Nissan"))
    assert not set(text) & {"\x1b", "\u202e", "\x9b", "\x07"}
    assert r"\x1b[31m" in text


LIFE = [
    (date(2024, 1, 10), ["proposed", "proposed"], "Wire"),
    (date(2024, 2, 1), ["proposed"], "Post"),
    (date(2024, 3, 20), ["agreed"], "Wire"),
    (date(2024, 7, 1), ["agreed", "completed"], "Post"),
]


def test_the_life_line_has_one_source_for_each_step():
    store = make_store(
        *(
            article(
                f"a{n}",
                *(claim("acquisition", status, acquirer="A1", target="B1") for status in said),
                day=day,
                outlet=outlet,
            )
            for n, (day, said, outlet) in enumerate(LIFE)
        )
    )
    (told,) = explain(store, "A1").relationships
    assert [(step.status.value, step.day, step.article) for step in told.steps] == [
        ("proposed", LIFE[0][0], "a0"),
        ("agreed", LIFE[2][0], "a2"),
        ("completed", LIFE[3][0], "a3"),
    ]
    assert "\n    2024-01-10  proposed: a0 · Wire\n    2024-03-20  agreed: a2 · Wire\n" in to_text(explain(store, "A1"))


def test_a_stake_tells_the_stake_before_and_the_one_after():
    sizes = {20.0: date(2024, 1, 10), 30.0: date(2024, 7, 1)}
    store = make_store(
        *(
            article(f"a{size:g}", claim("stake", "completed", owner="A1", owned="B1", percent=size), day=day)
            for size, day in sizes.items()
        )
    )
    old, new = explain(store, "A1").relationships
    assert (old.before, old.after, new.before, new.after) == (None, new.relationship, old.relationship, None)
    assert [(step.status.value, step.article) for step in old.steps] == [("completed", "a20"), ("ended", "a30")]
    text = str(explain(store, "A1"))
    assert f"\n  before: 20 %, ended, {old.relationship.iri}\n" in text
    assert f"\n  after: 30 %, completed, {new.relationship.iri}\n" in text
    assert "\n    2024-07-01  ended, 20 %: a30\n" in text
