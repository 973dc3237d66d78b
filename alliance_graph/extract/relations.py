"""What two entities can be to each other: the slots that the pair model scores, and what rules hint of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alliance_graph.model import Claim, Percentage, Status
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
        for (kind, first, second), percent in find_pairs(claim, lambda key: key):
            share = claim.percentage if kind != "venture" else Percentage(percent) if percent is not None else None
            hints.setdefault((first, second), []).append(Hint(slot_of(kind, True), claim, share))
            hints.setdefault((second, first), []).append(Hint(slot_of(kind, False), claim, share))
    return hints
