"""`alliance-graph extract`: news to annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from alliance_graph.cli import options
from alliance_graph.output import open_output

_EPILOG = """\b
Examples:
  alliance-graph extract news/ > claims.jsonl
  alliance-graph extract page.html --format triples
  zcat agency.jsonl.gz | alliance-graph extract - | alliance-graph build -

In Python: alliance_graph.extract."""


@click.command(epilog=_EPILOG)
@options.reading
@click.option(
    "--format",
    type=click.Choice(["jsonl", "triples"]),
    default="jsonl",
    show_default=True,
    help="Annotations, or subject, relation, object and sentence with tabs between.",
)
@click.option("--candidates", is_flag=True, help="Print claims of low confidence too.")
@options.output
@options.quiet
def extract(
    sources: tuple[str, ...], report: Path | None, format: str, output: str, quiet: bool, **reading: Any
) -> None:
    """Print the claims of articles, an article a line.

    SOURCES are text files, web pages, JSON lines, folders of these, or - for standard input; any may be gzipped.
    """
    from alliance_graph import pipeline
    from alliance_graph.jsonl import to_json
    from alliance_graph.progress import track_sources
    from alliance_graph.skip_report import open_skips
    from alliance_graph.triples import to_table

    track = None if quiet else track_sources(sources, reading["limit"])
    with open_skips(report) as skips, open_output(output) as file:
        for annotation in pipeline.extract(sources, skips=skips, track=track, **reading):
            text = to_table(annotation) if format == "triples" else f"{to_json(annotation)}\n"
            file.write(text.encode())
            file.flush()
    for line in skips.to_lines():
        click.echo(line, err=True)
