"""`alliance-graph companies`: the companies of a store."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from alliance_graph import link
from alliance_graph.cli import options
from alliance_graph.graph.answers import show
from alliance_graph.graph.store import Store

_EPILOG = """\b
Examples:
  alliance-graph companies
  alliance-graph companies motor --format json

In Python: Store.companies and Store.find_companies."""


@click.command(epilog=_EPILOG)
@click.argument("text", default="", metavar="[TEXT]")
@options.store
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="JSON is lines.")
def companies(text: str, store: Path, format: str) -> None:
    """List companies, persons and states of a store with all their names; with TEXT those that have it in a name."""
    wanted, is_found = text.casefold(), False
    with Store.open(store, linker=link) as opened:
        for company in opened.companies():
            names = (company.name, *company.aliases)
            if any(wanted in name.casefold() for name in names):
                line = json.dumps(asdict(company), ensure_ascii=False) if format == "json" else show(" | ".join(names))
                click.echo(line)
                is_found = True
    if not is_found:
        click.echo(f"no company has {show(text)!r} in a name" if text else "the store holds no company", err=True)
