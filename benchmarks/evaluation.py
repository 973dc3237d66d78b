"""The page of accuracy, calibration, speed and errors: every extractor on every set that is there.

    python benchmarks/evaluation.py -o docs/evaluation.md [--shared ../shared]

Without `../shared/gold` the page has the project's own sets alone. Figures of a run are equal on every machine of one
kind, the section on speed aside.
"""

from __future__ import annotations

import json
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

import click
from gold_sets import ROOT, read_sets
from page import render
from runs import run_all, time_plain

from alliance_graph import __version__
from alliance_graph.errors import AllianceGraphError
from alliance_graph.extract import MODEL
from alliance_graph.extract.pair_model import WEIGHTS


def describe(command: str) -> str:
    """What made the page: command, version, weights, machine."""
    card = json.loads((WEIGHTS / "card.json").read_text("utf-8"))
    parts = [f"alliance-graph {__version__}", f"weights {card['sha256']['pairs.onnx'][:12]}", MODEL]
    parts += [f"{name} {version(name)}" for name in ("spacy", "onnxruntime")]
    machine = f"{_find_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"Written by `{command}`; do not edit.\n{', '.join(parts)}; {machine}."


def _find_processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


@click.command()
@click.option(
    "--shared", type=click.Path(path_type=Path), default=ROOT.parent / "shared", help="Holds gold/dev, gold/probes."
)
@click.option("-o", "--output", type=click.File("w", "utf-8", lazy=True), default="-", help="Default: standard output.")
def main(shared: Path, output: TextIO) -> None:
    """Measure every extractor on every set and write the page."""
    try:
        sets = read_sets(shared)
        plain = time_plain(sets)
        runs = run_all(sets, lambda line: click.echo(line, err=True))
    except AllianceGraphError as error:
        raise click.ClickException(str(error)) from None
    setting = describe("python benchmarks/evaluation.py -o docs/evaluation.md")
    output.write(render(sets, runs, plain, setting))


if __name__ == "__main__":
    main()
