import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
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
from tests.export.test_tables import assert_tables_read_back
from tests.network.ties import COMPANIES, TIES

HERE = Path(__file__).parent
GRAPHML = xmlschema.XMLSchema(HERE / "graphml.xsd")
GEXF = xmlschema.XMLSchema(HERE / "gexf.xsd")
FEW = settings(max_examples=25, deadline=None)
MANY = 5_000


def has_graphology():
    """Whether node is there and finds graphology, by NODE_PATH or in a node_modules above."""
    command = ["node", "-e", "require('graphology-graphml'); require('graphology-gexf'); require('graphology')"]
    return bool(shutil.which("node")) and subprocess.run(command, cwd=HERE, capture_output=True).returncode == 0


needs_graphology = pytest.mark.skipif(not has_graphology(), reason="node or graphology is not there")


def batched(items, size):
    items = list(items)
    return [items[start : start + size] for start in range(0, len(items), size)]


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


def assert_graphml_is_whole(network):
    text = text_of(write_graphml, network)
    GRAPHML.validate(text)
    assert_same(nx.parse_graphml(text, force_multigraph=True, edge_key_type=str), network)
    return text


def assert_gexf_is_whole(network):
    text = text_of(write_gexf, network)
    GEXF.validate(text)
    # networkx keeps the lifespan as "start" and "end", and makes up a label where there is none
    back: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(text.encode())))
    assert_same(back, network, "label", "start", "end")
    return text


def assert_igraph_reads(text, network, folder):
    file = folder / "network.graphml"
    file.write_bytes(text.encode())
    back = igraph.Graph.Read_GraphML(str(file))
    nodes = [values(known_to_igraph(vertex)) for vertex in back.vs]
    assert nodes == [known(row, *BOOLEANS) for _, row in network.nodes(data=True)]
    edges = [(edge.source, edge.target, sorted(values(known_to_igraph(edge)).items())) for edge in back.es]
    assert sorted(edges) == sorted(edges_of(network, *BOOLEANS))


def edges_of(network, *left_out):
    """Edges as numbers of their ends with what they say."""
    ids = {node: number for number, node in enumerate(network.nodes)}
    rows = network.edges(data=True)
    return [(ids[s], ids[t], sorted(known(row, *left_out).items())) for s, t, row in rows]


@FEW
@given(networks())
def test_graphml_is_valid_and_networkx_reads_the_same_network(network):
    assert_graphml_is_whole(network)


@FEW
@given(networks())
def test_gexf_is_valid_and_networkx_reads_the_same_network(network):
    assert_gexf_is_whole(network)


@FEW
@given(network=networks())
def test_igraph_reads_the_same_graphml(network, tmp_path_factory):
    assert_igraph_reads(text_of(write_graphml, network), network, tmp_path_factory.mktemp("igraph"))


@pytest.mark.slow
def test_thousands_of_networks_are_valid_and_read_back_by_all(tmp_path):
    """RELIABILITY, row 24; with node and graphology (npm install graphology graphology-graphml graphology-gexf)."""
    shown: dict[Path, nx.MultiDiGraph[str]] = {}

    @settings(max_examples=MANY, deadline=None)
    @given(networks())
    def check(network):
        texts = {"graphml": assert_graphml_is_whole(network), "gexf": assert_gexf_is_whole(network)}
        assert_igraph_reads(texts["graphml"], network, tmp_path)
        assert_tables_read_back(network)
        if has_graphology():
            for format, text in texts.items():
                path = tmp_path / f"{len(shown)}.{format}"
                path.write_bytes(text.encode())
                shown[path] = network

    check()
    if shown:
        assert_graphology_reads(shown)


@needs_graphology
def test_graphology_reads_the_same_network(tmp_path):
    shown: dict[Path, nx.MultiDiGraph[str]] = {}

    @FEW
    @given(networks())
    def write(network):
        for format, writer in (("graphml", write_graphml), ("gexf", write_gexf)):
            path = tmp_path / f"{len(shown)}.{format}"
            path.write_bytes(text_of(writer, network).encode())
            shown[path] = network

    write()
    assert_graphology_reads(shown)


def assert_graphology_reads(shown):
    for batch in batched(shown.items(), 500):
        command = ["node", str(HERE / "graphology.cjs"), *(str(path) for path, _ in batch)]
        done = subprocess.run(command, capture_output=True, check=True)
        for (path, network), line in zip(batch, done.stdout.splitlines(), strict=True):
            nodes, edges = json.loads(line)
            assert [values(row) for row in nodes] == [known(row) for _, row in network.nodes(data=True)], path
            found = [(source, target, sorted(values(row).items())) for source, target, row in edges]
            assert sorted(found) == sorted(edges_of(network)), path


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


@pytest.mark.parametrize("mark", ["\t", "\n", "\r", "\x85", "\u2028"])
def test_no_line_end_stands_bare_where_readers_make_another_of_it(mark):
    network = to_network([replace(COMPANIES[0], name=f"a{mark}b")], [])
    for writer in (write_graphml, write_gexf):
        assert f"a&#{ord(mark)};b" in text_of(writer, network)
