"""Suggestions while a name is typed."""

import pytest

from tests.serve.api.conftest import EVIL


def find(client, text, **more):
    rows = client.get("/api/search", params={"q": text, **more}).json()
    return [(row["name"], row["alias"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Áltrex", "Áltrex Motors", "Altrex"),
        ("altrex m", "Áltrex Motors", ""),
        ("MOTORS", "Áltrex Motors", ""),
        ("mot", "Áltrex Motors", ""),
        ("betrix", "Betrix Inc", ""),
        ("betrix ltd", "Betrix Inc", ""),
        ("del", "Deltek", ""),
        ("onerror", EVIL, ""),
    ],
)
def test_a_company_is_found_by_the_beginning_of_any_word(hostile, text, name, alias):
    assert find(hostile, text)[0] == (name, alias)


@pytest.mark.parametrize("text", ["otors", "Zeta", "!!!", "\u202e", "altrexmotors"])
def test_a_company_is_not_found_by_other_parts_of_its_name(hostile, text):
    assert ("Áltrex Motors", "") not in find(hostile, text) or not text.isalnum()


def test_a_whole_name_comes_first_then_the_company_with_most_ties(samples):
    rows = samples.get("/api/search", params={"q": ""}).json()
    assert [row["ties"] for row in rows] == sorted((row["ties"] for row in rows), reverse=True)
    assert len(rows) == 10
    for row in rows:
        assert find(samples, row["name"], limit=1) == [(row["name"], "")]


def test_a_company_is_listed_once(hostile):
    assert len(find(hostile, "a", limit=100)) == len(set(find(hostile, "a", limit=100)))
    assert [name for name, _ in find(hostile, "al")].count("Áltrex Motors") == 1
