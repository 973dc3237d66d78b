"""`alliance-graph diff`: what changed between two days of a store, or between two stores."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from alliance_graph.cli import options
from alliance_graph.stores import diff as compare

_EPILOG = """\b
Examples:
  alliance-graph diff --since 2024-01-01 --until 2024-06-30
  alliance-graph diff yesterday.store --store today.store --format json

In Python: alliance_graph.diff."""


@click.command(epilog=_EPILOG)
@click.argument("older", required=False, type=options.Place(), metavar="[OLDER]")
@options.store
@click.option("--since", type=options.DAY, metavar="DATE", help="First day of the time.")
@click.option("--until", type=options.DAY, metavar="DATE", help="Last day of the time.")
@options.text_or_json()
def diff(older: Path | str | None, store: Path | str, since: date | None, until: date | None, format: str) -> None:
    """Show new companies and ties begun, ended and changed, each with the articles that say so.

    Give the days from which and to which a store is looked at, or the directory of an OLDER store. Articles without a
    date are left out between days. A stake that took the place of another one is a change of size.
    """
    if (older is None) == (since is None) or (until and older):
        raise click.UsageError("Give the directory of an older store, or --since (and --until), one of the two.")
    found = compare(older or store, store if older else None, since=since, until=until)
    click.echo(found.to_json() if format == "json" else str(found))
    if found.undated:
        click.echo(f"articles without a date, left out: {found.undated:,}", err=True)
