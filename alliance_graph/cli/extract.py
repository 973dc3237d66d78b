"""`alliance-graph extract`: news to annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from alliance_graph.cli import options
from alliance_graph.output import open_output

if TYPE_CHECKING:
    from alliance_graph.sources import Fields

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
    sources: tuple[str, ...],
    fields: Fields,
    limit: int | None,
    model: str,
    extractor: str,
    jobs: int,
    format: str,
    candidates: bool,
    output: str,
    quiet: bool,
) -> None:
    """Print the claims of articles, an article a line.

    SOURCES are text files, web pages, JSON lines, folders of these, or - for standard input; any may be gzipped.
    """
    from alliance_graph import pipeline
    from alliance_graph.jsonl import to_json
    from alliance_graph.progress import track_sources
    from alliance_graph.sources import SkipLog
    from alliance_graph.triples import to_table

    skips = SkipLog()
    annotations = pipeline.extract(
        sources,
        model=model,
        extractor=extractor,
        fields=fields,
        jobs=jobs,
        limit=limit,
        candidates=candidates,
        skips=skips,
        track=None if quiet else track_sources(sources, limit),
    )
    with open_output(output) as file:
        for annotation in annotations:
            text = to_table(annotation) if format == "triples" else f"{to_json(annotation)}\n"
            file.write(text.encode())
            file.flush()
    for line in skips.to_lines():
        click.echo(line, err=True)
