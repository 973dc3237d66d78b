"""A tie with its sentences."""

import json

import pytest

from alliance_graph import link
from alliance_graph.graph.explain import explain
from alliance_graph.graph.store import Store
from alliance_graph.model import Source
from tests.serve.api.conftest import company

TIE = "https://example.org/ag/relationship/"


def tell(client, name):
    answer = client.get("/api/tie", params={"iri": TIE + name})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_tie_is_told_as_explain_tells_it(samples, samples_store):
    with Store.open(samples_store, linker=link) as store:
        ties = [tie.iri.removeprefix(TIE) for tie in store.relationships()]
        told = {name: json.loads(explain(store, TIE + name).to_json())["relationships"][0] for name in ties}
    assert len(told) > 50
    for name, expected in told.items():
        answer = tell(samples, name)
        for step in expected["steps"] + expected["claims"]:
            del step["source"]["digest"], step["source"]["signature"]
        for claim in answer["claims"]:
            assert claim["context"]["sentence"] == claim["sentence"]
            assert (claim.pop("title"), claim.pop("url")) == (claim["source"]["title"], claim["source"]["url"])
            del claim["context"]
        assert {key: answer[key] for key in expected} == expected


def test_names_stand_where_they_are_said_to(hostile):
    (claim, _) = tell(hostile, "stake_altrex-motors_betrix__30")["claims"]
    sentence, names = claim["sentence"], claim["context"]["names"]
    found = [(sentence[name["start"] : name["end"]], name["company"]) for name in names]
    assert found == [("Altrex", company("altrex-motors")), ("Altrex", company("altrex-motors"))]


def test_offsets_count_characters_and_not_halves_of_them(hostile):
    (claim,) = tell(hostile, "memorandum_altrex-motors_deltek_gamma")["claims"]
    assert [(name["start"], name["end"]) for name in claim["context"]["names"]] == [(2, 8), (11, 16)]


def test_only_addresses_of_the_web_can_be_followed(hostile):
    urls = [claim["url"] for claim in tell(hostile, "stake_altrex-motors_betrix__30")["claims"]]
    assert urls == ["", "https://news.example/2"]
    assert "javascript" not in json.dumps(tell(hostile, "stake_altrex-motors_betrix__30"))


@pytest.mark.parametrize("url", ["http:///x", "http://[", "data:text/html,x", "//evil.example", "ftp://x/y"])
def test_an_odd_address_is_none(url):
    assert Source(url=url).link == ""


def test_the_iri_from_before_its_companies_were_joined_leads_to_a_tie(hostile):
    told = tell(hostile, "stake_altrex_betrix__30")
    assert told["relationship"]["iri"] == f"{TIE}stake_altrex-motors_betrix__30"
    assert hostile.get("/api/tie", params={"iri": f"{TIE}stake_betrix_altrex__30"}).status_code == 404
