"""One claim per tie of an article, with the status of the day on which the article was written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from alliance_graph.extract.assemble import with_terms
from alliance_graph.model import THRESHOLD, Claim, Status


def settle(claims: Sequence[Claim]) -> list[Claim]:
    """Of claims on the same tie with several statuses the surest, as far as it has come, with what the others tell."""
    told: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        told[_tie(claim)].append(claim)
    by_confidence = (sorted(same, key=lambda claim: -claim.confidence) for same in told.values())
    return [reduce(_with_sure_terms, same, _furthest(same)) for same in by_confidence]


def _with_sure_terms(claim: Claim, other: Claim) -> Claim:
    """The claim with what the other tells of the same tie; a doubtful one has no say in the size of a sure one."""
    if other.confidence < THRESHOLD <= claim.confidence:
        other = replace(other, percentage=None)
    return with_terms(claim, other)


def _furthest(claims: Sequence[Claim]) -> Claim:
    """The surest claim, but for a deal proposed there and agreed or refused elsewhere."""
    best, *others = claims
    sure = [other for other in others if other.confidence >= THRESHOLD]
    if best.kind in _DEALS and best.status is Status.PROPOSED:
        over = (o for o in sure if o.status in _OVER and _REFUSED.search(o.evidence.text))
        if not _ANEW.search(best.evidence.text) and (last := next(over, None)):
            return last
        if all(other.status is not Status.DENIED for other in sure):
            return next((other for other in sure if other.status is Status.AGREED), best)
    return best


_DEALS = ("acquisition", "asset_purchase", "merger")
_OVER = (Status.DENIED, Status.ENDED)
_REFUSED = re.compile(
    r"\b(?:reject|rebuff|spurn|refus|turned down|turning down|veto|block|withdr[ae]w|call(?:s|ed|ing) off"
    r"|drop(?:s|ped|ping)|abandon|collapse|lapse)",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"\b(?:fresh|new|renew\w*|again|raise[sd]?|raising|higher|improved?|sweeten\w*|increase[sd]?|second|third|revised?"
    r"|better)\b",
    re.IGNORECASE,
)
"""Words of a bid that follows upon one that was refused."""


def _tie(claim: Claim) -> tuple[object, ...]:
    share = claim.percentage.value if claim.percentage and claim.kind == "stake" else None
    roles = tuple(sorted((role, tuple(sorted(keys))) for role, keys in claim.roles.items()))
    return claim.kind, roles, share, claim.form
