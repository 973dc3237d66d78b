"""Shortcuts in the store: drawn anew between the companies whose relationships were touched."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from alliance_graph.graph.draft import Draft
from alliance_graph.graph.rules import apply_rules, is_shortcut, is_type
from alliance_graph.graph.terms import PUBLIC, node, subject, value
from alliance_graph.graph.vocabulary import ROLES


def write_shortcuts(ties: Iterable[str], pairs: Iterable[frozenset[str]], draft: Draft) -> None:
    """Write the wider classes of these relationships, and the shortcuts between these pairs of companies."""
    wanted = set(pairs)
    ties_of = {company: find_ties(company, draft) for company in sorted(set().union(*wanted))}
    among = set(ties).union(*(ties_of[one] & ties_of[two] for one, two in wanted))
    quads = [quad for iri in among for quad in draft.find(node(iri), None, None, PUBLIC)]
    drawn = apply_rules(quads)
    classes = {quad for quad in drawn if is_type(quad) and subject(quad).value in ties} - set(quads)
    between = (quad for quad in drawn if is_shortcut(quad))
    new = {quad for quad in between if frozenset((subject(quad).value, value(quad))) in wanted}
    old = [quad for pair in wanted for quad in _find_between(sorted(pair), draft)]
    draft.replace(old, new | classes)


def find_ties(company: str, draft: Draft) -> set[str]:
    """IRIs of the relationships in which a company plays any role."""
    found = draft.find(None, None, node(company), PUBLIC)
    return {subject(quad).value for quad in found if quad.predicate.value in ROLES}


def _find_between(pair: list[str], draft: Draft) -> list[ox.Quad]:
    """The shortcuts there are, in both directions."""
    one, two = map(node, pair)
    found = draft.find(one, None, two, PUBLIC) + draft.find(two, None, one, PUBLIC)
    return [quad for quad in found if is_shortcut(quad)]
