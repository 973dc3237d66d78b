"""What the SPARQL page begins with."""

import pytest

from alliance_graph.graph.questions import questions


def test_prefixes_are_those_of_the_endpoint(samples):
    prefixes = samples.get("/api/prefixes").json()
    assert {"ag", "skos", "rel", "co"} <= prefixes.keys()
    assert samples.get("/sparql", params={"query": "ASK { co:nissan skos:prefLabel 'Nissan' }"}).json()["boolean"]


@pytest.mark.parametrize("name", questions())
def test_a_question_runs_as_it_is(samples, name):
    rows = {row["name"]: row for row in samples.get("/api/questions").json()}
    assert rows[name]["title"].endswith("?")
    assert samples.get("/sparql", params={"query": rows[name]["sparql"]}).status_code == 200
