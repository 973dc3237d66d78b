"""`alliance-graph remove`: articles out of a store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alliance_graph.address import is_address
from alliance_graph.cli import options
from alliance_graph.stores import open_store

_EPILOG = """\b
Examples:
  alliance-graph remove news/2024-08-01.txt
  alliance-graph remove - < ids.txt
  alliance-graph remove --erase news/2024-08-01.txt

In Python: Store.remove, and alliance_graph.graph.erase.erase."""


@click.command(epilog=_EPILOG)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...|-")
@options.store
@click.option("--erase", "is_erased", is_flag=True, help="Write the store's files anew, so that no text stays in them.")
def remove(articles: tuple[str, ...], store: Path | str, is_erased: bool) -> None:
    """Take articles and all their claims out, by their ids; - reads ids from standard input, one a line.

    The id of a file is its path with the name of the folder given to build in front.
    Every relationship is then as if the articles had never been read. Words of them may stay in the files of the store
    until Oxigraph writes these anew; --erase does so at once, which takes as long as copying the store. A digest
    and the bands of the text, no words, stay in bands.sqlite until --erase, or until you delete that file while no
    process has the store. Reprints, exports, lists, judgements, reviews (which quote) and other copies of the store are
    left as they are.
    """
    from alliance_graph.graph.erase import erase
    from alliance_graph.serve.snapshot import is_served

    ids = [line for given in articles for line in (_read_ids() if given == "-" else [given])]
    if is_erased and is_address(store):
        raise click.UsageError("--erase is for a store in a directory; an endpoint has files of its own")
    with open_store(store) as opened:
        change = erase(opened, ids) if is_erased else opened.remove(ids)
        if is_erased and is_served(opened.path):
            options.warn("a server still answers from the files of before: restart it, or POST to /renew")
    click.echo(f"removed {change.removed}, not in the store {change.unchanged}")
    if change.unchanged:
        click.echo('ids are listed by: alliance-graph query "SELECT ?id { ?article schema:identifier ?id }"', err=True)
        sys.exit(1)


def _read_ids() -> list[str]:
    return [line.strip() for line in sys.stdin if line.strip()]
