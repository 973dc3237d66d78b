"""Differences as text for people; what articles say is made harmless for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from alliance_graph.graph.answers import show
from alliance_graph.graph.difference import CompanyChange, Difference, TieChange
from alliance_graph.graph.explanation import ToldClaim
from alliance_graph.graph.telling import name_article, quote

_Change = TypeVar("_Change")


def to_text(difference: Difference) -> str:
    """A paragraph for each sort of change, each change with its sources."""
    paragraphs = [
        *_paragraph("new companies", difference.new_companies, _company_lines),
        *_paragraph("companies under another name", difference.renamed_companies, _company_lines),
        *_paragraph("companies gone", difference.gone_companies, _company_lines),
        *_paragraph("ties begun", difference.begun, _tie_lines),
        *_paragraph("ties ended", difference.ended, _tie_lines),
        *_paragraph("ties changed", difference.changed, _tie_lines),
        *_paragraph("ties gone", difference.gone, _tie_lines),
    ]
    if difference.reported_again:
        paragraphs.append(f"reported again, with nothing new: {difference.reported_again:,}")
    return "\n\n".join(paragraphs) or "nothing changed"


def _paragraph(name: str, changes: Sequence[_Change], to_lines: Callable[[_Change], Iterator[str]]) -> Iterator[str]:
    if changes:
        yield "\n".join([f"{name}: {len(changes):,}", *(f"  {line}" for one in changes for line in to_lines(one))])


def _company_lines(change: CompanyChange) -> Iterator[str]:
    before = f", before {show(change.before.name)}" if change.before else ""
    yield f"{show(change.company.name)}{before}"
    yield f"  {name_article(change.article, change.source)}"


def _tie_lines(change: TieChange) -> Iterator[str]:
    tie = change.told.relationship
    yield f"{show(tie.label)}: {', '.join(_said(change))}"
    yield f"  {tie.iri}"
    if change.now:
        yield f"  now one with {change.now}"
    for claim in _one_for_each_source(change.told.claims):
        yield f"  {quote(claim.sentence)}"
        yield f"  {name_article(claim.article, claim.source)}"


def _said(change: TieChange) -> Iterator[str]:
    """What changed; of a tie that came or went what it is or was."""
    for what, (before, now) in change.changed.items():
        yield f"{what} {show(before or 'unknown')} → {show(now or 'unknown')}"
    if not change.changed:
        tie = change.told.relationship
        yield "later of another size" if change.told.after else tie.status.value
        if tie.percentage:
            yield str(tie.percentage)


def _one_for_each_source(claims: Sequence[ToldClaim]) -> list[ToldClaim]:
    """The surest claim of each article, near-copies left out unless there is nothing else."""
    surest: dict[str, ToldClaim] = {}
    for claim in [claim for claim in claims if not claim.copy_of] or claims:
        known = surest.get(claim.article)
        if known is None or claim.confidence > known.confidence:
            surest[claim.article] = claim
    return list(surest.values())
