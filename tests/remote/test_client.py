"""Requests reach the endpoint with the rights they need, again where that helps, and with no secret told."""

import base64
import logging
import time
from contextlib import closing

import pytest

from alliance_graph import cli, stores
from alliance_graph.address import parse_address
from alliance_graph.errors import QueryError, StoreError
from alliance_graph.graph.remote.client import Client
from alliance_graph.graph.remote.line import RefusedError
from tests.remote.endpoint import NONCE, knows_digest, running
from tests.remote.faults import Proxy
from tests.remote.stores import articles

ONE = "SELECT (1 AS ?one) {}"
BASIC = f"Basic {base64.b64encode(b'me:s3cret').decode()}"
DIGEST = f'Digest realm="realm", nonce="{NONCE}"'
USER = {"ALLIANCE_GRAPH_STORE_USER": "me", "ALLIANCE_GRAPH_STORE_PASSWORD": "s3cret"}
TOKEN = {"ALLIANCE_GRAPH_STORE_TOKEN": "s3cret"}


@pytest.mark.parametrize(
    ("environ", "challenge", "guard"),
    [
        (USER, 'Basic realm="realm"', lambda header: header == BASIC),
        (USER, DIGEST, knows_digest("me", "s3cret")),
        (USER, f'{DIGEST}, Basic realm="realm"', knows_digest("me", "s3cret")),
        (TOKEN, "Bearer", lambda header: header == "Bearer s3cret"),
    ],
)
def test_who_the_environment_names_gets_in(endpoint, monkeypatch, caplog, environ, challenge, guard):
    endpoint.challenge, endpoint.guard = challenge, guard
    url = f"{endpoint.url}/query"
    with pytest.raises(StoreError, match=r"401.*set ALLIANCE_GRAPH_STORE_USER"):
        stores.open_store(url, create=True)
    caplog.set_level(logging.DEBUG)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with stores.open_store(url, create=True) as store:
        store.add(articles(2))
        assert "s3cret" not in repr(parse_address(url))
    for name, value in environ.items():
        monkeypatch.setenv(name, value.replace("s3cret", "s3cret-wrong"))
    with pytest.raises(StoreError, match=r"401.*check name, password or token") as error:
        stores.open_store(url)
    assert "s3cret" not in f"{error.value}{caplog.text}"
    assert base64.b64encode(b"me:s3cret").decode() not in caplog.text


def test_a_password_is_not_sent_before_it_is_asked_for(endpoint, monkeypatch):
    for name, value in USER.items():
        monkeypatch.setenv(name, value)
    with closing(Client(parse_address(f"{endpoint.url}/query"))) as line:
        line.select(ONE)
    assert [header for _, header in endpoint.seen] == [""]


class _Answer:
    """An endpoint's next answers, each status with its headers and content."""

    def __init__(self, endpoint, *answers):
        self.answers = list(answers)
        endpoint.RequestHandlerClass.query = self.reply(endpoint.RequestHandlerClass.query)

    def reply(self, query):
        def reply(conversation, form):
            if self.answers:
                conversation.reply(*self.answers.pop(0))
            else:
                query(conversation, form)

        return reply


@pytest.fixture
def says(endpoint, monkeypatch):
    monkeypatch.setattr(endpoint.RequestHandlerClass, "query", endpoint.RequestHandlerClass.query)
    return lambda *answers: _Answer(endpoint, *answers)


@pytest.fixture
def waits(monkeypatch):
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


@pytest.fixture
def line(endpoint):
    with closing(Client(parse_address(f"{endpoint.url}/query"))) as made:
        yield made


JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("answer", "least", "most"),
    [
        ((503, b"", "text/plain", {"Retry-After": "7"}), 7, 7),
        ((429, b"", "text/plain", {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}), 0.1, 0.2),
        ((500, b"oops", "text/plain"), 0.1, 0.2),
        ((200, b'{"head":{"vars":["one"]},"results":{"bindings":[', JSON), 0.1, 0.2),
        ((200, b'{"head":{"vars":["one"]},"results":{"bindings":[]}', JSON), 0.1, 0.2),
        ((200, b"", JSON), 0.1, 0.2),
        ((200, b"<html>Please wait</html>", "text/html"), 0.1, 0.2),
    ],
)
def test_what_may_pass_is_tried_again_after_a_wait(line, says, waits, answer, least, most):
    says(answer)
    assert [row["one"].value for row in line.select(ONE)] == ["1"]
    assert len(waits) == 1
    assert least <= waits[0] <= most


