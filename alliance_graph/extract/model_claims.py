"""Claims made of what the pair model finds in one sentence: partners brought together, each with its terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean

from alliance_graph.extract.assemble import LONGEST_QUOTATION, as_stated
from alliance_graph.extract.attributes import with_attributes
from alliance_graph.extract.findings import Finding
from alliance_graph.extract.idle import is_idle
from alliance_graph.extract.reading import Reading, Sentence
from alliance_graph.extract.relations import SYMMETRIC
from alliance_graph.extract.verdict import find_status
from alliance_graph.model import THRESHOLD, Claim, Evidence, Percentage, Status
from alliance_graph.ontology import KINDS
from alliance_graph.pairs import Pair

RULE = "pair-model"

Found = Mapping[Pair, Finding]
"""The findings of one sentence by kind and keys; symmetric kinds in the order of the keys."""


def make_claims(reading: Reading, sentence: Sentence, found: Found) -> Iterator[Claim]:
    """A claim for each tie that the model finds, and one for the partners who are tied among each other."""
    found = {pair: finding for pair, finding in found.items() if not is_idle(finding, sentence)}
    ventures = [finding for finding in found.values() if finding.kind == "venture"]
    for kind in SYMMETRIC:
        for group in _groups([finding for finding in found.values() if finding.kind == kind]):
            partners = sorted({key for finding in group for key in (finding.first, finding.second)})
            roles: dict[str, tuple[str, ...]] = {"partners": tuple(partners)}
            shares = _venture_of(group, partners, ventures) if kind == "joint_venture" else []
            if shares:
                roles["venture"] = (shares[0].second,)
                ventures = [finding for finding in ventures if finding not in shares]
            yield _make_claim(reading, sentence, kind, roles, group, shares)
    for group in _by_venture(ventures):
        roles = {"partners": tuple(sorted({f.first for f in group})), "venture": (group[0].second,)}
        yield _make_claim(reading, sentence, "joint_venture", roles, group, group)
    for (kind, first, second), finding in found.items():
        if kind not in SYMMETRIC and kind != "venture":
            parts = [role.name for role in KINDS[kind].roles.values() if role.is_party][:2]
            roles = dict(zip(parts, ((first,), (second,)), strict=True))
            yield _make_claim(reading, sentence, kind, roles, [finding], ())


def _is_sure(finding: Finding) -> bool:
    return finding.probability >= THRESHOLD


def _groups(ties: Sequence[Finding]) -> list[list[Finding]]:
    """Ties of which each two partners are tied, sure ones with sure ones; those of ventures may hang together."""
    groups: list[list[Finding]] = []
    for tie in sorted(ties, key=lambda tie: -tie.probability):
        alike = {frozenset((t.first, t.second)) for t in ties if _is_sure(t) == _is_sure(tie)}
        for group in groups:
            keys = {key for other in group for key in (other.first, other.second)}
            new = {tie.first, tie.second} - keys
            fits = tie.kind == "joint_venture" or all(frozenset((n, key)) in alike for n in new for key in keys)
            if _is_sure(tie) == _is_sure(group[0]) and len(new) < len({tie.first, tie.second}) and fits:
                group.append(tie)
                break
        else:
            groups.append([tie])
    return groups


def _venture_of(group: Sequence[Finding], partners: Sequence[str], ventures: Sequence[Finding]) -> list[Finding]:
    """The findings that tie the partners to the one company that is likeliest their venture."""
    possible = [
        finding
        for finding in ventures
        if finding.first in partners and finding.second not in partners and _is_sure(finding) == _is_sure(group[0])
    ]
    best = max(possible, key=lambda finding: (finding.probability, finding.second), default=None)
    return [finding for finding in possible if best is not None and finding.second == best.second]


def _by_venture(ventures: Sequence[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[str, bool], list[Finding]] = {}
    for finding in ventures:
        groups.setdefault((finding.second, _is_sure(finding)), []).append(finding)
    return [groups[key] for key in sorted(groups)]


def _make_claim(
    reading: Reading,
    sentence: Sentence,
    kind: str,
    roles: Mapping[str, tuple[str, ...]],
    group: Sequence[Finding],
    shares: Sequence[Finding],
) -> Claim:
    best = max(group, key=lambda finding: finding.probability)
    status = find_status(kind, sentence.text, group)
    share = best.percentage if kind != "joint_venture" else None
    percentage = as_stated(share) if share is not None and (share.percentage.value or not share.split) else None
    if kind == "stake" and share is not None and share.qualifier == "after" and status is Status.ENDED:
        status = Status.COMPLETED  # "shrinks to 36%": what is left is held
    if kind == "stake" and share is None and status is Status.COMPLETED:
        percentage = _complement(sentence)
    claim = Claim(
        kind=kind,
        roles=roles,
        status=status,
        evidence=_quote(reading, sentence, best),
        percentage=percentage,
        shares=shares_of(shares),
        form=best.form,
        confidence=round(fmean(finding.probability for finding in group), 3),
        rule=RULE,
    )
    middle = (best.places[0].end + best.places[1].start) // 2 - best.window.body
    return with_attributes(claim, max(0, middle), sentence.around, is_state=kind in _STATES)


_STATES = ("subsidiary", "competition")


def _complement(sentence: Sentence) -> Percentage | None:
    """What is held already, where the sentence gives the rest: "the 45 percent that it does not own"."""
    rest = [p.percentage.value for p in sentence.percentages if p.is_remaining and p.percentage.value]
    return Percentage(value=round(100.0 - rest[0], 2)) if rest else None


def shares_of(ventures: Iterable[Finding]) -> dict[str, float]:
    """The percentage that each partner holds, where one is told."""
    stated = {f.first: as_stated(f.percentage).value for f in ventures if f.percentage is not None}
    return {key: value for key, value in stated.items() if value is not None}


def _quote(reading: Reading, sentence: Sentence, finding: Finding) -> Evidence:
    """The sentence; from the one that names the first party on, where that stands before it and is not far."""
    first, last = sentence.offsets
    begin, _ = reading.sentences[finding.places[0].sentence].offsets
    if last - begin <= LONGEST_QUOTATION:
        first = begin
    return Evidence(reading.article.content[first:last], first, last)
