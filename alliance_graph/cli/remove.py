"""`alliance-graph remove`: articles out of a store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alliance_graph.cli import options
from alliance_graph.pipeline import open_store

_EPILOG = """\b
Examples:
  alliance-graph remove news/2024-08-01.txt
  alliance-graph remove - < ids.txt

In Python: Store.remove."""


@click.command(epilog=_EPILOG)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...|-")
@options.store
def remove(articles: tuple[str, ...], store: Path | str) -> None:
    """Take articles and all their claims out, by their ids; - reads ids from standard input, one a line.

    The id of a file is its path with the name of the folder given to build in front.
    Every relationship is then as if the articles had never been read.
    """
    ids = [line for given in articles for line in (_read_ids() if given == "-" else [given])]
    with open_store(store) as opened:
        change = opened.remove(ids)
    click.echo(f"removed {change.removed}, not in the store {change.unchanged}")
    if change.unchanged:
        sys.exit(1)


def _read_ids() -> list[str]:
    return [line.strip() for line in sys.stdin if line.strip()]
