"""The size of a holding that one sentence leaves open and another tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alliance_graph.extract.assemble import as_stated, with_terms
from alliance_graph.extract.portions import listed_behind
from alliance_graph.extract.reading import Sentence
from alliance_graph.extract.verdict import SALES
from alliance_graph.model import THRESHOLD, Claim, Percentage, Status

BEFORE = ".before"
"""Ends the names of rules that read a holding as it was until a change."""


def with_sequels(claims: Sequence[Claim], sentence: Sentence, sequels: Sequence[Sentence]) -> list[Claim]:
    """The claims; a stake of which the next sentences alone tell the size has it ("That is 7.2 percent of it").

    So has a takeover, of which its own sentence may tell it too.
    """

    def mend(claim: Claim) -> Claim:
        if claim.kind == "acquisition" and claim.percentage is None:
            bought = (_bought_of(claim.roles["target"][0], one) for one in (sentence, *sequels[:1]))
            return replace(claim, percentage=next(filter(None, bought), None))
        if claim.kind != "stake" or not _is_open(claim):
            return claim
        told = (_told_of(claim, claims, sequel) for sequel in sequels)
        value = next((value for value in told if value is not None and _fits(value, claim.percentage)), None)
        return claim if value is None else replace(claim, percentage=Percentage(value=value))

    return [mend(claim) for claim in claims]


def _bought_of(target: str, sequel: Sentence) -> Percentage | None:
    """What part of the target is bought, more than half, in a sentence that tells it ("would buy 80 pct of Birch")."""
    text = sequel.paragraph.text
    for share in sequel.percentages:
        value = as_stated(share).value
        if value is None or value <= _HALF or (share.is_whole and not text[share.start].isdigit()):
            continue
        if _TO_BUY.search(text, sequel.start, share.start) and target in listed_behind(sequel, share):
            return as_stated(share)
        if any(_TAKEOVER.fullmatch(text, share.end, n.start) for n in sequel.namings if n.key == target):
            return as_stated(share)
    return None


_HALF, _WHOLE = 50.0, 100.0
_TO_BUY = re.compile(
    r"\b(?:buy|buying|bought|acquire|acquiring|acquired|purchase|purchasing|purchased"
    r"|(?:purchase|acquisition|takeover) of)"
    r" (?:(?:about|some|an?|the|up|to|at|least|all) )*$"
)

_TAKEOVER = re.compile(r" (?:takeover|acquisition|purchase|buyout) of (?:the )?")


def _is_open(claim: Claim) -> bool:
    """Whether the size is not told, or its bound alone."""
    share = claim.percentage
    return share is None or share.least is not None or share.greatest is not None


def _fits(value: float, share: Percentage | None) -> bool:
    """Whether the value lies within the bounds, if there are any."""
    if share is None:
        return True
    return (share.least or 0.0) <= value <= (100.0 if share.greatest is None else share.greatest)


def _told_of(claim: Claim, claims: Sequence[Claim], sequel: Sentence) -> float | None:
    """The one percentage that a sentence gives the shares told of before, naming nobody else where it does."""
    owned = claim.roles["owned"]
    known = {*owned, *(key for other in claims if other.roles.get("owned") == owned for key in other.roles["owner"])}
    text = sequel.paragraph.text
    shares = [share for share in sequel.percentages if share.is_holding or _OF_SHARES.match(text, share.end)]
    if len(shares) != 1:
        return None
    match = _SIZED.search(text[sequel.start : shares[0].start])
    if match is None:
        return None
    before = [naming.key for naming in sequel.namings if naming.end <= sequel.start + match.start()]
    after = [naming.key for naming in sequel.namings if naming.end > sequel.start + match.start()]
    return as_stated(shares[0]).value if known.issuperset([*before[-1:], *after]) else None


_OF_SHARES = re.compile(r" of (?:the|its|their)(?: [\w.,]+){0,4} (?:shares|stock|capital|equity)\b")
_SHARES = r"(?:shares?|stock|stake|block|holdings?|interest|units|purchases?|transaction|sale|acquisition|total)"
_SIZED = re.compile(
    r"(?:\bleaving (?:it|him|her|them) with"
    rf"|(?:^(?:that|this|these|those|they|it)|\b(?:the|that|this|these|those|its|his|their) (?:\w+ ){{0,2}}{_SHARES}"
    r"(?: \w+){0,3}?),? (?:would |will |which )?(?:represents?|represented|equals?|equalled|is|are|was|were"
    r"|amounts? to|amounted to|constitutes?|constituted|makes? up|comprises?|comprised))"
    r"\b(?:[^,;:]|,(?=\d)){0,60}(?:,? or(?: \w+)? )?$",
    re.IGNORECASE,
)


def with_bought_stakes(claims: Sequence[Claim], sentences: Sequence[Sentence], at: Sequence[int]) -> list[Claim]:
    """The claims; who buys another's stake, or holds it for the other, has what the article says that the other has.

    With each claim comes the number of its sentence.
    """
    held: dict[tuple[tuple[str, ...], str], set[float]] = defaultdict(set)
    for claim in claims:
        if claim.kind == "stake" and claim.confidence >= THRESHOLD and claim.percentage and claim.percentage.value:
            held[claim.roles["owned"], claim.roles["owner"][0]].add(claim.percentage.value)

    def mend(claim: Claim, sentence: Sentence) -> Claim:
        if claim.kind != "stake" or claim.percentage:
            return claim
        owner, owned = claim.roles["owner"][0], claim.roles["owned"]
        told = {value for other in sentences for value in _bought_from(other, claim)}
        if len(told) == 1:
            return replace(claim, percentage=Percentage(value=told.pop()))
        if claim.rule in SALES:
            return claim
        text, others = sentence.paragraph.text, [naming for naming in sentence.namings if naming.key != owner]
        is_through = any(_THROUGH.search(text, sentence.start, n.start) for n in sentence.namings if n.key == owner)
        sellers = [naming.key for naming in others if is_through or _STAKE_OF.match(text, naming.end)]
        values = {value for key in sellers for value in held.get((owned, key), set())}
        return replace(claim, percentage=Percentage(value=values.pop())) if len(values) == 1 else claim

    return [mend(claim, sentences[i]) for claim, i in zip(claims, at, strict=True)]


def _bought_from(sentence: Sentence, claim: Claim) -> Iterator[float]:
    """What a company buys of its own shares from the owner: "Birch bought 381,050 of its shares, or 9.1 pct, from"."""
    text, (owner,), (owned,) = sentence.paragraph.text, claim.roles["owner"], claim.roles["owned"]
    for share in sentence.percentages:
        is_of_owned = any(naming.key == owned and naming.end <= share.start for naming in sentence.namings)
        sellers = (naming.start for naming in sentence.namings if naming.key == owner and naming.start >= share.end)
        value = as_stated(share).value
        if value is not None and is_of_owned and any(_FROM.fullmatch(text, share.end, start) for start in sellers):
            yield value


_FROM = re.compile(r"(?: of (?:its|the) (?:\w+ ){0,3}(?:shares|stock))?,? from (?:the )?(?:[a-z-]+ ){0,3}")
_THROUGH = re.compile(r"\b(?:own|hold|held)\w* [^.;]{0,80}\bthrough (?:(?:its|his|her|their|the) (?:\w+ ){0,3})?$")
"""Before the name of whom somebody holds a stake through, and who so holds it too."""
_STAKE_OF = re.compile(r"'s? (?:\w+ ){0,2}(?:stakes?|interests?|holdings?|shareholding|shares)\b")


def with_venture_sizes(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a partner's share of a venture is its stake in it, and its stake in a venture its share."""
    stakes: dict[tuple[str, str], set[float]] = defaultdict(set)
    shares: dict[tuple[str, str], set[float]] = defaultdict(set)
    for claim in (claim for claim in claims if claim.confidence >= THRESHOLD and claim.status is not Status.ENDED):
        if claim.kind == "stake" and claim.percentage and claim.percentage.value:
            stakes[claim.roles["owner"][0], claim.roles["owned"][0]].add(claim.percentage.value)
        for venture in claim.roles.get("venture", ()):
            for partner, share in claim.shares.items():
                shares[partner, venture].add(share)

    def mend(claim: Claim) -> Claim:
        if claim.kind == "stake" and claim.percentage is None:
            told = shares[claim.roles["owner"][0], claim.roles["owned"][0]]
            return replace(claim, percentage=Percentage(value=min(told))) if len(told) == 1 else claim
        for venture in claim.roles.get("venture", ()):
            held = {partner: stakes[partner, venture] for partner in claim.roles["partners"]}
            both = {**{partner: min(told) for partner, told in held.items() if len(told) == 1}, **claim.shares}
            return replace(claim, shares=both) if sum(both.values()) <= _WHOLE + 1 else claim
        return claim

    return [mend(claim) for claim in claims]


