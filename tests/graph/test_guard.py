from contextlib import suppress

import pytest

from alliance_graph.errors import QueryError
from alliance_graph.graph.guard import check
from tests.growth import grows_no_faster_than_linear

LEGAL = [
    'SELECT * { ?s ?p "service" }',
    'SELECT * { ?s ?p "a \\" SERVICE <http://x>" }',
    "SELECT * { ?s ?p '''it's a service''' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x> {}",
    "SELECT * { ?service ?from ?load }",
    "SELECT * { <http://service/load#from> ?p ?o }",
    "PREFIX service: <http://x#> SELECT * { ?s service:load service:from }",
    "PREFIX ex: <http://x#> SELECT * { ?s ex:service-delete ?o }",
    'SELECT * { ?s ?p "x"@service }',
    "SELECT * { ?s ag:percentage ?p FILTER(?p > 30 && ?p <= 50 || !(?p < 10)) }",
    "SELECT * { ?s a|^a/rdfs:label* ?o } ORDER BY DESC(?o) LIMIT 5",
    "PREFIX ex: <http://x#> SELECT * { ex:it\\'s ?p ?o }",
    "SELECT * { VALUES ?s { " + "<http://x#a> " * 3000 + "} ?s ?p ?o }",
    "SELECT * {" * 1 + "{" * 100 + "}" * 100 + "}",
    "ASK { ?s ?p -1 FILTER(- - ?x = 1) }",
]


@pytest.mark.parametrize("sparql", LEGAL)
def test_what_only_reads_passes(sparql):
    check(sparql)


@pytest.mark.parametrize(
    ("sparql", "word"),
    [
        ("SELECT * { SERVICE <http://x> {} }", "SERVICE"),
        ("SELECT * {\n service#\n<http://x> {} }", "line 2: SERVICE"),
        ("SELECT * { SeRvIcE SILENT ?x {} }", "SERVICE"),
        ("SELECT * { ?s ?p '''x''' SERVICE <http://x> {} }", "SERVICE"),
        ("SELECT * { ?s ?p <http://x#>SERVICE<http://y#> {} }", "SERVICE"),
        ("SELECT * FROM <http://x> { ?s ?p ?o }", "FROM"),
        ("ASK FROM NAMED <http://x> {}", "FROM"),
        ("LOAD <http://x>", "LOAD"),
        ("INSERT DATA { <a:b> <a:c> 1 }", "change the store"),
        ("PREFIX x: <y:z> DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("CLEAR ALL", "CLEAR"),
        ("DROP SILENT ALL", "DROP"),
        # What looks like an IRI is a comparison here, and what looks like a string is not one.
        ("SELECT * { FILTER(?a<'x>'&&EXISTS{SERVICE <http://x>{}}&&'y'='y') }", "compares"),
        ("SELECT * { FILTER(?a <b:c#>'''\n&&EXISTS{SERVICE<http://x>{}}#'''\n) }", "compares"),
        ("SELECT * { ?s ?p 'x }", "does not end"),
        ("SELECT * { ?s ?p \\u0053ERVICE }", "backslash"),
        ("SELECT * { ?s ?p '" + "x" * 70_000 + "' }", "bytes"),
    ],
)
def test_what_writes_calls_or_hides_is_refused(sparql, word):
    with pytest.raises(QueryError, match=word):
        check(sparql)


@pytest.mark.parametrize("depth", [129, 4_000, 30_000])
@pytest.mark.parametrize("mark", ["{", "(", "[", "!", "-", "- ", "!\n", "{ [ (", "<a:((("])
def test_deep_nesting_is_refused_before_the_engine_sees_it(mark, depth):
    sparql = (f"SELECT * {{ FILTER({mark * depth}")[:65_000]
    with pytest.raises(QueryError, match=r"levels deep|operators"):
        check(sparql)


@pytest.mark.parametrize("sparql", ["1+" * 8_000, "a/" * 8_000, "{}UNION" * 3_000, "?s a ?o;" * 6_000])
def test_long_chains_are_refused_before_the_engine_sees_them(sparql):
    with pytest.raises(QueryError, match="split the query"):
        check(f"SELECT * {{ {sparql}")


@pytest.mark.parametrize("attack", ["a.", "a-", "a.a.a.a-", "\u00e4.", "a.:", "<a", "'", "?a", "@a-", "%41", "a:%"])
def test_judging_takes_time_in_proportion_to_the_text(attack):
    def judge(sparql):
        with suppress(QueryError):
            check(sparql)

    assert grows_no_faster_than_linear(judge, attack)
