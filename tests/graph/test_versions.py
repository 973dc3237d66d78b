"""Versions of one story are one source; each has its own day for a status or figure that those before did not give."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.graph.diff import diff
from alliance_graph.graph.explain import explain
from alliance_graph.graph.lives import Lives
from alliance_graph.graph.past import as_of
from alliance_graph.model import Money, Status
from tests.graph.make import article, claim, make_store, open_store, triples
from tests.graph.test_promises import FEW

ROLES = {
    "stake": {"owner": "Haldern", "owned": "Cellora"},
    "acquisition": {"acquirer": "Haldern", "target": "Cellora"},
}


def version(name, day, *said, kind="stake", digest="d"):
    """A version of the one story; each thing said is a status, or one with a figure."""
    told = (one if isinstance(one, tuple) else (one, None) for one in said)
    made = (claim(kind, status, percent=percent, **ROLES[kind]) for status, percent in told)
    return article(name, *made, day=date(2024, 9, day) if day else None, digest=digest)


def line(store):
    """Status and day of each step of each life line."""
    told = explain(store, "Haldern").relationships
    return [[(step.status.value, step.day.day if step.day else 0) for step in one.steps] for one in told]


STATUSES = [
    ("an update with another status", [(1, "denied"), (3, "agreed")], [("denied", 1), ("agreed", 3)]),
    ("three versions", [(1, "proposed"), (3, "agreed"), (20, "completed")],
     [("proposed", 1), ("agreed", 3), ("completed", 20)]),
    ("a reprint of the first after the second", [(1, "denied"), (3, "agreed"), (5, "denied")],
     [("denied", 1), ("agreed", 3)]),
    ("a repetition keeps the day", [(1, "agreed"), (9, "agreed")], [("agreed", 1)]),
    ("what a longer version adds of before", [(1, "agreed"), (3, "agreed", "proposed")], [("agreed", 1)]),
    ("what an update repeats of before", [(1, "agreed"), (3, "completed", "agreed")],
     [("agreed", 1), ("completed", 3)]),
    ("an update that recalls the denial", [(1, "denied"), (3, "agreed", "denied")], [("denied", 1), ("agreed", 3)]),
    ("a denial that recalls the rumour", [(1, "denied"), (3, "denied", "proposed")], [("denied", 1)]),
    ("nobody knows when", [(1, "proposed"), (None, "agreed")], [("proposed", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("told", "steps"), [row[1:] for row in STATUSES], ids=[row[0] for row in STATUSES])
def test_a_version_has_its_own_day_for_another_status(told, steps):
    made = [version(f"a{n}", day, *said, kind="acquisition") for n, (day, *said) in enumerate(told)]
    store = make_store(*made)
    assert line(store) == [steps]
    (tie,) = store.relationships()
    assert (tie.status, tie.sources) == (steps[-1][0], 1)


FIGURES = [
    ("a correction", [(1, ("completed", 42)), (4, ("completed", 24))], [(24, "completed", "")]),
    ("a correction of what was given without a figure at first",
     [(1, "completed"), (2, ("completed", 42)), (4, ("completed", 24))], [(24, "completed", "")]),
    ("a reprint of what was corrected", [(1, ("completed", 42)), (4, ("completed", 24)), (5, ("completed", 42))],
     [(24, "completed", "")]),
    ("a plan corrected", [(1, ("agreed", 42)), (4, ("agreed", 24))], [(24, "agreed", "")]),
    ("an update that tells both", [(1, ("completed", 20)), (4, ("completed", 20), ("completed", 35))],
     [(20, "ended", "2024-09-03"), (35, "completed", "")]),
    ("a longer version that tells what was before", [(1, ("completed", 35)), (4, ("ended", 20), ("completed", 35))],
     [(20, "ended", "2024-08-31"), (35, "completed", "")]),
    ("a figure that a longer version adds", [(1, "completed"), (4, ("completed", 20))], [(20, "completed", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("told", "stakes"), [row[1:] for row in FIGURES], ids=[row[0] for row in FIGURES])
def test_a_version_has_its_own_day_for_another_figure(told, stakes):
    store = make_store(*(version(f"a{n}", day, *said) for n, (day, *said) in enumerate(told)))
    assert [(tie.percentage.value, tie.status, tie.end) for tie in store.relationships()] == stakes
    assert {tie.sources for tie in store.relationships()} == {1}
    assert store.stats().conflicts == 0


def test_a_correction_is_told_as_a_change_on_its_own_day(tmp_path):
    first, corrected = version("a1", 1, ("completed", 42)), version("a2", 4, ("completed", 24))
    with open_store(tmp_path, first, corrected) as store:
        with as_of(store, date(2024, 9, 3)) as before:
            (change,) = diff(before, store).changed
        assert change.changed == {"percentage": ("42 %", "24 %")}
        assert [told.article for told in change.told.claims] == ["a2"]


def test_a_corrected_price_is_the_price():
    def deal(name, day, amount):
        price = Money(f"{amount} euros", Decimal(amount), "EUR")
        made = claim("acquisition", "agreed", price=price, **ROLES["acquisition"])
        return article(name, made, day=date(2024, 9, day), digest="d")

    (tie,) = make_store(deal("a1", 1, 3), deal("a2", 4, 5), deal("a3", 6, 3)).relationships()
    assert (tie.price.amount, tie.first_reported) == (5, date(2024, 9, 1))


SAID = st.tuples(st.sampled_from(Status), st.sampled_from([None, 20.0, 35.0]))
VERSIONS = st.lists(st.tuples(st.sampled_from([None, 1, 4, 9]), SAID), min_size=1, max_size=5)


@FEW
@given(told=VERSIONS, data=st.data())
def test_versions_give_the_same_graph_in_any_order_and_leave_no_trace_when_they_go(told, data):
    made = [version(f"a{n}", day, said, digest=f"d{n % 2}") for n, (day, said) in enumerate(told)]
    whole = triples(make_store(*made))
    store = make_store(version("b", 4, ("agreed", 50), digest="d0"))
    for one in data.draw(st.permutations(made)):
        store.add([one])
    store.remove(["b"])
    assert triples(store) == whole


@FEW
@given(told=VERSIONS, day=st.sampled_from([1, 4, 9]))
def test_the_life_line_of_versions_tells_the_status_of_every_day(told, day):
    def deals(rows):
        return make_store(*(version(f"a{n}", day, said[0], kind="acquisition") for n, (day, said) in rows))

    rows = list(enumerate(told))
    store, past = deals(rows), deals((n, row) for n, row in rows if row[0] and row[0] <= day)
    then = (Lives(store.oxigraph).on(tie, date(2024, 9, day)) for tie in store.relationships())
    assert [(tie.status, tie.sources, tie.last_reported) for tie in then if tie] == [
        (tie.status, tie.sources, tie.last_reported) for tie in past.relationships()
    ]
