"""What two states of one tie say otherwise, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from alliance_graph.model import Percentage, Relationship

Names = Mapping[str, str]
"""Names of companies by IRI."""

_WORDS: Mapping[str, Callable[[Relationship, Names], str]] = {
    "status": lambda tie, _: tie.status.value,
    "percentage": lambda tie, _: str(tie.percentage) if tie.percentage else "",
    "price": lambda tie, _: tie.price.text if tie.price else "",
    "shares": lambda tie, names: ", ".join(
        f"{names.get(holder, holder)} {Percentage(share)}" for holder, share in sorted(tie.shares.items())
    ),
    "parties": lambda tie, names: ", ".join(sorted(names.get(party, party) for party in tie.parties)),
    "announced": lambda tie, _: tie.announced,
    "start": lambda tie, _: tie.start,
    "end": lambda tie, _: tie.end,
    "exclusive": lambda tie, _: "yes" if tie.exclusive else "",
    "place": lambda tie, _: tie.place,
    "purpose": lambda tie, _: tie.purpose,
}
"""What counts as a change of a tie; further reports of it do not."""


def compare(before: Relationship, after: Relationship, names: Names) -> dict[str, tuple[str, str]]:
    """What is said otherwise, before and now; "" where nothing is said."""
    said = {what: (word(before, names), word(after, names)) for what, word in _WORDS.items()}
    return {what: (old, new) for what, (old, new) in said.items() if old != new}


def move(tie: Relationship, moved: Mapping[str, str]) -> Relationship:
    """The tie with companies under the IRIs that they have now."""
    return replace(
        tie,
        roles={role: tuple(moved.get(party, party) for party in parties) for role, parties in tie.roles.items()},
        shares={moved.get(holder, holder): share for holder, share in tie.shares.items()},
    )
