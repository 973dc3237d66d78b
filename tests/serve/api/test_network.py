"""Networks to be drawn, and the counts of what could be."""

import math

import pytest

from tests.serve.api.conftest import EVIL, company
from tests.serve.conftest import serve

AG = "PREFIX ag: <https://w3id.org/alliance-graph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
BY = {
    "kind": "?tie ag:kind ?class . { ?class skos:notation ?value } UNION "
    "{ ?class ag:formOf ?wide . ?wide skos:notation ?value }",
    "status": "?tie ag:status/skos:notation ?value",
    "topic": "?tie ag:topic/skos:broader* ?topic BIND(REPLACE(STR(?topic), '.*/', '') AS ?value)",
    "year": "?tie ag:firstReported ?first ; ag:lastReported ?last "
    "VALUES ?value { 2020 2021 2022 2023 2024 2025 2026 } FILTER(YEAR(?first) <= ?value && ?value <= YEAR(?last))",
}


def draw(client, **parameters):
    answer = client.get("/api/network", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ties(network):
    return sorted({edge["tie"].rpartition("/")[2] for edge in network["edges"]})


@pytest.mark.parametrize("facet", BY)
def test_a_facet_counts_what_sparql_counts(samples, facet):
    shown = "" if facet == "status" else "FILTER NOT EXISTS { ?tie ag:status ag:Denied }"
    which = f"{{ ?tie ag:claimCount ?c . {BY[facet]} {shown} }}"
    query = f"{AG} SELECT ?value (COUNT(DISTINCT ?tie) AS ?n) {which} GROUP BY ?value"
    found = samples.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    counted = {row["value"]["value"]: int(row["n"]["value"]) for row in found}
    assert {row["value"]: row["count"] for row in draw(samples)["facets"][facet]} == counted


@pytest.mark.parametrize("facet", ["kind", "status", "topic", "year"])
def test_the_count_of_a_value_is_how_many_ties_it_leaves(samples, facet):
    fixed = {"min_sources": 1, "kind": ["stake", "alliance", "supply"], "since": "2023-06-01"}
    network = draw(samples, **fixed)
    assert network["facets"][facet]
    for row in network["facets"][facet]:
        value = row["value"]
        span = {"since": f"{value}-01-01", "until": f"{value}-12-31"}
        asked = {**fixed, **(span if facet == "year" else {facet: value})}
        assert draw(samples, **asked)["total"]["relationships"] == row["count"]


def test_denied_ties_are_drawn_when_asked_for_and_counted_always(hostile):
    assert EVIL not in {node["label"] for node in draw(hostile)["nodes"]}
    assert EVIL in {node["label"] for node in draw(hostile, status="denied")["nodes"]}
    assert {"value": "denied", "label": "denied", "count": 1} in draw(hostile)["facets"]["status"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"kind": "stake"}, ["stake_altrex-motors_betrix__30", "stake_betrix_gamma__60"]),
        ({"kind": "memorandum"}, ["memorandum_altrex-motors_deltek_gamma"]),
        ({"topic": "mobility"}, ["joint-venture_alma"]),
        ({"since": "2024-01-01", "min_sources": 2}, ["stake_altrex-motors_betrix__30"]),
        ({"company": company("betrix"), "kind": ["stake", "subsidiary"]},
         ["stake_altrex-motors_betrix__30", "stake_betrix_gamma__60", "subsidiary_deltek_betrix"]),
        ({"company": company("betrix"), "kind": "subsidiary", "distance": 2},
         ["subsidiary_deltek_betrix", "subsidiary_gamma_deltek"]),
        ({"company": [company("gnp-exe"), company("alma")]}, ["joint-venture_alma", "supply_gnp-exe_altrex-motors"]),
        ({"company": company("alma"), "kind": "stake"}, []),
        ({"limit": 1}, ["stake_altrex-motors_betrix__30"]),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_drawn_and_nothing_else(hostile, parameters, expected):
    network = draw(hostile, **parameters)
    assert ties(network) == expected
    assert network["shown"]["relationships"] == len(expected)
    companies = [node["iri"] for node in network["nodes"] if node["type"] != "relationship"]
    assert network["shown"]["companies"] == len(companies)


def test_the_state_of_a_day_is_drawn_with_the_counts_of_that_day(hostile):
    then = draw(hostile, as_of="2023-12-31", company=company("betrix"), kind="stake")
    edges = {edge["tie"].rpartition("_")[2]: (edge["status"], edge["sources"]) for edge in then["edges"]}
    assert edges == {"30": ("proposed", 1), "60": ("completed", 1)}
    assert {row["value"]: row["count"] for row in then["facets"]["status"]} == {"proposed": 1, "completed": 1}
    assert draw(hostile, as_of="2023-12-29")["total"] == {"companies": 0, "relationships": 0}
    assert draw(hostile, as_of="2024-02-01") == draw(hostile)


def test_what_the_limit_cuts_is_told(hostile):
    network = draw(hostile, limit=2)
    assert network["total"] == {"companies": 6, "relationships": 7}
    assert network["shown"]["relationships"] == 2


def test_a_tie_of_three_is_a_node_and_every_edge_ends_at_nodes(hostile):
    network = draw(hostile)
    ids = {node["id"] for node in network["nodes"]}
    assert {end for edge in network["edges"] for end in (edge["source"], edge["target"])} == ids
    hubs = {node["id"]: node["kind"] for node in network["nodes"] if node["type"] == "relationship"}
    assert hubs == {"joint-venture_alma": "joint_venture", "memorandum_altrex-motors_deltek_gamma": "alliance"}
    counted = {node["label"]: node["ties"] for node in network["nodes"]}
    assert counted["Áltrex Motors"] == 5


def test_places_are_apart_and_the_same_in_every_process(samples, samples_store):
    network = draw(samples)
    places = [(node["x"], node["y"]) for node in network["nodes"]]
    assert min(math.dist(one, two) for one in places for two in places if one is not two) > 40
    with serve(samples_store) as other:
        assert draw(other) == network


def test_joined_nodes_are_near_each_other(samples):
    network = draw(samples)
    at = {node["id"]: (node["x"], node["y"]) for node in network["nodes"]}
    lengths = [math.dist(at[edge["source"]], at[edge["target"]]) for edge in network["edges"]]
    width = max(x for x, _ in at.values()) - min(x for x, _ in at.values())
    assert sum(lengths) / len(lengths) < width / 4


def test_the_drawing_has_about_the_shape_that_is_asked_for(samples):
    spans = {}
    for shape in (0.5, 3):
        places = [(node["x"], node["y"]) for node in draw(samples, shape=shape)["nodes"]]
        width, height = (max(values) - min(values) for values in zip(*places, strict=True))
        spans[shape] = width / height
    assert spans[0.5] < 1 < 2 < spans[3]
    answer = samples.get("/api/network", params={"shape": "nan"})
    assert (answer.status_code, answer.text) == (400, "shape='nan' is not a number from 0.2 to 5.0\n")
