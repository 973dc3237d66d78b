"""`alliance-graph companies`: the companies of a store, and people's judgements on which are one."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from alliance_graph import link
from alliance_graph.cli import options
from alliance_graph.cli.counting import count_of
from alliance_graph.cli.judging import Listing, ask_key, judging, sign
from alliance_graph.errors import JudgementError
from alliance_graph.graph import read
from alliance_graph.graph.answers import show
from alliance_graph.graph.judging import judge, judge_keys, take_over, undo
from alliance_graph.graph.lookalikes import Lookalikes, find_evidence, find_lookalikes, is_open
from alliance_graph.graph.lost_ties import find_lost, find_ties_between
from alliance_graph.graph.store import Store
from alliance_graph.graph.telling import quote
from alliance_graph.link.judgements import describe, to_line
from alliance_graph.model import Company, Decision, Judgement
from alliance_graph.sources import SkipLog
from alliance_graph.stores import open_store

_EPILOG = """\b
Examples:
  alliance-graph companies
  alliance-graph companies motor --format json
  alliance-graph companies merge Alphabet Google --why "renamed in 2015"
  alliance-graph companies review

`companies TEXT` is short for `companies list TEXT`. In Python: Store.companies and Store.find_companies."""

_MOST_TOLD = 10
"""Relationships that are named as gone."""


@click.group(cls=Listing, epilog=_EPILOG)
def companies() -> None:
    """List the companies of a store, and judge which of them are one.

    Judgements stand in the file judgements.jsonl in the store's folder, outrank what is concluded from articles, and
    can be taken to another store.
    """


@companies.command("list", short_help="List companies with all their names.")
@click.argument("text", default="", metavar="[TEXT]")
@options.store
@options.text_or_json("JSON is lines.")
@click.option("--why", is_flag=True, help="Say below each why its names were joined.")
def list_(text: str, store: Path | str, format: str, why: bool) -> None:
    """List companies, persons and states of a store with all their names; with TEXT those that have it in a name."""
    wanted, is_found = text.casefold(), False
    with open_store(store) as opened:
        called = {company.iri for company in opened.find_companies(text)} if text else set()
        for company in opened.companies():
            names = (company.name, *company.aliases)
            if company.iri in called or any(wanted in name.casefold() for name in names):
                line = json.dumps(asdict(company), ensure_ascii=False) if format == "json" else show(" | ".join(names))
                click.echo(line)
                for reason in read.find_reasons(opened.oxigraph, company.iri) if why and format == "text" else ():
                    click.echo(f"    {show(reason)}")
                is_found = True
    if not is_found:
        click.echo(f"no company has {show(text)!r} in a name" if text else "the store holds no company", err=True)


@companies.command(short_help="Judge that two names are one company.")
@click.argument("first")
@click.argument("second")
@judging
@options.store
def merge(first: str, second: str, store: Path | str, who: str, why: str) -> None:
    """Judge that FIRST and SECOND (names or IRIs) are one company, which is then called FIRST.

    Relationships between the two are gone with that, and told: a company has no stake in itself.
    """
    _write(store, first, second, Decision.SAME, who, why)


@companies.command(short_help="Judge that two names are two companies.")
@click.argument("first")
@click.argument("second")
@judging
@options.store
def split(first: str, second: str, store: Path | str, who: str, why: str) -> None:
    """Judge that FIRST and SECOND (names or IRIs) are two companies."""
    _write(store, first, second, Decision.DIFFERENT, who, why)


@companies.command("undo", short_help="Take back what was judged of two names.")
@click.argument("first")
@click.argument("second")
@options.store
def undo_(first: str, second: str, store: Path | str) -> None:
    """Take back what was judged of FIRST and SECOND."""
    with open_store(store) as opened:
        gone = undo(opened, first, second)
    for judgement in gone:
        click.echo(f"taken back: {show(describe(judgement))}")


@companies.command(short_help="Print all judgements as JSON lines.")
@click.option("--import", "file", type=options.FILE, help="Add those of FILE.")
@options.store
def judgements(file: Path | None, store: Path | str) -> None:
    """Print all judgements as JSON lines; contradictions among them are told on standard error."""
    with open_store(store) as opened:
        if file:
            count = take_over(opened, link.read_judgements(file))
            click.echo(count_of(count, "new judgement"), err=True)
        for judgement in opened.judgements():
            click.echo(to_line(judgement))
        options.tell_contradictions(opened)


@companies.command("import", short_help="Take over lists of companies.")
@click.argument("files", nargs=-1, required=True, type=options.FILE)
@options.store
def import_(files: tuple[Path, ...], store: Path | str) -> None:
    """Take over lists of companies: CSV or JSON lines of your own, GLEIF's golden copy, results of a Wikidata query.

    Columns: name, aliases and former (with | between names), country, lei, wikidata, ticker, industry, parent. Names
    that one entry has are joined, names of two entries by no score; identifiers become properties and skos:exactMatch.
    What is wrong with a row is counted and left out. To take lists back, delete companies.sqlite in the store's folder
    and import again those that stay.
    """
    with open_store(store) as opened:
        for file in files:
            skips = SkipLog()
            count = opened.add_list(link.read_list(file, skips.note), skips.note)
            click.echo(f"{count_of(count, 'company', 'companies')} in {file}")
            for line in skips.to_lines():
                click.echo(line, err=True)


@companies.command(short_help="Ask about pairs that may be one company.")
@options.text_or_json("JSON asks nothing.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N pairs.")
@judging
@options.store
def review(store: Path | str, format: str, limit: int | None, who: str, why: str) -> None:
    """Ask about pairs that may be one company, those first that would change most of the graph.

    Keys: s same, d different, u undecided, n next, q quit. They may come from a pipe.
    """
    with open_store(store) as opened:
        options.tell_contradictions(opened)
        found = find_lookalikes(opened)
        click.echo(f"{count_of(len(found), 'pair')} may be one company", err=True)
        for pair in found[:limit]:
            if format == "json":
                click.echo(json.dumps(asdict(pair), ensure_ascii=False))
            elif is_open(opened.view(), pair) and not _ask(opened, pair, who, why):
                break


_KEYS = {"s": Decision.SAME, "d": Decision.DIFFERENT, "u": Decision.UNDECIDED, "n": None}


def _ask(store: Store, pair: Lookalikes, who: str, why: str) -> bool:
    """Show a pair, write what is answered; False at the end."""
    for company in (pair.first, pair.second):
        _show(store, company)
    click.echo(f"  {show(pair.reasons)}; {count_of(pair.changes, 'relationship')} would change")
    key = ask_key("[s]ame [d]ifferent [u]ndecided [n]ext", _KEYS)
    if decision := _KEYS.get(key):
        first, second = pair.names
        try:
            judge_keys(store, Judgement(first=first, second=second, decision=decision, **sign(who, why)))
        except JudgementError as error:
            options.warn(str(error))
    return bool(key)


def _show(store: Store, company: Company) -> None:
    click.echo(show(" | ".join((company.name, *company.aliases))))
    for tie in find_evidence(store, company, most=2):
        click.echo(f"    {show(tie.label)}: {quote(tie.sentence)}")


def _write(place: Path | str, first: str, second: str, decision: Decision, who: str, why: str) -> None:
    with open_store(place) as store:
        between = find_ties_between(store, first, second)
        is_new = judge(store, Judgement(first=first, second=second, decision=decision, **sign(who, why)))
        told = f"{show(first)} and {show(second)} are {decision}"
        click.echo(told if is_new else f"{told}: so it was judged before")
        if decision is Decision.SAME and (lost := find_lost(store, between)):
            options.warn(_tell_lost(lost, first, second))


def _tell_lost(lost: Sequence[str], first: str, second: str) -> str:
    command = f"alliance-graph companies undo {shlex.join((first, second))}"
    ties = f"{count_of(len(lost), 'relationship')} between them {'is' if len(lost) == 1 else 'are'} gone with that"
    return "\n".join((f"{ties}; to take it back: {command}", *(f"  {label}" for label in lost[:_MOST_TOLD])))
