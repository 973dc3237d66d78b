"""What those hold who hold together: the members of a group of investors, or "they" of the next sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from alliance_graph.extract.holdings import find_behind
from alliance_graph.extract.reading import Sentence
from alliance_graph.model import THRESHOLD, Claim, Percentage, Status

_SEVERAL = 2


def with_group_holdings(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a member of a group of investors holds the percentage that the article gives the group."""
    joint: dict[tuple[str, ...], dict[float, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        if _is_of_group(claim) and claim.confidence >= THRESHOLD and claim.percentage and claim.percentage.value:
            joint[claim.roles["owned"]][claim.percentage.value].update(claim.roles["owner"])

    def mend(claim: Claim) -> Claim:
        told = joint.get(claim.roles.get("owned", ()))
        if not told or not _is_of_group(claim) or claim.percentage:
            return claim
        most = max(len(owners) for owners in told.values())
        values = [value for value, owners in told.items() if len(owners) == most]
        return replace(claim, percentage=Percentage(value=values[0])) if len(values) == 1 else claim

    return [mend(claim) for claim in claims]


def _is_of_group(claim: Claim) -> bool:
    return claim.kind == "stake" and claim.status is Status.COMPLETED and bool(_GROUP.search(claim.evidence.text))


_GROUP = re.compile(
    r"\b(?:the group(?!'s)|(?:investor|shareholder|dissident) group"
    r"|group (?:of (?:\w+ )?(?:investors|shareholders)|led|headed|controlled)"
    r"|group,? which (?:also )?(?:includes|consists|comprises))\b",
    re.IGNORECASE,
)
"""A group of investors, who hold together; "the Swiss group" is one company."""


def with_joint_holdings(claims: Sequence[Claim], sequel: Sentence) -> list[Claim]:
    """The claims; of whom the next sentence says that they own a percentage, each holds it."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for claim in filter(_is_unsized, claims):
        owners[claim.roles["owned"]].update(claim.roles["owner"])
    if not owners or (match := _THEY_OWN.search(sequel.text)) is None:
        return list(claims)
    shares = find_behind(sequel, match)
    if not shares or shares[0] is None:
        return list(claims)
    share = Percentage(value=shares[0])
    return [
        replace(claim, percentage=share)
        if _is_unsized(claim) and len(owners[claim.roles["owned"]]) >= _SEVERAL
        else claim
        for claim in claims
    ]


def _is_unsized(claim: Claim) -> bool:
    return claim.kind == "stake" and claim.status is Status.COMPLETED and claim.percentage is None


_THEY_OWN = re.compile(
    r"\b(?:they|the (?:two|pair|couple|brothers|sisters))(?: (?:together|jointly|both|now|already|currently))?"
    r" (?:own|hold|control|have|owned|held|controlled|had)\b",
    re.IGNORECASE,
)
