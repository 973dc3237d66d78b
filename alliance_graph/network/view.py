"""Companies and relationships to a networkx graph, in one of two views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from alliance_graph.model import Company, Percentage, Relationship
from alliance_graph.network.attributes import (
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    Attributes,
    company_attributes,
    local_name,
    make_label,
    relationship_attributes,
)
from alliance_graph.network.ends import Ends, find_ends, find_spokes, is_many_sided

if TYPE_CHECKING:
    import networkx as nx

RELATIONSHIPS_AS = ("edges", "nodes")
"""The two views: every tie as edges, or ties of three and more and ventures as nodes."""


def to_network(
    companies: Iterable[Company],
    relationships: Iterable[Relationship],
    *,
    relationships_as: Literal["edges", "nodes"] = "edges",
) -> nx.MultiDiGraph[str]:
    """The network with a node for each company and one or more edges for each relationship, sorted by IRI.

    Nodes and edges (their keys) are named by the last part of their IRI; attributes are those of `attributes.py`.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        node_attributes=" ".join(NODE_ATTRIBUTES), edge_attributes=" ".join(EDGE_ATTRIBUTES)
    )
    known = {company.iri: company for company in companies}
    ties = sorted(relationships, key=lambda relationship: relationship.iri)
    parties = {iri for tie in ties for iri in tie.parties}
    names, edge_names = _Names(), _Names()
    for iri in sorted(known.keys() | parties):
        company = known.get(iri) or Company(iri=iri, name=local_name(iri))
        network.add_node(names.of(iri), **company_attributes(company))
    for tie in ties:
        is_node = relationships_as == "nodes" and is_many_sided(tie)
        if is_node:
            network.add_node(names.of(tie.iri), **_node_attributes(tie))
        ends = list(find_spokes(tie, tie.iri) if is_node else find_ends(tie))
        for one, iri in zip(ends, _edge_iris(tie, len(ends)), strict=True):
            source, target = names.of(one.source), names.of(one.target)
            network.add_edge(source, target, key=edge_names.of(iri), **_edge_attributes(tie, one))
    return network


class _Names:
    """Short names for IRIs; an IRI whose last part is taken keeps its whole length."""

    def __init__(self) -> None:
        self._by_iri: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, iri: str) -> str:
        if iri not in self._by_iri:
            name = local_name(iri)
            name = iri if name in self._taken else name
            self._taken.add(name)
            self._by_iri[iri] = name
        return self._by_iri[iri]


def _edge_iris(tie: Relationship, count: int) -> Iterator[str]:
    if count == 1:
        yield tie.iri
    else:
        yield from (f"{tie.iri}.{number}" for number in range(1, count + 1))


def _node_attributes(tie: Relationship) -> Attributes:
    attributes = relationship_attributes(tie)
    del attributes["weight"]
    return {**attributes, "type": "relationship", "labels": f":{attributes['interaction']}", "iri": tie.iri}


def _edge_attributes(tie: Relationship, ends: Ends) -> Attributes:
    """The attributes of one edge: what it is called, and the share of a partner in the venture."""
    attributes = relationship_attributes(tie)
    share = tie.shares.get(ends.source, tie.shares.get(ends.target)) if ends.is_directed else None
    if share is not None:
        attributes |= {"percentage": float(share), "label": make_label(tie, str(Percentage(share)))}
    elif ends.interaction != attributes["interaction"]:
        attributes["label"] = make_label(tie, ends.interaction)
    return attributes | {"interaction": ends.interaction, "directed": ends.is_directed}
