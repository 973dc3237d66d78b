"""One decision per article and tie, from what the rules draw and what the pair model finds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from alliance_graph.extract.assemble import as_stated, join_claims
from alliance_graph.extract.asset import find_asset
from alliance_graph.extract.divisions import without_bought_divisions
from alliance_graph.extract.findings import FLOOR, Finding
from alliance_graph.extract.holdings import with_kept_rests, with_majorities, without_minor_takeovers
from alliance_graph.extract.joint_holdings import with_group_holdings, with_joint_holdings
from alliance_graph.extract.model_claims import RULE, Found, make_claims, shares_of
from alliance_graph.extract.party_words import party_words
from alliance_graph.extract.place import find_place
from alliance_graph.extract.portions import is_of_another, with_portions
from alliance_graph.extract.reading import Reading, Sentence
from alliance_graph.extract.relations import STATUSES, SYMMETRIC
from alliance_graph.extract.settle import settle
from alliance_graph.extract.shares import fill_shares, find_shares
from alliance_graph.extract.sizes import BEFORE, with_bought_stakes, with_one_size, with_sequels, with_venture_sizes
from alliance_graph.extract.verdict import find_status
from alliance_graph.extract.words import read_words
from alliance_graph.model import THRESHOLD, Claim, Percentage, Status
from alliance_graph.pairs import Pair, find_pairs, has_direction, turn

SURE_RULES = read_words("sure_rules.txt")
SURE_BETWEEN_NAMES = read_words("sure_between_names.txt")

Seen = Collection[tuple[int, frozenset[str]]]
"""Sentences, and two keys in each, that the model was asked about."""


def decide(reading: Reading, findings: Iterable[Finding], seen: Seen, *, with_rules: bool) -> list[Claim]:
    """The claims of the article, those of the rules weighed by the model, and those that only the model finds."""
    by_sentence: dict[int, dict[Pair, Finding]] = defaultdict(dict)
    for finding in findings:
        known, pair = by_sentence[finding.window.sentence], _pair(finding)
        known[pair] = _join(known[pair], finding) if pair in known else finding
    claims: list[Claim] = []
    at: list[int] = []
    for i, sentence in enumerate(reading.sentences):
        found = _one_owner(_one_way(by_sentence.get(i, {})))
        drawn = sentence.claims if with_rules else ()
        sure = [claim for claim in drawn if _is_sure_of(claim, sentence)]
        turned = {turn(pair) for claim in sure for pair, _ in find_pairs(claim) if has_direction(pair[0])}
        found = {pair: finding for pair, finding in found.items() if pair not in turned}
        ruled = [_weigh(claim, i, found, seen, sentence, is_sure=claim in sure) for claim in drawn]
        covered = {pair for claim in ruled for pair, _ in find_pairs(claim)}
        likely = [claim for claim in ruled if claim.confidence >= THRESHOLD]
        deals = {(claim.status, *pair) for claim in likely for pair, _ in find_pairs(claim)}
        units = {claim.roles["child"]: claim for claim in likely if claim.kind == "subsidiary"}
        others = {
            pair: f
            for pair, f in found.items()
            if pair not in covered
            and not _crosses(pair, deals)
            and not _skips_a_parent(pair, covered)
            and not _has_another_parent(f, units)
        }
        new = make_claims(reading, sentence, others)
        told = without_bought_divisions([*ruled, *_without_overrated(new, ruled)], sentence)
        told = with_kept_rests(with_portions(told, sentence), sentence)
        told = without_minor_takeovers(told, sentence)
        told = with_joint_holdings(told, reading.sentences[i + 1]) if i + 1 < len(reading.sentences) else told
        told = with_sequels(told, sentence, reading.sentences[i + 1 : i + _SEQUEL])
        claims.extend(_with_details(claim, reading.sentences, i) for claim in told)
        at.extend(i for _ in told)
    claims = _with_ventures(with_bought_stakes(claims, reading.sentences, at))
    sure = join_claims(claim for claim in claims if claim.confidence >= THRESHOLD)
    doubtful = join_claims(claim for claim in claims if claim.confidence < THRESHOLD)
    return with_majorities(
        with_one_size(with_venture_sizes(settle(with_group_holdings(_without_echoes([*sure, *doubtful])))))
    )


def _with_details(claim: Claim, sentences: Sequence[Sentence], at: int) -> Claim:
    """A purchase with the asset; a venture with what its sentence and those about it tell of shares and place."""
    if claim.kind == "asset_purchase":
        return replace(claim, asset=find_asset(sentences[at].parse) or claim.asset)
    if claim.kind != "joint_venture":
        return claim
    sequel = sentences[at : at + _SEQUEL]
    before = sentences[max(0, at - _SEQUEL + 1) : at]
    told = find_shares([*sequel, *reversed(before)], claim.roles["partners"])
    places = (find_place(sentence.text, 0, party_words(claim)) for sentence in sequel[1:])
    place = claim.place or next(filter(None, places), "")
    return replace(claim, shares=fill_shares(claim.shares, told) if told else claim.shares, place=place)


_SEQUEL = 3
"""Sentences from that of the venture on in which its terms are looked for; its shares also in as many up to it."""


def _with_ventures(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, what is surely a venture of some partners not told as one of them."""
    partners_of = {
        claim.roles["venture"]: set(claim.roles["partners"])
        for claim in claims
        if claim.confidence >= THRESHOLD and claim.roles.get("venture")
    }

    def mend(claim: Claim) -> Claim:
        partners = claim.roles.get("partners", ())
        if claim.kind != "joint_venture" or claim.roles.get("venture"):
            return claim
        for venture, founders in partners_of.items():
            rest = tuple(key for key in partners if key not in venture)
            if len(rest) < len(partners) and founders.intersection(rest):
                return replace(claim, roles={"partners": rest, "venture": venture})
        return claim

    return [mend(claim) for claim in claims]


