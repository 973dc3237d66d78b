"""`alliance-graph query`: SPARQL or a named question to a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from alliance_graph.cli import options
from alliance_graph.graph.answers import FORMATS
from alliance_graph.graph.query import TIMEOUT
from alliance_graph.graph.questions import Question, find_question, questions
from alliance_graph.output import open_output
from alliance_graph.stores import query as ask

_EPILOG = """\b
Examples:
  alliance-graph query --list
  alliance-graph query allies --param company=Nissan
  alliance-graph query stakes --as-of 2024-06-30
  alliance-graph query "SELECT ?name { ?c a ag:Company ; skos:prefLabel ?name }" --format csv

Common prefixes (ag, co, rel, skos, schema, prov, oa, ...) need not be declared. In Python: alliance_graph.query."""


@click.command(epilog=_EPILOG)
@click.argument("words", nargs=-1, metavar="[SPARQL|NAME|-]")
@options.store
@options.as_of
@click.option("--file", "-f", type=click.File("r", encoding="utf-8"), help="Read the SPARQL from a file.")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="Parameter of a named question.")
@click.option("--format", type=click.Choice(list(FORMATS)), help="Default: table, or turtle for triples.")
@click.option("--raw", is_flag=True, help="Do not make CSV and TSV safe for spreadsheets.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=TIMEOUT, show_default=True, help="Seconds.")
@click.option("--list", "lists", is_flag=True, help="List the named questions, or NAME, and parameters.")
@options.output
def query(
    words: tuple[str, ...],
    store: Path | str,
    as_of: date | None,
    file: TextIO | None,
    params: tuple[str, ...],
    format: str | None,
    raw: bool,
    timeout: float,
    lists: bool,
    output: str,
) -> None:
    """Ask a store in SPARQL 1.1, or by the name of a question.

    Give the text, the name, or - for standard input.
    """
    sparql = _find_only(words)
    if lists:
        click.echo("\n".join(map(_describe, _find_listed(sparql))))
        return
    options.check_apart([output], [file.name] if file else [])
    values = dict(_parse_param(param) for param in params)
    text = _read_text(sparql, file)
    with options.open_store(store, as_of) if as_of else nullcontext(store) as opened:
        answer = ask(opened, text, values, timeout=timeout)
    content = answer.serialize(format or answer.default_format, raw=raw)
    with open_output(output) as target:
        target.write(content if content.endswith(b"\n") else content + b"\n")


def _find_only(words: Sequence[str]) -> str | None:
    if len(words) > 1:
        known = questions().get(words[0])
        parameter = known.parameters[0].name if known and known.parameters else "NAME"
        hint = f"parameters are given as --param {parameter}=..." if known else "a query stands in quotation marks"
        raise click.UsageError(f"Got unexpected extra argument {words[1]!r}; {hint}.")
    return words[0] if words else None


def _find_listed(name: str | None) -> Iterable[Question]:
    if name is None:
        return questions().values()
    question = find_question(name)
    if question is None:
        raise click.UsageError("--list goes alone or with the name of a question.")
    return [question]


def _read_text(sparql: str | None, file: TextIO | None) -> str:
    if (sparql is None) == (file is None):
        raise click.UsageError("Give either a query (SPARQL, the name of a question, or -) or --file; --list helps.")
    try:
        source = click.open_file("-", encoding="utf-8") if sparql == "-" else file
        return str(source.read() if source else sparql)
    except UnicodeDecodeError:
        raise click.UsageError("The query is not text in UTF-8.") from None


def _parse_param(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise click.BadParameter(f"{param!r} is not NAME=VALUE, as in company=Nissan", param_hint="--param")
    return name.strip(), value


def _describe(question: Question) -> str:
    lines = [f"{question.name}: {question.title}"]
    for parameter in question.parameters:
        optional = "" if parameter.is_required else " (optional)"
        lines.append(f"    --param {parameter.name}={parameter.type.upper()}  {parameter.note}{optional}")
    return "\n".join(lines)
