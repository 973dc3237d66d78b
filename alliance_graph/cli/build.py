"""`alliance-graph build`: news into a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from alliance_graph.cli import options

_EPILOG = """\b
Examples:
  alliance-graph build news/ --store cars.store
  alliance-graph build page.html agency.jsonl.gz --field text=body
  alliance-graph build archive/ --jobs 4 --since 2024-01-01 --report skipped.jsonl
  alliance-graph extract news/ | alliance-graph build - --store cars.store

Running it again reads only what is new or changed, also after it was interrupted or killed. In Python:
alliance_graph.build."""


@click.command(epilog=_EPILOG)
@options.reading
@options.store
@click.option(
    "--companies", type=options.FILE, multiple=True, help="List of companies: CSV, JSON lines, GLEIF's or Wikidata's."
)
@click.option(
    "--judgements", type=options.FILE, multiple=True, help="Judgements of people to take over, as JSON lines."
)
@click.option("--again", is_flag=True, help="Read articles anew that the store has or that were put aside.")
@click.option("--dry-run", is_flag=True, help="Only count what there is to read; extract and write nothing.")
@options.text_or_json("Of the summary.")
@options.quiet
def build(
    sources: tuple[str, ...], store: Path | str, report: Path | None, format: str, quiet: bool, **reading: Any
) -> None:
    """Read news and add its claims to a store, which is made where there is none.

    SOURCES are text files, web pages, JSON lines (articles, or annotations by extract), folders of these, or - for
    standard input; any of them may be gzipped.
    """
    from alliance_graph import pipeline, stores
    from alliance_graph.progress import track_sources
    from alliance_graph.skip_report import open_skips

    options.check_apart([report], [*sources, *reading["companies"], *reading["judgements"]])
    track = None if quiet else track_sources(sources, reading["limit"])
    with options.resumable(), open_skips(report) as skips:
        done = pipeline.build(sources, store, skips=skips, track=track, **reading)
    if reading["judgements"] and not reading["dry_run"]:
        with stores.open_store(store) as opened:
            options.tell_contradictions(opened)
    click.echo(done.to_json() if format == "json" else done.to_text())