def test_tries_come_to_an_end_with_what_was_wrong_at_last(line, says, waits):
    says(*[(503, b"down for repairs", "text/plain")] * 20)
    with pytest.raises(StoreError, match="503 down for repairs; nothing is lost"):
        line.select(ONE)
    assert 25 < sum(waits) < 60


@pytest.mark.parametrize("delay", ["86400", "inf"])
def test_nobody_waits_for_a_day(line, says, waits, delay):
    says((503, b"", "text/plain", {"Retry-After": delay}))
    with pytest.raises(StoreError, match="503"):
        line.select(ONE)
    assert waits == []


def test_a_server_that_is_not_there_is_told_soon(waits):
    line = closing(Client(parse_address("http://127.0.0.1:1/query")))
    with line as made, pytest.raises(StoreError, match="does not answer"):
        made.select(ONE)
    assert len(waits) == 2


def test_nobody_is_followed_to_another_address(line, says, waits):
    says((307, b"", "text/plain", {"Location": "http://elsewhere.example/query"}))
    with pytest.raises(StoreError, match=r"moved to 'http://elsewhere\.example/query'"):
        line.select(ONE)
    assert waits == []


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (403, StoreError, "set ALLIANCE_GRAPH_STORE_USER"),
        (404, StoreError, "no endpoint"),
        (405, StoreError, "ALLIANCE_GRAPH_UPDATE_URL"),
        (400, RefusedError, "400: so not"),
        (413, RefusedError, "413: so not"),
    ],
)
def test_what_will_not_pass_is_told_at_once(line, says, waits, status, error, said):
    says((status, b"so\nnot", "text/plain"))
    with pytest.raises(error, match=said):
        line.select(ONE)
    assert waits == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, b'{"head":{"vars":["one"]},"results":{"bindings":[', JSON), "cut short"),
        ((200, b"<urn:a> <urn:b> ", "application/n-triples"), "cut short"),
        ((200, b"<html>", "text/html"), "cut short or in no form"),
        ((400, b"no such function", "text/plain"), "no such function"),
        ((500, b"too much", "text/plain"), "too much"),
    ],
)
def test_a_question_is_asked_once_and_its_answer_is_whole_or_an_error(line, says, waits, answer, said):
    says(answer)
    with pytest.raises(QueryError, match=said):
        line.answer(ONE, graph="", seconds=10)
    assert waits == []


def test_an_answer_that_does_not_come_in_time_is_not_waited_for(endpoint):
    with running(Proxy(endpoint.url, faults=("delay",), apart=1)) as proxy:
        proxy.chance.uniform = lambda *_: 2.0
        line = closing(Client(parse_address(f"{proxy.url}/query")))
        with line as made, pytest.raises(QueryError, match=r"no answer in 0\.3 seconds"):
            made.answer(ONE, graph="", seconds=0.3)


def test_every_command_works_on_an_endpoint_or_says_what_to_do(endpoint, tmp_path, capsys, move):
    url = f"{endpoint.url}/query"
    (tmp_path / "companies.csv").write_text("name\nCar\n")
    with stores.open_store(url, create=True) as store:
        store.add(articles(6))
    move("other")
    commands = [
        (["stats"], 0, "articles                 6"),
        (["query", "single-source"], 0, "Car 3"),
        (["explain", "Car 3"], 0, "Car 3"),
        (["companies", "list", "Wheel 1"], 0, "Wheel 1"),
        (["companies", "merge", "Car 1", "Car 2"], 0, "same"),
        (["conflicts"], 0, ""),
        (["gaps"], 0, ""),
        (["copies"], 0, ""),
        (["diff", "--since", "2024-08-01"], 0, ""),
        (["validate", "--quiet"], 0, "conform"),
        (["export", str(tmp_path / "ties.ttl")], 0, ""),
        (["stats", "--as-of", "2024-07-01"], 0, "articles                 0"),
        (["remove", "a1"], 0, "removed 1"),
        (["companies", "import", str(tmp_path / "companies.csv")], 4, "beside a store in a directory"),
    ]
    for command, code, said in commands:
        with pytest.raises(SystemExit) as ended:
            cli.main([*command, "--store", url])
        out, err = capsys.readouterr()
        assert (ended.value.code, said in out + err) == (code, True), (command, out, err)
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", url])
    assert "answers SPARQL itself" in capsys.readouterr().err
