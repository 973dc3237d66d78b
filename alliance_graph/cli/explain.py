"""`alliance-graph explain`: why the graph says what it says."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import click

from alliance_graph.cli import options
from alliance_graph.graph.called import find_called, list_iris, tell_several
from alliance_graph.graph.explain import explain as tell
from alliance_graph.graph.explanation import Explanation
from alliance_graph.graph.store import Store
from alliance_graph.graph.telling import to_text

_EPILOG = """\b
Examples:
  alliance-graph explain Nissan
  alliance-graph explain Nissan "Mitsubishi Motors" --as-of 2024-06-30
  alliance-graph explain https://example.org/ag/relationship/stake_nissan_mitsubishi-motors__34 --format json

In Python: alliance_graph.explain."""


@click.command(epilog=_EPILOG)
@click.argument("first", metavar="COMPANY|RELATIONSHIP")
@click.argument("second", required=False, metavar="[COMPANY]")
@options.store
@options.as_of
@options.text_or_json()
def explain(first: str, second: str | None, store: Path | str, as_of: date | None, format: str) -> None:
    """Show every claim behind a relationship, a company or a pair of companies.

    Companies are given by any of their names, relationships by their IRI, also by the one from before companies were
    joined. A relationship has its life line (proposed,
    agreed, completed, ended) with one source for each step. Each claim has its sentence, article, date, status,
    confidence and rule, and says why the names in it were joined.
    """
    with options.open_store(store, as_of, reads_little=True) as opened:
        explanation = tell(opened, first, second)
        if opened.rulebook.iris.is_relationship(first) and not second:
            _tell_moved(first, explanation)
        else:
            _tell_namesakes(opened, *filter(None, (first, second)))
        if not explanation.relationships:
            options.warn(_tell_none(opened, *filter(None, (first, second))))
    if format == "json" or explanation.relationships:
        click.echo(explanation.to_json() if format == "json" else to_text(explanation, is_styled=True))


def _tell_moved(given: str, explanation: Explanation) -> None:
    """Say where the IRI of a relationship leads, if that has another one now."""
    for told in explanation.relationships:
        if told.relationship.iri != given:
            options.warn(f"{given} leads to {told.relationship.iri}, as its companies are called now")


def _tell_namesakes(store: Store, *names: str) -> None:
    """Say of which companies the ties are, where several bear a name."""
    for name in names:
        found = find_called(store, name)
        if len(found) > 1:
            told = f"{tell_several(name, found)}, and the ties of all are shown"
            options.warn(f"{told}; for those of one give its IRI:\n{list_iris(found)}")


def _tell_none(store: Store, first: str, *others: str) -> str:
    """The companies as they were found, and the commands that show more of them."""
    names = (" or ".join(company.name for company in find_called(store, name)) for name in (first, *others))
    one = shlex.quote(first)
    lines = [f"no tie {'between' if others else 'of'} {' and '.join(names)} is reported; to look further:"]
    lines.append(f"  alliance-graph claims {one}    # doubtful claims too")
    for other in map(shlex.quote, others):
        lines.append(f"  alliance-graph query shared-partners --param company={one} --param other={other}")
        lines.append(f"  alliance-graph export ties.html --company {one} --distance 2    # what is two ties away")
    return "\n".join(lines)
