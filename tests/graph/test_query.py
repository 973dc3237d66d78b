import csv
import io
import json

import pytest

from alliance_graph.errors import QueryError
from alliance_graph.graph.answers import Answer, show
from alliance_graph.graph.query import query
from tests.graph.example import make_example

FORGED = '=cmd|"/C calc"!A0'


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return make_example(tmp_path_factory.mktemp("store"))


def test_a_question_is_answered_by_name(store):
    answer = query(store, "allies", {"company": "Nissan"})
    assert answer.variables == ("ally", "through", "iri")
    assert [row[0] for row in answer.rows] == ["Honda", "Mitsubishi Motors"]
    assert "Mitsubishi Motors" in str(answer)
    assert "(2 rows)" in str(answer)
    assert "<td>Honda</td>" in answer._repr_html_()


def test_common_prefixes_need_not_be_declared_but_may_be(store):
    assert query(store, "ASK { co:nissan ag:owns co:mitsubishi-motors }").boolean is True
    assert query(store, "ASK {}").serialize("csv") == b"true"
    assert query(store, "PREFIX co: <http://other/> ASK { co:nissan ag:owns ?x }").boolean is False


def test_only_the_default_graph_is_seen(store):
    import pyoxigraph as ox

    secret = ox.Quad(
        ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal("x"), ox.NamedNode("urn:alliance-graph:index")
    )
    store.oxigraph.add(secret)
    assert query(store, "SELECT * { GRAPH ?g { ?s ?p ?o } }").rows == []
    assert query(store, "ASK { <a:a> ?p ?o }").boolean is False
    store.oxigraph.remove(secret)


@pytest.mark.parametrize(
    ("sparql", "word"),
    [
        ("SELECT * {\n ?s ?p }", r"in line 2, .*\n .*\?s \?p }"),
        ("SELECT ?x { ?s unknown:p ?x }", "prefix 'unknown:' is unknown"),
        ("INSERT DATA { <a:b> <a:c> 1 }", "change the store"),
        ("nonsense", "no question"),
        ("", "the query is empty"),
    ],
)
def test_an_error_names_the_line_and_what_to_try(store, sparql, word):
    with pytest.raises(QueryError, match=word):
        query(store, sparql)


def test_parameters_are_refused_beside_sparql(store):
    with pytest.raises(QueryError, match="named question"):
        query(store, "ASK {}", {"company": "Nissan"})


def test_a_query_that_runs_away_is_ended_and_leaves_nothing_behind(store):
    before = sorted(store.path.iterdir())
    with pytest.raises(QueryError, match=r"ended after 0\.5 seconds"):
        query(store, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=0.5)
    assert sorted(store.path.iterdir()) == before
    assert query(store, "ASK { ?s ?p ?o }").boolean


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_rows_come_in_the_formats_of_the_w3c(store, format):
    content = query(store, "SELECT ?name { co:nissan skos:prefLabel ?name }").serialize(format).decode()
    assert "Nissan" in content
    if format == "json":
        assert json.loads(content)["results"]["bindings"][0]["name"]["value"] == "Nissan"


def test_triples_come_as_turtle_and_ntriples(store):
    answer = query(store, "DESCRIBE co:nissan")
    assert answer.is_graph
    assert 'skos:prefLabel "Nissan"' in str(answer)
    assert b'<http://www.w3.org/2004/02/skos/core#prefLabel> "Nissan" .' in answer.serialize("ntriples")
    assert (
        "https://example.org/ag/company/nissan",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "Nissan",
    ) in answer.rows
    assert query(store, "CONSTRUCT { ?a ag:owns ?b } { ?a ag:owns ?b }").serialize().count(b"\n") == 11


@pytest.mark.parametrize(
    ("sparql", "format", "word"),
    [
        ("DESCRIBE co:nissan", "csv", "turtle or ntriples"),
        ("SELECT * { ?s ag:owns ?o }", "turtle", "CONSTRUCT"),
        ("ASK {}", "parquet", "known are table"),
    ],
)
def test_a_format_that_does_not_fit_says_which_do(store, sparql, format, word):
    with pytest.raises(QueryError, match=word):
        query(store, sparql).serialize(format)


@pytest.mark.parametrize("name", [FORGED, "+1", "-x", "@SUM(A1)", "=1,2", '="a"', "\t=1", "-"])
def test_a_spreadsheet_sees_no_formula_unless_asked_for(store, name):
    escaped = name.replace('"', '\\"').replace("\t", "\\t")
    answer = query(store, f'SELECT ("{escaped}" AS ?x) (-5 AS ?n) ("a=b" AS ?y) {{}}')
    safe = "'" + name.replace("\t", "\t'")
    assert list(csv.reader(io.StringIO(answer.serialize("csv").decode())))[1] == [safe, "-5", "a=b"]
    assert list(csv.reader(io.StringIO(answer.serialize("csv", raw=True).decode())))[1] == [name, "-5", "a=b"]
    assert answer.serialize("tsv").decode().split("\n")[1].startswith("\"'")


def test_a_table_shows_control_and_bidi_characters_and_aligns_wide_ones():
    content = json.dumps(
        {
            "head": {"vars": ["x", "y"]},
            "results": {
                "bindings": [
                    {"x": {"type": "literal", "value": "\x1b[31mred\u202e"}, "y": {"type": "literal", "value": "a"}},
                    {"x": {"type": "literal", "value": "日産"}, "y": {"type": "literal", "value": "b" * 500}},
                    {},
                ]
            },
        }
    )
    lines = str(Answer(is_graph=False, content=content.encode())).split("\n")
    assert lines[2].startswith("\\x1b[31mred\\u202e  a")
    assert lines[3].startswith("日産" + " " * (len("\\x1b[31mred\\u202e") - 4) + "  b")
    assert len(lines[3]) < 140
    assert lines[5] == "(3 rows)"
    assert show("a\u2066b") == "a\\u2066b"


def test_an_empty_answer_is_a_table_with_no_rows(store):
    assert str(query(store, "SELECT ?x { ?x ag:owns ag:nothing }")) == "x\n-\n(0 rows)\n"
