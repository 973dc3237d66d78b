"""The store as it was on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_graph.graph.explain import explain
from alliance_graph.graph.past import as_of
from alliance_graph.graph.query import query
from alliance_graph.model import Status
from tests.graph.make import article, claim, make_store, open_store, triples
from tests.graph.test_promises import DAYS, FEW, worlds

JAN, JULY = date(2024, 1, 10), date(2024, 7, 1)


def stake(percent, day, name):
    return article(name, claim("stake", "completed", owner="Haldern", owned="Cellora", percent=percent), day=day)


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path, stake(20, JAN, "a1"), stake(30, JULY, "a2"), stake(30, None, "a3")) as store:
        yield store


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (JAN - timedelta(1), []),
        (JAN, [(20.0, "completed")]),
        (JULY - timedelta(1), [(20.0, "completed")]),
        (JULY, [(20.0, "ended"), (30.0, "completed")]),
        (date.max, [(20.0, "ended"), (30.0, "completed")]),
    ],
)
def test_status_and_percentage_are_those_told_up_to_the_day(store, day, told):
    with as_of(store, day) as past:
        assert [(tie.percentage.value, tie.status) for tie in past.relationships()] == told
        assert "a3" not in set(past.article_ids())


def test_everything_that_can_be_asked_of_a_store_can_be_asked_of_its_past(store):
    with as_of(store, JAN) as past:
        assert [row[:3] for row in query(past, "stakes", {"limit": "10"}).rows] == [("Haldern", "Cellora", "20")]
        assert past.stats().relationships == len(explain(past, "Haldern").relationships) == 1


def test_the_store_itself_stays_as_it_is_and_nothing_is_left_behind(store):
    before = triples(store)
    with as_of(store, JAN) as past:
        past.remove(["a1"])
        assert list(past.relationships()) == []
    assert triples(store) == before
    kept = sorted(entry.name for entry in store.path.iterdir())
    assert kept == ["bands.sqlite", "bands.sqlite-wal", "oxigraph", "store.json"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A store on disk for all examples, since making one takes longer than the test."""
    with open_store(tmp_path_factory.mktemp("shared")) as store:
        yield store


@settings(FEW, max_examples=10)
@given(world=worlds(), day=st.sampled_from(DAYS[1:]))
def test_the_past_is_the_graph_of_the_articles_up_to_the_day(shared, world, day):
    ontology = triples(shared)
    shared.add(world)
    with as_of(shared, day) as past:
        found = set(triples(past)) - set(ontology)
    shared.remove([one.id for one in world])
    earlier = (one for one in world if one.source.date and one.source.date <= day)
    assert found == set(triples(make_store(*earlier))) - set(ontology)


def test_a_tie_may_go_back_to_an_earlier_status():
    rows = [(JAN, "proposed"), (date(2024, 3, 1), "denied"), (JULY, "proposed"), (JULY, "agreed")]
    made = [
        article(f"a{n}", claim("merger", status, partners="Haldern,Cellora"), day=day)
        for n, (day, status) in enumerate(rows)
    ]
    (told,) = explain(make_store(*made), "Haldern").relationships
    assert [(step.status.value, step.article) for step in told.steps] == [
        ("proposed", "a0"),
        ("denied", "a1"),
        ("agreed", "a3"),
    ]


STATUSES = st.tuples(st.sampled_from(DAYS[1:]), st.sampled_from(Status))


@FEW
@given(said=st.lists(STATUSES, min_size=1, max_size=6), day=st.sampled_from(DAYS[1:]))
def test_the_life_line_tells_the_status_of_every_day(said, day):
    made = [
        article(f"a{n}", claim("supply", status, supplier="Haldern", customer="Cellora"), day=published)
        for n, (published, status) in enumerate(said)
    ]
    (told,) = explain(make_store(*made), "Haldern").relationships
    past = make_store(*(one for one in made if one.source.date <= day))
    assert [tie.status for tie in past.relationships()] == [
        step.status for step in told.steps if step.day and step.day <= day
    ][-1:]
