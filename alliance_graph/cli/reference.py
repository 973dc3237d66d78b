"""The help of all commands as a page: `python -m alliance_graph.cli.reference > docs/cli.md`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from alliance_graph.cli import COMMANDS, cli

_WIDTH = 100

_HEAD = """# Command line

Made from the program's own help by `python -m alliance_graph.cli.reference > docs/cli.md`; do not edit.

Results go to standard output, all talk to standard error. `-` is standard input or output. A file is written whole or
not at all. `ALLIANCE_GRAPH_STORE` names the store once for all commands, `NO_COLOR` keeps colour away, and
`ALLIANCE_GRAPH_DEBUG=1` shows the traceback of an error.

| exit code | meaning |
| --- | --- |
| 0 | fine; also when the reader of a pipe leaves early, as `head` does |
| 1 | all else: an output that cannot be written, a judgement or review that does not fit, nothing to remove or undo |
| 2 | wrong use, whatever the store holds: unknown commands, options or values, options that exclude each other |
| 3 | a source that does not exist or cannot be read; a list of companies, judgements or reviews that cannot be read |
| 4 | a store that is missing, in use, damaged or of another version |
| 5 | a query that is wrong, or an unknown question, company, claim or parameter |
| 6 | a spaCy pipeline or an extra that is not installed |
| 130, 143 | interrupted, terminated; run the same command again to go on |

An article, line or file that cannot be taken is no error: it is skipped, and the summary counts it under its reason.

Completion of commands and options in the shell:

    eval "$(_ALLIANCE_GRAPH_COMPLETE=bash_source alliance-graph)"    # in ~/.bashrc; zsh_source for ~/.zshrc
    _ALLIANCE_GRAPH_COMPLETE=fish_source alliance-graph | source      # in fish
"""


def to_markdown() -> str:
    """The page: how the program behaves, then the help of each command."""
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    root = click.Context(cli, info_name="alliance-graph", terminal_width=_WIDTH, **cli.context_settings)
    yield f"```text\n{cli.get_help(root)}\n```\n"
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        yield from _section(command, name, root)


def _section(command: click.Command, name: str, parent: click.Context, path: str = "") -> Iterator[str]:
    """The help of a command, and of those under it."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH)
    yield f"## {path}{name}\n\n```text\n{command.get_help(context)}\n```\n"
    for below, found in getattr(command, "commands", {}).items():
        yield from _section(found, below, context, f"{path}{name} ")


if __name__ == "__main__":
    click.echo(to_markdown(), nl=False)
