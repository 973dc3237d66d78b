"""What the words around a percentage make of it: another's, what is left, what is held after a purchase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alliance_graph.extract.assemble import as_stated
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.reading import Sentence
from alliance_graph.extract.verdict import SALES
from alliance_graph.model import Claim, Percentage, Status

_WHOLE = 100.0
_HALF = 50.0


def rest_of(values: Sequence[float]) -> Percentage:
    """What remains of the whole."""
    return Percentage(value=round(_WHOLE - sum(values), 2))


def as_worded(claim: Claim, sentence: Sentence) -> Claim:
    """The claim; a stake with the percentage as the words around it mean it, or with none where it is another's."""
    if claim.kind != "stake" or claim.percentage is None:
        return claim
    if claim.percentage.value is None:
        return _with_exact(claim, sentence)
    shares = [share for share in sentence.percentages if as_stated(share).value == claim.percentage.value]
    if not shares:
        return claim
    if all(_is_of_others(claim, sentence, share) for share in shares):
        return replace(claim, percentage=None)
    figures = _figures(sentence)
    if all(_is_of_no_shares(sentence, share) for share in shares):
        return replace(claim, percentage=as_stated(figures[0]) if len(figures) == 1 else None)
    if len(shares) > 1:
        return claim
    for change in (_to_part, _to_total):
        value = change(claim, sentence, shares[0])
        if value is not None:
            return replace(claim, percentage=Percentage(value=value))
    return claim


def with_complements(claims: Sequence[Claim], sentence: Sentence) -> Iterator[Claim]:
    """The claims; who wants the 45 percent of a company that it does not own holds 55 percent of it."""
    for claim in claims:
        value = claim.percentage.value if claim.kind == "stake" and claim.percentage else None
        shares = [share for share in sentence.percentages if as_stated(share).value == value]
        is_missing = len(shares) == 1 and _NOT_OWNED.match(sentence.paragraph.text, shares[0].end)
        if value is None or not is_missing or _BOUGHT.search(sentence.text):
            yield claim
            continue
        held = replace(claim, percentage=rest_of([value]), status=Status.COMPLETED)
        wanted = replace(claim, status=Status.PROPOSED) if claim.status is Status.COMPLETED else claim
        yield from (replace(one, announced="", start="", end="") for one in (held, wanted))


_NOT_OWNED = re.compile(r"(?:[^,.;]|\.(?=\d)){0,90}(?:\bnot|n't)(?: already| yet| now| currently)? (?:own|hold)\b")
_BOUGHT = re.compile(r"\b(?:acquired|bought|purchased|took|taken|completed)\b")


def _is_of_others(claim: Claim, sentence: Sentence, share: PercentageMention) -> bool:
    """Whether it is what unnamed people hold, or is told of another company: "Birch, 60 pct owned by Alder"."""
    text = sentence.paragraph.text
    unnamed = _OF_UNNAMED.search(text, sentence.start, share.start)
    if unnamed is not None and not unnamed["group"]:
        return True
    whose = {n.key for n in sentence.namings if n.is_anaphor and text[n.end : share.start] == " "}
    if whose and whose.isdisjoint(claim.parties) and _OWNED_UNIT.match(text, share.end):
        return True
    held = {n.key for n in sentence.namings if n.end <= share.start and IS.fullmatch(text, n.end, share.start)}
    holders = {n.key for n in sentence.namings if n.start >= share.end and OWNED_BY.fullmatch(text, share.end, n.start)}
    is_stated = bool(held) and OWNED_BY.match(text, share.end) is not None
    return is_stated and held.isdisjoint(claim.roles["owned"]) and holders.isdisjoint(claim.roles["owner"])


