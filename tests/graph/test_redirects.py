"""The IRI of a relationship goes on leading to it when its companies are joined to others."""

from datetime import date

import pytest

from alliance_graph.errors import QueryError
from alliance_graph.graph.explain import explain
from alliance_graph.graph.judging import judge, undo
from alliance_graph.graph.questions import questions, to_sparql
from alliance_graph.model import Decision, Judgement
from tests.graph.make import article, claim, open_store

EARLY = date(2021, 3, 1)
BASE = "https://example.org/ag/relationship/"
WORLD = [
    article("a1", claim("stake", "completed", owner="Orbach", owned="Pensia", percent=34.0)),
    article("a2", claim("alliance", "agreed", partners="Orbach, Lumeo", form="manufacturing")),
    article("a3", claim("joint_venture", "completed", partners="Orbach, Cadwen", venture="Elumira")),
    article("a4", claim("acquisition", "completed", acquirer="Orbach", target="Sealy"), day=EARLY),
    article("a5", claim("supply", "agreed", supplier="Orbach", customer="Zelkova")),
]
MOVED = [
    ("Zelkova", "Orbach", "stake_orbach_pensia__34", "stake_zelkova_pensia__34"),
    ("Adler", "Orbach", "manufacturing_lumeo_orbach", "manufacturing_adler_lumeo"),
    ("Adler", "Elumira", "joint-venture_elumira", "joint-venture_elumira"),
    ("Adler", "Elumira", "joint-venture_adler", "joint-venture_elumira"),
    ("Adler", "Orbach", "joint-venture_cadwen_orbach", "joint-venture_elumira"),
    ("Adler", "Sealy", "acquisition_orbach_sealy__2021", "acquisition_orbach_adler__2021"),
]


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path, *WORLD) as opened:
        opened.add([article("a6", claim("supply", "agreed", supplier="Adler", customer="Brill"))])
        yield opened


def same(first, second):
    return Judgement(first=first, second=second, decision=Decision.SAME)


@pytest.mark.parametrize(("first", "second", "old", "new"), MOVED, ids=[f"{row[2]}, {row[0]}" for row in MOVED])
def test_an_old_iri_leads_to_the_relationship_as_it_is_called_now(store, first, second, old, new):
    judge(store, same(first, second))
    (told,) = explain(store, BASE + old).relationships
    assert told.relationship.iri == BASE + new
    assert f"<{BASE}{new}>" in to_sparql(questions()["evidence"], store, {"fact": f"rel:{old}"})
    undo(store, first, second)
    assert store.follow_tie(BASE + new) == ([BASE + new] if new == "joint-venture_elumira" else [])


def test_of_several_ties_the_one_of_the_same_figure_is_meant_or_all_are_listed(store):
    store.add([article("b1", claim("stake", "completed", owner="Adler", owned="Pensia", percent=10.0), day=EARLY)])
    judge(store, same("Adler", "Orbach"))
    assert store.follow_tie(f"{BASE}stake_orbach_pensia__34") == [f"{BASE}stake_adler_pensia__34"]
    with pytest.raises(QueryError, match=r"of its parties there are:\n.*pensia__10 .*\n.*pensia__34 "):
        explain(store, f"{BASE}stake_orbach_pensia__20")
    with pytest.raises(QueryError, match="is no relationship any more"):
        to_sparql(questions()["evidence"], store, {"fact": "rel:stake_orbach_pensia__20"})


@pytest.mark.parametrize(
    "old",
    ["stake_pensia_orbach__34", "license_orbach_pensia", "nothing", "", "stake_<x>_y", "manufacturing_" + "0" * 20],
)
def test_what_was_never_a_relationship_leads_nowhere(store, old):
    assert store.follow_tie(BASE + old) == []
    with pytest.raises(QueryError, match="there is no relationship"):
        explain(store, BASE + old)


@pytest.mark.parametrize("address", ["http://u_x@[::1]/", BASE.replace("relationship/", "company/") + "orbach", "x_[y"])
def test_an_address_of_no_relationship_leads_nowhere(store, address):
    assert store.follow_tie(address) == []


def test_a_tie_whose_companies_became_one_is_gone(store):
    judge(store, same("Orbach", "Pensia"))
    with pytest.raises(QueryError, match="if these are one company now, the tie is gone"):
        explain(store, f"{BASE}stake_orbach_pensia__34")
