"""`alliance-graph evaluate`: predicted against gold."""

from __future__ import annotations

import click

from alliance_graph.graph.answers import show
from alliance_graph.sources.annotations import read_annotations

_EPILOG = """\b
Examples:
  alliance-graph extract articles.jsonl > predicted.jsonl
  alliance-graph evaluate gold.jsonl predicted.jsonl --errors

In Python: alliance_graph.evaluate."""


@click.command(epilog=_EPILOG)
@click.argument("gold")
@click.argument("predicted")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--errors", is_flag=True, help="List what was missed and what is spurious.")
def evaluate(gold: str, predicted: str, as_json: bool, errors: bool) -> None:
    """Compare PREDICTED with GOLD annotations, both as JSON lines; one of them may be - for standard input.

    The figures are precision, recall and F1 of the pairs that claims tie, per kind and in all.
    """
    right, found = read_annotations(gold), read_annotations(predicted)
    from alliance_graph.evaluate import evaluate as compare

    report = compare(right, found)
    if as_json:
        click.echo(report.to_json(errors=errors))
    else:
        click.echo("\n".join(map(show, report.to_text(errors=errors).split("\n"))))
