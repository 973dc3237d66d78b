"""The command line: one small click command per verb, imported when it is called.

The verb `query` is the click command `query` in `cli/query.py`; a new verb is that file and a row in COMMANDS.
A command raises what goes wrong; `main` alone turns errors into one message on standard error and an exit code.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import FrameType
from typing import Any

import click

from alliance_graph import __version__
from alliance_graph.errors import AllianceGraphError

COMMANDS = {
    "build": "Read news and add its claims to a store.",
    "extract": "Print the claims of articles as JSON lines.",
    "query": "Ask a store in SPARQL or by a named question.",
    "export": "Write the graph as GraphML, GEXF, CSV, RDF or a page.",
    "serve": "Answer SPARQL over HTTP from a store.",
    "explain": "Show why the graph says what it says.",
    "diff": "Show what changed between two days or stores.",
    "companies": "List the companies of a store.",
    "claims": "List the claims of a store and review them.",
    "conflicts": "Show the ties on which sources disagree.",
    "gaps": "List ties of one source and sentences without claim.",
    "copies": "List near-copies, which count as one source.",
    "stats": "Count what a store holds.",
    "validate": "Check a store against the shapes.",
    "remove": "Take articles and all their claims out.",
    "evaluate": "Compare predicted with gold annotations.",
}
"""The verbs with their line in `--help`, which must not cost the import of any of them."""

_EPILOG = """\b
Exit codes: 0 fine, 1 error, 2 usage, 3 source, 4 store, 5 query,
6 model or extra missing, 130 interrupted, 143 terminated.

Start with: alliance-graph build news/"""


class _Verbs(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"alliance_graph.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from alliance_graph.graph.hints import suggest

            ctx.fail(f"No such command {args[0]!r}{suggest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # prints --help and --version
        with _quiet_pipe():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _quiet_pipe():
            return super().invoke(ctx)


@contextmanager
def _quiet_pipe() -> Iterator[None]:
    """Ends well when the reader had enough, as in `| head`; click would make it exit code 1."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is still in the buffer
        raise SystemExit(0) from None


@click.group(cls=_Verbs, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="alliance-graph")
def cli() -> None:
    """Turn news articles into a knowledge graph of companies, stakes and alliances."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with a documented code; with ALLIANCE_GRAPH_DEBUG=1 errors show their traceback."""
    signal.signal(signal.SIGTERM, _terminate)
    color = False if os.environ.get("NO_COLOR") else None
    try:
        code = cli.main(arguments, prog_name="alliance-graph", standalone_mode=False, color=color)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort as stop:
        click.echo(str(stop) or "interrupted", err=True)
        code = 130
    except Exception as error:
        if os.environ.get("ALLIANCE_GRAPH_DEBUG"):
            raise
        click.echo(f"alliance-graph: {_message(error)}", err=True)
        code = getattr(error, "exit_code", 1)
    atexit.register(_ignore_signals)  # registered last, so called first
    sys.exit(code if isinstance(code, int) else 0)


def _message(error: Exception) -> str:
    """What went wrong in one line of printable text."""
    if isinstance(error, AllianceGraphError):
        text = str(error)
    elif isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    else:
        text = f"{type(error).__name__}: {error} (a fault of the program; ALLIANCE_GRAPH_DEBUG=1 shows where)"
    # Text of articles may stand in a message: escape sequences must not reach the terminal.
    return "".join(char if char.isprintable() or char == "\n" else repr(char)[1:-1] for char in text)


def _ignore_signals() -> None:
    """Python gives its handlers back before it ends; a signal then would give work well done another exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)
