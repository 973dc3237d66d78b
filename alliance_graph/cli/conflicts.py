"""`alliance-graph conflicts`: ties on which sources disagree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from alliance_graph.cli import options
from alliance_graph.graph.telling import to_text

_EPILOG = """\b
Examples:
  alliance-graph conflicts
  alliance-graph conflicts Nissan --margin 2

In SPARQL: alliance-graph query conflicts. In Python: Store.conflicts."""


@click.command(epilog=_EPILOG)
@click.argument("company", default="", metavar="[COMPANY]")
@options.store
@options.as_of
@click.option(
    "--margin",
    type=click.FloatRange(0, 100),
    default=0.5,
    show_default=True,
    help="Points of a percent that sources may differ by.",
)
@options.text_or_json()
def conflicts(company: str, store: Path | str, as_of: date | None, margin: float, format: str) -> None:
    """Show the ties on whose percentage sources disagree, each with all its sentences and articles.

    A change of size is no conflict, and copies of one text do not disagree. COMPANY keeps those of one party.
    """
    with options.open_store(store, as_of) as opened:
        found = opened.conflicts(company, margin=margin)
    if not found.relationships:
        click.echo("no sources disagree", err=True)
    if format == "json" or found.relationships:
        click.echo(found.to_json() if format == "json" else to_text(found, is_styled=True))
