import csv
import io

import pytest
from hypothesis import given, settings

from alliance_graph.characters import replace_illegal
from alliance_graph.export.scalars import to_scalar
from alliance_graph.export.tables import write_edges, write_nodes
from alliance_graph.model import Company
from alliance_graph.network import to_network
from tests.export.networks import known, networks
from tests.network.ties import COMPANIES, TIES

FEW = settings(max_examples=25, deadline=None)


def read(writer, network, **options):
    file = io.StringIO(newline="")
    writer(network, file, **options)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline=""), strict=True))


def test_headers_are_those_of_gephi_and_stay_where_nothing_is_known():
    full, empty = to_network(COMPANIES, TIES), to_network(COMPANIES[:2], TIES[3:])
    nodes, edges = read(write_nodes, full), read(write_edges, full)
    assert list(nodes[0])[:3] == ["Id", "Label", "name"]
    assert list(edges[0])[:8] == ["Source", "Target", "Type", "Id", "Label", "Weight", "interaction", "name"]
    assert list(read(write_nodes, empty)[0]) == list(nodes[0])
    assert list(read(write_edges, empty)[0]) == list(edges[0])


def test_a_stake_is_directed_and_a_merger_is_not():
    types = {row["Id"]: row["Type"] for row in read(write_edges, to_network(COMPANIES, TIES))}
    assert types["stake-nissan-mitsubishi-34"] == "Directed"
    assert types["merger-honda-nissan"] == "Undirected"


FORMULAS = [
    ("=1+1", "'=1+1"),
    ("+1", "'+1"),
    ("-1 rumour", "'-1 rumour"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t'=1"),
    ("\r=1", "'\r'=1"),
    ("\n=1", "'\n'=1"),
    ("  =1", "'  =1"),
    ("＝1", "'＝1"),  # noqa: RUF001
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ("a=1", "a=1"),
    ("'=1", "'=1"),
    ('"=1"', '"=1"'),
    ("\x00=1", "\ufffd=1"),
]


@pytest.mark.parametrize(("name", "expected"), FORMULAS)
def test_no_name_is_a_formula_unless_asked_for_as_it_is(name, expected):
    network = to_network([Company(iri="https://example.org/ag/company/a", name=name)], [])
    assert read(write_nodes, network)[0]["Label"] == expected
    assert read(write_nodes, network, is_raw=True)[0]["Label"] == replace_illegal(name)


def test_numbers_below_zero_stay_numbers():
    network = to_network(COMPANIES, [])
    network.nodes["honda"]["balance"] = -1.5
    assert {row["balance"] for row in read(write_nodes, network)} == {"-1.5", ""}


def assert_tables_read_back(network):
    nodes, edges = read(write_nodes, network, is_raw=True), read(write_edges, network, is_raw=True)
    assert [row["Id"] for row in nodes] == [replace_illegal(node) for node in network.nodes]
    expected = [tuple(map(replace_illegal, edge)) for edge in network.edges(keys=True)]
    assert [(row["Source"], row["Target"], row["Id"]) for row in edges] == expected
    for row, (_, node) in zip(nodes, network.nodes(data=True), strict=True):
        assert known({name: row["Label"] if name == "label" else row.get(name) for name in node}) == known(node)


@FEW
@given(networks())
def test_raw_tables_read_back_equal(network):
    assert_tables_read_back(network)


@FEW
@given(networks())
def test_no_text_in_any_cell_begins_a_formula(network):
    for row in read(write_nodes, network):
        for name in ("Id", "Label", "name", "sentence", "aliases"):
            assert not (row.get(name) or "").startswith(("=", "+", "-", "@", "\t", "\r")), to_scalar(row)
