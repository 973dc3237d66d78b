import contextlib
import os
import signal
import time

import pytest

from alliance_graph.serve.limits import Allowances, Limits
from alliance_graph.serve.pool import Reply
from tests.serve.conftest import serve

TRIPLES = "CONSTRUCT { ?x <a:b> ?y } { VALUES ?x { <a:c> <a:d> } VALUES ?y { 1 2 3 4 5 6 7 8 9 10 } }"
TWENTY = "SELECT ?x { VALUES ?x { " + "1 " * 20 + "} }"


@pytest.mark.parametrize(
    ("limits", "query", "status", "word"),
    [
        ({"rows": 20}, TWENTY, 200, ""),
        ({"rows": 19}, TWENTY, 422, "more than 19 rows"),
        ({"rows": 20}, TRIPLES, 200, ""),
        ({"rows": 19}, TRIPLES, 422, "more than 19 rows"),
        ({"rows": 1}, "ASK {}", 200, ""),
        ({"bytes": 1_000}, TWENTY, 422, "more than 1,000 bytes"),
        ({"bytes": 1_000}, "CONSTRUCT WHERE { ?s a ?o }", 422, "more than 1,000 bytes"),
        ({"memory": 256 * 1024**2}, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c", 422, "its memory"),
    ],
)
@pytest.mark.parametrize("accept", ["", "text/csv, text/turtle"])
def test_an_answer_is_whole_or_says_which_limit_it_met(store, limits, query, status, word, accept):
    with serve(store, workers=1, **limits) as client:
        answer = client.post("/sparql", data={"query": query}, headers={"accept": accept} if accept else {})
        assert answer.status_code == status
        assert word in answer.text
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_damaged_store_is_no_fault_of_the_query(client, monkeypatch):
    async def ask(*_):
        return Reply("error", b"Corruption: block checksum mismatch")

    monkeypatch.setattr(client.app.state.endpoint.pool, "ask", ask)
    answer = client.get("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, "damaged" in answer.text) == (500, True)


def test_killed_processes_are_replaced(client):
    pool = client.app.state.endpoint.pool
    for _ in range(3):
        for process in list(pool._processes):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.1)  # until the news of their death is here
        assert [client.get("/sparql", params={"query": "ASK {}"}).status_code for _ in range(4)] == [200] * 4


def test_no_process_and_no_file_is_left_behind(store):
    before = sorted(store.iterdir())
    with serve(store) as client:
        pids = [process.pid for process in client.app.state.endpoint.pool._processes]
        assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert sorted(store.iterdir()) == before


def test_snapshot_of_a_killed_server_is_removed(store):
    left = store / "serve-killed"
    left.mkdir()
    (left / "lock").touch()
    with serve(store):
        assert not left.exists()


def test_a_client_has_an_allowance_that_grows_again():
    now = 0.0
    allowances = Allowances(Limits(allowance=60, at_once=2), clock=lambda: now)
    for _ in range(12):
        assert allowances.find_wait("a") == 0
        allowances.begin("a")
        allowances.end("a", 10.5)
    assert allowances.find_wait("a") == 6
    assert allowances.find_wait("b") == 0
    now = 7.0
    assert allowances.find_wait("a") == 0


def test_a_client_runs_so_many_queries_at_once():
    allowances = Allowances(Limits(at_once=2), clock=lambda: 0.0)
    allowances.begin("a")
    allowances.begin("a")
    assert allowances.find_wait("a") == 1
    assert allowances.find_wait("b") == 0
    allowances.end("a", 0.1)
    assert allowances.find_wait("a") == 0


def test_clients_who_owe_nothing_are_forgotten():
    now = 0.0
    allowances = Allowances(Limits(), clock=lambda: now)
    for number in range(10_000):
        allowances.begin(str(number))
        allowances.end(str(number), 0.1)
    now = 3600.0
    allowances.begin("last")
    allowances.end("last", 0.1)
    assert list(allowances._used) == ["last"]


def test_beyond_the_allowance_a_client_is_told_when_to_come_again(store):
    with serve(store, allowance=0.0001) as client:
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        late = client.get("/sparql", params={"query": "ASK {}"})
        assert late.status_code == 429
        assert int(late.headers["retry-after"]) > 1
        assert client.get("/").status_code == 200
