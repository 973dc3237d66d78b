"""Queries of `tests/data/evaluation.rq` and all named questions, over HTTP in every format and directly."""

import csv
import io
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from alliance_graph.graph.query import to_prefixes
from alliance_graph.graph.questions import questions
from alliance_graph.graph.worker import RESULTS, TRIPLES
from alliance_graph.serve import negotiation
from tests.graph.example import BASE

LINES = (Path(__file__).parent.parent / "data" / "evaluation.rq").read_text("utf-8").splitlines()
QUERIES = [line for line in LINES if not line.startswith("#")]
ASKED = [*QUERIES, *(question.sparql for question in questions().values())]


@pytest.fixture(scope="module")
def direct(client):
    """The same snapshot, asked without the server."""
    store = ox.Store.read_only(str(client.app.state.endpoint.snapshots.current.path))

    def ask(query):
        address = "http://localhost/sparql"
        return store.query(query, base_iri=address, prefixes=to_prefixes(BASE), named_graphs=[])

    return ask


def _ask(client, query, media_type):
    answer = client.post("/sparql", data={"query": query}, headers={"accept": media_type})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == media_type
    return answer.content


def _read(content, format):
    """What the rows of an answer say, whatever their order."""
    if format == ox.QueryResultsFormat.CSV:
        return Counter(map(tuple, csv.reader(io.StringIO(content.decode(), newline=""))))
    found = ox.parse_query_results(content, format=format)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    return [variable.value for variable in found.variables], Counter(tuple(solution) for solution in found)


def _read_triples(content, format):
    found = ox.Dataset(ox.parse(content, format=format))
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(found)


def _finds(found):
    return bool(found) if isinstance(found, ox.QueryBoolean) else next(iter(found), None) is not None


def test_there_are_more_than_a_hundred_queries_that_find_something(direct):
    assert sum(_finds(direct(query)) for query in QUERIES) > 100


@pytest.mark.parametrize("query", ASKED)
def test_answers_are_those_of_the_engine_in_every_format(client, direct, query):
    is_graph = isinstance(direct(query), ox.QueryTriples)
    formats, types, read = (
        (TRIPLES, negotiation.TRIPLES, _read_triples) if is_graph else (RESULTS, negotiation.RESULTS, _read)
    )
    for name, format in formats.items():
        expected = direct(query).serialize(format=format)
        assert read(_ask(client, query, types[name][0]), format) == read(expected, format), name


@pytest.mark.parametrize("query", [query for query in QUERIES if "ORDER BY ?n" in query])
def test_order_is_kept(client, direct, query):
    for name, format in RESULTS.items():
        expected = direct(query).serialize(format=format)
        assert _ask(client, query, negotiation.RESULTS[name][0]) == expected
