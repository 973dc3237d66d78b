"""The gate of the hostile set: figures per trap against the floors in tests/data/hostile_floors.json.

python benchmarks/hostile.py            # exit code 1 where a figure falls through its floor
python benchmarks/hostile.py --raise    # write the floors that are reached now; none is ever lowered
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping

import click
from gate import Figures, find_falls, raise_floors
from gold_sets import HOSTILE, GoldSet, read_hostile

from alliance_graph.evaluate import Row, Told, compare, evaluate
from alliance_graph.evaluation import Count
from alliance_graph.extract import EXTRACTOR, EXTRACTORS, MODEL
from alliance_graph.model import Annotation, Status
from alliance_graph.pairs import Pair

FLOORS = HOSTILE.with_name("hostile_floors.json")
ALL = "all"
_OFF = {Status.ENDED, Status.DENIED}


def measure(gold_set: GoldSet, extractor: str = EXTRACTOR) -> dict[str, dict[str, float]]:
    """What has a floor, by trap and over all; all of it is better the higher it is."""
    found = [annotation.without_candidates() for annotation in EXTRACTORS[extractor](MODEL).extract(gold_set.articles)]
    return find_figures(gold_set, found)


def find_figures(gold_set: GoldSet, found: Iterable[Annotation]) -> dict[str, dict[str, float]]:
    """The figures of annotations in the order of the set."""
    sides: dict[str, list[tuple[Annotation, Annotation]]] = {ALL: []}
    for gold, predicted in zip(gold_set.gold, found, strict=True):
        sides[ALL].append((gold, predicted))
        sides.setdefault(gold_set.traps[gold.id], []).append((gold, predicted))
    figures = {trap: _find_figures(rows) for trap, rows in sides.items()}
    off = count_kept_off(compare(*side) for side in sides[ALL])
    figures[ALL]["off_deals_not_in_force"] = off.hits
    return figures


def _find_figures(sides: list[tuple[Annotation, Annotation]]) -> dict[str, float]:
    report = evaluate([gold for gold, _ in sides], [predicted for _, predicted in sides])
    return {
        "precision": report.pairs.precision,
        "f1": report.pairs.f1,
        "articles_without_false_alarm": report.false_alarms.of - report.false_alarms.hits,
    }


def count_kept_off(rows: Iterable[Row]) -> Count:
    """Of companies between which gold has denied and ended ties alone, how often nothing is found in force."""
    kept = [
        not any(status.is_in_force for status in _find_statuses(row.predicted, ends))
        for row in rows
        for ends in {frozenset(pair[1:]) for pair in row.gold}
        if _find_statuses(row.gold, ends) <= _OFF
    ]
    return Count(sum(kept), len(kept))


def _find_statuses(pairs: Mapping[Pair, Told], ends: frozenset[str]) -> set[Status]:
    """The statuses of all ties between two companies, whatever the kind and direction."""
    return {claim.status for pair, told in pairs.items() if ends == {*pair[1:]} for claim, _ in told}


def raise_all(figures: Mapping[str, Figures], floors: Mapping[str, Figures]) -> dict[str, dict[str, float]]:
    """The floors at what is reached where that is higher than before; a trap that is no more keeps none."""
    return {trap: raise_floors(reached, floors.get(trap, {})) for trap, reached in sorted(figures.items())}


@click.command()
@click.option("--raise", "raises", is_flag=True, help="Write the floors that are reached now.")
@click.option("--extractor", type=click.Choice(sorted(EXTRACTORS)), default=EXTRACTOR, show_default=True)
def main(raises: bool, extractor: str) -> None:
    """Hold the extractor to the floors of tests/data/hostile_floors.json."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    figures = measure(read_hostile(), extractor)
    if raises:
        floors = raise_all(figures, floors)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    has_fallen = False
    for trap, reached in figures.items():
        falls = find_falls(reached, floors.get(trap, {}))
        has_fallen |= bool(falls)
        for name, figure in reached.items():
            floor = floors.get(trap, {}).get(name, 0)
            click.echo(f"{trap:<12}{name:<30}{figure:>8.3f} {floor:>8.2f}{'  FELL' if name in falls else ''}")
    sys.exit(1 if has_fallen else 0)


if __name__ == "__main__":
    main()
