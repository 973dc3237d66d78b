import asyncio
from urllib.parse import quote

import pytest

from alliance_graph.errors import UseError
from alliance_graph.serve import protocol
from alliance_graph.serve.access import Access, parse_name, parse_origin
from tests.serve import hostile
from tests.serve.conftest import serve

ASK = {"query": "ASK {}"}
EXPENSIVE = hostile.expensive(1)[0]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1:80", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("localhost@evil.example", 421),
        ("evil.example:localhost", 421),
        ("[localhost", 421),
        ("", 421),
    ],
)
def test_a_server_answers_to_its_names_only(client, host, status):
    assert client.get("/sparql", params=ASK, headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://localhost:5173", 200), ("https://evil.example", 403), ("null", 403), ("http://[", 403)],
)
def test_pages_of_other_hosts_may_not_ask(client, origin, status):
    answer = client.post("/sparql", data=ASK, headers={"origin": origin})
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers


def test_pages_of_allowed_origins_may(store):
    with serve(store, access=Access(names=("graph.example.org",), origins=("https://example.org",))) as client:
        headers = {"host": "graph.example.org", "origin": "https://example.org"}
        answer = client.post("/sparql", data=ASK, headers=headers)
        assert answer.headers["access-control-allow-origin"] == "https://example.org"
        asked = {**headers, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
        assert client.options("/sparql", headers=asked).status_code == 200
        other = {**headers, "origin": "https://other.example"}
        assert client.post("/sparql", data=ASK, headers=other).status_code == 403


@pytest.mark.parametrize("address", ["/", "/sparql", "/sparql?query=nonsense", "/nowhere", "/graph?default"])
def test_every_answer_is_safe_in_a_browser(client, address):
    headers = client.get(address).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_errors_are_plain_text_whatever_was_asked(client):
    answer = client.get("/sparql", params={"query": "<script>alert(1)</script>"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")


def test_changes_are_off_without_a_token(store):
    with serve(store) as client:
        assert client.post("/renew", headers={"authorization": "Bearer "}).status_code == 403


def _call(client, receive, **request):
    """The status of an answer to a request whose messages come one by one; None if there is none in five seconds."""
    statuses = []

    async def send(message):
        statuses.append(message.get("status"))

    async def call():
        scope = {
            "type": "http",
            "path": "/sparql",
            "headers": [(b"host", b"localhost"), (b"content-type", b"application/sparql-query")],
            "server": ("localhost", 80),
            "scheme": "http",
            "http_version": "1.1",
            "query_string": b"",
            **request,
        }
        async with asyncio.timeout(5):
            await client.app(scope, receive, send)

    client.portal.call(call)
    return statuses[0]


def test_a_query_ends_when_its_client_hangs_up(client):
    messages = [{"type": "http.request", "body": b""}]

    async def receive():
        if messages:
            return messages.pop()
        await asyncio.sleep(0.4)
        return {"type": "http.disconnect"}

    _call(client, receive, method="GET", query_string=b"query=" + quote(EXPENSIVE).encode())
    assert client.app.state.endpoint.pool._long == 0


def test_a_slow_body_is_not_waited_for(client, monkeypatch):
    monkeypatch.setattr(protocol, "_BODY_SECONDS", 0.05)

    async def receive():
        await asyncio.sleep(0.03)
        return {"type": "http.request", "body": b"A", "more_body": True}

    assert _call(client, receive, method="POST") == 408


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://Example.org/", "https://example.org"),
        ("http://localhost:5173", "http://localhost:5173"),
        ("https://example.org:443", "https://example.org"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_an_origin_is_taken_as_browsers_send_it(text, origin):
    assert parse_origin(text) == origin


@pytest.mark.parametrize(
    "text", ["foo", "*", "null", "", "example.org", "https://", "https://a/b", "ftp://a", "https://a b"]
)
def test_what_is_no_origin_is_refused(text):
    with pytest.raises(UseError, match="no origin"):
        parse_origin(text)


def test_a_name_is_a_host_in_small_letters_and_nothing_else():
    assert parse_name("Graph.Example.org") == "graph.example.org"
    for text in ("", "https://example.org", "example.org:80", "a/b", "[::1]"):
        with pytest.raises(UseError, match="no name of a host"):
            parse_name(text)
