"""Holdings and takeovers of one sentence or article told apart: what is kept, and what is no takeover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from alliance_graph.extract.assemble import as_stated
from alliance_graph.extract.reading import Sentence
from alliance_graph.extract.verdict import SALES
from alliance_graph.model import THRESHOLD, Claim, Percentage, Status

_HALF, _WHOLE = 50.0, 100.0

_Deal = tuple[tuple[str, ...], tuple[str, ...], Status]
"""Who holds or acquires whom, with what status."""


def _deal(claim: Claim) -> _Deal:
    """The deal of a stake or an acquisition."""
    if claim.kind == "stake":
        return claim.roles["owner"], claim.roles["owned"], claim.status
    return claim.roles["acquirer"], claim.roles["target"], claim.status


def with_kept_rests(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims; who sells a part of its shares and keeps a stated rest is told to hold the rest."""
    if not any(map(_is_sold, claims)) or (match := _KEPT.search(sentence.text)) is None:
        return list(claims)
    shares = find_behind(sentence, match)
    rest = shares[0] if shares else float(match["figure"]) if match["figure"] else None
    if not rest or not 0 < rest < _WHOLE:
        return list(claims)
    return [
        replace(claim, percentage=Percentage(value=rest), status=Status.COMPLETED, announced="", start="", end="")
        if _is_sold(claim)
        else claim
        for claim in claims
    ]


def _is_sold(claim: Claim) -> bool:
    return claim.kind == "stake" and claim.status is Status.ENDED and claim.rule in SALES


def find_behind(sentence: Sentence, match: re.Match[str]) -> list[float | None]:
    """The percentages shortly behind what was found in the sentence, None for a bound without a figure."""
    at = sentence.start + match.end()
    return [as_stated(share).value for share in sentence.percentages if 0 <= share.start - at <= _REACH]


_KEPT = re.compile(
    r"\b(?:keeps?|retains?|leav(?:es?|ing) (?:it|him|her|them) with|still (?:owns?|holds?)"
    r"|(?:cutting|reducing|lowering|trimming) (?:its|his|her|their) (?:\w+ )?(?:stake|holdings?|interest) to)"
    r" (?:the (?:other |rest, )?)?"
    r"(?=(?P<figure>\d{1,2}(?:\.\d+)?)(?:[.;]|$))?",
    re.IGNORECASE,
)
_REACH = 50  # characters; a number of shares may stand before the percentage


def without_minor_takeovers(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims without takeovers of what had the majority before, or of which the sentence tells half at most."""
    had = {_deal(claim)[:2] for claim in claims if claim.rule.endswith(".before") and _is_majority(claim)}
    claims = [c for c in claims if not c.rule.endswith(".control") or _deal(c)[:2] not in had]
    if len(sentence.percentages) != 1 or _OF_THE_WHOLE.search(sentence.text):
        return list(claims)
    minor = {
        _deal(claim)
        for claim in claims
        if claim.kind == "stake" and claim.percentage and 0 < (claim.percentage.value or 0) <= _HALF
        if sentence.percentages[0].is_holding or claim.roles["owned"][0] in _named_behind(sentence)
    }
    return [claim for claim in claims if claim.kind != "acquisition" or _deal(claim) not in minor]


def _is_majority(claim: Claim) -> bool:
    return claim.percentage is not None and (claim.percentage.value or 0) > _HALF


def _named_behind(sentence: Sentence) -> set[str]:
    """Whom the words right behind the percentage name: "a tenth of Birch Works"."""
    end = sentence.percentages[0].end
    return {naming.key for naming in sentence.namings if 0 <= naming.start - end <= _NEAR}


_NEAR = 20  # characters
_OF_THE_WHOLE = re.compile(
    r"\b(?:rest|remain\w*|other half|whole|entire|all|outstanding|merge\w*|take\s?-?over|tender|control|not already)\b",
    re.IGNORECASE,
)


def with_majorities(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a takeover by way of a stake of more than half has its percentage, none that of half or less.

    Who buys the whole acquires it, and has no stake besides.
    """
    sure = [claim for claim in claims if claim.kind == "stake" and claim.confidence >= THRESHOLD]
    stakes = [(_deal(claim), claim.percentage) for claim in sure if claim.percentage]
    minor = {(*stake, share.value) for stake, share in stakes if (share.value or 0) <= _HALF}
    major: dict[tuple[object, ...], Percentage] = {}
    for (owner, owned, status), share in stakes:
        if (share.value or 0) > _HALF:
            major |= {(owner, owned, status): share, (owner, owned): share}

    def mend(claim: Claim) -> Claim:
        if claim.kind != "acquisition":
            return claim
        acquirer, target, status = deal = _deal(claim)
        value = claim.percentage.value if claim.percentage else _NONE
        if value is None or value > _HALF:
            return claim
        is_held = status is not Status.COMPLETED and (acquirer, target, Status.COMPLETED, value) in minor
        if value and not is_held and _OF_THE_REST.search(claim.evidence.text):
            return claim
        told = major.get(deal)
        if told is None and claim.rule.endswith(_CONTROL):
            told = major.get((acquirer, target))
        return replace(claim, percentage=told)

    acquired = {_deal(claim) for claim in claims if claim.kind == "acquisition"}
    whole = {stake for stake, share in stakes if share.value == _WHOLE} & acquired
    return [mend(claim) for claim in claims if claim.kind != "stake" or _deal(claim) not in whole]


_NONE = 0.0
_CONTROL = ".control"
"""Ends the names of rules that draw a takeover from a stake."""
_OF_THE_REST = re.compile(
    r"(?:\b(?:remain\w*|balance)|(?:\bnot|n't)(?: already| yet| now)? (?:own|hold))\b", re.IGNORECASE
)
