"""Between whom a relationship draws its edges, in which direction, and what each edge is called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

from alliance_graph.model import Relationship
from alliance_graph.network.attributes import class_name

# The doer comes first. An asset has no node of its own, so that its sale runs from buyer to seller.
_DIRECTED = (
    ("owner", "owned", ""),
    ("parent", "child", ""),
    ("acquirer", "target", ""),
    ("seller", "target", "sells"),
    ("buyer", "seller", ""),
    ("supplier", "customer", ""),
    ("licensor", "licensee", ""),
    ("partners", "venture", "owns venture"),
    ("partners", "result", "merges into"),
)
_RESULTS = ("venture", "result")


class Ends(NamedTuple):
    """One edge: IRIs of its ends, what it is called, and whether its direction means anything."""

    source: str
    target: str
    interaction: str
    is_directed: bool


def find_ends(relationship: Relationship) -> Iterator[Ends]:
    """The edges of a relationship of n partners: n(n-1)/2 between them, and one from each to a venture company."""
    roles = relationship.roles
    for first, second in combinations(sorted(roles.get("partners", ())), 2):
        yield Ends(first, second, class_name(relationship), False)
    for doer, other, interaction in _DIRECTED:
        for source, target in product(sorted(roles.get(doer, ())), sorted(roles.get(other, ()))):
            yield Ends(source, target, interaction or class_name(relationship), True)


def is_many_sided(relationship: Relationship) -> bool:
    """Whether one edge cannot tell it: three parties or more, or a company that comes out of it."""
    return any(map(relationship.roles.get, _RESULTS)) or len(relationship.parties) > 2


def find_spokes(relationship: Relationship, hub: str) -> Iterator[Ends]:
    """The edges of a relationship drawn as the node `hub`, named by role: parties to it, and it to what comes out."""
    for role, members in relationship.roles.items():
        for member in sorted(members):
            name = "partner" if role == "partners" else role
            source, target = (hub, member) if role in _RESULTS else (member, hub)
            yield Ends(source, target, name, True)
