"""IRIs stay: that of a name which is joined to another company leads on to it, and so does that of a tie of both."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from alliance_graph.graph import index, read
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.terms import AG, DCTERMS, PUBLIC, node, target, triple
from alliance_graph.graph.view import View
from alliance_graph.ontology import KINDS

_REPLACED = node(DCTERMS + "isReplacedBy")


def write_redirects(keys: Iterable[str], view: View) -> None:
    """Write where the IRI of each of these keys leads, if another company has it."""
    for key in sorted(keys):
        iri = view.rulebook.iris.company(key)
        company = view.linking.identify(key).key
        is_joined = company != key and view.index.has_article(index.PART, key)
        new = [triple(iri, _REPLACED.value, node(view.rulebook.iris.company(company)))] if is_joined else []
        view.draft.replace(view.draft.find(node(iri), _REPLACED, None, PUBLIC), new)


def follow(oxigraph: ox.Store, iri: str) -> str:
    """The IRI to which one leads today; itself where it leads nowhere, or is none."""
    try:
        found = oxigraph.quads_for_pattern(node(iri), _REPLACED, None, PUBLIC)
    except ValueError:
        return iri
    return next((target(quad).value for quad in found), iri)


def follow_tie(oxigraph: ox.Store, iri: str, iris: Iris) -> list[str]:
    """The relationship to which an IRI leads today: itself, or those of its kind between what its parties are now.

    Of several those that the same figure or year tells from others; an IRI that is a hash tells no parties.
    """
    if not iris.is_relationship(iri):
        return []
    try:
        if AG + "status" in read.find_values(oxigraph, iri):
            return [iri]
    except ValueError:  # not even an IRI
        return []
    kind, parties, suffix = iris.parse_relationship(iri)
    companies = _find_companies(oxigraph, parties)
    ties = [read.find_ties(oxigraph, [company]) for company in companies] or [set()]
    found = {}
    for tie in set.intersection(*ties):
        its_kind, its_parties, its_suffix = iris.parse_relationship(tie)
        if its_kind == kind and _is_of(kind, companies, _find_companies(oxigraph, its_parties)):
            found[tie] = its_suffix == suffix
    return sorted(tie for tie, is_exact in found.items() if is_exact or not any(found.values()))


def _find_companies(oxigraph: ox.Store, parties: Iterable[str]) -> list[str]:
    return [follow(oxigraph, party) for party in parties]


def _is_of(kind: str, companies: list[str], others: list[str]) -> bool:
    """Whether parties are the same in the same roles; a venture is called by its first name or by its partners."""
    if kind in KINDS and not KINDS[kind].is_symmetric:
        return companies == others
    return kind == "joint_venture" or set(companies) == set(others)
