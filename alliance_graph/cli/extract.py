"""`alliance-graph extract`: news to annotations."""

from __future__ import annotations

import os
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
  alliance-graph extract archive/ --jobs 4 -o shards/ && alliance-graph build shards/

Into a folder, running it again reads only what is new or changed, also after it was interrupted or killed. In Python:
alliance_graph.extract, alliance_graph.extract_to."""


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
@click.option(
    "--output",
    "-o",
    default="-",
    metavar="FILE|DIR/",
    show_default=True,
    help="File to write, or folder of shards to bring up to date; - is standard output.",
)
@click.option("--dry-run", is_flag=True, help="Only count what a folder lacks; extract and write nothing.")
@click.option(
    "--cluster", default="", metavar="ADDRESS", help="Dask scheduler whose workers read, in the place of --jobs."
)
@options.quiet
def extract(
    sources: tuple[str, ...], report: Path | None, output: str, quiet: bool, dry_run: bool, cluster: str, **reading: Any
) -> None:
    """Print the claims of articles, an article a line, or keep them in a folder, some hundred articles a file.

    SOURCES are text files, web pages, JSON lines, folders of these, or - for standard input; any may be gzipped.
    """
    from alliance_graph.progress import track_sources
    from alliance_graph.skip_report import open_skips

    options.check_apart([report, output], sources)
    reading["track"] = None if quiet else track_sources(sources, reading["limit"])
    is_folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    if not is_folder and (dry_run or cluster):
        raise click.UsageError("--dry-run and --cluster want a folder for the results, as --output shards/")
    if is_folder and reading["format"] != "jsonl":
        raise click.UsageError("a folder of shards holds annotations; --format triples goes to a file")
    with open_skips(report) as reading["skips"]:
        if is_folder:
            _extract_to(sources, output, dry_run=dry_run, cluster=cluster, **reading)
        else:
            _print(sources, output, **reading)


def _print(sources: tuple[str, ...], output: str, *, format: str, **reading: Any) -> None:
    from alliance_graph import pipeline
    from alliance_graph.jsonl import to_json
    from alliance_graph.triples import to_table

    with open_output(output) as file:
        for annotation in pipeline.extract(sources, **reading):
            text = to_table(annotation) if format == "triples" else f"{to_json(annotation)}\n"
            file.write(text.encode())
            file.flush()
    for line in reading["skips"].to_lines():
        click.echo(line, err=True)


def _extract_to(sources: tuple[str, ...], output: str, *, format: str, **reading: Any) -> None:
    from alliance_graph.batch import extract_to

    with options.resumable():
        done = extract_to(sources, output, **reading)
    click.echo(done.to_text())
