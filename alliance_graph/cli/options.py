"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from alliance_graph.address import is_address
from alliance_graph.errors import SourceError
from alliance_graph.extract import EXTRACTOR, EXTRACTORS, MODEL
from alliance_graph.limits import MAX_MEMORY, MAX_TIMEOUT, MEMORY, TIMEOUT
from alliance_graph.utf8 import check_there

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store
    from alliance_graph.sources import Fields


class _Day(click.DateTime):
    """A day of the calendar as a date."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            moment: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no date; write one like 2024-08-01", param, ctx)
        return moment.date()


DAY = _Day()


class _File(click.Path):
    """A file that is there, or "-" for standard input; raises SourceError where there is none."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, allow_dash=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        check_there(Path(value))
        return super().convert(value, param, ctx)


FILE = _File()

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Place(click.Path):
    """The directory of a store as a Path, or the address of an endpoint as text."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if is_address(value) else super().convert(value, param, ctx)


def store(function: _Function) -> _Function:
    """`--store DIR` as a Path, `--store URL` as text."""
    return click.option(
        "--store",
        type=Place(),
        default="alliance-graph.store",
        envvar="ALLIANCE_GRAPH_STORE",
        show_default=True,
        show_envvar=True,
        metavar="DIR|URL",
        help="Directory of the store, or address of the SPARQL endpoint that keeps it.",
    )(function)


def as_of(function: _Function) -> _Function:
    """`--as-of DATE` as a date; `open_store` opens the store so."""
    return click.option("--as-of", type=DAY, metavar="DATE", help="As the articles up to this day tell it.")(function)


def text_or_json(help: str | None = None) -> Callable[[_Function], _Function]:
    """`--format` with text by default; `help` says what is particular."""
    return click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help=help)


@contextmanager
def open_store(place: Path | str, as_of: date | None, *, reads_little: bool = False) -> Iterator[Store]:
    """The store as it is, or as it was on a day, with a word on standard error on what that leaves out.

    Who reads little has an endpoint asked for it, and not copied.
    """
    from alliance_graph import stores
    from alliance_graph.graph.past import part_articles

    with (stores.open_to_read if reads_little and not as_of else stores.open_store)(place) as store:
        if as_of:
            parting = part_articles(store, as_of)
            click.echo(f"as of {as_of}: {parting}", err=True)
        with stores.open_store(store, as_of=as_of) as opened:
            yield opened


def output(function: _Function) -> _Function:
    """`--output FILE` as text; "-" is standard output."""
    return click.option(
        "--output", "-o", default="-", metavar="FILE", help="File to write; - is standard output.", show_default=True
    )(function)


def check_apart(outputs: Iterable[str | Path | None], inputs: Iterable[str | Path]) -> None:
    """Nothing, where no file that is to be written is also read; raises click.UsageError before either."""
    given = [Path(name) for name in inputs if Path(name).is_file()]
    for output in outputs:
        if output and Path(output).is_file() and any(Path(output).samefile(name) for name in given):
            raise click.UsageError(f"{output} is read, and would be overwritten; give another file to write")


def quiet(function: _Function) -> _Function:
    """`--quiet`: no progress on standard error."""
    return click.option("--quiet", "-q", is_flag=True, help="Show no progress.")(function)


@contextmanager
def resumable() -> Iterator[None]:
    """Says after Ctrl-C how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        raise click.Abort("interrupted; the same command goes on where it stopped") from None


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
            click.option("--since", type=DAY, metavar="DATE", help="Leave articles of earlier days out."),
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
            click.option(
                "--timeout",
                type=click.IntRange(min=1, max=MAX_TIMEOUT),
                default=TIMEOUT,
                show_default=True,
                metavar="SECONDS",
                help="What an article may take; beyond it is put aside.",
            ),
            click.option(
                "--memory",
                type=click.IntRange(min=1, max=MAX_MEMORY),
                default=MEMORY,
                show_default=True,
                metavar="MB",
                help="What an article may take beside the extractor.",
            ),
            click.option(
                "--report",
                type=click.Path(path_type=Path, dir_okay=False),
                metavar="FILE",
                help="Write what was left out and why, as JSON lines.",
            ),
        )
    ):
        function = decorate(function)
    return function


def tell_contradictions(store: Store) -> None:
    """Warn of judgements that contradict each other."""
    for contradiction in store.contradictions():
        warn(contradiction)


def warn(text: str) -> None:
    """Text on standard error, without what a terminal would obey."""
    click.echo("".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text), err=True)


def _parse_fields(_context: click.Context, _option: click.Parameter, settings: tuple[str, ...]) -> Fields:
    from alliance_graph.sources.fields import parse_fields

    try:
        return parse_fields(settings)
    except SourceError as error:
        raise click.BadParameter(str(error)) from None
