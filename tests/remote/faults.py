"""A proxy that breaks what goes through it: drops, delays and cuts, and says 429, 500 and 503."""

import random
import socket
import time
from collections import Counter
from collections.abc import Sequence
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tests.remote.endpoint import Conversation, Server

KEPT = ("content-type", "authorization", "accept")
FAULTS = ("drop", "lose", "delay", "cut", "shorten", "429", "500", "503", "late 500", "twice", "late")
"""`lose` drops the answer to what was carried out, `shorten` cuts it as if it were whole, `late 500` hides it behind an
error, `twice` carries a request out two times, `late` once more after the next one."""


class Proxy(Server):
    """Stands before the endpoint at a URL; one of `apart` requests meets a fault, until there were `most`."""

    def __init__(
        self,
        upstream: str,
        *,
        faults: Sequence[str] = FAULTS,
        apart: int = 3,
        seed: int = 0,
        most: int = 40,
        asks: float = 1.0,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.upstream = urlsplit(upstream).netloc
        self.faults, self.apart, self.most = faults, apart, most
        self.chance = random.Random(seed)
        self.counts = Counter[str]()
        self.asks = asks
        self.in_a_row = 0
        self.deck: list[str] = []
        self.asked_to_wait = self.waited = 0
        self.told: float | None = None
        self.held: list[Any] = []

    def next_fault(self):
        """What to do to a request; "" for nothing, which is so for one of six at least."""
        self.in_a_row += 1
        if self.counts.total() >= self.most or self.chance.randrange(self.apart) or self.in_a_row == 6:
            self.in_a_row = 0
            return ""
        if not self.deck:
            self.deck = self.chance.sample(self.faults, len(self.faults))
        fault = self.deck.pop()
        self.counts[fault] += 1
        return fault

    def note_wait(self):
        """Count whether who was asked to wait did so."""
        if self.told is not None:
            self.waited += time.monotonic() - self.told >= self.asks
            self.told = None

    def repeat(self, fault, request):
        """Carry out what is late, and keep what is to be late."""
        late, self.held = self.held, [request] if fault == "late" else []
        for held in [*late, *([request] if fault == "twice" else [])]:
            self.forward(*held)

    def forward(self, method, path, headers, body):
        """Status, headers and content of the endpoint's answer."""
        connection = HTTPConnection(self.upstream, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()


class _Conversation(Conversation):
    def take(self, content):
        proxy = self.server
        proxy.note_wait()
        headers = {name: value for name, value in self.headers.items() if name.lower() in KEPT}
        request = ("POST", self.path, headers, content)
        fault = proxy.next_fault()
        if fault in ("429", "500", "503"):
            self.refuse(int(fault))
        elif fault == "drop":
            self.hang_up()
        else:
            if fault == "delay":
                time.sleep(proxy.chance.uniform(0, 0.2))
            self.answer(fault, *proxy.forward(*request))
            proxy.repeat(fault, request)

    def answer(self, fault, status, headers, content):
        """Hand on an answer, unless the fault is in it."""
        if fault == "lose":
            self.hang_up()
            return
        if fault == "late 500":
            self.refuse(500)
            return
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() in ("content-type", "server", "www-authenticate"):
                self.send_header(name, value)
        is_short = fault in ("cut", "shorten") and content
        sent = content[: self.server.chance.randrange(len(content))] if is_short else content
        self.send_header("Content-Length", str(len(sent if fault == "shorten" else content)))
        self.end_headers()
        self.wfile.write(sent)
        if fault == "cut":
            self.hang_up()

    def refuse(self, status):
        """Say that it does not go now; with 429 and 503 when to come again."""
        self.send_response_only(status)
        if status != 500:
            self.server.asked_to_wait += 1
            self.server.told = time.monotonic()
            self.send_header("Retry-After", f"{self.server.asks:g}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def hang_up(self):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)
