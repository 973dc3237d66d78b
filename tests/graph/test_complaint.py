"""What is wrong with a query is told with its place, and with what to write instead."""

import time

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.graph.complaint import explain_error
from alliance_graph.graph.query import to_prefixes

PREFIXES = to_prefixes("https://example.org/ag/")


def complain(sparql):
    with pytest.raises(SyntaxError) as failed:
        ox.Store().query(sparql, prefixes=PREFIXES)
    return explain_error(str(failed.value), sparql, PREFIXES)


BROKEN = [
    ("", "the query is empty"),
    ("# only this\n", "a query begins with SELECT"),
    ("hello world", "a query begins with SELECT, ASK, CONSTRUCT, DESCRIBE, PREFIX or BASE, not with 'hello'"),
    ("ASK { ?x a agg:Company . }", "line 1, column 12: the prefix 'agg:' is unknown; did you mean 'ag'?; ag, co, "),
    ("ASK {\n ?x\n a foo:Company }", "line 3, column 4: the prefix 'foo:' is unknown; ag, co, dcterms, "),
    ("ASK { ?\u00e9 a :Company }", "column 12: the prefix ':' is unknown; ag, "),
    ("ASK { ?x <foo bar> ?y }", "column 10: <foo bar> is no IRI; write it whole"),
    ("ASK { ?x a Company }", "column 12: 'Company' is no name; write it with a prefix, as ag:Company"),
    ("PREFIX foo <http://a/> ASK { ?x a foo:b }", "column 8: 'foo' is no name; write it with a colon, as foo:"),
    ("ASK { foo:a ?p ?x }", "column 7: the prefix 'foo:' is unknown; ag, co, dcterms, "),
    ("PREFIX foo: <https://e.org/> ASK { ?x a foo:B } ORDER foo:c", "column 55: 'foo:c' does not fit here"),
    ("SELECT x { ?x a ag:Company }", "column 8: 'x' does not fit here"),
    ("ASK { ?x a ag:Comp@ny }", "column 19: '@ny' does not fit here"),
    ("ASK { ?x a ag:Company ?y ag:b ?c }", "column 23: '?y' does not fit here"),
    ("SELECT ?x { ?x a ag:Company } LIMIT -1", "column 37: expected a number"),
    ("ASK { ?x a ag:Company }}", "column 24: '}' does not fit here"),
    ("ASK { ?x a ag:Company", "column 22: expected , or . or ; or { or {| or } or ~"),
    ('ASK { ?x ag:b "a\nb" }', 'column 17: expected " or'),
    ("SELECT ?z { ?x a ag:Company } GROUP BY ?x", "neither within the braces nor in GROUP BY"),
]


@pytest.mark.parametrize(("sparql", "said"), BROKEN, ids=[row[0] or "nothing" for row in BROKEN])
def test_a_broken_query_is_told_with_what_does_not_fit(sparql, said):
    assert said in complain(sparql)


def test_the_place_is_marked_below_its_line():
    assert complain("ASK {\n\t?x a foo:b }").endswith("\n   ?x a foo:b }\n        ^")
    shown = complain("ASK { " + "?a ag:b ?c . " * 50 + "?x a foo:b }").split("\n")[-2:]
    assert shown[0][shown[1].index("^") - 5 :].startswith("?x a ")


@pytest.mark.parametrize("word", ["a", "a-", "<a", "a:", ".", "#", "? "])
def test_the_longest_query_is_told_of_at_once_and_in_few_words(word):
    sparql = f"ASK {{ ?x a {word * (60_000 // len(word))} "
    begin = time.monotonic()
    for rest in ("one of Prefix not found, [':']", 'one of ":"', "IRI parsing failed", "[_]", "DESCRIBE"):
        assert len(explain_error(f"error at 1:{len(sparql)}: expected {rest}", sparql, PREFIXES)) < 600
    assert time.monotonic() - begin < 2


@given(st.text(), st.integers(0, 5), st.integers(0, 50), st.text())
def test_any_message_of_the_engine_is_told(sparql, line, column, expected):
    for rest in (expected, "one of Prefix not found, [':']", 'one of ":", X', "IRI parsing failed", "[_]"):
        assert explain_error(f"error at {line}:{column}: expected {rest}", sparql, PREFIXES).startswith("SPARQL error")
