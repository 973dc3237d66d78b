"""Which tie of one store is which of another: by the claims that report it, else by its IRI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pyoxigraph as ox

from alliance_graph.graph import read
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.ties import find_tie
from alliance_graph.model import Relationship

Ties = dict[str, Relationship]


def find_differing(old: ox.Store, new: ox.Store) -> tuple[Ties, Ties]:
    """The relationships of two stores, by IRI, of which they do not say the very same."""
    before, after = Draft(old), Draft(new)
    was, now = read.tie_iris(old), read.tie_iris(new)
    differing = [iri for iri in sorted(was | now) if set(find_tie(iri, before)) != set(find_tie(iri, after))]
    return (
        {iri: read.relationship(old, iri) for iri in differing if iri in was},
        {iri: read.relationship(new, iri) for iri in differing if iri in now},
    )


def pair(old: Mapping[str, set[str]], new: Mapping[str, set[str]]) -> dict[str, str]:
    """The IRI of the old tie for that of the new one, from the claims of each: those with most claims in common.

    The IRI of a tie follows from what is known of it, so that a tie may have another one when more is known.
    """
    reports = {claim: after for after, claims in new.items() for claim in claims}
    shared = Counter((before, reports[claim]) for before, claims in old.items() for claim in claims if claim in reports)
    shared.update({(iri, iri): 0 for iri in old.keys() & new.keys()})
    pairs: dict[str, str] = {}
    taken = set()
    for before, after in sorted(shared, key=lambda both: (-shared[both], both[0] != both[1], both)):
        if after not in pairs and before not in taken:
            pairs[after] = before
            taken.add(before)
    return pairs
