"""What sources disagree on, what rests on one of them, and what was left unread."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.errors import QueryError
from alliance_graph.graph.explain import explain
from alliance_graph.graph.questions import questions
from alliance_graph.model import Evidence, Percentage, Status
from tests.graph.make import article, claim, make_store, open_store
from tests.graph.test_promises import FEW, worlds

DAY = date(2024, 8, 1)


def share(percent, owner="Nissan"):
    return claim("stake", "completed", owner=owner, owned="Renault", percent=percent)


def figures(store, **asked):
    return [tuple(share.value for share in told.disagreeing) for told in store.conflicts(**asked).relationships]


ROWS = [
    ("two sources of one time", [("a", 30.0, ""), ("b", 40.0, "")], [(30.0, 40.0)]),
    ("a rounding", [("a", 33.0, ""), ("b", 33.3, "")], []),
    ("one source alone", [("a", 30.0, "")], []),
    ("a text and its copy, changed in print", [("a", 30.0, "d"), ("b", 40.0, "d")], []),
    ("a copy of one side", [("a", 30.0, "d"), ("b", 30.0, "d"), ("c", 40.0, "")], [(30.0, 40.0)]),
    ("three sources", [("a", 30.0, ""), ("b", 31.0, ""), ("c", 40.0, "")], [(30.0, 31.0, 40.0)]),
]


@pytest.mark.parametrize(("told", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_conflict_is_of_two_sources_at_one_time(told, expected):
    store = make_store(*(article(name, share(percent), digest=digest) for name, percent, digest in told))
    assert figures(store) == expected
    assert store.stats().conflicts == len(expected)


HALF, MINORITY, MAJORITY = Percentage(50.0), Percentage(greatest=50.0), Percentage(least=60.0)
BOUNDS = [
    ("a figure above", [(0, "completed", Percentage(52.0)), (0, "completed", MINORITY)], "at most 50 %, 52 %"),
    ("a figure below", [(0, "completed", HALF), (0, "completed", MAJORITY)], "50 %, at least 60 %"),
    ("bounds alone", [(0, "completed", MINORITY), (0, "completed", MAJORITY)], "at most 50 %, at least 60 %"),
    ("a figure within", [(0, "completed", HALF), (0, "completed", MINORITY)], ""),
    ("another day", [(0, "completed", Percentage(52.0)), (1, "completed", MINORITY)], ""),
    ("a plan", [(0, "completed", MINORITY), (0, "agreed", Percentage(52.0))], ""),
    ("one source", [(0, "completed", Percentage(52.0)), (0, "completed", MINORITY)], None),
]


@pytest.mark.parametrize(("rows", "told"), [row[1:] for row in BOUNDS], ids=[row[0] for row in BOUNDS])
def test_bounds_disagree_with_what_is_told_of_their_day(rows, told):
    made = [
        article(
            f"a{n}",
            replace(share(None), status=Status(status), percentage=size),
            day=DAY + timedelta(days),
            digest="d" if told is None else "",
        )
        for n, (days, status, size) in enumerate(rows)
    ]
    store = make_store(*made)
    found = [", ".join(map(str, one.disagreeing)) for one in store.conflicts().relationships]
    assert found == ([told] if told else [])
    assert store.stats().conflicts == len(found)
    assert {", ".join(map(str, one.disagreeing)) for one in explain(store, "Nissan").relationships} >= {told or ""}


def test_conflicts_are_asked_for_by_company_and_margin():
    other = [article(f"b{n}", share(percent, "Honda")) for n, percent in enumerate((10.0, 11.0))]
    store = make_store(article("a1", share(30.0)), article("a2", share(40.0)), *other)
    assert figures(store, company="Nissan") == [(30.0, 40.0)]
    assert len(figures(store, margin=5.0)) == 1
    assert len(figures(store)) == len(figures(store, margin=0.9999999)) == 2
    with pytest.raises(QueryError, match="no company is called 'Nisan'; did you mean 'Nissan'"):
        store.conflicts("Nisan")


@FEW
@given(world=worlds(), data=st.data())
def test_what_is_told_of_doubts_does_not_depend_on_the_order_of_articles(world, data):
    told = []
    for order in (world, data.draw(st.permutations(world))):
        store = make_store()
        for one in order:
            store.add([one])
        told.append((list(store.copies()), store.conflicts().to_json(), list(store.unread())))
    assert told[0] == told[1]


def test_a_tie_of_one_article_and_its_copy_rests_on_one_source(tmp_path):
    merger = claim("merger", "agreed", partners="Honda,Nissan")
    store = open_store(
        tmp_path,
        article("a1", merger, digest="d"),
        article("a2", merger, digest="d", day=DAY + timedelta(1)),
        article("a3", share(30.0)),
        article("a4", share(30.0)),
    )
    assert [tie.kind for tie in store.single_source()] == ["merger"]
    assert list(store.single_source("Renault")) == []


def test_a_sentence_without_claim_is_told_with_its_article():
    gap = Evidence("Renault and Nissan talked of a deal.", 10, 46)
    store = make_store(
        replace(article("a1", share(30.0)), gaps=(gap, Evidence("Volvo and Saab as well."))), article("a2", share(30.0))
    )
    assert [(unread.sentence, unread.article) for unread in store.unread()] == [
        ("Renault and Nissan talked of a deal.", "a1"),
        ("Volvo and Saab as well.", "a1"),
    ]
    assert [unread.sentence for unread in store.unread("Nissan")] == [gap.text]
    assert store.stats().gaps == 2
    store.remove(["a1"])
    assert list(store.unread()) == []


def test_companies_that_share_a_name_and_are_apart_are_told():
    names = {"General Motors Corp": ["GM"], "General Mills Inc": ["GM"]}
    store = make_store(
        article("a1", claim("merger", "denied", partners="General Motors Corp, General Mills Inc"), aliases=names)
    )
    rows = [tuple(term.value for term in row)[:3] for row in store.oxigraph.query(questions()["namesakes"].sparql)]
    assert rows == [("GM", "General Mills Inc", "General Motors Corp")]
