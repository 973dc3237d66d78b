"""`alliance-graph serve`: a store on the web."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from alliance_graph.cli import options

_EPILOG = """\b
Examples:
  alliance-graph serve news.store
  alliance-graph serve news.store --host 0.0.0.0 --name graph.example.org --cors https://example.org

A build beside it is not in the way; after it, restart, or POST to /renew with the token. Limits, safety and
what to set behind a proxy: docs/serve.md. In Python: alliance_graph.serve.app.make_app."""


@click.command(epilog=_EPILOG)
@click.argument("place", metavar="[STORE]", type=options.Place(), required=False)
@options.store
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Name by which clients call it; others get 421.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Let pages of https://... ask it.")
@click.option("--proxy", metavar="ADDRESS", help="Believe X-Forwarded-For and -Proto from there.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=10, show_default=True, help="Seconds.")
@click.option("--max-rows", type=click.IntRange(1), default=10_000, show_default=True, help="Rows or triples.")
@click.option("--memory", type=click.IntRange(256), default=1024, show_default=True, help="Megabytes of one query.")
@click.option(
    "--allowance",
    type=click.FloatRange(0),
    default=60,
    show_default=True,
    help="Seconds of queries that a client may run each minute; 0 is no limit.",
)
@click.option(
    "--token",
    envvar="ALLIANCE_GRAPH_TOKEN",
    show_envvar=True,
    default="",
    help="For what changes something. Default: on this machine alone a new one, in the link that is shown.",
)
def serve(
    place: Path | str | None,
    store: Path | str,
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    proxy: str | None,
    timeout: float,
    max_rows: int,
    memory: int,
    allowance: float,
    token: str,
) -> None:
    """Answer SPARQL 1.1 over HTTP from a store, and take reviews from whoever has the token.

    STORE goes before --store. Either must be a directory here: an endpoint at an address answers itself.
    """
    from alliance_graph.serve.access import LOOPBACK, Access, parse_name, parse_origin
    from alliance_graph.serve.limits import Limits
    from alliance_graph.serve.server import run

    store = place or store
    if isinstance(store, str):
        raise click.UsageError(f"{store} answers SPARQL itself; serve is for a store in a directory.")
    if host in ("0.0.0.0", "::") and not names:
        raise click.UsageError(f"--host {host} lets everybody in: say with --name by which name they call it.")
    names, origins = tuple(map(parse_name, names)), tuple(map(parse_origin, origins))
    is_private = host in LOOPBACK and not names and not proxy
    made = secrets.token_urlsafe(24) if is_private and not token else ""
    access = Access(names=(*LOOPBACK, host, *names), origins=origins, token=token or made)
    limits = Limits(seconds=timeout, rows=max_rows, memory=memory * 1024**2, allowance=allowance)
    run(
        store,
        host=host,
        port=port,
        proxy=proxy,
        limits=limits,
        access=access,
        greet=lambda address: _greet(address, made),
    )


def _greet(address: str, token: str) -> None:
    from alliance_graph.serve.app import PAGES

    if token:
        click.echo(f"to review claims in the browser, open {address}#token={token}", err=True)
    if not PAGES.is_dir():
        click.echo("the explorer's pages are not built: make web", err=True)
