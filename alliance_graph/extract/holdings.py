"""Holdings and takeovers of one sentence or article told apart: whose percentage is whose, and what is no takeover."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alliance_graph.extract.assemble import as_stated
from alliance_graph.extract.reading import Sentence
from alliance_graph.extract.shares import find_holdings
from alliance_graph.extract.verdict import SALES
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


def with_own_percentages(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims; where another company's percentage was taken for that of a stake, the one told of its company."""
    if len(sentence.percentages) < _SEVERAL:
        return list(claims)
    told: dict[str, set[float]] = defaultdict(set)
    for key, value in _attached(sentence):
        told[key].add(value)

    def mend(claim: Claim) -> Claim:
        if claim.kind != "stake" or claim.percentage is None:
            return claim
        own = told.get(claim.roles["owned"][0], set())
        others = {value for key, values in told.items() if key != claim.roles["owned"][0] for value in values}
        if len(own) != 1 or claim.percentage.value in own or claim.percentage.value not in others:
            return claim
        return replace(claim, percentage=Percentage(value=next(iter(own))))

    return [mend(claim) for claim in claims]


def _attached(sentence: Sentence) -> Iterator[tuple[str, float]]:
    """Percentages beside the name of the company in which they are held: "9 pct of Birch", "Birch, owned 9 pct by"."""
    text = sentence.paragraph.text
    for share in sentence.percentages:
        value = as_stated(share).value
        for naming in sentence.namings:
            if value is not None and (
                _OF.fullmatch(text, share.end, naming.start) or _OWNED.fullmatch(text, naming.end, share.start)
            ):
                yield naming.key, value


_OF = re.compile(r"(?: (?:stake|interest|holding|shareholding|share)s?)? (?:of|in) (?:the )?(?:[a-z-]+ ){0,3}")
_OWNED = re.compile(r",?(?: (?:which|that) is)?(?: (?:already|now|also))? (?:owned |held )")


def with_kept_rests(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims; who sells a part of its shares and keeps a stated rest is told to hold the rest."""
    if not any(map(_is_sold, claims)) or (match := _KEPT.search(sentence.text)) is None:
        return list(claims)
    shares = _find_behind(sentence, match)
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


def _find_behind(sentence: Sentence, match: re.Match[str]) -> list[float | None]:
    """The percentages shortly behind what was found in the sentence, None for a bound without a figure."""
    at = sentence.start + match.end()
    return [as_stated(share).value for share in sentence.percentages if 0 <= share.start - at <= _REACH]


_KEPT = re.compile(
    r"\b(?:keeps?|retains?|leav(?:es?|ing) (?:it|him|her|them) with|still (?:owns?|holds?)) (?:the (?:other |rest, )?)?"
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


def with_group_holdings(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a member of a group of investors holds the percentage that the article gives the group."""
    joint: dict[tuple[str, ...], set[float]] = defaultdict(set)
    for claim in claims:
        if _is_of_group(claim) and claim.percentage and claim.percentage.value:
            joint[claim.roles["owned"]].add(claim.percentage.value)

    def mend(claim: Claim) -> Claim:
        if not _is_of_group(claim) or claim.percentage or len(joint[claim.roles["owned"]]) != 1:
            return claim
        return replace(claim, percentage=Percentage(value=next(iter(joint[claim.roles["owned"]]))))

    return [mend(claim) for claim in claims]


def _is_of_group(claim: Claim) -> bool:
    return claim.kind == "stake" and claim.status is Status.COMPLETED and bool(_GROUP.search(claim.evidence.text))


_GROUP = re.compile(
    r"\b(?:the group(?!'s)|(?:investor|shareholder|dissident) group"
    r"|group (?:of (?:\w+ )?(?:investors|shareholders)|led|headed|controlled))\b",
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
    shares = _find_behind(sequel, match)
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
