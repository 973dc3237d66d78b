"""A small SPARQL 1.1 endpoint on pyoxigraph, in this process."""

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

JSON = "application/sparql-results+json"
NONCE = "once"


class Server(ThreadingHTTPServer):
    daemon_threads = True

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def running(server):
    """The server while it answers, in a thread of its own."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Endpoint(Server):
    """Answers /query and /update; `most` caps the rows, `guard` says 401 where it does not like a header.

    Updates with `poison` in them it refuses, `shows_all` has queries ask all graphs, and with `has_gaps` the pages of
    an answer without order lack rows.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.store = ox.Store()
        self.lock = threading.Lock()
        self.most: int | None = None
        self.shows_all = False
        self.has_gaps = False
        self.poison = ""
        self.challenge = ""
        self.guard: Callable[[str], bool] = lambda _header: True
        self.seen: list[tuple[str, str]] = []


class Conversation(BaseHTTPRequestHandler):
    """Talks in silence, on a line that stays open."""

    protocol_version = "HTTP/1.1"
    server: Any

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.take(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def take(self, content: bytes) -> None:
        """Do with a request what there is to do."""
        raise NotImplementedError


class _Conversation(Conversation):
    def take(self, content):
        body = content.decode()
        header = self.headers.get("Authorization", "")
        self.server.seen.append((self.path, header))
        if not self.server.guard(header):
            self.reply(401, b"who are you?", "text/plain", {"WWW-Authenticate": self.server.challenge})
            return
        try:
            with self.server.lock:
                if urlsplit(self.path).path == "/update":
                    assert self.headers["Content-Type"].startswith("application/sparql-update")
                    if self.server.poison and self.server.poison in body:
                        raise SyntaxError("this I do not take")
                    self.server.store.update(body)
                    self.reply(204, b"", JSON)
                else:
                    self.query(parse_qs(body))
        except SyntaxError as error:
            self.reply(400, str(error).encode(), "text/plain")

    def query(self, form):
        graphs = [ox.NamedNode(graph) for graph in form.get("default-graph-uri", ())]
        options = {"use_default_graph_as_union": True} if self.server.shows_all else {"default_graph": graphs or None}
        query = form["query"][0]
        if self.server.has_gaps and "ORDER BY" not in query:
            query = query.replace("OFFSET ", "OFFSET 7")
        found = self.server.store.query(query, **options)
        if isinstance(found, ox.QueryTriples):
            self.reply(200, found.serialize(format=ox.RdfFormat.N_TRIPLES), "application/n-triples")
            return
        content = found.serialize(format=ox.QueryResultsFormat.JSON)
        if self.server.most:
            answer = json.loads(content)
            if "results" in answer:
                del answer["results"]["bindings"][self.server.most :]
            content = json.dumps(answer).encode()
        self.reply(200, content, JSON)

    def reply(self, status, content, kind, headers=None):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def knows_digest(user, password):
    """A guard that lets in who answers a Digest challenge rightly."""

    def guard(header):
        if not header.startswith("Digest "):
            return False
        parts = dict(part.strip().split("=", 1) for part in header.removeprefix("Digest ").split(","))
        parts = {name: value.strip('"') for name, value in parts.items()}
        first = hashlib.md5(f"{user}:realm:{password}".encode()).hexdigest()
        second = hashlib.md5(f"POST:{parts['uri']}".encode()).hexdigest()
        return parts["response"] == hashlib.md5(f"{first}:{NONCE}:{second}".encode()).hexdigest()

    return guard
