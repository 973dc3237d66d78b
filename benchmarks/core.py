"""CORE, with its entities given: kinds and directions of the pair model on passages that it was not trained on.

python benchmarks/core.py [../shared/corpora/core-train.jsonl.gz]

The first 3,000 passages train, but for those whose text comes again; of the last 1,000 one half gives the
threshold and the other half the figures.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from alliance_graph.evaluation import Score
from alliance_graph.extract import MODEL, load_pipeline
from alliance_graph.extract.pair_model import CORE, PairModel
from alliance_graph.extract.relations import SLOTS
from training.articles import read_core, split_core
from training.examples import Example, make_core_example

KINDS = ("acquisition", "stake", "subsidiary", "merger", "alliance", "supply", "competition")

Answer = tuple[str, bool] | None
"""Kind and direction; None for none of ours."""
Row = tuple[Answer, Answer, float]
"""What is right, the model's best guess, and its probability."""


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default="../shared/corpora/core-train.jsonl.gz")
def main(path: Path) -> None:
    """Print micro F1 over the seven kinds that are ours, and how often the direction is right."""
    model, nlp = PairModel(), load_pipeline(MODEL)
    made = [make_core_example(row, nlp, model.tokenizer) for row in split_core(read_core(path))[0]]
    rows = answer([example for example in made if example is not None], model)
    tuning, report = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    bar = max((p for *_, p in tuning), key=lambda p: score(tuning, p).f1)
    figures = score(report, bar)
    both = [(right, guess) for right, guess, p in report if right and guess and p >= bar and right[0] == guess[0]]
    turned = [right[1] == guess[1] for right, guess in both if not _is_symmetric(right[0])]
    click.echo(f"{len(report)} passages, threshold {bar:.2f} from {len(tuning)} others")
    click.echo(f"micro F1 {figures.f1:.3f}, precision {figures.precision:.3f}, recall {figures.recall:.3f}")
    click.echo(f"direction right {sum(turned) / max(1, len(turned)):.3f} ({sum(turned)} of {len(turned)})")


def answer(examples: Sequence[Example], model: PairModel) -> list[Row]:
    """For each passage the right answer and the best guess among the kinds that CORE has."""
    slots = [i for i, (kind, _) in enumerate(SLOTS) if kind in KINDS]
    rows: list[Row] = []
    for example, scores in zip(examples, model.score([e.inputs for e in examples], CORE), strict=True):
        right = next((SLOTS[i] for i in slots if example.slots[0, i] == 1), None)
        best = max(slots, key=lambda i: scores.slots[0, i])
        rows.append((right, SLOTS[best], float(scores.slots[0, best])))
    return rows


def score(rows: Sequence[Row], bar: float) -> Score:
    """Counts of kinds in their direction."""
    found = [(right, guess) for right, guess, p in rows if p >= bar]
    return Score(
        sum(right == guess for right, guess in found), len(found), sum(right is not None for right, *_ in rows)
    )


def _is_symmetric(kind: str) -> bool:
    return (kind, False) not in SLOTS


if __name__ == "__main__":
    main()
