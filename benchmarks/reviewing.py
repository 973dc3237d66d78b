"""How long a person waits for a review: in an open store, and over HTTP until it is served.

python benchmarks/reviewing.py STORE [--claims 40] [--known 2000]
"""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from starlette.testclient import TestClient

from alliance_graph import link
from alliance_graph.graph import Store
from alliance_graph.graph.claims import find_open
from alliance_graph.graph.explain import find_reading
from alliance_graph.graph.reviewing import name_parties, review, take_over, undo
from alliance_graph.reviews import Review, Verdict
from alliance_graph.serve.access import Access
from alliance_graph.serve.app import make_app

TOKEN = "benchmark"


@click.command()
@click.argument("store", type=click.Path(exists=True, path_type=Path))
@click.option("--claims", "count", default=40, show_default=True, help="How many claims to review.")
@click.option("--known", default=2000, show_default=True, help="How many reviews there are before, the second time.")
def main(store: Path, count: int, known: int) -> None:
    """Print how long reviews of claims drawn at random take, on a copy of a store."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copytree(store, Path(folder) / "store"))
        chosen = draw(path, count)
        for before in (0, known):
            fill(path, chosen, before)
            click.echo(f"{before:,} reviews before, in an open store: {describe(decide(path, chosen))}")
            click.echo(f"{before:,} reviews before, over HTTP: {describe(post(path, chosen))}")


def draw(path: Path, count: int) -> list[str]:
    """Claims of which nobody decided, by a fixed seed."""
    with Store.open(path, linker=link) as store:
        return random.Random(1987).sample([one.iri for one in find_open(store)], count)


def fill(path: Path, chosen: Sequence[str], count: int) -> None:
    """Accept so many other claims."""
    with Store.open(path, linker=link) as store:
        others = [one.iri for one in find_open(store) if one.iri not in chosen][:count]
        readings = ((find_reading(store.view(), iri), iri) for iri in others)
        made = ((reading.annotation.id, name_parties(reading, reading.claims[iri])) for reading, iri in readings)
        take_over(store, [Review(article=name, claim=c, decision=Verdict.ACCEPTED) for name, c in made])


def decide(path: Path, chosen: Sequence[str]) -> list[float]:
    """Seconds to reject each claim and to take that back."""
    with Store.open(path, linker=link) as store:
        return [
            seconds
            for iri in chosen
            for seconds in (clock(lambda: review(store, iri, Verdict.REJECTED)), clock(lambda: undo(store, iri)))  # noqa: B023  # called at once
        ]


def post(path: Path, chosen: Sequence[str]) -> list[float]:
    """Seconds to reject each claim over HTTP, until a query sees it, and to take that back."""
    app = make_app(path, access=Access(token=TOKEN))
    with TestClient(app, base_url="http://localhost", headers={"authorization": f"Bearer {TOKEN}"}) as client:

        def change(what: str, **body: str) -> None:
            client.post(f"/api/claims/{what}", json=body).raise_for_status()
            client.get("/sparql", params={"query": f"ASK {{ <{body['claim']}> ag:reports ?tie }}"}).raise_for_status()

        return [
            seconds
            for iri in chosen
            for seconds in (
                clock(lambda: change("review", claim=iri, decision="rejected")),  # noqa: B023  # called at once
                clock(lambda: change("undo", claim=iri)),  # noqa: B023
            )
        ]


def clock(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def describe(times: Sequence[float]) -> str:
    """Number, middle, 95 in 100, longest."""
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{len(times)} changes, middle {statistics.median(times):.2f} s, p95 {p95:.2f} s, longest {max(times):.2f} s"


if __name__ == "__main__":
    main()
