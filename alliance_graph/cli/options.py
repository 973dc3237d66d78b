"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from alliance_graph.errors import SourceError
from alliance_graph.extract import EXTRACTOR, EXTRACTORS, MODEL

if TYPE_CHECKING:
    from alliance_graph.sources import Fields

_Function = TypeVar("_Function", bound=Callable[..., Any])


def store(function: _Function) -> _Function:
    """`--store DIR` as a Path."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        default="alliance-graph.store",
        envvar="ALLIANCE_GRAPH_STORE",
        show_default=True,
        show_envvar=True,
        metavar="DIR",
        help="Directory of the store.",
    )(function)


def output(function: _Function) -> _Function:
    """`--output FILE` as text; "-" is standard output."""
    return click.option(
        "--output", "-o", default="-", metavar="FILE", help="File to write; - is standard output.", show_default=True
    )(function)


def quiet(function: _Function) -> _Function:
    """`--quiet`: no progress on standard error."""
    return click.option("--quiet", "-q", is_flag=True, help="Show no progress.")(function)


def reading(function: _Function) -> _Function:
    """The sources and the options on how they are read."""
    for decorate in reversed(
        (
            click.argument("sources", nargs=-1, required=True, metavar="SOURCES..."),
            click.option(
                "--field",
                "fields",
                multiple=True,
                callback=_parse_fields,
                metavar="PART=NAME",
                help="Name of a part in JSON lines, as text=body.",
            ),
            click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Stop after N articles."),
            click.option(
                "--model",
                default=MODEL,
                show_default=True,
                metavar="NAME",
                help="Installed spaCy pipeline.",
            ),
            click.option(
                "--extractor",
                type=click.Choice(list(EXTRACTORS)),
                default=EXTRACTOR,
                show_default=True,
                help="What draws the claims: the trained model, the rules, or the model with the rules.",
            ),
            click.option(
                "--jobs", "-j", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that extract."
            ),
        )
    ):
        function = decorate(function)
    return function


def _parse_fields(_context: click.Context, _option: click.Parameter, settings: tuple[str, ...]) -> Fields:
    from alliance_graph.sources.fields import parse_fields

    try:
        return parse_fields(settings)
    except SourceError as error:
        raise click.BadParameter(str(error)) from None