def with_one_size(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a stake told once without its size, or with a bound, and once with it is told once.

    What is surely held has the size that a doubtful claim gives it, if no other does.
    """
    sized: dict[tuple[object, ...], list[tuple[int, float]]] = defaultdict(list)
    for i, claim in enumerate(claims):
        if claim.kind == "stake" and not _is_open(claim) and not claim.rule.endswith(BEFORE):
            sized[_tie(claim)].extend((i, share.value) for share in (claim.percentage,) if share and share.value)
    found = list(claims)
    dropped: set[int] = set()
    for i, claim in enumerate(claims):
        if claim.kind != "stake" or not _is_open(claim):
            continue
        told = {j: value for j, value in sized[_tie(claim)] if _fits(value, claim.percentage)}
        exact = [j for j in told if claims[j].confidence >= THRESHOLD or claim.confidence < THRESHOLD]
        if exact:
            best = max(exact, key=lambda j: claims[j].confidence)
            found[best] = with_terms(found[best], replace(claim, percentage=None))
            dropped.add(i)
        elif len(set(told.values())) == 1 and claim.percentage is None:
            found[i] = replace(claim, percentage=Percentage(value=min(told.values())))
    return [claim for i, claim in enumerate(found) if i not in dropped]


def _tie(claim: Claim) -> tuple[object, ...]:
    return claim.roles["owner"], claim.roles["owned"], claim.status
