"""Drafts of one article made into claims: figures attached, doubles joined, evidence quoted with its offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from alliance_graph.extract.clean import Cleaned
from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.status import status_of
from alliance_graph.model import Claim, Evidence, Percentage, Status
from alliance_graph.ontology import KINDS

LONGEST_QUOTATION = 300


def make_claim(draft: Draft, scene: Scene, cleaned: Cleaned, content: str) -> Claim:
    """The claim that the draft stands for, with the quotation from the content."""
    return Claim(
        kind=draft.kind,
        roles=_in_order(draft),
        status=status_of(draft),
        evidence=_quote(draft, scene, cleaned, content),
        percentage=as_stated(draft.percentage) if draft.percentage is not None else None,
        form=draft.form if draft.kind == "alliance" else "",
        shares=draft.shares,
        confidence=draft.confidence,
        rule=draft.rule,
    )


def as_stated(share: PercentageMention) -> Percentage:
    """The percentage with a stated bound ("up to 51 percent") as its value too; a mere majority has none."""
    found = share.percentage
    bound = found.least if found.least is not None else found.greatest
    if found.value is None and not share.split and bound is not None and not share.is_rank:
        return replace(found, value=bound)
    return found


def _in_order(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {role: draft.roles[role] for role in KINDS[draft.kind].roles if draft.roles.get(role)}


def _quote(draft: Draft, scene: Scene, cleaned: Cleaned, content: str) -> Evidence:
    """The sentence, or where it is long the stretch around the trigger."""
    start, end = scene.sent.start_char, scene.sent.end_char
    while end > start and cleaned.text[end - 1].isspace():
        end -= 1
    if end - start > LONGEST_QUOTATION:
        middle = draft.trigger.idx
        start = max(start, min(middle - LONGEST_QUOTATION // 2, end - LONGEST_QUOTATION))
        end = min(end, start + LONGEST_QUOTATION)
        words = scene.sent.doc.char_span(start, end, alignment_mode="contract")
        if words is not None:
            start, end = words.start_char, words.end_char
    first, last = cleaned.to_content(start, end)
    return Evidence(content[first:last], first, last)


def join_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one article without doubles: the same said twice is said once, with the fullest values."""
    joined: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = _identity(claim)
        joined[key] = _fullest(joined[key], claim) if key in joined else claim
    found = list(joined.values())
    return [claim for claim in found if not any(_is_part_of(claim, o) or _is_outdone(claim, o) for o in found)]


def _is_outdone(claim: Claim, other: Claim) -> bool:
    """Whether two rules read one sentence with two statuses, the other's to be believed: an end, else the surer."""
    if _without_status(claim) != _without_status(other) or claim.evidence != other.evidence:
        return False
    return _belief(claim) < _belief(other)


def _belief(claim: Claim) -> tuple[bool, float, str]:
    return claim.status in (Status.ENDED, Status.DENIED), claim.confidence, claim.status


def _is_part_of(claim: Claim, other: Claim) -> bool:
    """Whether one sentence was read twice, once with some of its partners and once with more."""
    if claim.kind != other.kind or claim.evidence != other.evidence or "partners" not in claim.roles:
        return False
    venture = set(other.roles.get("venture", ())) - set(claim.roles.get("venture", ()))
    mine, theirs = set(claim.roles["partners"]), set(other.roles["partners"])
    return mine - venture <= theirs if venture else mine < theirs


def _identity(claim: Claim) -> tuple[object, ...]:
    return *_without_status(claim), claim.status


def _without_status(claim: Claim) -> tuple[object, ...]:
    roles = tuple(
        (role, tuple(sorted(keys))) for role, keys in claim.roles.items() if role not in ("venture", "result")
    )
    share = claim.percentage.value if claim.percentage else None
    return claim.kind, roles, share if claim.kind == "stake" else None


def with_terms(claim: Claim, other: Claim) -> Claim:
    """The claim with what terms the other tells of the same tie and it does not."""
    return replace(
        claim,
        percentage=claim.percentage or other.percentage,
        price=claim.price or other.price,
        asset=claim.asset or other.asset,
        shares=claim.shares or other.shares,
        topics=claim.topics or other.topics,
        purpose=claim.purpose or other.purpose,
        basis=claim.basis or other.basis,
        exclusive=claim.exclusive or other.exclusive,
        place=claim.place or other.place,
    )


def _fullest(first: Claim, second: Claim) -> Claim:
    better, other = (second, first) if second.confidence > first.confidence else (first, second)
    return replace(
        with_terms(better, other),
        roles={**other.roles, **better.roles},
        shares={**other.shares, **better.shares},
        announced=better.announced or other.announced,
        start=better.start or other.start,
        end=better.end or other.end,
        date_text=better.date_text or other.date_text,
        form=better.form if better.form not in ("", "other") else other.form,
        confidence=max(first.confidence, second.confidence),
    )
