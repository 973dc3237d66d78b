"""Divisions of companies, which are bought from these: of 16 such sales in gold 14 are of assets, 2 takeovers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from alliance_graph.extract.reading import Sentence
from alliance_graph.model import THRESHOLD, Claim


def without_bought_divisions(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims of the sentence, the takeover of a division as a purchase from the company whose division it is."""
    text = sentence.paragraph.text
    divisions = {n.key: text[n.start : n.end] for n in sentence.namings if _is_division(text, n.start, n.end)}
    owners = {
        claim.roles["child"][0]: claim.roles["parent"]
        for claim in claims
        if claim.kind == "subsidiary" and claim.confidence >= THRESHOLD
    }

    def as_purchase(claim: Claim) -> Claim:
        if claim.kind != "acquisition" or claim.roles["target"][0] not in divisions:
            return claim
        seller = owners.get(claim.roles["target"][0])
        if seller is None or seller == claim.roles["acquirer"]:
            return claim
        roles = {"buyer": claim.roles["acquirer"], "seller": seller}
        asset = divisions[claim.roles["target"][0]]
        return replace(claim, kind="asset_purchase", roles=roles, percentage=None, asset=asset)

    return [as_purchase(claim) for claim in claims]


def _is_division(text: str, start: int, end: int) -> bool:
    return text[start:end].endswith(" Division") or _BEHIND.match(text, end) is not None


_BEHIND = re.compile(r"(?: [a-z]+)?(?:,? an?(?: [a-z]+)?)? division\b")
