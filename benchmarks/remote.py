"""Loads annotations into a SPARQL server and into a directory, quietly and through a proxy that fails, and compares.

    python benchmarks/remote.py ANNOTATIONS.jsonl --server oxigraph [--limit 2000] [--faults 500] [--texts 100000]

`oxigraph` is started from PyPI's package, `virtuoso` from Debian's. The proxy is that of the tests.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

import click
import pyoxigraph as ox

from alliance_graph import Annotation, open_store, read_annotations
from alliance_graph.address import parse_address
from alliance_graph.graph.remote.client import Client
from alliance_graph.graph.remote.copying import copy_graphs
from alliance_graph.graph.remote.remote import Remote

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.remote.endpoint import running
from tests.remote.faults import Proxy
from tests.remote.servers import GRAPH, USER, run_oxigraph, run_virtuoso
from tests.remote.stores import NASTY, local

_BATCH = 64
_LETTERS = "\"'\\{}<>#;.@^_:|`$%&?\n\r\t\x01\x1f\x7f \u00a0\u202e\u2028é漢😀aZ09"


@contextmanager
def on_new_machine() -> Iterator[None]:
    """Without copies of anything."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALLIANCE_GRAPH_CACHE"] = folder
        yield


def load(place: str | Path, annotations: Sequence[Annotation], batch: int = _BATCH) -> float:
    """Seconds to add them in batches."""
    begun = time.perf_counter()
    with open_store(place, create=True) as store:
        for start in range(0, len(annotations), batch):
            store.add(annotations[start : start + batch])
    return time.perf_counter() - begun


def read(place: str | Path) -> dict[str, list[str]]:
    """What is in a store."""
    with open_store(place) as store:
        return local(store.oxigraph)


def differ(found: dict[str, list[str]], expected: dict[str, list[str]]) -> str:
    """How many triples are lost, and how many too many."""
    lost = sum(len(set(expected[name]) - set(found[name])) for name in expected)
    more = sum(len(found[name]) - len(set(found[name]) & set(expected[name])) for name in expected)
    return f"{sum(map(len, found.values())):,} triples, {lost} lost, {more} too many"


def measure(place: str, annotations: Sequence[Annotation], folder: Path) -> None:
    """Rates of loading, and what a second machine finds."""
    here = load(folder / "local", annotations)
    with on_new_machine():
        there = load(place, annotations)
    expected, count = read(folder / "local"), len(annotations)
    click.echo(f"{count:,} articles into a directory {count / here:.0f}/s, there {count / there:.0f}/s")
    with on_new_machine():
        begun = time.perf_counter()
        found = read(place)
        click.echo(f"copied to another machine in {time.perf_counter() - begun:.1f} s: {differ(found, expected)}")


def disturb(server: str, options: str, annotations: Sequence[Annotation], faults: int, folder: Path) -> None:
    """Add and remove through failures until there were enough, then compare."""
    load(folder / "quiet", annotations)
    with running(Proxy(server, apart=2, most=faults, asks=1.0)) as proxy, on_new_machine():
        place = f"{proxy.url}/{server.rpartition('/')[2]}{options}"
        load(place, annotations, batch=4)
        while proxy.counts.total() < faults:
            with open_store(place) as store:
                store.remove([one.id for one in annotations[::2]])
            load(place, annotations, batch=4)
        waited = f"{proxy.waited} of {proxy.asked_to_wait} waits obeyed"
    with on_new_machine():
        result = differ(read(f"{server}{options}"), read(folder / "quiet"))
    click.echo(f"{faults} failures ({dict(sorted(proxy.counts.items()))}), {waited}: {result}")


def cut(server: str, options: str, faults: int) -> None:
    """Read through answers that are cut short."""
    with running(Proxy(server, faults=("cut", "shorten"), apart=2, most=faults)) as proxy:
        with closing(Client(parse_address(f"{server}{options}"))) as client:
            expected = Remote(client).read()
        wrong = 0
        with closing(Client(parse_address(f"{proxy.url}/{server.rpartition('/')[2]}{options}"))) as client:
            while proxy.counts.total() < faults:
                wrong += Remote(client).read() != expected
    click.echo(f"{faults} answers cut short: {wrong} taken for whole")


def throw(place: str, count: int) -> None:
    """Send texts full of what ends a literal elsewhere, and read them again."""
    chance = random.Random(23)
    texts = [*NASTY, *("".join(chance.choices(_LETTERS, k=chance.randrange(1, 40))) for _ in range(count))][:count]
    name = ox.NamedNode("urn:name")
    quads = {ox.Quad(ox.NamedNode(f"urn:text:{n}"), name, ox.Literal(text)) for n, text in enumerate(texts)}
    with closing(Client(parse_address(place))) as client, tempfile.TemporaryDirectory() as folder:
        remote, copy = Remote(client), ox.Store()
        revision = remote.push([], list(quads), remote.read().revision)
        wrong = copy_graphs(remote, revision.counts, copy, Path(folder))
        missing = sum(quad not in copy for quad in quads)
        remote.push(list(quads), [], revision)
    click.echo(f"{count:,} texts: {missing} came back otherwise{'; ' + wrong if wrong else ''}")


@click.command()
@click.argument("source", type=click.Path(exists=True))
@click.option("--server", type=click.Choice(["oxigraph", "virtuoso"]), default="oxigraph", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=2000, show_default=True, help="Articles.")
@click.option("--faults", type=click.IntRange(1), default=500, show_default=True)
@click.option("--texts", type=click.IntRange(1), default=100_000, show_default=True)
def main(source: str, server: str, limit: int, faults: int, texts: int) -> None:
    """Measure, disturb and compare."""
    annotations = list(islice(read_annotations(source), limit))
    os.environ["NO_PROXY"] = "127.0.0.1"
    options = f"?default-graph-uri={GRAPH}"
    if server == "virtuoso":
        os.environ.update(USER)
    with (
        tempfile.TemporaryDirectory() as name,
        (run_virtuoso if server == "virtuoso" else run_oxigraph)(Path(name)) as at,
    ):
        measure(f"{at}{options}/quiet", annotations, Path(name))
        disturb(at, f"{options}/disturbed", annotations[:200], faults, Path(name))
        cut(at, f"{options}/quiet", faults)
        throw(f"{at}{options}/quiet", texts)


if __name__ == "__main__":
    main()
