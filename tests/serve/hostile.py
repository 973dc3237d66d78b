"""Queries that would harm a server, by rule and not by chance, so that they are the same every day."""

from __future__ import annotations

from itertools import islice, product

_EXPENSIVE = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != <x:{0}>) }}",
    "SELECT (SUM(STRLEN(STR(?c)) + {0}) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}",
    "SELECT ?a {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'never {0}') }}",
    "ASK {{ ?a (!<x:{0}>|!^<x:y>)+ ?b . ?c (!<x:z>|!^<x:y>)+ ?d . ?e ?p ?f FILTER(?b = ?d && ?a = <x:none>) }}",
    "SELECT ?x (COUNT(*) AS ?n) {{ ?a ?b ?x . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?f)) > {0}) }} GROUP BY ?x",
)


def expensive(count: int) -> list[str]:
    """Cross products, long paths and large aggregates."""
    return [_EXPENSIVE[i % len(_EXPENSIVE)].format(i) for i in range(count)]


def deep(count: int) -> list[str]:
    """Queries nested or long beyond any sense."""
    shapes = (
        "{{{0}",
        "FILTER({1}",
        "FILTER({2}1)",
        "FILTER({3}1)",
        "?s ({1}a",
        "?s a {4}",
        "{{SELECT * {0}",
        "{5}",
        "{6}",
    )
    marks = ("{", "(", "!", "-", "[ a ", "?s a ?o ; ", "{} UNION ")
    depths = (100, 200, 1_000, 3_000, 5_000, 10_000, 20_000, 40_000)
    made = (
        "SELECT * { " + shape.format(*(mark * depth for mark in marks)) + end
        for depth, shape, end in product(depths, shapes, ("", "}", "} }", "?x", "1", "# {"))
    )
    return list(islice(made, count))


def calls(address: str, count: int) -> list[str]:
    """Texts that ask another server, if anything lets them."""
    iri = f"<{address}>"
    words = (
        "SERVICE",
        "service",
        "SeRvIcE",
        "SERVICE SILENT",
        "\\u0053ERVICE",
        "SERVICE#\n",
        "SERVICE\t",
        "/**/SERVICE",
    )
    places = (
        "SELECT * {{ {0} {1} {{ ?s ?p ?o }} }}",
        "ASK {{ {{ {0} {1} {{ ?s ?p ?o }} }} UNION {{}} }}",
        "SELECT * {{ OPTIONAL {{ {0}{1}{{ ?s ?p ?o }} }} }}",
        "SELECT * {{ FILTER EXISTS {{ {0} {1} {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ {{ SELECT * {{ {0} {1} {{ ?s ?p ?o }} }} }} }}",
        "SELECT * {{ VALUES ?x {{ {1} }} {0} ?x {{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND({1} AS ?x) {0} ?x {{ ?s ?p ?o }} }}",
        "CONSTRUCT {{ ?s ?p ?o }} {{ {0} {1} {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p '''it''' . {0} {1} {{ ?s ?p ?o }} }}",
        "SELECT * {{ FILTER(?a<'x>'&&EXISTS{{{0} {1}{{}}}}&&'y'='y') }}",
        "PREFIX x: {1} SELECT * {{ {0} x: {{ ?s ?p ?o }} }}",
        "BASE {1} SELECT * {{ {0} <> {{ ?s ?p ?o }} }}",
    )
    updates = (
        "LOAD {0}",
        "load SILENT {0}",
        "LOAD {0} INTO GRAPH <x:y>",
        "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {0} {{}} }}",
    )
    sets = ("FROM {0}", "from {0}", "FROM NAMED {0}", "FROM#\n{0}", "FROM <x:y> FROM {0}", "FROM\t{0}\nFROM NAMED {0}")
    heads = ("SELECT *", "ASK", "CONSTRUCT { ?s ?p ?o }", "DESCRIBE ?s", "PREFIX x: <y:z> SELECT DISTINCT ?s")
    made = [place.format(word, iri) for place, word in product(places, words)]
    made += [update.format(iri) for update in updates] + [f"{made[0]} ; {update.format(iri)}" for update in updates]
    made += [f"{head} {part.format(iri)} {{ ?s ?p ?o }}" for head, part in product(heads, sets)]
    made += [f"# {text}\n{text}" for text in made] + [text.replace(" ", "\n") for text in made]
    return made[:count]
