"""What every path under /api/ has in common: checks, statuses, headers, allowances."""

import pytest

from alliance_graph import link
from alliance_graph.graph.store import Store
from alliance_graph.serve.access import Access
from tests.serve.api.conftest import company, make_hostile
from tests.serve.conftest import serve

PATHS = [
    "about",
    "search?q=a",
    "company?name=Altrex",
    "network",
    "questions",
    "prefixes",
    "timeline",
    f"path?from={company('gnp-exe')}&to={company('gamma')}",
    f"common?first={company('gnp-exe')}&second={company('gamma')}",
    "tie?iri=https://example.org/ag/relationship/joint-venture_alma",
]

WRONG = [
    ("about?x=1", 400, "there is no parameter 'x' here; there are none"),
    ("search", 400, "give q=..."),
    ("search?q=a&q=b", 400, "q may be given 1 times"),
    ("search?q=a&limit=101", 400, "limit='101' is not a whole number from 1 to 100"),
    ("search?q=a&limit=x", 400, "limit='x'"),
    ("search?q=" + "a" * 3000, 400, "q has more than"),
    ("search?q=%00", 400, "q has more than"),
    ("company", 400, "give iri=..."),
    ("company?iri=a&name=b", 400, "not both"),
    ("company?iri=a%20b", 404, "no company has the IRI 'a b'"),
    ("company?iri=https://example.org/ag/relationship/joint-venture_alma", 404, "no company has the IRI"),
    ("company?name=Zeta", 404, "no company is called 'Zeta'"),
    ("tie", 400, "give iri=..."),
    ("tie?iri=<script>", 404, "no tie has the IRI '<script>'"),
    (f"tie?iri={company('alma')}", 404, "no tie has the IRI"),
    ("network?kind=romance", 400, "kind='romance' is none of acquisition"),
    ("network?status=maybe", 400, "status='maybe' is none of proposed"),
    ("network?topic=cars", 400, "topic='cars' is none of"),
    ("network?since=2024-13-01", 400, "since='2024-13-01' is no day; write one like 2024-08-01"),
    ("network?min_confidence=nan", 400, "min_confidence='nan' is not a number from 0 to 1"),
    ("network?min_sources=-1", 400, "min_sources='-1' is not a whole number"),
    ("network?distance=5", 400, "distance='5' is not a whole number from 1 to 4"),
    ("network?limit=30001", 400, "limit='30001'"),
    ("network?as_of=now", 400, "as_of='now' is no day"),
    (f"path?from={company('alma')}", 400, "give to=..."),
    (f"path?from={company('alma')}&to={company('alma')}", 400, "from and to are one company"),
    (f"common?first={company('alma')}&second=x", 404, "no company has the IRI 'x'"),
    ("timeline?limit=0", 400, "limit='0'"),
    ("export?format=exe", 400, "format='exe' is none of graphml, gexf"),
    ("export?as_of=2024-01-01&format=html", 400, "as_of goes with graphml, gexf, csv"),
    ("network?company=nobody", 404, "no company has the IRI 'nobody'"),
    ("network?" + "&".join(["kind=stake"] * 101), 400, "kind may be given 100 times at most"),
]


@pytest.mark.parametrize(("address", "status", "message"), WRONG)
def test_what_is_wrong_is_said_in_a_line_of_text(hostile, address, status, message):
    answer = hostile.get(f"/api/{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert message in answer.text
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_json_that_is_asked_for_again_only_when_the_store_has_changed(hostile, path):
    answer = hostile.get(f"/api/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    again = hostile.get(f"/api/{path}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert hostile.get(f"/api/{path}", headers={"if-none-match": '"older"'}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_the_same_question_has_the_same_answer(hostile, path):
    assert hostile.get(f"/api/{path}").content == hostile.get(f"/api/{path}").content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_written_here(hostile, method):
    assert hostile.request(method, "/api/network").status_code == 405


def test_requests_count_against_the_allowance(hostile_store):
    with serve(hostile_store, allowance=0.06) as client:  # two minutes' worth are six of the cheapest requests
        statuses = [client.get("/api/search?q=a").status_code for _ in range(12)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_a_new_snapshot_is_read_when_it_is_served(tmp_path):
    store = make_hostile(tmp_path / "store")
    with serve(store, access=Access(token="t")) as client:
        before = client.get("/api/about").json()
        with Store.open(store, linker=link) as opened:
            opened.remove(["h1"])
        assert client.get("/api/about").json() == before
        client.post("/renew", headers={"authorization": "Bearer t"})
        after = client.get("/api/about").json()
    assert before["is_writable"]
    assert (before["articles"], after["articles"]) == (2, 1)
    assert before["snapshot"] != after["snapshot"]
