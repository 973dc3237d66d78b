"""The endpoint under load: a server of its own is started on a store and asked what would harm it.

python benchmarks/serve.py STORE

Each expensive client has an address of its own (127.0.0.2 and so on), as strangers have.
"""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.serve import hostile

ROOT = Path(__file__).parent.parent
QUICK = (
    'SELECT ?c { ?c skos:prefLabel "Nissan" }',
    "SELECT ?a ?b { ?a ag:owns ?b } LIMIT 50",
    "SELECT ?n { ?c a ag:Company ; skos:prefLabel ?n } LIMIT 100",
    "ASK { ?a ag:alliedWith ?b }",
    "DESCRIBE ?c { ?c a ag:Company } LIMIT 1",
)
FORM = {"content-type": "application/x-www-form-urlencoded"}

Timed = tuple[int, float]
"""Status and seconds."""


@click.command()
@click.argument("store", type=click.Path(exists=True, path_type=Path))
@click.option("--timeout", default=10.0, show_default=True, help="Limit of a query.")
@click.option("--expensive", "count", default=100, show_default=True, help="How many expensive queries.")
@click.option("--clients", default=8, show_default=True, help="How many ask them at a time.")
def main(store: Path, timeout: float, count: int, clients: int) -> None:
    """Print what became of expensive, nested and calling queries, and of the quick ones of others meanwhile."""
    with serve(store, timeout) as (pid, port):
        calm = [ask(port, QUICK[i % len(QUICK)]) for i in range(200)]
        click.echo(f"quick queries, nobody else: {describe(calm)}")
        expensive, quick = press(port, count, clients)
        click.echo(f"{count} expensive queries by {clients} clients, limit {timeout:g} s: {describe(expensive)}")
        click.echo(f"quick queries of another meanwhile: {describe(quick)}")
        time.sleep(2)  # until all have given their memory back
        click.echo(f"processes after it: {len(find_children(pid))}, of them dead {count_dead(pid)}")
        before = find_children(pid)
        deep = [ask(port, query) for query in hostile.deep(400)]
        click.echo(
            f"400 nested or long queries: {describe(deep)}; processes that died {len(before - find_children(pid))}"
        )
        calls, connections = call(port)
        click.echo(f"300 queries that call: {describe(calls)}; connections {connections}")


@contextmanager
def serve(store: Path, timeout: float) -> Iterator[tuple[int, int]]:
    """A server with its process and port; the limits are those of the program but for the time."""
    command = [sys.executable, "-m", "alliance_graph", "serve", str(store), "--port", "0", "--timeout", str(timeout)]
    # The quick client asks more than one person would.
    process = subprocess.Popen([*command, "--allowance", "600"], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    ports = (re.search(r"running on http://[\d.]+:(\d+)", line) for line in process.stderr)
    try:
        yield process.pid, int(next(found[1] for found in ports if found))
    finally:
        process.terminate()
        process.wait()


def ask(port: int, query: str, client: int = 1) -> Timed:
    """Status and seconds of one query by the client of a number."""
    since = time.monotonic()
    connection = HTTPConnection("127.0.0.1", port, timeout=60, source_address=(f"127.0.0.{client}", 0))
    connection.request("POST", "/sparql", urlencode({"query": query}), FORM)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, time.monotonic() - since


def press(port: int, count: int, clients: int) -> tuple[list[Timed], list[Timed]]:
    """Expensive queries by so many clients, each one after the other, and quick ones of one more meanwhile."""
    queries = hostile.expensive(count)
    quick: list[Timed] = []
    shares = [queries[number::clients] for number in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        running = [
            pool.submit(lambda share, number: [ask(port, query, number + 2) for query in share], share, number)
            for number, share in enumerate(shares)
        ]
        while not all(future.done() for future in running):
            quick.append(ask(port, QUICK[len(quick) % len(QUICK)]))
            time.sleep(0.05)
    return [timed for future in running for timed in future.result()], quick


def call(port: int) -> tuple[list[Timed], int]:
    """The queries that call another server, and how often that was called."""
    connections = 0

    def listen(server: socket.socket) -> None:
        nonlocal connections
        while True:
            try:
                server.accept()[0].close()
            except OSError:
                return
            connections += 1

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=listen, args=(server,), daemon=True).start()
        timed = [ask(port, query) for query in hostile.calls(f"http://127.0.0.1:{server.getsockname()[1]}/", 300)]
        server.shutdown(socket.SHUT_RDWR)
    return timed, connections


def describe(timed: Sequence[Timed]) -> str:
    """Statuses with their counts, and how long it took."""
    statuses = ", ".join(f"{count} x {status}" for status, count in sorted(Counter(s for s, _ in timed).items()))
    seconds = [took for _, took in timed]
    middle, late = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    return f"{statuses}; middle {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms, longest {max(seconds):.2f} s"


def find_children(pid: int) -> set[int]:
    """The processes of the server that run."""
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def count_dead(pid: int) -> int:
    """Processes that have ended and were not taken away."""
    states = (Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] for child in find_children(pid))
    return sum(state == "Z" for state in states)


if __name__ == "__main__":
    main()