_OF_UNNAMED = re.compile(
    r"(?<!other )\b(?P<group>group of (?:\w+ )?)?"
    r"\b(?:directors|officers|executives|managers|employees|(?:share|stock|unit)?holders)"
    r"(?:,? (?:who|that|which|together|already|now|currently))*"
    r" (?:own|hold|control|owning|holding|controlling|with|of|representing)"
    r" (?:(?:about|some|over|an?|the|more|than) )*$"
)
"""Before what "directors holding 30 pct" hold; "a group of holders with 30 pct" may be one that is named."""
_OF_NO_SHARES = re.compile(
    r" of (?:(?:the|its|their|all|those) )?(?:[a-z-]+ )?(?:debts?|bonds?|loans?|notes|debentures|sales|revenues?"
    r"|profits?|earnings|market|output|production|capacity|price|tendered)\b"
    r"| (?:series|cumulative|convertible|subordinated?|senior|preferred|preference|debentures?|notes|bonds?|coupon)\b"
)
"""Behind the percentage of something else: "10 pct of the debt", "55 pct of those tendered", "a 9 pct convertible"."""
_OWNED_UNIT = re.compile(r"[ -]owned (?!by )")
OWNED_BY = re.compile(r"[ -](?:owned|held|controlled) by (?:the |a )?(?:[\w'-]+ ){0,3}")
IS = re.compile(r",?(?: (?:which|that|who))?(?: (?:is|are|was|were))?(?: (?:now|already|currently))? ?")


def _to_part(claim: Claim, sentence: Sentence, share: PercentageMention) -> float | None:
    """What a buyer gets of another's holding: "sold half of its 18 pct stake" is nine."""
    text = sentence.paragraph.text
    for part in sentence.percentages:
        value, whole = part.percentage.value, share.percentage.value
        if value is None or whole is None or not _FRACTION.search(text, part.start, part.end):
            continue
        if not _OF_ITS.fullmatch(text, part.end, share.start):
            continue
        possessors = {n.key for n in sentence.namings if part.end <= n.start and n.end <= share.start}
        if possessors and possessors.isdisjoint(claim.roles["owner"]):
            return round(value * whole / _WHOLE, 2)
    return None


_FRACTION = re.compile(r"(?:half|thirds?|quarters?|fifths?|tenths?)$", re.IGNORECASE)
_OF_ITS = re.compile(r" of (?:its|his|her|their|[A-Z][\w .&-]*'s?) (?:remaining |entire )?")


def _to_total(claim: Claim, sentence: Sentence, share: PercentageMention) -> float | None:
    """What a buyer holds in the end: "bought a further 10 pct, lifting its stake to 45 pct"."""
    behind = [found for found in sentence.percentages if found.start >= share.end]
    if not behind or claim.status is Status.ENDED or claim.rule in SALES:
        return None
    match = _RAISING.search(sentence.paragraph.text, share.end, behind[0].start)
    if match is None:
        return None
    whose = {n.key for n in sentence.namings if match.start("whose") <= n.start < match.end("whose")}
    return as_stated(behind[0]).value if whose.issubset(claim.parties) else None


_RAISING = re.compile(
    r"\b(?:(?:lift|rais|bring|tak|increas|boost)ing|(?:will|would) (?:lift|raise|bring|take|increase|boost))"
    r" (?P<whose>its|his|her|their|the) (?:\w+ ){0,2}(?:stake|interest|holdings?|shareholding|ownership|share)"
    r"(?: in (?:\w+ ){1,4})? ?to (?:[\w,.]+ ){0,6}$"
)


def _with_exact(claim: Claim, sentence: Sentence) -> Claim:
    """The claim of a majority with the one figure above half that its sentence gives, or the one right before it."""
    figures, share = _figures(sentence), claim.percentage
    ranks = {rank.start for rank in sentence.percentages if rank.is_rank and rank.percentage == share}
    beside = [found for found in figures if found.end + 1 in ranks]
    exact = [found.percentage.value for found in beside or figures if found.percentage.value]
    if share is None or share.least != _HALF or len(exact) != 1 or not exact[0] or exact[0] <= _HALF:
        return claim
    return replace(claim, percentage=Percentage(value=exact[0]))


def _figures(sentence: Sentence) -> list[PercentageMention]:
    """The percentages that speak of a part of a company."""
    return [
        found
        for found in sentence.percentages
        if found.is_holding and not (found.is_whole or found.is_rank or _is_of_no_shares(sentence, found))
    ]


def _is_of_no_shares(sentence: Sentence, share: PercentageMention) -> bool:
    return _OF_NO_SHARES.match(sentence.paragraph.text, share.end) is not None
