"""People decide over HTTP: with the token alone, one at a time, and what they see is as it is then."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from alliance_graph import link
from alliance_graph.graph import Store
from alliance_graph.jsonl import parse_annotation
from alliance_graph.model import Evidence
from alliance_graph.serve import doubts
from alliance_graph.serve.access import Access
from alliance_graph.serve.api import judged
from alliance_graph.serve.doubts import find_pairs
from tests.graph.make import article, claim, open_store
from tests.serve.conftest import TOKEN, serve

SAID = "Orbach \U0001f697 supplies Pensia </script>."
SUPPLY = replace(claim("supply", "agreed", supplier="Orbach", customer="Pensia"), evidence=Evidence(SAID))
WORLD = [
    article("a1", SUPPLY),
    article("a2", claim("stake", "completed", owner="Citicorp", owned="Lumeo", text="Citicorp owns Lumeo.")),
    article("a3", claim("stake", "completed", owner="Citigroup", owned="Lumeo", text="Citigroup owns Lumeo.")),
    article("a4", claim("stake", "completed", owner="Lumeo Motor", owned="Cadwen"), SUPPLY),
]
HEADERS = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path, *WORLD) as opened:
        return opened.path


@pytest.fixture
def client(store):
    with serve(store, access=Access(token=TOKEN)) as opened:
        opened.headers.update(HEADERS)
        yield opened


def select(client, sparql):
    found = client.get("/sparql", params={"query": sparql}).json()["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in found]


def find_claims(client, article_id):
    query = (
        f"SELECT ?c {{ ?c a ag:Claim ; prov:wasDerivedFrom/oa:hasSource/schema:identifier '{article_id}' }} ORDER BY ?c"
    )
    return [row["c"] for row in select(client, query)]


def has_supply(client):
    return client.get("/sparql", params={"query": "ASK { ?a ag:supplies ?b }"}).json()["boolean"]


def test_a_rejected_claim_is_gone_from_the_next_answer_and_undo_brings_it_back(client):
    claims = [find_claims(client, "a1")[0], *find_claims(client, "a4")]
    supply = [
        one for one in claims if select(client, f"SELECT ?k {{ <{one}> ag:kind ?k FILTER(?k = ag:SupplyAgreement) }}")
    ]
    before = None
    for iri in supply:
        answer = client.post(
            "/api/claims/review", json={"claim": iri, "decision": "rejected", "by": "ann", "reason": "no"}
        )
        assert (answer.status_code, answer.json()["changed"]) == (200, 1)
        assert answer.json()["snapshot"] != before
        before = answer.json()["snapshot"]
    assert not has_supply(client)
    again = client.post("/api/claims/review", json={"claim": supply[0], "decision": "rejected"})
    assert again.json() == {"snapshot": before, "changed": 0}
    (row, _) = client.get("/api/judgements").json()["claims"]
    assert (row["who"], row["why"], row["decision"], row["iris"]) == ("ann", "no", "rejected", [supply[1]])
    assert row["claim"]["evidence"] == SAID
    assert client.post("/api/claims/undo", json={"claim": supply[0]}).json()["changed"] == 1
    assert has_supply(client)
    assert client.post("/api/claims/undo", json={"claim": supply[0]}).status_code == 400


def test_a_correction_shows_at_once_and_can_be_taken_back_by_its_own_iri(client):
    (iri,) = find_claims(client, "a1")
    (company,) = (row["c"] for row in select(client, "SELECT ?c { ?c a ag:Company ; skos:prefLabel 'Cadwen' }"))
    correction = {"swap": True, "status": "completed", "roles": {"supplier": company}}
    body = {"claim": iri, "decision": "corrected", "correction": correction}
    assert client.post("/api/claims/review", json=body).json()["changed"] == 1
    rows = select(client, f"SELECT ?n {{ <{iri}#corrected> ag:reports/ag:supplier/skos:prefLabel ?n }}")
    assert rows == [{"n": "Cadwen"}]
    assert client.post("/api/claims/undo", json={"claim": f"{iri}#corrected"}).json()["changed"] == 1


def test_companies_are_judged_one_and_parted_again(client):
    body = {"first": "Citigroup", "second": "Citicorp", "decision": "same", "by": "ann"}
    assert client.post("/api/companies/judge", json=body).json()["changed"] == 1
    assert len(select(client, "SELECT ?c { ?c ag:owns/skos:prefLabel 'Lumeo' }")) == 1
    assert client.post("/api/companies/judge", json=body).json()["changed"] == 0
    (row,) = client.get("/api/judgements").json()["companies"]
    assert (row["first"], row["who"], row["decision"]) == ("Citigroup", "ann", "same")
    contrary = client.post("/api/companies/judge", json={**body, "decision": "different"})
    assert (contrary.status_code, contrary.text.count("\n")) == (400, 1)
    assert "contradicts what ann judged" in contrary.text
    assert client.post("/api/companies/undo", json={"first": "Citigroup", "second": "Citicorp"}).json()["changed"] == 1


def test_pairs_in_doubt_come_with_evidence_and_go_when_they_are_judged(client):
    (pair,) = client.get("/api/companies/unsure", params={"limit": 5}).json()
    assert {pair["first"]["name"], pair["second"]["name"]} == {"Lumeo", "Lumeo Motor"}
    assert {row["sentence"] for row in pair["evidence"]} >= {"Citicorp owns Lumeo."}
    assert any("begins" in reason for reason in pair["reasons"])
    body = {"first": pair["first"]["iri"], "second": pair["second"]["iri"], "decision": "different"}
    assert client.post("/api/companies/judge", json=body).json()["changed"] == 1
    assert client.get("/api/companies/unsure").json() == []
    client.post("/api/companies/undo", json={"first": body["first"], "second": body["second"]})
    assert len(client.get("/api/companies/unsure").json()) == 1
    assert client.get("/api/companies/unsure", params={"limit": "many"}).status_code == 400


def test_gold_has_the_articles_of_which_every_claim_was_reviewed(client):
    for iri in (*find_claims(client, "a1"), find_claims(client, "a4")[0]):
        client.post("/api/claims/review", json={"claim": iri, "decision": "accepted"})
    answer = client.get("/api/gold")
    assert "gold.jsonl" in answer.headers["content-disposition"]
    (line,) = answer.text.split("\n")[:-1]
    gold = parse_annotation(line)
    assert (gold.id, gold.claims[0].confidence, gold.claims[0].evidence.text) == ("a1", 1.0, SAID)
    assert client.get("/api/gold", params={"partial": "1"}).text.count("\n") == 2


BODIES = [
    (b"{", "no JSON"),
    (b"[" * 9999, "no JSON"),
    (b"\xff", "no JSON"),
    (b"[]", "no JSON object"),
    (b"{}", "give 'claim'"),
    (b'{"claim": "x", "decision": "maybe"}', "none of accepted, rejected, corrected"),
    (b'{"claim": "x", "decision": 1}', "no text"),
    (b'{"claim": "x", "decision": "accepted", "rating": 5}', "there is no 'rating'"),
    (b'{"claim": "x", "decision": "accepted"}', "there is no claim"),
    (b'{"claim": "x> } DELETE", "decision": "accepted"}', "there is no claim"),
    (b'{"claim": "\\ud800", "decision": "accepted"}', "there is no claim"),
    (b'{"claim": "CLAIM", "decision": "corrected", "correction": {"roles": {"supplier": "\\ud800"}}}', "no name"),
    (b'{"claim": "%s", "decision": "accepted"}' % (b"x" * 3000), "no text of at most"),
    (b'{"claim": "x", "decision": "corrected", "correction": []}', "no JSON object"),
    (b'{"claim": "CLAIM", "decision": "corrected"}', "what is to be corrected"),
    (b'{"claim": "CLAIM", "decision": "corrected", "correction": {"status": "new"}}', "no correction"),
    (b'{"claim": "CLAIM", "decision": "corrected", "correction": {"roles": {"owner": "A"}}}', "it has supplier"),
    (b'{"claim": "CLAIM", "decision": "accepted", "reason": 5}', "no text"),
]


@pytest.mark.parametrize(("body", "word"), BODIES)
def test_what_is_wrong_is_said_in_one_line_and_changes_nothing(client, store, body, word):
    (iri,) = find_claims(client, "a1")
    headers = {"content-type": "application/json; charset=utf-8"}
    answer = client.post("/api/claims/review", content=body.replace(b"CLAIM", iri.encode()), headers=headers)
    assert (answer.status_code, answer.text.count("\n")) == (400, 1)
    assert word in answer.text
    assert not (store / "reviews.jsonl").exists()


def test_texts_that_no_store_holds_are_made_harmless(client):
    (iri,) = find_claims(client, "a1")
    body = (
        b'{"claim": "%s", "decision": "rejected", "by": "a\\ud800/../b", "reason": "</script>\\ud800"}' % iri.encode()
    )
    answer = client.post("/api/claims/review", content=body, headers={"content-type": "application/json"})
    assert answer.json()["changed"] == 1
    (row,) = client.get("/api/judgements").json()["claims"]
    assert (row["who"], row["why"]) == ("a?/../b", "</script>?")
    rows = select(client, "SELECT ?who ?why { ?r prov:wasAttributedTo/rdfs:label ?who ; ag:reason ?why }")
    assert rows == [{"who": "a?/../b", "why": "</script>?"}]


def test_bodies_of_another_type_or_size_are_refused(client):
    assert client.post("/api/claims/undo", data={"claim": "x"}).status_code == 415
    large = b'{"claim": "%s"}' % (b"x" * 300_000)
    assert (
        client.post("/api/claims/undo", content=large, headers={"content-type": "application/json"}).status_code == 413
    )


WRITES = ["claims/review", "claims/undo", "companies/judge", "companies/undo"]


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(("token", "status"), [("", 401), ("Bearer wrong", 401), (f"Basic {TOKEN}", 401)])
def test_without_the_token_nobody_decides(client, path, token, status):
    answer = client.post(f"/api/{path}", json={}, headers={"authorization": token})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (status, "Bearer")
    assert client.get(f"/api/{path}").status_code == 405


def test_a_server_without_a_token_takes_no_decisions(store):
    with serve(store) as client:
        assert client.post("/api/claims/review", json={}, headers=HEADERS).status_code == 403


HOLD = """
import sys, time
from alliance_graph import link
from alliance_graph.graph import Store
with Store.open(sys.argv[1], linker=link):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_while_a_build_has_the_store_decisions_wait_for_another_time(client, store):
    (iri,) = find_claims(client, "a1")
    body = {"claim": iri, "decision": "rejected"}
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "open\n"
        answer = client.post("/api/claims/review", json=body)
        assert (answer.status_code, answer.text.count("\n")) == (409, 1), answer.text
        assert "another process" in answer.text
        process.stdin.close()
    assert client.post("/api/claims/review", json=body).json()["changed"] == 1


