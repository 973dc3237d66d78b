"""The quality gate: the extractor on the project's own articles against the floors in data/gold/floors.json.

python benchmarks/gate.py            # exit code 1 where a figure falls through its floor
python benchmarks/gate.py --raise    # write the floors that are reached now; none is ever lowered
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from alliance_graph import evaluate, extract, read_annotations
from alliance_graph.evaluation import Evaluation

DATA = Path(__file__).parent.parent / "data"
FLOORS = DATA / "gold" / "floors.json"

Figures = Mapping[str, float]


def measure() -> Evaluation:
    """The figures over samples and short articles together."""
    gold = [row for name in ("samples", "gold") for row in read_annotations(DATA / "gold" / f"{name}.jsonl")]
    return evaluate(gold, extract([DATA / "samples", DATA / "gold" / "articles.jsonl"]))


def find_figures(report: Evaluation) -> dict[str, float]:
    """What has a floor; all of it is better the higher it is."""
    return {
        "f1": report.pairs.f1,
        "precision": report.pairs.precision,
        "status_accuracy": report.status.share or 0.0,
        "percentage_accuracy": report.percentage.share or 0.0,
        "articles_without_false_alarm": report.false_alarms.of - report.false_alarms.hits,
    }


def find_falls(figures: Figures, floors: Figures) -> list[str]:
    """The names of the figures below their floor; one that has no floor cannot fall."""
    return [name for name, floor in floors.items() if figures.get(name, 0.0) < floor]


def raise_floors(figures: Figures, floors: Figures) -> dict[str, float]:
    """The floors at what is reached, cut to two decimals, where that is higher than before."""
    return {name: max(math.floor(figure * 100) / 100, floors.get(name, 0.0)) for name, figure in figures.items()}


@click.command()
@click.option("--raise", "raises", is_flag=True, help="Write the floors that are reached now.")
def main(raises: bool) -> None:
    """Hold the extractor to the floors of data/gold/floors.json."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    report = measure()
    figures = find_figures(report)
    click.echo(report.to_text())
    if raises:
        floors = raise_floors(figures, floors)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    falls = find_falls(figures, floors)
    click.echo(f"\n{'gate':<30}{'figure':>8} {'floor':>8}")
    for name, figure in figures.items():
        click.echo(f"{name:<30}{figure:>8.3f} {floors.get(name, 0):>8.2f}{'  FELL' if name in falls else ''}")
    sys.exit(1 if falls else 0)


if __name__ == "__main__":
    main()
