"""How two companies hang together."""

from tests.serve.api.conftest import company


def ask(client, path, **parameters):
    answer = client.get(f"/api/{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(path):
    return [iri.rpartition("/")[2] for iri in path]


def test_the_shortest_ways_are_found_through_wanted_ties_only(hostile):
    ends = {"from": company("gnp-exe"), "to": company("deltek")}
    found = ask(hostile, "path", **ends)
    assert [names(path) for path in found["paths"]] == [["gnp-exe", "altrex-motors", "deltek"]]
    found = ask(hostile, "path", **ends, kind=["supply", "stake", "subsidiary"])
    assert [names(path) for path in found["paths"]] == [["gnp-exe", "altrex-motors", "betrix", "deltek"]]
    assert {edge["kind"] for edge in found["network"]["edges"]} == {"supply", "stake", "subsidiary"}
    found = ask(hostile, "path", **ends, kind="merger")
    assert found["paths"] == []
    assert [node["iri"] for node in found["network"]["nodes"]] == [company("deltek"), company("gnp-exe")]


def test_several_ways_of_one_length_are_all_told_up_to_five(hostile):
    found = ask(hostile, "path", **{"from": company("alma"), "to": company("betrix")})
    assert sorted(names(path)[1] for path in found["paths"]) == ["altrex-motors", "gamma"]


def test_common_partners_come_with_the_ties_to_each(hostile):
    found = ask(hostile, "common", first=company("betrix"), second=company("alma"))
    assert [names([row["iri"]])[0] for row in found["partners"]] == ["altrex-motors", "gamma"]
    altrex = found["partners"][0]
    assert (altrex["name"], names(altrex["first"]), names(altrex["second"])) == (
        "Áltrex Motors",
        ["stake_altrex-motors_betrix__30"],
        ["joint-venture_alma"],
    )
    ties = {edge["tie"] for edge in found["network"]["edges"]}
    assert ties == {iri for row in found["partners"] for iri in row["first"] + row["second"]}


def test_companies_without_a_common_partner_have_none(hostile):
    found = ask(hostile, "common", first=company("gnp-exe"), second=company("alma"), kind="stake")
    assert found["partners"] == []
