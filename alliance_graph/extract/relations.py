"""What two entities can be to each other: the slots that the pair model scores, and what rules hint of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from alliance_graph.model import Claim, EntityType, Percentage, Status
from alliance_graph.ontology import FORMS
from alliance_graph.pairs import find_pairs

ORDERED = ("stake", "subsidiary", "acquisition", "asset_purchase", "supply", "license", "venture")
SYMMETRIC = ("merger", "joint_venture", "alliance", "competition")
"""The order of these names is that of the trained weights; "venture" ties a partner to the company they found."""

SLOTS: tuple[tuple[str, bool], ...] = (
    *((kind, is_forward) for kind in ORDERED for is_forward in (True, False)),
    *((kind, True) for kind in SYMMETRIC),
)
"""Kind, and whether the entity that stands first in the text plays its first role."""
KINDS_OF_PAIRS = ORDERED + SYMMETRIC
STATUSES = tuple(Status)
ALLIANCE_FORMS = tuple(sorted(FORMS))


@dataclass(frozen=True, slots=True)
class Hint:
    """What a rule drew for two entities of one sentence."""

    slot: int
    claim: Claim
    percentage: Percentage | None


def slot_of(kind: str, is_forward: bool) -> int:
    """Index of the slot; symmetric kinds have one."""
    return SLOTS.index((kind, is_forward or kind in SYMMETRIC))


def find_hints(claims: Iterable[Claim]) -> Mapping[tuple[str, str], list[Hint]]:
    """What the claims state of each two keys, under both orders of the keys."""
    hints: dict[tuple[str, str], list[Hint]] = {}
    for claim in claims:
        for (kind, first, second), percent in find_pairs(claim):
            share = claim.percentage if kind != "venture" else Percentage(percent) if percent is not None else None
            hints.setdefault((first, second), []).append(Hint(slot_of(kind, True), claim, share))
            hints.setdefault((second, first), []).append(Hint(slot_of(kind, False), claim, share))
    return hints


def may_be(kind: str, first: EntityType, second: EntityType) -> bool:
    """Whether parties of these sorts can play the two roles of the kind: nobody owns a person or a state."""
    firsts, seconds = _SORTS[kind]
    if kind in ("alliance", "joint_venture") and first is second is EntityType.GOVERNMENT:
        return False  # a treaty
    return first in firsts and second in seconds


_FIRMS = frozenset({EntityType.COMPANY, EntityType.OTHER})
_WITH_STATES = _FIRMS | {EntityType.GOVERNMENT}
_ALL = frozenset(EntityType)
_SORTS = {
    "stake": (_ALL, _FIRMS),
    "subsidiary": (_FIRMS, _FIRMS),
    "acquisition": (_ALL, _FIRMS),
    "asset_purchase": (_ALL, _ALL),
    "supply": (_WITH_STATES, _WITH_STATES),
    "license": (_ALL, _WITH_STATES),
    "venture": (_ALL, _FIRMS),
    "merger": (_FIRMS, _FIRMS),
    "joint_venture": (_ALL, _ALL),
    "alliance": (_WITH_STATES, _WITH_STATES),
    "competition": (_FIRMS, _FIRMS),
}
"""For each kind who may play its first role and its second."""


def is_possible(claim: Claim, type_of: Callable[[str], EntityType]) -> bool:
    """Whether the parties of the claim are of sorts that can play their roles, in whichever order partners stand."""
    pairs = [(pair[0], type_of(pair[1]), type_of(pair[2])) for pair, _ in find_pairs(claim)]
    return all(may_be(*pair) for pair in pairs)
