"""From the words of an article to the answers of the graph, by the program as it is shipped."""

import pytest

from alliance_graph import pipeline, stores
from alliance_graph.graph.explain import explain
from alliance_graph.graph.validate import validate
from tests.graph.make import select

pytestmark = pytest.mark.model

ARTICLE = """Title: Kessel and Lumen to make lamps in Thailand
Date: 2024-08-01

Kessel Corp and Lumen AG will set up a joint venture to build lamps in Rayong, Thailand, the two said on Thursday.

Kessel Corp has agreed to acquire Orvane Inc for $2 billion, two people familiar with the matter said.

Tirvo Ltd has granted Kessel Corp an exclusive licence to its patents, a regulatory filing showed.
"""
BASES = "SELECT ?kind ?basis { ?claim ag:kind ?kind ; ag:basis ?basis ; ag:reports ?tie }"
PLACES = "SELECT DISTINCT ?place { ?tie a ag:JointVenture ; ag:place ?place }"
EXCLUSIVE = "SELECT ?kind { ?tie ag:kind ?kind ; ag:isExclusive true ; ag:sourceCount ?n }"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    (folder / "lamps.txt").write_text(ARTICLE, "utf-8")
    pipeline.build([folder / "lamps.txt"], folder / "store")
    with stores.open_store(folder / "store") as opened:
        yield opened


def local(rows):
    return {tuple(value.rpartition("#")[2] for value in row.values()) for row in rows}


def test_each_claim_says_on_what_it_rests(store):
    assert local(select(store, BASES)) == {
        ("JointVenture", "PartyStatement"),
        ("Acquisition", "UnnamedSource"),
        ("LicenceAgreement", "Filing"),
    }


def test_a_tie_says_where_it_works_and_whether_it_is_exclusive(store):
    assert [row["place"] for row in select(store, PLACES)] == ["Rayong, Thailand"]
    assert local(select(store, EXCLUSIVE)) == {("LicenceAgreement",)}
    (venture,) = [tie for tie in store.relationships() if tie.kind == "joint_venture"]
    assert venture.place == "Rayong, Thailand"


def test_the_graph_conforms_and_explains_itself(store):
    assert validate(store).conforms
    assert "basis unnamed source" in str(explain(store, "Orvane Inc"))
