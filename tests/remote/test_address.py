"""What an address says, and what it may not."""

import pytest

from alliance_graph.address import find_cache, is_address, parse_address
from alliance_graph.errors import StoreError

UPDATES = [
    ("http://h:7878/query", "http://h:7878/update"),
    ("https://h/news/query", "https://h/news/update"),
    ("https://h/news/sparql", "https://h/news/update"),
    ("http://h:8890/sparql", "http://h:8890/sparql"),
    ("http://h:8890/sparql-auth", "http://h:8890/sparql-auth"),
    ("http://h:7200/repositories/news", "http://h:7200/repositories/news/statements"),
    ("http://h/anything?key=1", "http://h/anything?key=1"),
]


@pytest.mark.parametrize(("place", "update"), UPDATES)
def test_updates_go_where_the_server_takes_them(place, update):
    address = parse_address(place, {})
    assert (address.query, address.update, address.graph) == (place, update, "")
    given = parse_address(place, {"ALLIANCE_GRAPH_UPDATE_URL": "http://other/update"})
    assert (given.query, given.update) == (place, "http://other/update")


def test_the_graph_is_part_of_the_address():
    address = parse_address("http://h/sparql?x=1&default-graph-uri=https%3A%2F%2Fexample.org%2Fnews", {})
    assert (address.query, address.graph) == ("http://h/sparql?x=1", "https://example.org/news")
    assert parse_address(str(address), {}) == address


@pytest.mark.parametrize(
    ("place", "is_one"),
    [("http://h/q", True), ("HTTPS://h/q", True), ("news.store", False), ("http.store", False), ("ftp://h/q", False)],
)
def test_an_address_is_told_from_a_directory(place, is_one):
    assert is_address(place) is is_one


BAD = [
    ("http://me:s3cret@h/query", {}, "do not belong into the address"),
    ("http://s3cret@h/query", {}, "do not belong into the address"),
    ("http://me:s3cret@h:x/query", {}, "no address"),
    ("http://h", {}, "names a server"),
    ("http://h/", {}, "names a server"),
    ("http:///query", {}, "no address"),
    ("http://h:99999/query", {}, "no address"),
    ("http://h/qu ery", {}, "no address"),
    ("http://h/query?default-graph-uri=a>b", {}, "no IRI"),
    ("http://h/query?default-graph-uri=urn:a%3E%20%7B%7D%3B%20DROP", {}, "no IRI"),
    ("http://h/query?default-graph-uri=urn:a&default-graph-uri=urn:b", {}, "once"),
    ("http://h/query", {"ALLIANCE_GRAPH_STORE_PASSWORD": "s3cret"}, "without ALLIANCE_GRAPH_STORE_USER"),
    ("http://h/query", {"ALLIANCE_GRAPH_STORE_TOKEN": "s3cret", "ALLIANCE_GRAPH_STORE_USER": "me"}, "one of the two"),
    ("http://h/query", {"ALLIANCE_GRAPH_STORE_TOKEN": "s3cret\nX: y"}, "line break"),
    ("http://h/query", {"ALLIANCE_GRAPH_UPDATE_URL": "http://me:s3cret@h/update"}, "no password"),
    ("http://h/query", {"ALLIANCE_GRAPH_UPDATE_URL": "h/update"}, "begins with http"),
]


@pytest.mark.parametrize(("place", "environ", "said"), BAD)
def test_what_is_no_good_address_says_why_and_keeps_secrets(place, environ, said):
    with pytest.raises(StoreError, match=said) as error:
        parse_address(place, environ)
    assert "s3cret" not in str(error.value)


def test_copies_of_different_graphs_and_servers_are_apart_and_inside_the_cache(tmp_path):
    places = ["http://h/query", "http://h/query?default-graph-uri=urn:a", "https://h/query", "http://h:1/../../query"]
    found = {find_cache(parse_address(place, {}), {"ALLIANCE_GRAPH_CACHE": str(tmp_path)}) for place in places}
    assert len(found) == len(places)
    assert {path.parent for path in found} == {tmp_path}
