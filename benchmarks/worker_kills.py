"""Kills workers of `extract` at random moments and compares files and time with those of a run nobody disturbed.

    python benchmarks/worker_kills.py ../shared/corpora/bbc-business.jsonl.gz --limit 300
    python benchmarks/worker_kills.py ../shared/corpora/bbc-business.jsonl.gz --limit 300 --dask

With `--dask` it starts a scheduler and workers of its own; killed are these or the processes beneath that read.
"""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import click

_LONGEST = 1.5  # times the undisturbed run
_UNDISTURBED = 3  # runs, of which the middle one counts


def find_workers(root: int) -> list[int]:
    """The processes beneath a process that multiprocessing has started."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = [pid for pid in parents if _is_beneath(pid, root, parents)]
    return [pid for pid in found if b"multiprocessing.spawn" in _read_command(pid)]


def _is_beneath(pid: int, root: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        pid = parents[pid]
        if pid == root:
            return True
    return False


def _read_command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


@contextmanager
def start_cluster(folder: Path, jobs: int) -> Iterator[tuple[str, int]]:
    """The address of a scheduler and the process above its workers."""
    file = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_{}", "--scheduler-file", str(file), "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = []
    try:
        for name, options in (
            ("scheduler", ["--host", "127.0.0.1", "--port", "0"]),
            ("worker", ["--nworkers", str(jobs), "--nthreads", "1"]),
        ):
            arguments = [part.format(name) for part in command]
            started.append(subprocess.Popen([*arguments, *options], process_group=0, **quiet))  # type: ignore[call-overload]
            while not file.exists() or not file.read_text():
                time.sleep(0.1)
        yield json.loads(file.read_text())["address"], started[1].pid
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def run(command: Sequence[str], folder: Path, moments: Sequence[float], root: int | None = None) -> tuple[float, int]:
    """Seconds that a run takes, and how many of its workers were killed at these moments."""
    begun = time.perf_counter()
    process = subprocess.Popen([*command, "-o", f"{folder}/"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    killed = 0
    for moment in moments:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, begun + moment - time.perf_counter()))
        if process.poll() is None and (workers := find_workers(root or process.pid)):
            with suppress(ProcessLookupError):
                os.kill(random.choice(workers), signal.SIGKILL)
                killed += 1
    if process.wait():
        raise click.ClickException(f"the run into {folder} failed")
    return time.perf_counter() - begun, killed


def read_files(folder: Path) -> dict[str, bytes]:
    """All that a folder of shards holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".lock"}


@click.command()
@click.argument("source", type=click.Path(exists=True))
@click.option("--runs", type=click.IntRange(1), default=50, show_default=True)
@click.option("--limit", type=click.IntRange(1), help="Stop after this many articles.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True)
@click.option("--dask", is_flag=True, help="Workers of a cluster on this machine, in the place of processes.")
@click.option("--program", default="alliance_graph", show_default=True, help="Module to run; tests.stand_in is quick.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the moments.")
def main(source: str, runs: int, limit: int | None, jobs: int, dask: bool, program: str, seed: int) -> None:
    """Kill 1 to 4 workers a run; exit code 1 if any run gives other files."""
    random.seed(seed)
    command = [sys.executable, "-m", program, "extract", source, "-q", "--jobs", str(jobs)]
    command += ["--limit", str(limit)] if limit else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not dask:
            compare(command, folder, runs)
            return
        with start_cluster(folder, jobs) as (address, root):
            compare([*command, "--cluster", address], folder, runs, root)


def compare(command: Sequence[str], folder: Path, runs: int, root: int | None = None) -> None:
    """Run undisturbed, run with kills, and tell how they differ."""
    times = [run(command, folder / f"calm{number}", ())[0] for number in range(_UNDISTURBED + 1)][1:]
    calm = statistics.median(times)
    expected = read_files(folder / "calm0")
    click.echo(f"undisturbed: {calm:.1f} s ({', '.join(f'{one:.1f}' for one in times)})")
    ratios, total, differ = [], 0, 0
    for number in range(runs):
        moments = sorted(random.uniform(0.05, 0.95) * calm for _ in range(random.randint(1, 4)))
        seconds, killed = run(command, folder / f"killed{number}", moments, root)
        is_equal = read_files(folder / f"killed{number}") == expected
        ratios.append(seconds / calm)
        total += killed
        differ += not is_equal
        click.echo(
            f"run {number + 1}: {killed} kills, {ratios[-1]:.2f} of the time, {'equal' if is_equal else 'DIFFERS'}"
        )
    within = sum(ratio <= _LONGEST for ratio in ratios)
    click.echo(f"{total} kills, {differ} of {runs} runs differ, {within} within {_LONGEST} of the time")
    click.echo(f"time: middle {statistics.median(ratios):.2f}, longest {max(ratios):.2f} of the undisturbed")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
