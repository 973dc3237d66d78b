"""Where nodes are drawn at first."""

import math
import os
import subprocess
import sys

import networkx as nx
import pytest

from alliance_graph.network.layout import find_places

_PRINT = (
    "from tests.network.test_layout import make_network; from alliance_graph.network.layout import find_places; "
    "print(find_places(make_network(), is_relaxed=True))"
)


def make_network() -> "nx.MultiDiGraph[str]":
    """A part of many nodes, a star, a pair, and one alone."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edges_from((f"n{one}", f"n{two}") for one, two in nx.barbell_graph(12, 3).edges())
    network.add_edges_from(("hub", f"leaf {number}") for number in range(7))
    network.add_edges_from([("a", "b"), ("b", "a"), ("b", "b")])
    network.add_node("alone")
    return network


@pytest.mark.parametrize("is_relaxed", [False, True])
def test_every_node_has_a_place_of_its_own(is_relaxed):
    network = make_network()
    places = find_places(network, is_relaxed=is_relaxed)
    assert list(places) == list(network)
    points = [(place.x, place.y) for place in places.values()]
    assert min(math.dist(one, two) for one in points for two in points if one is not two) > 1


def test_a_hub_stands_amid_its_leaves():
    places = find_places(make_network())
    hub = places["hub"]
    distances = {round(math.dist(hub[:2], place[:2])) for name, place in places.items() if name.startswith("leaf")}
    assert len(distances) == 1


def test_groups_that_hang_together_by_a_thread_are_communities_and_parts_are_apart():
    places = find_places(make_network())
    groups = [{places[f"n{number}"].community for number in numbers} for numbers in (range(12), range(15, 27))]
    assert [len(group) for group in groups] == [1, 1]
    assert groups[0] != groups[1]
    assert len({places[name].community for name in ("n0", "hub", "a", "alone")}) == 4


def test_an_empty_network_has_no_places():
    assert find_places(nx.MultiDiGraph()) == {}


def test_places_are_the_same_in_every_process():
    found = {
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(found) == 1
