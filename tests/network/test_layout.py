"""Where nodes are drawn at first."""

import math
import os
import statistics
import subprocess
import sys
from itertools import pairwise

import networkx as nx
import pytest

from alliance_graph.network.layout import find_places, measure

_PRINT = (
    "from tests.network.test_layout import make_network; from alliance_graph.network.layout import find_places; "
    "print(find_places(make_network()))"
)


def make_network() -> "nx.MultiDiGraph[str]":
    """A part of many nodes, a star, a pair, and one alone."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edges_from((f"n{one}", f"n{two}") for one, two in nx.barbell_graph(12, 3).edges())
    network.add_edges_from(("hub", f"leaf {number}") for number in range(7))
    network.add_edges_from([("a", "b"), ("b", "a"), ("b", "b")])
    network.add_node("alone")
    return network


def make_net(edges, **labels):
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(edges)
    for node in network:
        network.nodes[node]["label"] = labels.get(node, node)
    return network


def measure_span(places):
    return [
        max(values) - min(values) for values in zip(*((place.x, place.y) for place in places.values()), strict=True)
    ]


@pytest.mark.parametrize("leaves", [7, 12, 13, 200])
def test_no_node_touches_another(leaves):
    network = make_network()
    network.add_edges_from(("big hub", f"big leaf {number}") for number in range(leaves))
    places = find_places(network)
    assert list(places) == list(network)
    points = [(place.x, place.y) for place in places.values()]
    assert min(math.dist(one, two) for one in points for two in points if one is not two) > 40


def test_parts_lie_side_by_side_with_room_between():
    places = find_places(make_net([(f"a{number}", f"b{number}") for number in range(300)]))
    parts = [(places[f"a{number}"], places[f"b{number}"]) for number in range(300)]
    boxes = sorted((min(a.x, b.x), max(a.x, b.x), a.y) for a, b in parts)
    assert len({(round(left), round(y)) for left, _, y in boxes}) == 300
    rows = sorted({round(y) for *_, y in boxes})
    assert min(two - one for one, two in pairwise(rows)) > 40


@pytest.mark.parametrize("shape", [0.5, 1.0, 3.0])
def test_the_drawing_has_the_shape_that_is_asked_for(shape):
    network = make_net([(f"hub {number}", f"leaf {number} {leaf}") for number in range(60) for leaf in range(4)])
    width, height = measure_span(find_places(network, shape=shape))
    assert width / height == pytest.approx(shape, rel=0.25)


@pytest.mark.parametrize(("shape", "is_wide"), [(2.0, True), (0.5, False)])
def test_a_chain_lies_along_the_drawing(shape, is_wide):
    width, height = measure_span(find_places(make_net([(f"n{one}", f"n{one + 1}") for one in range(5)]), shape=shape))
    assert (width > height) == is_wide


def test_a_triangle_is_no_line():
    width, height = measure_span(find_places(make_net(["ab", "bc", "ca"])))
    assert min(width, height) > 40


def test_a_small_drawing_has_room_for_long_names():
    names = {"a": "Compagnie Générale d'Électricité", "b": "Compañía Española de Petróleos", "c": "C", "d": "D"}
    short, long = (find_places(make_net(["ab", "cd"], **labels), shape=5) for labels in ({}, names))
    assert min(measure_span(long)) > 0
    assert measure_span(long)[0] + measure_span(long)[1] > measure_span(short)[0] + measure_span(short)[1]


def test_a_letter_of_chinese_takes_two():
    assert measure("丰田汽车") == 2 * measure("Toyo")
    assert measure("x" * 100) == measure("x" * 50)


def test_a_hub_stands_amid_its_leaves():
    places = find_places(make_network())
    hub = places["hub"]
    leaves = [place for name, place in places.items() if name.startswith("leaf")]
    assert (
        math.dist(hub[:2], [statistics.mean(values) for values in zip(*(leaf[:2] for leaf in leaves), strict=True)]) < 3
    )


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
