"""Turtle, N-Triples and JSON-LD of the whole graph and of a part."""

import json

import pyoxigraph as ox
import pytest

from alliance_graph.errors import AllianceGraphError
from alliance_graph.graph import Filter
from alliance_graph.graph.serialize import SERIALIZERS, serialize
from tests.graph.make import article, claim, open_store, triples

STAKE = article(
    "a1",
    claim("stake", "completed", owner="Nissan", owned="Mitsubishi Motors", percent=34.0, topics=("batteries",)),
    outlet="Example Wire",
)
DEAL = article("a2", claim("supply", "agreed", supplier="Cellora", customer='Ha"ldern\n'))


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path, STAKE, DEAL) as opened:
        yield opened


def parse(path, format):
    return {str(quad.triple) for quad in ox.parse(path=str(path), format=format)}


def write(store, path, format, **options):
    serialize(store, path, format, **options)
    return path


def test_all_formats_hold_the_same_triples(store, tmp_path):
    found = [
        parse(write(store, tmp_path / "g.ttl", "turtle"), ox.RdfFormat.TURTLE),
        parse(write(store, tmp_path / "g.nt", "ntriples"), ox.RdfFormat.N_TRIPLES),
        parse(write(store, tmp_path / "g.jsonld", "jsonld"), ox.RdfFormat.JSON_LD),
    ]
    assert found[0] == found[1] == found[2]
    assert {f"{line} ." for line in found[0]} <= set(triples(store))


def test_ntriples_are_sorted(store, tmp_path):
    lines = write(store, tmp_path / "g.nt", "ntriples").read_bytes().splitlines()
    assert lines == sorted(lines)


def test_the_ontology_stays_out_and_used_topics_come_with_all_wider_ones(store, tmp_path):
    text = write(store, tmp_path / "g.nt", "ntriples").read_text()
    assert "owl#Class" not in text
    assert "topic/batteries> <http://www.w3.org/2004/02/skos/core#broader>" in text
    assert "topic/motorcycles>" not in text


def test_a_part_has_its_evidence_and_nothing_else(store, tmp_path):
    text = write(store, tmp_path / "g.nt", "ntriples", filter=Filter(kinds=frozenset({"stake"}))).read_text()
    for wanted in ("34", "said so", "ns#owns", "Example%20Wire", "ns#identifiedBecause", "extractor/rules"):
        assert wanted in text
    assert "Cellora" not in text


def test_a_part_has_only_the_shortcuts_of_its_relationships(tmp_path):
    both = article("a1", *STAKE.claims, claim("competition", "completed", partners="Nissan,Mitsubishi Motors"))
    with open_store(tmp_path, both) as store:
        whole = write(store, tmp_path / "all.nt", "ntriples").read_text()
        part = write(store, tmp_path / "part.nt", "ntriples", filter=Filter(kinds=frozenset({"stake"}))).read_text()
    assert "ns#competesWith" in whole
    assert "ns#competesWith" not in part


def test_the_context_of_jsonld_stands_in_the_file(store, tmp_path):
    content = json.loads(write(store, tmp_path / "g.jsonld", "jsonld").read_text())
    assert content["@context"]["ag"] == "https://w3id.org/alliance-graph/ns#"


@pytest.mark.parametrize("format", SERIALIZERS)
def test_the_same_graph_gives_the_same_bytes(store, tmp_path, format):
    with open_store(tmp_path / "other", DEAL, STAKE) as other:
        first, second = write(store, tmp_path / "1", format), write(other, tmp_path / "2", format)
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("format", SERIALIZERS)
def test_an_empty_graph_is_a_valid_file(tmp_path, format):
    with open_store(tmp_path) as store:
        write(store, tmp_path / "g", format)
    formats = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    assert parse(tmp_path / "g", formats[format]) == set()


def test_an_unknown_format_says_which_there_are(store, tmp_path):
    with pytest.raises(AllianceGraphError, match="known are turtle"):
        serialize(store, tmp_path / "g", "rdfxml")
    assert not (tmp_path / "g").exists()
