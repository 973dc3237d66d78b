"""The explorer's API on a store: how long suggestions, ties, companies and networks take, asked one after the other.

python benchmarks/explorer_api.py STORE
"""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from collections.abc import Iterable, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
from serve import serve

Parameters = Mapping[str, str | int]


@click.command()
@click.argument("store", type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=200, show_default=True, help="Questions of each sort.")
def main(store: Path, count: int) -> None:
    """Print the median and the 95th percentile of each sort of question in milliseconds, and the server's part of it.

    The latter is processor time, which a busy machine does not lengthen.
    """
    chance = random.Random(1)
    with serve(store, 10) as (pid, port):
        client = Client(pid, port)
        about = client.ask("about", {})
        click.echo(f"{about['companies']:,} companies, {about['relationships']:,} ties; read in {client.last:.1f} s")
        edges = client.ask("network", {"limit": 30_000})["edges"]
        ties = sorted({edge["tie"]: edge["sources"] for edge in edges}.items(), key=lambda row: -row[1])
        busiest = client.ask("search", {"q": "", "limit": 100})
        some = [tie for tie, _ in chance.sample(ties, min(count, len(ties)))]
        names = [row["name"] for row in busiest]
        typed = [name[: chance.randint(1, len(name))] for name in chance.choices(names, k=count)]
        iris = [row["iri"] for row in busiest]
        client.time("search, 1 to all letters", "search", [{"q": text} for text in typed])
        client.time("tie, any", "tie", [{"iri": tie} for tie in some])
        client.time("tie, those with most sources", "tie", [{"iri": tie} for tie, _ in ties[:20]])
        client.time("company, those with most ties", "company", [{"iri": iri} for iri in iris])
        client.time("network, whole, 2,000 ties", "network", [{}] * 10)
        client.time("network, around a company", "network", [{"company": iri, "distance": 2} for iri in iris])
        day = about["last_reported"]
        client.time("network, first of a past day", "network", [{"as_of": day}])
        client.time("network, of a past day", "network", [{"as_of": day}] * 10)


class Client:
    """Asks over one connection."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid = pid
        self.connection = HTTPConnection("127.0.0.1", port, timeout=300)
        self.last = 0.0
        """Seconds that the last answer took."""

    def ask(self, path: str, parameters: Parameters) -> Any:
        """The answer; seconds are those until its last byte."""
        since = time.perf_counter()
        self.connection.request("GET", f"/api/{path}?{urlencode(parameters)}")
        answer = self.connection.getresponse()
        content = answer.read()
        self.last = time.perf_counter() - since
        if answer.status != 200:
            raise click.ClickException(f"{path}: {answer.status} {content.decode()}")
        return json.loads(content)

    def time(self, name: str, path: str, asked: Iterable[Parameters]) -> None:
        """Print how long these questions take."""
        seconds = []
        before = read_processor_time(self.pid)
        for parameters in asked:
            self.ask(path, parameters)
            seconds.append(self.last * 1000)
        late = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
        processor = (read_processor_time(self.pid) - before) * 1000 / len(seconds)
        times = f"p50 {statistics.median(seconds):7.1f} ms, p95 {late:7.1f} ms, processor {processor:7.1f} ms each"
        click.echo(f"{name:30} {times} ({len(seconds)})")


def read_processor_time(pid: int) -> float:
    """Seconds that a process has used, its children left out."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