def test_decisions_that_come_at_once_are_all_written(client, store):
    claims = sorted({iri for one in WORLD for iri in find_claims(client, one.id)})
    bodies = [{"claim": iri, "decision": "accepted", "by": f"p{number}"} for number, iri in enumerate(claims)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda body: client.post("/api/claims/review", json=body), bodies))
    assert {answer.status_code for answer in answers} == {200}
    with Store.open(store, linker=link) as opened:
        assert len(opened.reviews()) == len(claims) == 5
    assert len(list(store.glob("serve-*"))) == 1


def test_a_damaged_file_of_reviews_is_told_and_nothing_is_written(client, store):
    (store / "reviews.jsonl").write_text("{\n", "utf-8")
    (iri,) = find_claims(client, "a1")
    answer = client.post("/api/claims/review", json={"claim": iri, "decision": "accepted"})
    assert answer.status_code == 503
    assert "line 1 is no review" in answer.text
    assert client.get("/api/judgements").status_code == 503
    assert json.loads(client.get("/sparql", params={"query": "ASK {}"}).text)["boolean"]


def test_pairs_in_doubt_are_looked_for_once_from_the_start_on_and_again_after_renew(store, monkeypatch):
    asked = []

    async def find(snapshot):
        asked.append(snapshot.name)
        return await find_pairs(snapshot)

    monkeypatch.setattr(judged, "find_pairs", find)
    with serve(store, access=Access(token=TOKEN)) as client:
        for _ in range(3):
            assert len(client.get("/api/companies/unsure").json()) == 1
        assert len(asked) == 1
        assert client.post("/renew", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 204
        assert len(client.get("/api/companies/unsure").json()) == 1
    assert len(set(asked)) == 2


def test_a_search_for_pairs_that_fails_is_told_and_tried_again(store, monkeypatch):
    monkeypatch.setattr(doubts, "make_environment", lambda: {"PYTHONHASHSEED": "no number"})
    with serve(store, access=Access(token=TOKEN)) as client:
        answer = client.get("/api/companies/unsure")
        assert (answer.status_code, "try again" in answer.text) == (503, True)
        monkeypatch.undo()
        assert len(client.get("/api/companies/unsure").json()) == 1
