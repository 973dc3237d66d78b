"""What would harm a server: nothing dies of it, nothing calls anybody, and others are answered."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serve import hostile
from tests.serve.conftest import serve

GOOD = {"query": "ASK { co:nissan ag:owns co:mitsubishi-motors }"}


@pytest.fixture
def listener():
    """A server that counts who calls."""
    called: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                try:
                    called.append(server.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", called
        stop.set()
        thread.join()


def _pids(client):
    return {process.pid for process in client.app.state.endpoint.pool._processes}


def test_no_query_calls_another_server(client, listener):
    address, called = listener
    queries = hostile.calls(address, 300)
    assert len(set(queries)) == 300
    assert {client.post("/sparql", data={"query": query}).status_code for query in queries} == {400}
    for name in ("default-graph-uri", "named-graph-uri"):
        assert client.get("/sparql", params={**GOOD, name: address}).status_code == 400
    assert not called


def test_no_process_dies_of_deep_or_long_queries(client):
    queries = hostile.deep(400)
    assert len(set(queries)) == 400
    before = _pids(client)
    assert {client.post("/sparql", data={"query": query}).status_code for query in queries} <= {200, 400, 413}
    assert _pids(client) == before
    assert client.get("/sparql", params=GOOD).json()["boolean"] is True


def test_expensive_queries_end_at_the_limit_and_others_are_answered_meanwhile(store):
    with serve(store, seconds=1.5, patience=0.05, slow=6) as client, ThreadPoolExecutor(8) as pool:
        expensive = [pool.submit(client.post, "/sparql", data={"query": query}) for query in hostile.expensive(4)]
        quick = [client.get("/sparql", params=GOOD).status_code for _ in range(20)]
        assert quick == [200] * 20
        ended = [answer.result() for answer in expensive]
        assert {answer.status_code for answer in ended} == {504}
        assert "ended after 1.5 seconds" in ended[0].text
        assert client.get("/sparql", params=GOOD).status_code == 200


def test_long_queries_beyond_their_number_are_sent_away(store):
    with serve(store, seconds=3, patience=0.05, slow=1) as client, ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda query: client.post("/sparql", data={"query": query}), hostile.expensive(3)))
        assert sorted(answer.status_code for answer in answers) == [503, 503, 504]
        assert {answer.headers.get("retry-after") for answer in answers} == {None, "10"}
