"""Life lines read from triples: the same as those that are concluded anew, and the state of a day."""

from datetime import date

import pytest

from alliance_graph.graph.explain import explain
from alliance_graph.graph.lives import Lives
from alliance_graph.graph.past import as_of
from tests.graph.make import article, claim, open_store


def _stake(status, percent, **more):
    return claim("stake", status, percent=percent, owner="Alpha", owned="Beta", **more)


@pytest.fixture
def store(tmp_path):
    merger = {"partners": "Gamma, Delta"}
    with open_store(
        tmp_path,
        article("a1", _stake("proposed", 20), day=date(2024, 1, 1)),
        article("a2", _stake("completed", 20, confidence=0.7), day=date(2024, 2, 1), digest="d"),
        article("a3", _stake("completed", 20), day=date(2024, 2, 1), digest="d"),
        article("a4", _stake("completed", 20), day=date(2024, 3, 1), digest="d"),
        article("b1", _stake("completed", 40), day=date(2024, 6, 1)),
        article("c1", claim("merger", "agreed", **merger), day=date(2024, 3, 1)),
        article("c2", claim("merger", "denied", **merger), day=date(2024, 4, 1)),
        article("c3", claim("merger", "completed", **merger), day=date(2024, 4, 1)),
        article("d1", claim("supply", "agreed", supplier="Alpha", customer="Gamma"), day=None),
        article("d2", claim("supply", "completed", supplier="Alpha", customer="Gamma"), day=None),
    ) as opened:
        yield opened


def test_a_life_line_is_that_which_is_told(store):
    ties, lives = list(store.relationships()), Lives(store.oxigraph)
    assert len(ties) == 4
    for tie in ties:
        (told,) = explain(store, tie.iri).relationships
        expected = [(step.status, step.day, step.claim) for step in told.steps]
        assert [(step.status, step.day, step.claim) for step in lives.of(tie).steps] == expected


@pytest.mark.parametrize("month", range(1, 8))
def test_the_state_of_a_day_is_what_the_articles_until_then_make(store, month):
    day, lives = date(2024, month, 1), Lives(store.oxigraph)

    def tell(tie):
        return (tie.iri, tie.status, tie.first_reported, tie.last_reported, tie.sources, tie.claims, tie.confidence)

    with as_of(store, day) as past:
        expected = [tell(tie) for tie in past.relationships()]
    then = (lives.on(tie, day) for tie in store.relationships())
    assert [tell(tie) for tie in then if tie] == expected
