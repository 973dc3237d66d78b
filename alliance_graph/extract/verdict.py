"""The status that a sentence gives a tie: what rule and model vote for, within what its words allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from alliance_graph.extract.findings import Finding
from alliance_graph.extract.relations import STATUSES
from alliance_graph.extract.status_patterns import overrule
from alliance_graph.model import Status

SALES = ("stake.sold", "surface.sells-stake")
"""Rules that draw what the seller of shares holds, or no longer holds."""
_CHANGES = ("stake.changed", "surface.increases-stake")
_DEALS = ("acquisition", "asset_purchase", "merger", "stake")


def find_status(
    kind: str, text: str, findings: Sequence[Finding], drawn: Status | None = None, weight: float = 0.0, rule: str = ""
) -> Status:
    """The status with most votes: the findings vote by their probability, with that weight a rule for its own."""
    votes = np.mean([finding.probability * finding.status for finding in findings], axis=0)
    if drawn is not None:
        votes[STATUSES.index(drawn)] += weight
    for status in _barred(kind, text, rule):
        votes[STATUSES.index(status)] = 0.0
    status = STATUSES[int(votes.argmax())]
    if kind in _DEALS:
        status = _of_deal(status, text, rule)
    if status is Status.COMPLETED and kind == "subsidiary" and _TO_BE.search(text):
        return Status.PROPOSED
    if status is Status.COMPLETED and _is_past(kind, text, findings):
        return Status.ENDED
    return overrule(kind, status, max(findings, key=lambda finding: finding.probability))


def _barred(kind: str, text: str, rule: str) -> Iterator[Status]:
    """What the tie is not: on sale and thus over, denied by silence, or given up by a mere change of its size."""
    if rule in SALES:
        yield from (Status.PROPOSED, Status.AGREED, Status.DENIED)
    if rule in _CHANGES:
        yield Status.ENDED
    if rule == "surface.possessive-stake":
        yield from (Status.PROPOSED, Status.AGREED)
    if _SILENT.search(text):
        yield from (Status.DENIED, Status.ENDED)
    if kind in ("subsidiary", "stake") and _ON_SALE.search(text) and not _IS_SOLD.search(text):
        yield Status.ENDED


def _of_deal(status: Status, text: str, rule: str) -> Status:
    """The status, but for a deal not yet closed, an offer let go, and a refusal and an end taken for each other."""
    if _AWAITED.search(text):
        if rule in SALES:
            return Status.COMPLETED if status is Status.ENDED else status
        return Status.AGREED if status is Status.COMPLETED else status
    if status in (Status.PROPOSED, Status.DENIED) and _LET_GO.search(text) and not _ACCEPTED.search(text):
        return Status.ENDED
    if status is Status.PROPOSED:
        return Status.DENIED if _UNWANTED.search(text) else status
    is_given_up, is_refused = bool(_GIVEN_UP.search(text)), bool(_REFUSED.search(text))
    if is_given_up is is_refused or status not in (Status.ENDED, Status.DENIED):
        return status
    return Status.ENDED if is_given_up else Status.DENIED


def _is_past(kind: str, text: str, findings: Sequence[Finding]) -> bool:
    """ "once rivals", "until 1999 a unit of", "formerly owned by", "is no longer"."""
    if kind == "competition":
        return _RIVALS_ONCE.search(text) is not None
    if kind not in ("subsidiary", "stake"):
        return False
    best = max(findings, key=lambda finding: finding.probability)
    earlier, later = best.places
    is_ended = _ONCE.search(best.window.text[earlier.end : later.start]) is not None
    return is_ended or (kind == "stake" and _UNTIL.match(text) is not None)


_SILENT = re.compile(
    r"\b(?:(?:declin|refus)(?:e|es|ed|ing) to (?:comment|rule out|be drawn)|declin(?:e|es|ed|ing) comment"
    r"|(?:no|not|without) comment|n't comment"
    r"|not rul(?:e|ed|ing) out)\b",
    re.IGNORECASE,
)
_ON_SALE = re.compile(
    r"\b(?:(?:will|would|could|may|might|to) (?:sell|divest|dispose of|spin off|be sold|be spun off)|up for sale)\b",
    re.IGNORECASE,
)
_IS_SOLD = re.compile(r"\b(?:(?<!be )sold|divested|spun off|completed?|former)\b", re.IGNORECASE)
_TO_BE = re.compile(
    r"\b(?:plans?|planning|intends?|will|would|is|are|wants?|hopes?|proposes?)(?: to)?"
    r" (?:set up|establish|form|create|launch|open|found)"
    r" (?:[\w-]+ ){0,6}(?:unit|subsidiary|division|company|arm|affiliate)\b",
    re.IGNORECASE,
)
_RIVALS_ONCE = re.compile(
    r"\b(?:once|formerly) (?:\w+ ){0,2}(?:rivals?|competitors?)\b"
    r"|\b(?:was|were) (?:an? |the )?(?:\w+ )?(?:rivals?|competitors?)\b[^,;]{0,40}\buntil\b",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:formerly|once|until [^,;]{1,20}|no longer)(?: [\w-]+){0,4} $")
"""Between two parties, right before the second; with a capital it may be part of a name."""
_UNTIL = re.compile(r"Until (?!now\b)[^,;]{0,60}\b(?:owned|held|had|controlled)\b")
_GIVEN_UP = re.compile(
    r"\b(?:rescind\w*|call(?:s|ed|ing) off|withdr[ae]w\w*|abandon\w*|drop(?:s|ped|ping)|laps(?:ed|ing)|expired?"
    r"|terminat\w*|collapse[sd]?|collapsing|scrapped|cancel\w*|broken? (?:off|down)"
    r"|walked away|lost interest|stopped talking)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:reject\w*|rebuff\w*|spurn\w*|refus\w*|turn(?:ed|ing|s) down|veto\w*|block\w*|barred|banned|prohibit\w*"
    r"|thwarted|struck down|thrown out|den(?:y|ies|ied)|untrue|forbid\w*|forbade|outlawed|prevented)\b",
    re.IGNORECASE,
)

_AWAITED = re.compile(
    r"\bclosing of (?:\S+ ){1,20}(?:delayed|postponed|put off)\b"
    r"|\b(?:subject to|pending|awaits?|awaiting) (?:\S+ ){0,5}(?:approvals?|vote|consent|clearance)\b",
    re.IGNORECASE,
)
_LET_GO = re.compile(
    r"\b(?:offer|bid) (?:(?!period\b)\S+ ){0,20}(?:expired|lapsed)\b|\b(?:will|would) not (?:pursue|proceed|go ahead)\b"
    r"|\b(?:decided|voted) against (?:buying|acquiring|bidding|merging|an?|the)\b"
    r"|\bagreed not to (?:buy|acquire|bid|merge)\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(r"\b(?:accept\w*|tendered|won|succe\w*|reject\w*|extend\w*)\b", re.IGNORECASE)
_UNWANTED = re.compile(
    r"\bno interest in (?:the|its|his|their|this|that|any) (?:\w+ )?(?:proposal|offer|bid|deal|approach)\b",
    re.IGNORECASE,
)
