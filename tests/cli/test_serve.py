"""`alliance-graph serve` as a process: it starts, answers, and leaves nothing behind."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.serve.conftest import make_store

PROGRAM = [sys.executable, "-W", "error", "-m", "alliance_graph", "serve"]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return make_store(tmp_path_factory.mktemp("served"))


@pytest.fixture
def start(store):
    """Starts the program and gives it with its address."""
    started = []

    def call(*options):
        process = subprocess.Popen(
            [*PROGRAM, str(store), "--port", "0", *options],
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # as a shell's background ignores it
        )
        started.append(process)
        for line in process.stderr:
            found = re.search(r"running on (http://\S+)", line)
            if found:
                return process, found[1]
        raise AssertionError("it did not start")

    yield call
    for process in started:
        process.kill()
        process.communicate()


def _find_workers(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(pid) for pid in children.split()]


def _lives(pid):
    """Whether a process runs; one that has ended and that nobody asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize(("signal_sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_it_answers_until_it_is_told_to_end(start, store, signal_sent, code):
    process, address = start()
    with urllib.request.urlopen(f"{address}/sparql?query=ASK%20%7B%7D") as answer:
        assert answer.read() == b'{"head":{},"boolean":true}'
    workers = _find_workers(process)
    assert len(workers) >= 4
    process.send_signal(signal_sent)
    assert process.wait(timeout=20) == code
    deadline = time.monotonic() + 20
    while any(map(_lives, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_lives, workers))
    if signal_sent != signal.SIGKILL:
        assert not list(store.glob("serve-*"))


def _undo(address, token):
    """The status of an answer to a change that there is nothing to be done about."""
    headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{address}/api/claims/undo", b'{"claim": "x"}', headers)
    with pytest.raises(urllib.error.HTTPError) as failed:
        urllib.request.urlopen(request)
    with failed.value as answer:
        return answer.code


def test_on_this_machine_alone_a_link_with_a_new_token_is_shown(start):
    process, address = start()
    link = process.stderr.readline().split()[-1]
    assert link.startswith(f"{address}/#token=")
    token = link.partition("=")[2]
    assert len(token) == 32
    assert (_undo(address, token), _undo(address, token[1:])) == (400, 401)


@pytest.mark.parametrize("options", [["--name", "graph.example.org"], ["--proxy", "127.0.0.1"], ["--token", "t" * 20]])
def test_in_public_no_token_is_made_or_shown(start, options):
    process, address = start(*options)
    assert _undo(address, "") in (401, 403)
    process.terminate()
    assert "#token" not in process.stderr.read()


def test_rdflib_asks_it_as_any_endpoint(start):
    _, address = start()
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    rows = graph.query("SELECT ?n { ?c a ag:Company ; skos:prefLabel ?n } ORDER BY ?n LIMIT 2")
    assert [str(row.n) for row in rows] == ["Brill Cells", "Brill Powder"]
    nissan = rdflib.URIRef("https://example.org/ag/company/nissan")
    assert rdflib.Literal("Nissan") in set(graph.objects(nissan, rdflib.SKOS.prefLabel))
    assert rdflib.Graph().parse(f"{address}/graph?default")
    assert len(list(graph.query("CONSTRUCT WHERE { ?a ag:owns ?b }"))) > 3


def test_what_is_no_http_is_refused(start):
    _, address = start()
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-length: x\r\n\r\n")
        assert b" 400 " in connection.recv(100)


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["nowhere"], 4, "there is no store at nowhere;"),
        (["--store", "nowhere"], 4, "there is no store at nowhere;"),
        (["x", "--host", "0.0.0.0"], 2, "--name"),
        (["x", "--timeout", "0"], 2, "--timeout"),
        (["x", "--cors", "foo"], 2, "'foo' is no origin"),
        (["x", "--name", "https://example.org"], 2, "no name of a host"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, arguments, code, word):
    done = subprocess.run([*PROGRAM, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert word in done.stderr
