"""Percentages of a sentence given to those of whom they are told: owner by owner, company by company."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alliance_graph.extract.assemble import as_stated
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.reading import Naming, Sentence
from alliance_graph.extract.share_words import IS, OWNED_BY, as_worded, rest_of, with_complements
from alliance_graph.extract.shares import find_holdings
from alliance_graph.model import Claim, Percentage, Status

_SEVERAL = 2


def with_portions(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims of one sentence, each stake with the percentage that is told of its owner and its company."""
    told = with_own_percentages(claims, sentence)
    if sentence.percentages:
        told = with_rests([as_worded(claim, sentence) for claim in told], sentence)
        told = list(with_complements(_with_bids(told, sentence), sentence))
    return with_listed_holdings(told, sentence)


def _with_bids(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims, each takeover with the part for which the bid is: "a bid for Birch for 90 pct of its stock"."""
    text = sentence.paragraph.text
    sought = {
        naming.key: as_stated(share)
        for share in sentence.percentages
        if _OF_ITS.match(text, share.end)
        for naming in sentence.namings
        if _SOUGHT.fullmatch(text, naming.end, share.start)
    }

    def mend(claim: Claim) -> Claim:
        part = sought.get(claim.roles["target"][0]) if claim.kind == "acquisition" else None
        return claim if part is None or claim.percentage else replace(claim, percentage=part)

    return [mend(claim) for claim in claims]


_SOUGHT = re.compile(r",? for (?:up to |as much as |about |at least )?")
_OF_ITS = re.compile(r" of (?:its|the) (?:\w+ )?(?:shares|stock|equity|capital)")


def with_listed_holdings(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims; where a sentence lists who owns a company, each owner has the percentage that stands beside it."""
    owners: dict[tuple[tuple[str, ...], Status], dict[str, set[float | None]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        if claim.kind == "stake":
            size = claim.percentage.value if claim.percentage else None
            owners[claim.roles["owned"], claim.status][claim.roles["owner"][0]].add(size)
    told: dict[tuple[str, tuple[str, ...], Status], float] = {}
    for (owned, status), sizes in owners.items():
        is_unchanged = all(len(values) == 1 for values in sizes.values())
        shares = find_holdings(sentence, list(sizes)) if is_unchanged else {}
        if len(shares) >= _SEVERAL:
            told |= {(name, owned, status): share for name, share in shares.items()}

    def mend(claim: Claim) -> Claim:
        share = told.get((claim.roles["owner"][0], claim.roles["owned"], claim.status))
        return claim if share is None else replace(claim, percentage=Percentage(value=share))

    return [mend(claim) if claim.kind == "stake" else claim for claim in claims]


def with_own_percentages(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims; where another company's percentage was taken for that of a stake, the one told of its company."""
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


def is_of_another(sentence: Sentence, share: PercentageMention, key: str) -> bool:
    """Whether the sentence tells the percentage of another company than that of the key."""
    told = {name for name, value in _attached(sentence) if value == as_stated(share).value}
    return bool(told) and key not in told


def _attached(sentence: Sentence) -> Iterator[tuple[str, float]]:
    """Percentages beside the company in which they are held: "9 pct of Birch", "Birch, 9 pct owned by"."""
    text = sentence.paragraph.text
    for share in sentence.percentages:
        value = as_stated(share).value
        if value is None:
            continue
        for naming in sentence.namings:
            start, end = naming.end, share.start
            is_owned = _OWNED.fullmatch(text, start, end) or (
                IS.fullmatch(text, start, end) and OWNED_BY.match(text, share.end)
            )
            if is_owned or _OWNED_UNIT.fullmatch(text, share.end, naming.start):
                yield naming.key, value
        yield from ((key, value) for key in listed_behind(sentence, share))


def listed_behind(sentence: Sentence, share: PercentageMention) -> Iterator[str]:
    """The companies named in a row behind a percentage: "100 pct of Birch, Cedar and Dorn's unit Elm", but not Dorn."""
    text, end, last = sentence.paragraph.text, share.end, ""
    link = _OF
    for naming in sentence.namings:
        if naming.start < end:
            continue
        if last and _POSSESSED.fullmatch(text, end, naming.start):
            end, last = naming.end, naming.key
        elif link.fullmatch(text, end, naming.start):
            yield from filter(None, [last])
            end, last, link = naming.end, naming.key, _IN_ROW
    yield from filter(None, [last])


_OF = re.compile(
    r"(?: (?:stake|interest|holding|shareholding|share)s?)? (?:of|in) (?:the )?(?:[A-Z][\w.-]+'s? )?(?:[a-z-]+ ){0,3}"
)
_OWNED = re.compile(r",?(?: (?:which|that) is)?(?: (?:already|now|also))? (?:owned |held )")
_OWNED_UNIT = re.compile(r"[ -]owned (?:(?!by |of )[a-z-]+ ){0,3}")
_IN_ROW = re.compile(r"(?:,|,? and|,? as well as)(?: of| in)? (?:the )?")
_POSSESSED = re.compile(r"'s? (?:[a-zA-Z.-]+ ){0,2}")


def with_rests(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    """The claims; who holds the rest of a company holds what the other owners in the sentence do not."""
    holders = {n.key for n in sentence.namings if not n.is_anaphor and _holds_rest(sentence, n)}

    def mend(claim: Claim) -> Claim:
        if claim.kind != "stake" or claim.roles["owner"][0] not in holders:
            return claim
        others = {
            other.roles["owner"]: other.percentage.value
            for other in claims
            if other.kind == "stake" and other.roles["owned"] == claim.roles["owned"]
            if other.roles["owner"][0] not in holders and other.percentage and other.percentage.value
        }
        rest = rest_of(list(others.values()))
        return replace(claim, percentage=rest) if others and (rest.value or 0) > 0 else claim

    return [mend(claim) for claim in claims] if len(holders) == 1 else list(claims)


def _holds_rest(sentence: Sentence, naming: Naming) -> bool:
    text = sentence.paragraph.text
    return bool(_THE_REST.match(text, naming.end)) or any(
        match.end() == naming.start for match in _REST_BY.finditer(text, sentence.start, naming.start)
    )


_REST = r"the (?:rest|remainder|balance|other half|remaining (?:stake|interest|shares|part|portion))\b"
_THE_REST = re.compile(
    r"\)?,?(?: (?:which|who))?(?: (?:will|would|is to))?"
    rf"(?: (?:holds?|owns?|holding|owning|has|having|keeps?|takes?|with))? {_REST}(?! [a-z]+ed\b| held\b)"
)
_REST_BY = re.compile(rf"{_REST}(?: (?:is|are|was|being))?(?: (?:owned|held))? by (?:the |a )?(?:[a-z-]+ ){{0,3}}")
