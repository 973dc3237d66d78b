"""Kills a build at random moments, lets it go on, and compares the store with that of a run nobody disturbed.

    python benchmarks/kills.py ../shared/corpora/bbc-business.jsonl.gz --limit 300 --kills 200

Each store is killed several times, always the program with all its workers, then left to end.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

import click
import pyoxigraph as ox

from alliance_graph import open_store


def start(arguments: Sequence[str], store: Path) -> subprocess.Popen[bytes]:
    """A build in a process group of its own."""
    command = [sys.executable, "-m", "alliance_graph", "build", *arguments, "--store", str(store), "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, process_group=0)


def finish(arguments: Sequence[str], store: Path) -> float:
    """Seconds that a build takes to its end."""
    begun = time.perf_counter()
    if start(arguments, store).wait():
        raise click.ClickException(f"the build into {store} failed")
    return time.perf_counter() - begun


def kill_at(moment: float, arguments: Sequence[str], store: Path) -> int | None:
    """Start a build and kill it after so many seconds; how many articles the store has then, None if it had ended."""
    process = start(arguments, store)
    try:
        process.wait(moment)
        return None
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if not (store / "store.json").exists():
        return 0
    with open_store(store) as opened:
        return opened.stats().articles


def read_quads(path: Path) -> list[str]:
    """All that a store holds as canonical N-Quads; without blank nodes, sorting makes them so."""
    with open_store(path) as store:
        dumped = (store.oxigraph.dump(format=ox.RdfFormat.N_QUADS) or b"").decode()
    if "_:" in dumped:
        raise click.ClickException("a blank node is in the store, and sorted quads are not canonical")
    return sorted(dumped.splitlines())


@click.command()
@click.argument("source", type=click.Path(exists=True))
@click.option("--kills", type=click.IntRange(1), default=200, show_default=True)
@click.option("--each", type=click.IntRange(1), default=3, show_default=True, help="Kills of one store.")
@click.option("--limit", type=click.IntRange(1), help="Stop after this many articles.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the moments.")
def main(source: str, kills: int, each: int, limit: int | None, jobs: int, seed: int) -> None:
    """Kill and compare; exit code 1 if any store differs."""
    arguments = [source, "--jobs", str(jobs), *(["--limit", str(limit)] if limit else [])]
    moments = random.Random(seed)
    done = differ = number = 0
    with tempfile.TemporaryDirectory() as folder:
        undisturbed = Path(folder) / "undisturbed"
        finish(arguments, Path(folder) / "first")  # while the system still reads the program from disk
        longest = finish(arguments, undisturbed)
        expected = read_quads(undisturbed)
        click.echo(f"undisturbed: {longest:.1f} s, {len(expected):,} quads")
        while done < kills:
            number += 1
            store = Path(folder) / f"killed-{number}"
            count = min(each, kills - done)
            tried = (kill_at(moments.uniform(0, longest), arguments, store) for _ in range(count))
            found = list(takewhile(lambda articles: articles is not None, tried))
            done += len(found)
            finish(arguments, store)
            is_equal = read_quads(store) == expected
            differ += not is_equal
            click.echo(f"store {number}: articles after each kill {found}; {'equal' if is_equal else 'DIFFERS'}")
    click.echo(f"{done} kills, {differ} of {number} stores differ")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
