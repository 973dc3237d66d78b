"""What the commands share by which people judge: who does, single keys, and a group that lists by default."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from alliance_graph.graph.hints import suggest

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Listing(click.Group):
    """A group that lists where no other command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # a shell completes what is being typed
            return super().parse_args(ctx, args)
        is_named = bool(args) and (args[0] in self.commands or args[0] in ("-h", "--help"))
        if not is_named and [word.startswith("-") for word in args[:2]] == [False, False]:
            hint = suggest(args[0], self.commands) or "; a name of several words stands in quotation marks"
            ctx.fail(f"No such command {args[0]!r}{hint}")
        return super().parse_args(ctx, args if is_named else ["list", *args])


def judging(function: _Function) -> _Function:
    """`--who` judges, and `--why`."""
    for decorate in (
        click.option("--why", default="", help="The reason, for those who read it later."),
        click.option(
            "--who", default="", envvar="ALLIANCE_GRAPH_WHO", show_envvar=True, help="Who judges. Default: your login."
        ),
    ):
        function = decorate(function)
    return function


def sign(who: str, why: str) -> dict[str, str]:
    """Who judges, when, and why."""
    return {"who": who or getpass.getuser(), "when": datetime.now(UTC).isoformat(timespec="seconds"), "why": why}


def ask_key(question: str, keys: Mapping[str, str | None]) -> str:
    """The key pressed of those with a word for each, which is told; "" at the end or where q was pressed."""
    click.echo(f"  {question} [q]uit ", err=True, nl=False)
    while (key := _read_key()) not in keys:
        if key in ("", "q"):
            return ""
    click.echo(keys[key] or "next", err=True)
    return key


def _read_key() -> str:
    """One key of a terminal, or the next letter of a pipe; "" at its end."""
    if sys.stdin.isatty():
        return click.getchar().lower()
    while (key := sys.stdin.read(1)).isspace():
        pass
    return key.lower()