def _join(first: Finding, second: Finding) -> Finding:
    """The surer of two findings on one tie, of which one names a party in a sentence before, the other by "it"."""
    likelier, other = (first, second) if first.probability >= second.probability else (second, first)
    if likelier.is_across:
        return replace(likelier, status=other.status)
    return likelier


def _pair(finding: Finding) -> Pair:
    first, second = finding.first, finding.second
    if finding.kind in SYMMETRIC:
        first, second = min(first, second), max(first, second)
    return finding.kind, first, second


def _one_way(found: Found) -> dict[Pair, Finding]:
    """The findings without those that the opposite direction outdoes."""

    def outdone(pair: Pair) -> bool:
        kind, first, second = pair
        turned = found.get((kind, second, first))
        return turned is not None and first != second and turned.probability > found[pair].probability

    return {pair: finding for pair, finding in found.items() if not outdone(pair)}


def _one_owner(found: Found) -> Found:
    """The findings without all but the likeliest of those who would own one company, and are named before alone."""
    best: dict[tuple[str, str], Finding] = {}
    for finding in found.values():
        tie = finding.kind, finding.second
        if _is_far(finding) and (tie not in best or best[tie].probability < finding.probability):
            best[tie] = finding
    return {
        pair: f
        for pair, f in found.items()
        if f.kind not in _OF_ONE_OWNER or not _is_far(f) or f is best[f.kind, f.second]
    }


def _is_far(finding: Finding) -> bool:
    """Whether the first is not in the sentence, and so hidden behind a word of it."""
    return finding.is_across and finding.first == finding.places[0].key


_OF_ONE_OWNER = ("subsidiary",)
"""A sentence has one word for one owner; several buyers or holders may be meant by "they"."""


def _crosses(pair: Pair, drawn: Collection[tuple[Status, str, str, str]]) -> bool:
    """Whether it ties parties of two deals of one status that rules drew: A and D, where A bought B and C bought D."""
    kind, first, second = pair
    if kind not in _OF_ONE_DEAL:
        return False
    bought = {status for status, k, a, _ in drawn if (k, a) == (kind, first)}
    sold = {status for status, k, _, b in drawn if (k, b) == (kind, second)}
    return not bought.isdisjoint(sold)


def _skips_a_parent(pair: Pair, drawn: Collection[Pair]) -> bool:
    """Whether rules drew another between the two: "A is owned by B, itself a unit of C" makes A no unit of C."""
    kind, first, second = pair
    return kind == "subsidiary" and any((k, a) == (kind, first) and (kind, b, second) in drawn for k, a, b in drawn)


def _has_another_parent(finding: Finding, units: Mapping[tuple[str, ...], Claim]) -> bool:
    """Whether a rule, more likely, has it as another's: in "Alder and Cedar's Dorn unit" Dorn is Cedar's."""
    claim = units.get((finding.second,))
    if finding.kind != "subsidiary" or claim is None or claim.roles["parent"] == (finding.first,):
        return False
    is_former = STATUSES[int(finding.status.argmax())] is Status.ENDED
    return claim.confidence > finding.probability and not is_former


_OF_ONE_DEAL = ("acquisition", "asset_purchase")
"""Kinds of which a sentence tells two deals; two holders may well each hold shares of the same two companies."""


