import json

import pytest
from click.testing import CliRunner

from alliance_graph.cli import cli
from alliance_graph.errors import QueryError
from alliance_graph.graph.answers import FORMATS
from alliance_graph.jsonl import parse_annotation
from alliance_graph.stores import open_store

LINE = {
    "id": "a",
    "date": "2024-08-01",
    "entities": [{"key": "n", "name": "Nissan"}, {"key": "m", "name": "Mitsubishi Motors"}],
    "claims": [
        {"type": "stake", "owner": "n", "owned": "m", "percent": 34, "status": "completed", "evidence": "34% of M"}
    ],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("query") / "store"
    with open_store(path, create=True) as opened:
        opened.add([parse_annotation(json.dumps(LINE))])
    return str(path)


def _run(*arguments, **options):
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False, **options)


def test_the_list_shows_questions_and_their_parameters():
    output = _run("query", "--list").output
    assert "allies: Who is allied" in output
    assert "--param company=COMPANY" in output


def test_the_list_may_be_of_one_question():
    output = _run("query", "--list", "parents").output
    assert output.startswith("parents: ")
    assert output.count("?") == 1
    with pytest.raises(QueryError, match="did you mean 'parents'"):
        _run("query", "--list", "parent")


@pytest.mark.parametrize("format", FORMATS)
def test_an_answer_in_any_format_ends_with_one_line_break(store, format):
    query = "CONSTRUCT WHERE { ?s ?p ?o }" if format in ("turtle", "ntriples") else "ASK {}"
    answer = _run("query", query, "--store", store, "--format", format).stdout_bytes
    assert answer.endswith(b"\n")
    assert not answer.endswith((b"\n\n", b"\n\r\n"))


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["stakes"], ""),
        (["SELECT ?n { [] ag:owned/skos:prefLabel ?n }"], ""),
        (["-"], "SELECT ?n { [] ag:owned/skos:prefLabel ?n }"),
        (["-"], "stakes\n"),
        (["DESCRIBE co:mitsubishi-motors"], ""),
    ],
)
def test_a_query_is_answered_from_text_name_or_standard_input(store, arguments, text):
    assert "Mitsubishi Motors" in _run("query", *arguments, "--store", store, input=text).output


def test_a_query_is_read_from_a_file_and_answered_into_one(store, tmp_path):
    (tmp_path / "q.rq").write_text("SELECT ?n { [] ag:owned/skos:prefLabel ?n }")
    output = tmp_path / "answer.csv"
    _run("query", "--file", str(tmp_path / "q.rq"), "--store", store, "--format", "csv", "--output", str(output))
    assert output.read_bytes() == b"n\r\nMitsubishi Motors\r\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["allies", "Nissan"], "parameters are given as --param company="),
        (["SELECT", "*", "{}"], "a query stands in quotation marks"),
        (["SELECT * {}", "--list"], "--list goes alone"),
        ([], "--list helps"),
        (["ASK {}", "--file", __file__], "either"),
        (["allies", "-p", "x"], "NAME=VALUE"),
    ],
)
def test_wrong_use_ends_with_code_2(store, arguments, words):
    result = _run("query", *arguments, "--store", store)
    assert result.exit_code == 2
    assert words in result.output


def test_a_failed_query_leaves_the_output_file_as_it_was(store, tmp_path):
    output = tmp_path / "answer.csv"
    output.write_text("before")
    with pytest.raises(QueryError, match="CONSTRUCT"):
        _run("query", "stakes", "--store", store, "--format", "turtle", "--output", str(output))
    assert output.read_text() == "before"


def test_validate_tells_in_words_and_ends_with_code_1_where_something_is_wrong(store):
    assert "the graph conforms" in _run("validate", "--store", store).output
    with open_store(store) as opened:
        opened.oxigraph.update("PREFIX ag: <https://w3id.org/alliance-graph/ns#> DELETE WHERE { ?r ag:sourceCount ?n }")
    result = _run("validate", "--store", store, "--quiet")
    assert result.exit_code == 1
    assert "1 error: The source count is a whole number from 1" in result.output
