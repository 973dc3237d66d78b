"""Explanations as text for people; what articles say is made harmless for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance_graph.graph.answers import show
from alliance_graph.graph.explanation import Explanation, ToldClaim, ToldRelationship, ToldReview, ToldStep
from alliance_graph.model import Relationship, Source
from alliance_graph.ontology import BASES, LABELS
from alliance_graph.reviews import Verdict

_BOLD, _UNDERLINE, _DIM, _PLAIN = "\x1b[1m", "\x1b[4m", "\x1b[2m", "\x1b[0m"


def to_text(explanation: Explanation, *, is_styled: bool = False) -> str:
    """Paragraphs with each sentence under its relationship; names stand out where `is_styled`."""
    paragraphs = ("\n".join(_relationship_lines(told, is_styled)) for told in explanation.relationships)
    return "\n\n".join(paragraphs) or "nothing is reported"


def name_article(article: str, source: Source) -> str:
    """Title, id, outlet and day of an article in one line."""
    return f"{title_line(source, article)} · {source.date or 'no date'}"


def quote(sentence: str) -> str:
    """The sentence on one line, in quotation marks."""
    return f"“{show(' '.join(sentence.split()))}”"


def _relationship_lines(told: ToldRelationship, is_styled: bool) -> Iterator[str]:
    relationship = told.relationship
    title = show(relationship.label)
    yield f"{_BOLD}{title}{_PLAIN}" if is_styled else title
    yield f"  {', '.join(_facts(relationship))}"
    if told.disagreeing:
        yield f"  sources disagree: {', '.join(map(str, told.disagreeing))}"
    for word, other in (("before", told.before), ("after", told.after)):
        if other:
            yield f"  {word}: {', '.join(_size(other))}, {other.iri}"
    yield f"  {relationship.iri}"
    if len(told.steps) > 1:
        yield from map(step_line, told.steps)
    for claim in told.claims:
        yield ""
        yield from _claim_lines(claim, told, is_styled)


def step_line(step: ToldStep) -> str:
    """One step of a life line with its source."""
    said = [step.status.value]
    said += [str(step.percentage)] if step.percentage else []
    said += [f"basis {LABELS[BASES[step.basis]]}"] if step.basis else []
    return f"    {step.day or 'no date'}  {', '.join(said)}: {title_line(step.source, step.article)}"


def _size(stake: Relationship) -> Iterator[str]:
    if stake.percentage:
        yield str(stake.percentage)
    yield stake.status.value


def _facts(relationship: Relationship) -> Iterator[str]:
    yield relationship.status.value
    if relationship.percentage:
        yield str(relationship.percentage)
    if relationship.price:
        yield show(relationship.price.text)
    yield from _terms(relationship)
    for word, stated in (
        ("announced", relationship.announced),
        ("from", relationship.start),
        ("until", relationship.end),
    ):
        if stated:
            yield f"{word} {stated}"
    yield f"confidence {relationship.confidence:.2f}"
    yield _count(relationship.sources, "source")
    if relationship.first_reported:
        yield f"reported {relationship.first_reported}" + (
            f" to {relationship.last_reported}" if relationship.last_reported != relationship.first_reported else ""
        )


def _terms(told: Relationship | ToldClaim) -> Iterator[str]:
    if told.exclusive:
        yield "exclusive"
    if told.place:
        yield f"in {show(told.place)}"


def _claim_lines(claim: ToldClaim, told: ToldRelationship, is_styled: bool) -> Iterator[str]:
    yield f"  “{_mark(claim, is_styled)}”"
    said = [claim.status.value]
    said += [str(claim.percentage)] if claim.percentage else []
    said += [f"basis {LABELS[BASES[claim.basis]]}"] if claim.basis else []
    said += _terms(claim)
    said += [f"confidence {claim.confidence:.2f}"]
    said += [f"rule {show(claim.rule)}"] if claim.rule else []
    said += [f"read by {show(claim.extractor)}"] if claim.extractor else []
    said += [f"date from “{show(claim.date_text)}”"] if claim.date_text else []
    yield f"    {', '.join(said)}"
    line = f"    {name_article(claim.article, claim.source)}"
    yield f"{_DIM}{line}{_PLAIN}" if is_styled else line
    if claim.source.url:
        yield f"    {show(claim.source.url)}"
    if claim.review:
        yield f"    {_review_line(claim.review)}"
    if claim.copy_of:
        yield f"    a near-copy of {show(claim.copy_of)}: counted as one source with it"
    for joined in claim.joined:
        company = told.companies[joined.company]
        if joined.names != (company,):
            yield f"    {show(' / '.join(joined.names))} is {show(company)}: {show(joined.reason)}"


def _review_line(review: ToldReview) -> str:
    """The decision, who made it, when and why; of a correction what stood there before."""
    by = " ".join(show(part) for part in (review.who, review.when) if part)
    why = f": {show(review.why)}" if review.why else ""
    return f"{review.decision} by {by or 'a person'}{why}; {_read_line(review)}"


def _read_line(review: ToldReview) -> str:
    said = [(review.form or review.kind).replace("_", " ")]
    if review.decision is Verdict.CORRECTED:
        said += [f"{role} {show(' and '.join(names))}" for role, names in review.roles.items()]
    said += [review.status.value]
    said += [str(review.percentage)] if review.percentage else []
    return f"read as {', '.join(said)} with confidence {review.confidence:.2f}"


def title_line(source: Source, article: str) -> str:
    """Title, id and outlet of an article, on one line."""
    is_named = source.title and source.title != article
    title = f"{source.title} (id {article})" if is_named else article
    return " · ".join(show(part) for part in (title, source.outlet) if part)


def _mark(claim: ToldClaim, is_styled: bool) -> str:
    """The sentence on one line, its parties underlined."""
    sentence = show(" ".join(claim.sentence.split()))
    names = sorted({show(name) for joined in claim.joined for name in joined.names if name}, key=len, reverse=True)
    if not is_styled or not names:
        return sentence
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    return found.sub(lambda name: f"{_UNDERLINE}{name[0]}{_PLAIN}", sentence)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
