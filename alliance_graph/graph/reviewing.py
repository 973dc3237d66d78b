"""Reviews of the claims of a store: given, taken back, taken over from other stores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from alliance_graph.errors import JudgementError, QueryError
from alliance_graph.graph.correction import correct
from alliance_graph.graph.explain import find_reading
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.store import Store
from alliance_graph.graph.verdicts import claim_read, find_meant
from alliance_graph.model import Claim
from alliance_graph.reviews import Review, Verdict, judged_part, to_line

_SAID = ("decision", "correction")


def review(
    store: Store,
    iri: str,
    decision: Verdict,
    *,
    correction: Mapping[str, object] | None = None,
    who: str = "",
    when: str = "",
    why: str = "",
) -> list[Review]:
    """Decide of a claim, in place of what was decided before; the reviews written, none where it stood there already.

    The same claim of near-copies that the store has is reviewed with it. `correction` is what is to be changed
    (`correct`). Raises JudgementError for what fits no claim, QueryError for an IRI of no claim.
    """
    if (decision is Verdict.CORRECTED) != (correction is not None):
        raise JudgementError("say what is to be corrected, and do so only where something is")
    new: list[Review] = []
    gone: list[Review] = []
    for reading, claim_iri in _find_repetitions(store, iri):
        claim = name_parties(reading, reading.claims[claim_iri])
        made = Review(
            article=reading.annotation.id,
            claim=claim,
            decision=decision,
            correction=correct(claim, _name_companies(store, reading, correction)) if correction is not None else None,
            who=who,
            when=when,
            why=why,
        )
        before = _find_about(reading, claim_iri, store)
        if not before or not all(_is_same(made, old) for old in before):
            new.append(made)
            gone += before
    if new:
        store.change_reviews(gone=gone, new=new)
    return new


def undo(store: Store, iri: str) -> list[Review]:
    """Take back all reviews of a claim and of the same claim of near-copies; those that were."""
    found = [old for reading, claim in _find_repetitions(store, iri) for old in _find_about(reading, claim, store)]
    if not found:
        raise JudgementError(f"nothing was decided of {iri}; `claims reviews` lists what was")
    store.change_reviews(gone=found, new=())
    return found


def take_over(store: Store, reviews: Iterable[Review]) -> int:
    """Add reviews from elsewhere; how many are new. Of two of one claim the later one counts."""
    known = {to_line(old): old for old in store.reviews()}
    new = {line: given for given in reviews if (line := to_line(given)) not in known}
    if new:
        store.set_reviews([*known.values(), *new.values()])
    return len(new)


def find_claims(store: Store, given: Review) -> list[str]:
    """IRIs of the claims of the store that a review means; none where it is read no more, or not here."""
    try:
        reading = store.reading(store.rulebook.iris.article(given.article))
    except KeyError:
        return []
    return sorted(find_meant(given, reading.annotation.entities, reading.claims))


def name_parties(reading: Reading, claim: Claim) -> Claim:
    """The part of a claim that is judged, with names in its roles."""
    names = {entity.key: entity.name for entity in reading.entities}
    try:
        roles = {role: tuple(names[key] for key in keys) for role, keys in claim.roles.items()}
    except KeyError as error:
        raise JudgementError(f"the article of this claim does not say who {error} is") from None
    return replace(judged_part(claim), roles=roles)


def _find_repetitions(store: Store, iri: str) -> Iterator[tuple[Reading, str]]:
    """The claim, and the same one in every near-copy of its article."""
    claim, view = claim_read(iri), store.view()
    try:
        reading = find_reading(view, claim)
    except (KeyError, ValueError):
        raise QueryError(f"there is no claim {iri!r}; `alliance-graph claims` lists them") from None
    yield reading, claim
    wanted = Review(article="", claim=name_parties(reading, reading.claims[claim]), decision=Verdict.ACCEPTED)
    for other in view.readings.all_of(view.family(reading.article) - {reading.article}):
        meant = find_meant(wanted, other.annotation.entities, other.claims)
        yield from ((other, same) for same, (_, is_same) in sorted(meant.items()) if is_same)


def _find_about(reading: Reading, claim: str, store: Store) -> list[Review]:
    """The reviews that mean a claim, those that others outrank included."""
    known = store.reviews(reading.annotation.id)
    return [old for old in known if claim in find_meant(old, reading.annotation.entities, reading.claims)]


def _is_same(one: Review, other: Review) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _SAID)


def _name_companies(store: Store, reading: Reading, changes: Mapping[str, object]) -> Mapping[str, object]:
    """The changes with names for IRIs of companies: the one that the article gives it, else its own."""
    roles = changes.get("roles")
    if not isinstance(roles, Mapping):
        return changes
    view = store.view()
    names = {
        view.rulebook.iris.company(view.company(entity, reading)): entity.name for entity in reading.annotation.entities
    }

    def to_name(given: object) -> object:
        if isinstance(given, list | tuple):
            return [to_name(one) for one in given]
        if not isinstance(given, str) or not store.rulebook.iris.is_company(given):
            return given
        companies = store.find_companies(given)
        if not companies:
            raise JudgementError(f"there is no company {given!r}")
        return names.get(companies[0].iri, companies[0].name)

    return {**changes, "roles": {role: to_name(given) for role, given in roles.items()}}
