import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import uvicorn
from starlette.responses import PlainTextResponse

from alliance_graph.serve import server


@contextmanager
def _running():
    """The port of a server that says hello."""
    running = uvicorn.Server(server.configure(PlainTextResponse("hello"), host="127.0.0.1", port=0))
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        while not running.started:
            time.sleep(0.01)
        yield running.servers[0].sockets[0].getsockname()[1]
    finally:
        running.should_exit = True
        thread.join()


def test_a_connection_without_a_whole_request_is_closed(monkeypatch):
    monkeypatch.setattr(server, "_HEAD_SECONDS", 0.3)
    with _running() as port, ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10)) for _ in range(20)]
        for connection in slow[1:]:
            connection.sendall(b"GET / HTTP/1.1\r\nhost:")
        slow[-1].sendall(b" localhost\r\n\r\n")
        answer = b""
        while not answer.endswith(b"hello"):
            answer += slow[-1].recv(1000)
        slow[-1].sendall(b"GET / HTTP/1.1\r\n")
        assert [connection.recv(100) for connection in slow] == [b""] * 20
