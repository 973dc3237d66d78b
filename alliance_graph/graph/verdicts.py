"""What reviews make of an article: which claim each of them means, and the claims that stand after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from alliance_graph.graph.vocabulary import form_of
from alliance_graph.model import Claim, Entity, Percentage
from alliance_graph.names import comparison_form
from alliance_graph.reviews import Review, Verdict, to_line

_CORRECTED = "#corrected"
_REVIEW = "#review"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was decided of the claims of an article."""

    entities: tuple[Entity, ...]
    """Those of the article, and those that corrections name beside them."""
    reviews: Mapping[str, Review]
    """The review that counts, by IRI of the claim as it was read."""
    standing: Mapping[str, Claim]
    """The claims by IRI as they are after the reviews; rejected ones are gone, corrected ones have another IRI."""


def corrected_iri(claim: str) -> str:
    """IRI of what a person made of a claim."""
    return claim + _CORRECTED


def review_iri(claim: str) -> str:
    """IRI of the review of a claim."""
    return claim + _REVIEW


def claim_read(iri: str) -> str:
    """IRI of the claim as it was read, from its own, that of its correction or of its review."""
    return iri.removesuffix(_CORRECTED).removesuffix(_REVIEW)


def decide(entities: tuple[Entity, ...], claims: Mapping[str, Claim], reviews: Iterable[Review]) -> Verdicts:
    """The claims of an article after its reviews, whose order makes no difference."""
    best: dict[str, tuple[tuple[bool, bool, str, str], Review]] = {}
    for review in reviews:
        for iri, (is_by_name, is_same) in find_meant(review, entities, claims).items():
            rank = (is_by_name, is_same, review.when, to_line(review))
            if iri not in best or rank > best[iri][0]:
                best[iri] = (rank, review)
    counting = {iri: best[iri][1] for iri in sorted(best)}
    known = list(entities)
    standing: dict[str, Claim] = {}
    for iri, claim in claims.items():
        review_ = counting.get(iri)
        if review_ is None:
            standing[iri] = claim
        elif review_.decision is Verdict.ACCEPTED:
            standing[iri] = _accept(claim, review_.claim)
        elif review_.correction:
            standing[corrected_iri(iri)] = _correct(claim, review_.correction, known)
    return Verdicts(tuple(known), counting, standing)


def find_meant(review: Review, entities: Sequence[Entity], claims: Mapping[str, Claim]) -> dict[str, tuple[bool, bool]]:
    """The claims that a review means, by IRI: whether by the very names, and with the very status and percentage.

    A claim of another status is meant where no other is; one of another percentage never is.
    """
    by_key = {entity.key: entity for entity in entities}
    wanted = review.claim
    alike: dict[str, bool] = {}
    for iri, claim in claims.items():
        if _content(claim) == _content(wanted) and claim.roles.keys() == wanted.roles.keys():
            told = [([by_key.get(key) for key in claim.roles[role]], names) for role, names in wanted.roles.items()]
            if all(_are_named(players, names) for players, names in told):
                alike[iri] = all({one and one.name for one in players} == set(names) for players, names in told)
    alike = {iri: is_by_name for iri, is_by_name in alike.items() if is_by_name or not any(alike.values())}
    same = {iri: is_by_name for iri, is_by_name in alike.items() if _state(claims[iri]) == _state(wanted)}
    if same:
        return {iri: (is_by_name, True) for iri, is_by_name in same.items()}
    if len(alike) == 1 and all(_may_be_one(claims[iri].percentage, wanted.percentage) for iri in alike):
        return {iri: (is_by_name, False) for iri, is_by_name in alike.items()}
    return {}


def _content(claim: Claim) -> tuple[str, str, list[str]]:
    return claim.kind, form_of(claim), claim.evidence.text.split()


def _state(claim: Claim) -> tuple[str, Percentage | None]:
    return claim.status, claim.percentage


def _may_be_one(first: Percentage | None, second: Percentage | None) -> bool:
    return first is None or second is None or first == second


def _are_named(players: Sequence[Entity | None], names: Sequence[str]) -> bool:
    """Whether each bears one of the names and each name is borne."""
    return (
        len(players) == len(names)
        and all(player and any(_bears(player, name) for name in names) for player in players)
        and all(any(player and _bears(player, name) for player in players) for name in names)
    )


def _bears(entity: Entity, name: str) -> bool:
    return name in (entity.name, *entity.aliases) or comparison_form(name) == comparison_form(entity.name)


def _accept(claim: Claim, seen: Claim) -> Claim:
    """The claim with what the person saw, for certain."""
    return replace(claim, status=seen.status, percentage=seen.percentage or claim.percentage, confidence=1.0)


def _correct(claim: Claim, correction: Claim, known: list[Entity]) -> Claim:
    """The claim as corrected; names that nobody in the article bears become entities of it, added to `known`."""
    roles = {
        role: tuple(dict.fromkeys(_find_key(name, known) for name in names)) for role, names in correction.roles.items()
    }
    partners = roles.get("partners", ())
    return replace(
        claim,
        kind=correction.kind,
        form=correction.form,
        roles=roles,
        status=correction.status,
        percentage=correction.percentage,
        shares={key: share for key, share in claim.shares.items() if key in partners},
        confidence=1.0,
        extractor="",
        rule="",
    )


def _find_key(name: str, known: list[Entity]) -> str:
    """Key of the entity that bears the name, rather as its own than as another one."""
    for entity in (*(one for one in known if one.name == name), *(one for one in known if _bears(one, name))):
        return entity.key
    key, keys = name, {entity.key for entity in known}
    while key in keys:
        key += "'"
    known.append(Entity(key=key, name=name))
    return key
