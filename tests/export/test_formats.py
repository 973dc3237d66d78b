import io
import re
from pathlib import Path

import igraph  # type: ignore[import-untyped]
import networkx as nx
import pytest
import xmlschema
from hypothesis import given, settings

from alliance_graph.export.gexf import write_gexf
from alliance_graph.export.graphml import write_graphml
from alliance_graph.network import to_network
from tests.export.networks import known, networks
from tests.network.ties import COMPANIES, TIES

HERE = Path(__file__).parent
GRAPHML = xmlschema.XMLSchema(HERE / "graphml.xsd")
GEXF = xmlschema.XMLSchema(HERE / "gexf.xsd")
FEW = settings(max_examples=25, deadline=None)


def text_of(writer, network):
    file = io.StringIO(newline="")
    writer(network, file)
    file.getvalue().encode()  # no lone surrogate is left
    return file.getvalue()


def values(row, *left_out):
    return known({name: value for name, value in row.items() if name not in left_out})


def assert_same(back, network, *left_out):
    nodes = [values(row, *left_out) for _, row in back.nodes(data=True)]
    assert nodes == [known(row, *left_out) for _, row in network.nodes(data=True)]
    ids = dict(zip(network.nodes, back.nodes, strict=True))
    edges = [(s, t, sorted(values(row, "id", *left_out).items())) for s, t, row in back.edges(data=True)]
    rows = network.edges(data=True)
    assert sorted(edges) == sorted((ids[s], ids[t], sorted(known(row, *left_out).items())) for s, t, row in rows)
    assert len({edge.get("id", key) for *_, key, edge in back.edges(keys=True, data=True)}) == network.number_of_edges()


@FEW
@given(networks())
def test_graphml_is_valid_and_networkx_reads_the_same_network(network):
    text = text_of(write_graphml, network)
    GRAPHML.validate(text)
    assert_same(nx.parse_graphml(text, force_multigraph=True, edge_key_type=str), network)


@FEW
@given(networks())
def test_gexf_is_valid_and_networkx_reads_the_same_network(network):
    text = text_of(write_gexf, network)
    GEXF.validate(text)
    # networkx keeps the lifespan as "start" and "end", and makes up a label where there is none
    back: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(text.encode())))
    assert_same(back, network, "label", "start", "end")


@FEW
@given(network=networks())
def test_igraph_reads_the_same_graphml(network, tmp_path_factory):
    file = tmp_path_factory.mktemp("igraph") / "network.graphml"
    file.write_bytes(text_of(write_graphml, network).encode())
    back = igraph.Graph.Read_GraphML(str(file))
    nodes = [values(known_to_igraph(vertex)) for vertex in back.vs]
    assert nodes == [known(row, *BOOLEANS) for _, row in network.nodes(data=True)]
    edges = [(edge.source, edge.target, sorted(values(known_to_igraph(edge)).items())) for edge in back.es]
    ids = {node: number for number, node in enumerate(network.nodes)}
    rows = network.edges(data=True)
    assert sorted(edges) == sorted((ids[s], ids[t], sorted(known(row, *BOOLEANS).items())) for s, t, row in rows)


BOOLEANS = ("directed", "mixed")


def known_to_igraph(element):
    """Without what igraph puts into gaps: empty text, NaN, and false, which may as well have been there."""
    left_out = ("id", *BOOLEANS)
    return {name: value for name, value in element.attributes().items() if name not in left_out and value == value}


@pytest.mark.parametrize("view", ["edges", "nodes"])
def test_both_views_are_valid_in_both_formats(view):
    network = to_network(COMPANIES, TIES, relationships_as=view)
    GRAPHML.validate(text_of(write_graphml, network))
    GEXF.validate(text_of(write_gexf, network))


def test_graphml_has_the_keys_that_other_tools_look_for():
    text = text_of(write_graphml, to_network(COMPANIES, TIES))
    keys = set(re.findall('<key id="(.*?)" for="(.*?)" attr.name="(.*?)" attr.type="(.*?)"/>', text))
    assert {
        ("label", "node", "label", "string"),
        ("name", "node", "name", "string"),
        ("labels", "node", "labels", "string"),
        ("edge_label", "edge", "label", "string"),
        ("weight", "edge", "weight", "double"),
        ("interaction", "edge", "interaction", "string"),
        ("directed", "edge", "directed", "boolean"),
        ("percentage", "edge", "percentage", "double"),
        ("sources", "edge", "sources", "int"),
    } <= keys


def test_gexf_gives_ties_their_days_and_companies_none():
    text = text_of(write_gexf, to_network(COMPANIES, TIES))
    assert 'mode="dynamic" timeformat="date"' in text
    (stake,) = re.findall('<edge id="stake-nissan-mitsubishi-34" .*?>', text)
    assert 'weight="3.0" start="2016-01-01">' in stake
    assert not re.findall("<node [^>]*start=", text)


def test_gexf_without_dates_is_static():
    assert '<graph defaultedgetype="directed" mode="static">' in text_of(write_gexf, to_network(COMPANIES, []))


def test_the_same_network_is_written_byte_for_byte_alike():
    first, second = to_network(COMPANIES, TIES), to_network(COMPANIES[::-1], TIES[::-1])
    assert text_of(write_graphml, first) == text_of(write_graphml, second)
    assert text_of(write_gexf, first) == text_of(write_gexf, second)
