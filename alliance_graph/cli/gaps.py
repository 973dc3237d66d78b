"""`alliance-graph gaps`: what rests on one source, and what was read without a claim."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from alliance_graph.cli import options
from alliance_graph.graph.answers import show
from alliance_graph.graph.doubts import Unread
from alliance_graph.graph.telling import name_article, quote
from alliance_graph.model import Relationship

_EPILOG = """\b
Examples:
  alliance-graph gaps Nissan
  alliance-graph gaps --only sentences --format json

In SPARQL: alliance-graph query single-source, alliance-graph query coverage.
In Python: Store.single_source and Store.unread."""

_NOTHING = {"ties": "no tie rests on one source", "sentences": "no sentence that may tell of a tie gave no claim"}


@click.command(epilog=_EPILOG)
@click.argument("company", default="", metavar="[COMPANY]")
@options.store
@options.as_of
@click.option("--only", type=click.Choice(["ties", "sentences"]), help="Leave the others out.")
@options.text_or_json("JSON is lines.")
def gaps(company: str, store: Path | str, as_of: date | None, only: str | None, format: str) -> None:
    """List ties that rest on one source, and sentences that may tell of a tie but gave no claim.

    Copies of one text are one source. COMPANY keeps the ties of one party and the sentences that name it.
    """
    is_found = False
    with options.open_store(store, as_of) as opened:
        for tie in opened.single_source(company) if only != "sentences" else ():
            is_found = True
            click.echo(_to_json("one source", tie) if format == "json" else _tell_tie(tie))
        for unread in opened.unread(company) if only != "ties" else ():
            is_found = True
            click.echo(_to_json("no claim", unread) if format == "json" else _tell_sentence(unread))
    if not is_found:
        click.echo(" and ".join(told for sort, told in _NOTHING.items() if only in (None, sort)), err=True)


def _to_json(gap: str, found: Relationship | Unread) -> str:
    return json.dumps({"gap": gap, **asdict(found)}, ensure_ascii=False, default=str)


def _tell_tie(tie: Relationship) -> str:
    return f"one source: {show(tie.label)}, {tie.status}\n  {quote(tie.sentence)}\n  {tie.iri}"


def _tell_sentence(unread: Unread) -> str:
    return f"no claim: {quote(unread.sentence)}\n  {name_article(unread.article, unread.source)}"
