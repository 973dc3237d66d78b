"""Which tie of one store is which of another: by the claims that report it, else by its IRI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from alliance_graph.graph import read
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.terms import AG, PUBLIC, node, subject
from alliance_graph.graph.ties import find_tie
from alliance_graph.model import Relationship

Ties = dict[str, Relationship]


def find_differing(old: ox.Store, new: ox.Store) -> tuple[Ties, Ties]:
    """The relationships of two stores, by IRI, of which they do not say the very same."""
    before, after = Draft(old), Draft(new)
    both = sorted(_find_iris(old) | _find_iris(new))
    differing = [iri for iri in both if set(find_tie(iri, before)) != set(find_tie(iri, after))]
    return _read(old, differing), _read(new, differing)


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


def _find_iris(oxigraph: ox.Store) -> set[str]:
    counted = oxigraph.quads_for_pattern(None, node(AG + "claimCount"), None, PUBLIC)
    return {subject(quad).value for quad in counted}


def _read(oxigraph: ox.Store, iris: Iterable[str]) -> Ties:
    there = _find_iris(oxigraph)
    return {iri: read.relationship(oxigraph, iri) for iri in iris if iri in there}
