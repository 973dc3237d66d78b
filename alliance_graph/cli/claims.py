"""`alliance-graph claims`: the claims of a store, and people's reviews of them."""

from __future__ import annotations

from pathlib import Path

import click

from alliance_graph.cli import options
from alliance_graph.cli.asking import ask, parse_changes, tell, to_row
from alliance_graph.cli.counting import count_of
from alliance_graph.cli.judging import Listing, judging, sign
from alliance_graph.graph import claims as claims_of
from alliance_graph.graph.answers import show
from alliance_graph.graph.gold import find_gold
from alliance_graph.graph.reviewing import find_claims, take_over, undo
from alliance_graph.graph.reviewing import review as write_review
from alliance_graph.jsonl import to_json
from alliance_graph.model import Status
from alliance_graph.ontology import FORMS, KINDS
from alliance_graph.output import open_output
from alliance_graph.reviews import Verdict, read_reviews, to_line
from alliance_graph.stores import open_store

_EPILOG = """\b
Examples:
  alliance-graph claims nissan
  alliance-graph claims reject 3f2a91c0 --why "a bid of long ago"
  alliance-graph claims correct 3f2a91c0 --status completed --percent 34
  alliance-graph claims review

`claims TEXT` is short for `claims list TEXT`. In Python: alliance_graph.graph.reviewing."""

_CLAIM = click.argument("claim")


@click.group(cls=Listing, epilog=_EPILOG)
def claims() -> None:
    """List the claims of a store, and review them: accept, reject, correct.

    CLAIM is the id that the list gives, or its first digits, or the IRI. Reviews stand in the file reviews.jsonl in the
    store's folder, outrank the confidence of the extractor, and can be taken to another store.
    """


@claims.command("list", short_help="List claims with their sentences.")
@click.argument("text", default="", metavar="[TEXT]")
@options.store
@options.text_or_json("JSON is lines.")
def list_(text: str, store: Path | str, format: str) -> None:
    """List all claims, candidates and rejected ones too; with TEXT those that have it in the name of a party.

    They come by the day of their articles, the oldest first and those without a day last, and as they stand in each.
    """
    is_found = False
    with open_store(store) as opened:
        for listed in claims_of.list_claims(opened, text):
            click.echo(to_row(listed) if format == "json" else "\n".join(tell(listed)))
            is_found = True
    if not is_found:
        click.echo(f"no claim has {show(text)!r} in a name" if text else "the store holds no claim", err=True)


@claims.command(short_help="Decide that a claim was read rightly.")
@_CLAIM
@judging
@options.store
def accept(claim: str, store: Path | str, who: str, why: str) -> None:
    """Decide that the article says what CLAIM says: it counts for certain, a candidate too."""
    _write(store, claim, Verdict.ACCEPTED, None, who, why)


@claims.command(short_help="Decide that a claim was read wrongly.")
@_CLAIM
@judging
@options.store
def reject(claim: str, store: Path | str, who: str, why: str) -> None:
    """Decide that the article does not say it: nothing is concluded from CLAIM any more."""
    _write(store, claim, Verdict.REJECTED, None, who, why)


@claims.command(short_help="Decide what a claim should have been read as.")
@_CLAIM
@click.option("--kind", type=click.Choice([*KINDS, *FORMS]), metavar="KIND", help="Kind, or form of an alliance.")
@click.option("--status", type=click.Choice([status.value for status in Status]), help="How far it has come.")
@click.option("--percent", metavar="N", help="The figure, or none.")
@click.option("--swap", is_flag=True, help="The two parties the other way round.")
@click.option("--role", "roles", multiple=True, metavar="ROLE=NAME", help="Who plays a role; again for each partner.")
@judging
@options.store
def correct(
    claim: str,
    kind: str | None,
    status: str | None,
    percent: str | None,
    swap: bool,
    roles: tuple[str, ...],
    store: Path | str,
    who: str,
    why: str,
) -> None:
    """Decide that the article says something else than CLAIM; what it was read as is kept beside it."""
    given = [f"{name}={value}" for name, value in (("kind", kind), ("status", status), ("percent", percent)) if value]
    changes = parse_changes([*given, *(["swap"] if swap else []), *roles])
    if not changes:
        raise click.UsageError("Say what is to be corrected: --kind, --status, --percent, --swap or --role.")
    _write(store, claim, Verdict.CORRECTED, changes, who, why)


