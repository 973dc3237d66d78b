"""One decision per article and tie, from what the rules draw and what the pair model finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from alliance_graph.extract.assemble import as_stated, join_claims
from alliance_graph.extract.attributes import with_attributes
from alliance_graph.extract.findings import FLOOR, Finding, likeliest_status
from alliance_graph.extract.reading import Reading, Sentence
from alliance_graph.extract.relations import SYMMETRIC
from alliance_graph.model import Claim, Evidence
from alliance_graph.ontology import KINDS
from alliance_graph.pairs import Pair, find_pairs

RULE = "pair-model"
_LONGEST_QUOTATION = 300
_EVEN = 0.5

Found = Mapping[Pair, list[Finding]]
"""The findings of one sentence by kind and keys; symmetric kinds in the order of the keys."""


def decide(reading: Reading, findings: Iterable[Finding], *, with_rules: bool) -> list[Claim]:
    """The claims of the article, those of the rules weighed by the model, and those that only the model finds."""
    by_sentence: dict[int, dict[Pair, list[Finding]]] = defaultdict(dict)
    for finding in findings:
        by_sentence[finding.window.sentence].setdefault(_pair(finding), []).append(finding)
    claims: list[Claim] = []
    for i, sentence in enumerate(reading.sentences):
        found = by_sentence.get(i, {})
        ruled = [_weigh(claim, found) for claim in sentence.claims] if with_rules else []
        covered = {pair for claim in ruled for pair, _ in find_pairs(claim, lambda key: key)}
        claims.extend(ruled)
        claims.extend(_make_claims(reading, sentence, {p: f for p, f in found.items() if p not in covered}))
    return _settle(join_claims(claims))


def _pair(finding: Finding) -> Pair:
    first, second = finding.first, finding.second
    if finding.kind in SYMMETRIC:
        first, second = min(first, second), max(first, second)
    return finding.kind, first, second


def _weigh(claim: Claim, found: Found) -> Claim:
    """The rule's claim with the model's confidence and status, where the model saw all its pairs."""
    pairs = [pair for pair, _ in find_pairs(claim, lambda key: key)]
    told = [finding for pair in pairs for finding in found.get(pair, ())]
    if not pairs:
        return claim
    if not told:
        return replace(claim, confidence=FLOOR / 2)
    confidence = sum(max((f.probability for f in found.get(pair, ())), default=FLOOR / 2) for pair in pairs) / len(
        pairs
    )
    return replace(claim, confidence=round(confidence, 3), status=likeliest_status(told))


def _make_claims(reading: Reading, sentence: Sentence, found: Found) -> Iterator[Claim]:
    ventures: dict[Pair, Finding] = {pair: these[0] for pair, these in found.items() if pair[0] == "venture"}
    for kind in SYMMETRIC:
        ties = [these[0] for pair, these in found.items() if pair[0] == kind]
        for group in _groups(ties):
            partners = sorted({key for finding in group for key in (finding.first, finding.second)})
            is_venture = kind == "joint_venture"
            venture = [f for (_, partner, _), f in ventures.items() if is_venture and partner in partners]
            for finding in venture:
                ventures.pop(_pair(finding))
            names = {finding.second for finding in venture} - set(partners)
            roles: dict[str, tuple[str, ...]] = {"partners": tuple(partners)}
            if len(names) == 1:
                roles["venture"] = tuple(names)
            yield _make_claim(reading, sentence, kind, roles, group, venture)
    for target in sorted({pair[2] for pair in ventures}):
        group = [finding for finding in ventures.values() if finding.second == target]
        roles = {"partners": tuple(sorted({f.first for f in group})), "venture": (target,)}
        yield _make_claim(reading, sentence, "joint_venture", roles, group, group)
    for (kind, first, second), these in found.items():
        if kind not in SYMMETRIC and kind != "venture":
            parts = [role.name for role in KINDS[kind].roles.values() if role.is_party][:2]
            yield _make_claim(reading, sentence, kind, dict(zip(parts, ((first,), (second,)), strict=True)), these, ())


def _groups(ties: Sequence[Finding]) -> list[list[Finding]]:
    """Ties that hang together through common partners, sure ones with sure ones."""
    groups: list[list[Finding]] = []
    for tie in sorted(ties, key=lambda tie: -tie.probability):
        for group in groups:
            keys = {key for other in group for key in (other.first, other.second)}
            is_alike = (tie.probability >= _EVEN) == (group[0].probability >= _EVEN)
            if is_alike and keys & {tie.first, tie.second}:
                group.append(tie)
                break
        else:
            groups.append([tie])
    return groups


def _make_claim(
    reading: Reading,
    sentence: Sentence,
    kind: str,
    roles: Mapping[str, tuple[str, ...]],
    group: Sequence[Finding],
    shares: Sequence[Finding],
) -> Claim:
    best = max(group, key=lambda finding: finding.probability)
    status = likeliest_status(group)
    share = best.percentage if kind != "joint_venture" else None
    claim = Claim(
        kind=kind,
        roles=roles,
        status=status,
        evidence=_quote(reading, sentence, best),
        percentage=as_stated(share) if share else None,
        shares={
            f.first: f.percentage.percentage.value for f in shares if f.percentage and f.percentage.percentage.value
        },
        form=best.form,
        confidence=round(sum(finding.probability for finding in group) / len(group), 3),
        rule=RULE,
    )
    middle = (best.places[0].end + best.places[1].start) // 2 - best.window.body
    return with_attributes(claim, max(0, middle), sentence.around, is_state=kind in _STATES)


_STATES = ("subsidiary", "competition")


def _quote(reading: Reading, sentence: Sentence, finding: Finding) -> Evidence:
    """The sentence; with those before it where one of the names stands there, as long as that is short."""
    start, end = sentence.start, sentence.end
    while end > start and sentence.paragraph.text[end - 1].isspace():
        end -= 1
    if finding.places[0].start < finding.window.body:
        for earlier in reading.sentences[max(0, finding.window.sentence - 2) : finding.window.sentence]:
            if earlier.paragraph is sentence.paragraph and end - earlier.start <= _LONGEST_QUOTATION:
                start = earlier.start
                break
    first, last = sentence.paragraph.to_content(start, end)
    return Evidence(reading.article.content[first:last], first, last)


def _settle(claims: Sequence[Claim]) -> list[Claim]:
    """Of claims on the same tie with several statuses the surest, stakes of different percent aside."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda claim: -claim.confidence):
        best.setdefault(_tie(claim), claim)
    kept = {id(claim) for claim in best.values()}
    return [claim for claim in claims if id(claim) in kept]


def _tie(claim: Claim) -> tuple[object, ...]:
    share = claim.percentage.value if claim.percentage and claim.kind == "stake" else None
    return claim.kind, tuple(sorted((role, keys) for role, keys in claim.roles.items())), share, claim.form
