"""A claim as a person would have it: of another kind, status or percentage, or with other parties or directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from alliance_graph import values
from alliance_graph.errors import JudgementError
from alliance_graph.graph.reports import main_roles
from alliance_graph.model import Claim, Percentage, Status
from alliance_graph.ontology import FORMS, KINDS

_PARTS = ("kind", "status", "percentage", "swap", "roles")
_SHARED = frozenset({"stake", "subsidiary", "acquisition"})
"""Kinds in which a share of a company's capital is told."""
_BOUNDS = ("value", "least", "greatest")
_LONGEST = 200
"""Characters of a name."""


def correct(claim: Claim, changes: Mapping[str, object]) -> Claim:
    """The claim, roles by name, with some of `kind` (or form of an alliance), `status`, `percentage`, `swap`, `roles`.

    A percentage is a number, a mapping with `value`, `least` and `greatest`, or None for no figure; roles map to a name
    or a list of names. Raises JudgementError for what fits no claim, or changes nothing.
    """
    try:
        corrected = _correct(claim, changes)
    except (ValueError, TypeError, AttributeError) as error:
        raise JudgementError(f"that is no correction: {error}") from None
    if _content(corrected) == _content(claim):
        raise JudgementError("that is how the claim was read: accept it")
    return corrected


def _correct(claim: Claim, changes: Mapping[str, object]) -> Claim:
    unknown = sorted(set(changes) - set(_PARTS))
    if unknown:
        raise ValueError(f"{unknown[0]!r} cannot be corrected; {', '.join(_PARTS)} can")
    kind, form = _find_kind(claim, changes)
    roles = claim.roles if kind == claim.kind else _carry_over(claim, kind)
    if values.flag(changes.get("swap", False)):
        roles = _swap(roles, kind)
    roles = {**roles, **_find_roles(changes.get("roles", {}), kind)}
    _check(roles, kind)
    share = _find_percentage(changes, claim, kind)
    status = _find_status(changes.get("status", claim.status))
    return replace(claim, kind=kind, form=form, roles=roles, percentage=share, status=status, confidence=1.0)


def _find_status(given: object) -> Status:
    word = values.text(given)
    if word not in list(Status):
        raise ValueError(f"unknown status {word!r}; known are {', '.join(Status)}")
    return Status(word)


def _content(claim: Claim) -> tuple[object, ...]:
    roles = {role: sorted(names) for role, names in claim.roles.items()}
    return claim.kind, claim.form, roles, claim.status, claim.percentage


def _find_kind(claim: Claim, changes: Mapping[str, object]) -> tuple[str, str]:
    word = values.text(changes.get("kind", claim.form if claim.form in FORMS else claim.kind))
    if word in FORMS:
        return "alliance", word
    if word not in KINDS:
        raise ValueError(f"unknown kind {word!r}; known are {', '.join([*KINDS, *FORMS])}")
    return word, "other" if word == "alliance" and "kind" in changes else claim.form if word == claim.kind else ""


def _carry_over(claim: Claim, kind: str) -> Mapping[str, tuple[str, ...]]:
    """The parties in the roles of another kind, in the same order; nothing where that would be a guess."""
    old, new = main_roles(claim.kind), main_roles(kind)
    if KINDS[kind].is_symmetric:
        return {"partners": tuple(dict.fromkeys(name for role in old for name in claim.roles.get(role, ())))}
    return {} if KINDS[claim.kind].is_symmetric else {new[place]: claim.roles[role] for place, role in enumerate(old)}


def _swap(roles: Mapping[str, tuple[str, ...]], kind: str) -> Mapping[str, tuple[str, ...]]:
    if KINDS[kind].is_symmetric:
        raise ValueError(f"the parties of {_one(kind)} are on one footing: there is nothing to swap")
    first, second = main_roles(kind)
    return {**roles, first: roles[second], second: roles[first]} if first in roles and second in roles else roles


def _find_roles(given: object, kind: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, Mapping):
        raise ValueError("roles are given as role and name")
    known = KINDS[kind].roles
    for role in given:
        if role not in known:
            raise ValueError(f"{_one(kind)} has no {role!r}; it has {', '.join(known)}")
    names = {role: [given[role]] if isinstance(given[role], str) else list(given[role]) for role in given}
    return {role: tuple(_clean(name) for name in found) for role, found in names.items()}


def _clean(name: object) -> str:
    clean = " ".join(values.filled(name).split())
    if len(clean) > _LONGEST or not clean.isprintable():
        raise ValueError(f"{clean[:40]!r} is no name: it is too long, or has characters that no name has")
    return clean


def _check(roles: Mapping[str, tuple[str, ...]], kind: str) -> None:
    """Whether the roles make a tie; of a venture with a company one partner does."""
    if KINDS[kind].is_symmetric:
        least = 1 if roles.get("venture") else 2
        if len(set(roles.get("partners", ()))) < least:
            raise ValueError(f"{_one(kind)} has {least} partners or more: give them as partners")
        return
    for role in main_roles(kind):
        if len(roles.get(role, ())) != 1:
            raise ValueError(f"{_one(kind)} has one {role}: give it by name")
    if len({roles[role] for role in main_roles(kind)}) == 1:
        raise ValueError(f"the parties of {_one(kind)} are two")


def _one(kind: str) -> str:
    label = KINDS[kind].label
    return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"


def _find_percentage(changes: Mapping[str, object], claim: Claim, kind: str) -> Percentage | None:
    if "percentage" not in changes:
        return claim.percentage if kind in (claim.kind, *_SHARED) else None
    given = changes["percentage"]
    if given is None:
        return None
    if kind not in _SHARED:
        raise ValueError(f"{_one(kind)} has no percentage of a company")
    if not isinstance(given, Mapping):
        return Percentage(values.percent(given))
    if not set(given) <= set(_BOUNDS):
        raise ValueError(f"a percentage has {', '.join(_BOUNDS)}")
    bounds = [None if given.get(name) is None else values.percent(given[name]) for name in _BOUNDS]
    return Percentage(*bounds) if any(bound is not None for bound in bounds) else None
