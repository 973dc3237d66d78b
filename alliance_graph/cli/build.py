"""`alliance-graph build`: news into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from alliance_graph.cli import options

if TYPE_CHECKING:
    from alliance_graph.sources import Fields

_EPILOG = """\b
Examples:
  alliance-graph build news/ --store cars.store
  alliance-graph build page.html agency.jsonl.gz --field text=body
  alliance-graph extract news/ | alliance-graph build - --store cars.store

Running it again reads only what is new or changed. In Python: alliance_graph.build."""


_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(epilog=_EPILOG)
@options.reading
@options.store
@click.option(
    "--companies", type=_FILE, multiple=True, help="List of companies: CSV, JSON lines, GLEIF's or Wikidata's."
)
@click.option("--judgements", type=_FILE, multiple=True, help="Judgements of people to take over, as JSON lines.")
@click.option("--again", is_flag=True, help="Read articles anew that the store has.")
@click.option(
    "--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Of the summary."
)
@options.quiet
def build(
    sources: tuple[str, ...],
    fields: Fields,
    limit: int | None,
    model: str,
    extractor: str,
    jobs: int,
    store: Path,
    companies: tuple[Path, ...],
    judgements: tuple[Path, ...],
    again: bool,
    format: str,
    quiet: bool,
) -> None:
    """Read news and add its claims to a store, which is made where there is none.

    SOURCES are text files, web pages, JSON lines (articles, or annotations by extract), folders of these, or - for
    standard input; any of them may be gzipped.
    """
    from alliance_graph import pipeline
    from alliance_graph.progress import track_sources

    try:
        report = pipeline.build(
            sources,
            store,
            model=model,
            extractor=extractor,
            fields=fields,
            jobs=jobs,
            limit=limit,
            again=again,
            companies=companies,
            judgements=judgements,
            track=None if quiet else track_sources(sources, limit),
        )
    except KeyboardInterrupt:
        raise click.Abort("interrupted; the same command goes on where it stopped") from None
    if judgements:
        with pipeline.open_store(store) as opened:
            options.tell_contradictions(opened)
    click.echo(report.to_json() if format == "json" else report.to_text())
