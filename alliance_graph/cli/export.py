"""`alliance-graph export`: the graph, or a part of it, as a file for another program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import click

from alliance_graph.cli import options
from alliance_graph.export import EXPORTERS
from alliance_graph.graph.called import find_called
from alliance_graph.graph.filter import Filter
from alliance_graph.graph.hints import suggest
from alliance_graph.graph.serialize import SERIALIZERS
from alliance_graph.model import Status
from alliance_graph.ontology import FORMS, KINDS, topic_names
from alliance_graph.stores import export as write_graph

_SUFFIXES = {row.suffix: name for table in (EXPORTERS, SERIALIZERS) for name, row in table.items() if name != "raw-csv"}
_FORMATS = list(_SUFFIXES.values())

_EPILOG = """\b
Examples:
  alliance-graph export ties.graphml
  alliance-graph export nissan.gexf --company Nissan --distance 2 --status agreed --status completed
  alliance-graph export stakes.csv --kind stake --min-sources 2
  alliance-graph export nissan.html --company Nissan
  alliance-graph export - --format ntriples | gzip > ties.nt.gz

Proposed, ended and denied ties are written too, with their status; --status leaves them out.
In Python: alliance_graph.export."""


@click.command(epilog=_EPILOG)
@click.argument("output", metavar="OUTPUT|-")
@options.store
@options.as_of
@click.option("--format", type=click.Choice(_FORMATS), help="Default: by the suffix of OUTPUT.")
@click.option("--raw-csv", is_flag=True, help="CSV as it is: do not make texts safe for spreadsheets.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Of this kind or form: stake, memorandum, ...")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    help="Of this status.",
)
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="On this topic: electric-vehicles, ...")
@click.option("--company", "companies", multiple=True, metavar="NAME", help="Around this company, by any name or IRI.")
@click.option("--distance", type=click.IntRange(1), default=1, show_default=True, help="Ties away from --company.")
@click.option("--since", type=options.DAY, metavar="DATE", help="Last reported on or after this day.")
@click.option("--until", type=options.DAY, metavar="DATE", help="First reported on or before this day.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Least confidence.")
@click.option("--min-sources", type=click.IntRange(0), default=0, help="Least number of articles.")
@click.option(
    "--relationships-as",
    type=click.Choice(["edges", "nodes"]),
    default="edges",
    show_default=True,
    help="Draw ties of three parties and ventures as nodes.",
)
def export(
    output: str,
    store: Path | str,
    as_of: date | None,
    format: str | None,
    raw_csv: bool,
    kinds: tuple[str, ...],
    statuses: tuple[str, ...],
    topics: tuple[str, ...],
    companies: tuple[str, ...],
    distance: int,
    since: date | None,
    until: date | None,
    min_confidence: float,
    min_sources: int,
    relationships_as: Literal["edges", "nodes"],
) -> None:
    """Write the graph as GraphML, GEXF, CSV, RDF or a page.

    OUTPUT is a file, or - for standard output. CSV makes two tables: ties-nodes.csv and ties-edges.csv of ties.csv.
    """
    format = _find_format(output, format, raw_csv)
    if distance > 1 and not companies:
        raise click.UsageError("--distance is counted from a company; give one with --company")
    known_kinds, known_topics = frozenset(map(_known_kind, kinds)), frozenset(map(_known_topic, topics))
    with options.open_store(store, as_of) as opened:
        wanted = Filter(
            kinds=known_kinds,
            statuses=frozenset(map(Status, statuses)),
            topics=known_topics,
            companies=frozenset(company.iri for name in companies for company in find_called(opened, name)),
            distance=distance,
            since=since,
            until=until,
            min_confidence=min_confidence,
            min_sources=min_sources,
        )
        part = None if wanted == Filter() else wanted
        is_empty = next(opened.relationships(part), None) is None
        files = write_graph(opened, output, format, filter=part, relationships_as=relationships_as)
    if is_empty:
        click.echo("no relationship passed the filter" if part else "the store holds no relationship", err=True)
    for name in files if output != "-" else ():
        click.echo(f"written: {name}", err=True)


def _find_format(output: str, format: str | None, raw_csv: bool) -> str:
    format = format or _SUFFIXES.get(Path(output).suffix.lower())
    if format is None:
        raise click.UsageError(f"{output!r} does not say which format; add --format {'|'.join(_FORMATS)}")
    if raw_csv and format != "csv":
        raise click.UsageError(f"--raw-csv is for CSV, not for {format}")
    return "raw-csv" if raw_csv else format


def _known_kind(kind: str) -> str:
    if kind not in KINDS and kind not in FORMS:
        hint = suggest(kind, [*KINDS, *FORMS]) or f"; kinds are {', '.join([*KINDS, *FORMS])}"
        raise click.BadParameter(f"{kind!r} is no kind{hint}", param_hint="--kind")
    return kind


def _known_topic(topic: str) -> str:
    if topic not in topic_names():
        hint = suggest(topic, topic_names()) or f"; topics are {', '.join(topic_names())}"
        raise click.BadParameter(f"{topic!r} is no topic{hint}", param_hint="--topic")
    return topic
