"""`alliance-graph stats`: what a store holds, counted."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from alliance_graph.cli import options

_EPILOG = """\b
Example:
  alliance-graph stats --store news.store --format json

In Python: Store.stats."""


@click.command(epilog=_EPILOG)
@options.store
@options.as_of
@options.text_or_json()
def stats(store: Path | str, as_of: date | None, format: str) -> None:
    """Count articles, copies, companies, claims and relationships of a store."""
    with options.open_store(store, as_of, reads_little=True) as opened:
        numbers = opened.stats()
    click.echo(json.dumps(asdict(numbers), indent=2) if format == "json" else str(numbers))
