"""`alliance-graph stats`: what a store holds, counted."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from alliance_graph import link
from alliance_graph.cli import options
from alliance_graph.graph.store import Store

_EPILOG = """\b
Example:
  alliance-graph stats --store news.store --format json

In Python: Store.stats."""


@click.command(epilog=_EPILOG)
@options.store
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def stats(store: Path, format: str) -> None:
    """Count articles, copies, companies, claims and relationships of a store."""
    with Store.open(store, linker=link) as opened:
        numbers = opened.stats()
    click.echo(json.dumps(asdict(numbers), indent=2) if format == "json" else str(numbers))
