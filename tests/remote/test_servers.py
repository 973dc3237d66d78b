"""The same promises on servers of others, through a proxy that fails at forty points."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from threading import Barrier

import pyoxigraph as ox
import pytest

from alliance_graph import stores
from alliance_graph.address import parse_address
from alliance_graph.errors import StoreError
from alliance_graph.graph.remote import line
from alliance_graph.graph.remote.client import Client
from alliance_graph.graph.remote.remote import Remote
from tests.remote.endpoint import running
from tests.remote.faults import FAULTS, Proxy
from tests.remote.servers import GRAPH, OXIGRAPH, USER, VIRTUOSO, run_oxigraph, run_virtuoso
from tests.remote.stores import articles, local

needs_oxigraph = pytest.mark.skipif(not OXIGRAPH, reason="pip install oxigraph")
needs_virtuoso = pytest.mark.skipif(not VIRTUOSO, reason="apt-get install virtuoso-opensource-7")
SERVERS = [
    pytest.param(run_oxigraph, "", marks=needs_oxigraph, id="oxigraph"),
    pytest.param(run_virtuoso, GRAPH, marks=[needs_virtuoso, pytest.mark.slow], id="virtuoso"),
]


def authorize(monkeypatch, run):
    for name, value in USER.items() if run is run_virtuoso else ():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(("run", "graph"), SERVERS)
def test_a_server_keeps_what_a_directory_would(tmp_path, monkeypatch, move, run, graph):
    authorize(monkeypatch, run)
    monkeypatch.setattr(line, "_FIRST_WAIT", 0.01)
    made = articles(24)
    (tmp_path / "server").mkdir()
    with stores.open_store(tmp_path / "local", create=True) as here:
        here.add(made)
        here.remove(["a3", "a4"])
        expected = local(here.oxigraph)
    with run(tmp_path / "server") as url, running(Proxy(url, apart=2, seed=1, most=40, asks=0.02)) as proxy:
        path = url.rpartition("/")[2]
        place = f"{proxy.url}/{path}" + (f"?default-graph-uri={graph}" if graph else "")
        number = 0
        while number == 0 or proxy.counts.total() < 40:
            with stores.open_store(place, create=True) as store:
                for start in range(0, 24, 4):
                    store.add(made[start : start + 4])
                store.remove(["a3", "a4"])
            move(number := number + 1)
            with stores.open_store(place) as store:
                assert local(store.oxigraph) == expected
        assert proxy.waited == proxy.asked_to_wait
        assert set(proxy.counts) <= set(FAULTS)
        for question in ("stakes", "single-source", "alliances-by-topic", "conflicts"):
            there, here_too = stores.query(place, question), stores.query(tmp_path / "local", question)
            assert sorted(there.rows, key=str) == sorted(here_too.rows, key=str)
        assert stores.explain(place, "Car 3") == stores.explain(tmp_path / "local", "Car 3")


WRITERS, ROUNDS = 4, 12


@pytest.mark.parametrize(("run", "graph"), SERVERS)
def test_of_many_writers_at_once_one_at_most_wins_and_the_others_leave_nothing(tmp_path, monkeypatch, run, graph):
    authorize(monkeypatch, run)
    numbers, together = count(), Barrier(WRITERS)

    def write(remote, known):
        name = ox.NamedNode(f"urn:{next(numbers)}")
        together.wait()
        try:
            return remote.push([], [ox.Quad(name, name, name)], known), name
        except StoreError:
            return None

    with run(tmp_path) as url, ThreadPoolExecutor(WRITERS) as pool:
        address = parse_address(f"{url}?default-graph-uri={graph}" if graph else url)
        with closing(Client(address)) as client:
            remotes = [Remote(client) for _ in range(WRITERS)]
            known, won = remotes[0].push([], [], None), []
            for _ in range(ROUNDS):
                written = [done for done in pool.map(write, remotes, [known] * WRITERS) if done]
                assert len(written) <= 1
                known = written[0][0] if written else known
                won += [name for _, name in written]
                assert remotes[0].read().revision == known
            rows = client.select(f"SELECT ?s {{ {remotes[0].graphs.wrap('public', '?s ?p ?o')} }}")
            assert sorted(str(row["s"]) for row in rows) == sorted(map(str, won))
            assert remotes[0].read().claiming == ()
            assert known.counts == (len(won), 0, 0)
