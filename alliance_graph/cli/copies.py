"""`alliance-graph copies`: near-copies of articles, which count as one source."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from alliance_graph.cli import options
from alliance_graph.graph.families import Family
from alliance_graph.graph.telling import name_article

_EPILOG = """\b
Examples:
  alliance-graph copies
  alliance-graph copies --format json

In SPARQL: alliance-graph query copies. In Python: Store.copies."""


@click.command(epilog=_EPILOG)
@options.store
@options.as_of
@options.text_or_json("JSON is lines.")
def copies(store: Path | str, as_of: date | None, format: str) -> None:
    """List articles that are reprints or later versions of an earlier one, under the one that they copy.

    An article and its copies count as one source. What was cut, added or changed is told in words.
    """
    is_found = False
    with options.open_store(store, as_of) as opened:
        for family in opened.copies():
            is_found = True
            if format == "json":
                click.echo(_to_json(family))
                continue
            click.echo(name_article(family.article, family.source))
            for copy in family.copies:
                click.echo(f"  {copy.likeness}: {name_article(copy.article, copy.source)}")
    if not is_found:
        click.echo("no article is a copy of another", err=True)


def _to_json(family: Family) -> str:
    """A line; signatures, by which copies are found, are longer than all the rest and tell nobody anything."""
    row = asdict(family)
    for article in (row, *row["copies"]):
        del article["source"]["signature"]
    return json.dumps(row, ensure_ascii=False, default=str)