@claims.command("undo", short_help="Take back what was decided of a claim.")
@_CLAIM
@options.store
def undo_(claim: str, store: Path | str) -> None:
    """Take back what was decided of CLAIM."""
    with open_store(store) as opened:
        for gone in undo(opened, claims_of.find_iri(opened, claim)):
            by = " ".join(part for part in (gone.who, gone.when) if part)
            click.echo(f"taken back: {gone.decision} by {show(by or 'a person')} in {show(gone.article)}")


@claims.command(short_help="Print all reviews as JSON lines.")
@click.option("--import", "file", type=options.FILE, help="Add those of FILE.")
@options.store
def reviews(file: Path | None, store: Path | str) -> None:
    """Print all reviews as JSON lines; those whose claim is read no more are counted on standard error."""
    with open_store(store) as opened:
        if file:
            click.echo(count_of(take_over(opened, read_reviews(file)), "new review"), err=True)
        idle = 0
        for found in opened.reviews():
            click.echo(to_line(found))
            idle += not find_claims(opened, found)
    if idle:
        click.echo(f"{idle} of them are of claims that this store does not have (now)", err=True)


@claims.command(short_help="Ask about claims of which nobody decided.")
@click.argument("company", default="", metavar="[COMPANY]")
@click.option("--candidates", is_flag=True, help="Ask about candidates instead, the surest first.")
@options.text_or_json("JSON asks nothing.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N claims.")
@judging
@options.store
def review(
    company: str, candidates: bool, format: str, limit: int | None, store: Path | str, who: str, why: str
) -> None:
    """Ask about claims of which nobody decided; COMPANY keeps those of one party.

    First come those on whose tie sources disagree, then those that are all a tie rests on, the least sure one first.
    Keys: a accept, r reject, c correct, n next, q quit. They may come from a pipe; a correction is then the rest of the
    line, such as: c status=completed percent=34 swap owner="Nissan Motor"
    """
    with open_store(store) as opened:
        found = claims_of.find_open(opened, company, candidates=candidates)
        click.echo(f"{count_of(len(found), 'claim')} to review", err=True)
        for one in found[:limit]:
            listed = claims_of.list_claim(opened, one.iri)
            if format == "json":
                click.echo(to_row(listed, one))
            elif not listed.review and not ask(opened, listed, one, who, why):
                break


@claims.command(short_help="Write reviewed articles as gold annotations.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE")
@click.option("--partial", is_flag=True, help="Add articles in which some claims were not reviewed.")
@options.store
def gold(file: Path, partial: bool, store: Path | str) -> None:
    """Write the articles in which every claim was reviewed as gold annotations (JSON lines); - is standard output.

    They have what people accepted or corrected. What no extractor found is missing in them, unless the article was
    annotated: they tell of precision rather than of recall.
    """
    with open_store(store) as opened:
        found = list(find_gold(opened))
    complete = [one for one in found if not one.left]
    chosen = found if partial else complete
    with open_output(file) as output:
        output.writelines(f"{to_json(one.annotation)}\n".encode() for one in chosen)
    left = sum(one.left for one in found)
    click.echo(f"{count_of(len(complete), 'article')} of which every claim was reviewed", err=True)
    if left:
        told = "added without those" if partial else "left out; --partial adds them"
        click.echo(
            f"{count_of(len(found) - len(complete), 'article')} with {count_of(left, 'claim')} not reviewed: {told}",
            err=True,
        )


def _write(
    path: Path | str, claim: str, decision: Verdict, changes: dict[str, object] | None, who: str, why: str
) -> None:
    with open_store(path) as store:
        iri = claims_of.find_iri(store, claim)
        written = write_review(store, iri, decision, correction=changes, **sign(who, why))
        click.echo("\n".join(tell(claims_of.list_claim(store, iri))))
    again = f", and in {len(written) - 1} near-copies" if len(written) > 1 else ""
    click.echo(f"{decision}{again}" if written else f"{decision}: so it was decided before")