def _is_sure_of(claim: Claim, sentence: Sentence) -> bool:
    """Whether a sure rule drew the claim, some of them only where no party is a mere "it" or "the company"."""
    named = {naming.key for naming in sentence.namings if not naming.is_anaphor}
    return claim.rule in SURE_RULES or (claim.rule in SURE_BETWEEN_NAMES and named.issuperset(claim.parties))


def _weigh(claim: Claim, at: int, found: Found, seen: Seen, sentence: Sentence, *, is_sure: bool) -> Claim:
    """The rule's claim with the model's confidence and status, where the model was asked about all its pairs.

    What a sure rule drew stays above the threshold.
    """
    pairs = [pair for pair, _ in find_pairs(claim)]
    if not pairs or not all((at, frozenset(pair[1:])) in seen for pair in pairs):
        return claim
    told = [found[pair] for pair in pairs if pair in found]
    if not told:
        return replace(claim, confidence=THRESHOLD if is_sure else FLOOR / 2)
    confidence = fmean(found[pair].probability if pair in found else FLOOR / 2 for pair in pairs)
    status = claim.status
    if not claim.rule.endswith(BEFORE):
        votes = _SURE_RULE if is_sure else _VENTURE_RULE if claim.kind == "joint_venture" else _RULE
        if claim.status is Status.ENDED and claim.kind not in _OF_ONE_DEAL:
            votes = _RULE_OF_AN_END
        status = find_status(claim.kind, sentence.text, told, claim.status, votes, claim.rule)
    if claim.kind == "stake" and claim.percentage is None:
        claim = replace(claim, percentage=_size_of(claim, told[0], sentence))
    if status is not claim.status:  # the dates were read under the other status
        claim = replace(claim, status=status, announced="", start="", end="")
    if is_sure:
        return replace(claim, confidence=round(max(confidence, THRESHOLD), 3))
    shares = {**shares_of(f for f in told if f.kind == "venture"), **claim.shares}
    return replace(claim, confidence=round(confidence, 3), shares=shares)


def _size_of(claim: Claim, finding: Finding, sentence: Sentence) -> Percentage | None:
    """What the model takes for the size of a holding that a rule drew without one, unless it is another company's."""
    share = finding.percentage
    if share is not None and share.qualifier == _FORMER:
        share = next((found for found in sentence.percentages if found.qualifier == "after"), share)
    if share is None or share.split or is_of_another(sentence, share, finding.second):
        return None
    if not share.is_holding and sentence.paragraph.text.endswith("by ", sentence.start, share.start):
        return None
    is_wanted = _OFFER_FOR.search(sentence.paragraph.text, sentence.start, share.start) is not None
    return None if is_wanted and claim.status is Status.COMPLETED else as_stated(share)


_FORMER = "before"
_OFFER_FOR = re.compile(r"\b(?:offers?|bids?|bidding|tender) for (?:up to |about |the |another )?$")


_RULE, _SURE_RULE, _VENTURE_RULE, _RULE_OF_AN_END = 0.4, 0.3, 0.75, 0.8
"""Votes of a rule on the status, against 1 of a finding in which the model is certain; chosen on our own texts.

A venture's verb ("unveil", "found", "dissolve") says more than what is told of its plans, and so does the word by which
a holding or a tie is over ("former", "until"): of six ends that the model took for ties in force, five were ends.
"""


def _without_overrated(new: Iterable[Claim], ruled: Sequence[Claim]) -> Iterator[Claim]:
    """What only the model finds, of some kinds as candidates under 0.6, unless a rule has another bid for the same."""
    sought = {claim.roles["target"] for claim in ruled if claim.kind == "acquisition" and claim.confidence >= THRESHOLD}
    for claim in new:
        is_doubtful = claim.kind in _OVERRATED and THRESHOLD <= claim.confidence < _SURE_ENOUGH
        is_one_of_many = claim.roles.get("target") in sought
        yield replace(claim, confidence=_DOUBT) if is_doubtful and not is_one_of_many else claim


_OVERRATED = ("acquisition", "competition", "merger", "subsidiary")
"""Of ten that it gave 0.55 to 0.6, in articles that it did not learn from, three were right; of other kinds half."""
_DOUBT, _SURE_ENOUGH = 0.54, 0.6


def _without_echoes(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without alliances that the model alone finds among those whom a rule surely has as allies."""
    told = [
        (set(claim.roles["partners"]), claim.status)
        for claim in claims
        if claim.kind == "alliance" and claim.rule != RULE and claim.confidence >= THRESHOLD
    ]

    def is_echo(claim: Claim) -> bool:
        return any(claim.status is status and allies.issuperset(claim.roles["partners"]) for allies, status in told)

    return [claim for claim in claims if claim.kind != "alliance" or claim.rule != RULE or not is_echo(claim)]
