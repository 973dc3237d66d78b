"""Holdings and takeovers of one sentence or article told apart: whose percentage is whose, and what is no takeover."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from alliance_graph.extract.reading import Sentence
from alliance_graph.extract.shares import find_holdings
from alliance_graph.model import Claim, Percentage, Status

_HALF, _WHOLE = 50.0, 100.0
_SEVERAL = 2

_Deal = tuple[tuple[str, ...], tuple[str, ...], Status]
"""Who holds or acquires whom, with what status."""


def _deal(claim: Claim) -> _Deal:
    """The deal of a stake or an acquisition."""
    if claim.kind == "stake":
        return claim.roles["owner"], claim.roles["owned"], claim.status
    return claim.roles["acquirer"], claim.roles["target"], claim.status


def with_listed_holdings(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims; where a sentence lists who owns a company, each owner has the percentage that stands beside it."""
    owners: dict[tuple[tuple[str, ...], Status], list[str]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "stake":
            owners[claim.roles["owned"], claim.status].append(claim.roles["owner"][0])
    told: dict[_Deal, float] = {}
    for (owned, status), names in owners.items():
        shares = find_holdings(sentence, names) if len(set(names)) == len(names) else {}
        if len(shares) >= _SEVERAL:
            told |= {((name,), owned, status): share for name, share in shares.items()}
    return [
        replace(claim, percentage=Percentage(value=told[_deal(claim)]))
        if claim.kind == "stake" and _deal(claim) in told
        else claim
        for claim in claims
    ]


def without_minor_takeovers(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims; what is told of half of the shares at most, and of nothing else, is no takeover beside the stake."""
    if len(sentence.percentages) != 1 or _OF_THE_WHOLE.search(sentence.text):
        return list(claims)
    minor = {
        _deal(claim)
        for claim in claims
        if claim.kind == "stake" and claim.percentage and 0 < (claim.percentage.value or 0) <= _HALF
        if sentence.percentages[0].is_holding or claim.roles["owned"][0] in _named_behind(sentence)
    }
    return [claim for claim in claims if claim.kind != "acquisition" or _deal(claim) not in minor]


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
    """The claims; a takeover by way of a stake of more than half has its percentage, none that of a minor one.

    Who buys the whole acquires it, and has no stake besides.
    """
    stakes = [(_deal(claim), claim.percentage) for claim in claims if claim.kind == "stake" and claim.percentage]
    major = {stake: share for stake, share in stakes if (share.value or 0) > _HALF}
    minor = {(*stake, share.value) for stake, share in stakes if (share.value or 0) <= _HALF}

    def mend(claim: Claim) -> Claim:
        if claim.kind != "acquisition":
            return claim
        acquirer, target, _ = deal = _deal(claim)
        if claim.percentage is None:
            return replace(claim, percentage=major.get(deal))
        is_minor = (acquirer, target, Status.COMPLETED, claim.percentage.value) in minor
        return replace(claim, percentage=None) if is_minor else claim

    acquired = {_deal(claim) for claim in claims if claim.kind == "acquisition"}
    whole = {stake for stake, share in stakes if share.value == _WHOLE} & acquired
    return [mend(claim) for claim in claims if claim.kind != "stake" or _deal(claim) not in whole]
