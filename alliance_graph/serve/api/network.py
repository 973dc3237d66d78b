"""A network to be drawn: companies and ties with their places, and how many ties there are of each sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from alliance_graph.graph.filter import Filter
from alliance_graph.model import Relationship
from alliance_graph.network import to_network
from alliance_graph.network.layout import Place, find_places
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.facets import count_all
from alliance_graph.serve.api.parameters import MOST_DISTANCE, Parameters

_LIMIT = 2_000
MOST_TIES = 30_000

Row = dict[str, Any]


def draw(atlas: Atlas, parameters: Parameters) -> Row:
    """The ties around some companies, or of the whole graph those with most sources, as far as the limit goes."""
    atlas = parameters.atlas(atlas)
    distance = parameters.number("distance", 1, 1, MOST_DISTANCE)
    wanted = parameters.filter(atlas, distance=distance)
    limit = parameters.number("limit", _LIMIT, 1, MOST_TIES)
    passing = rank(atlas, wanted)
    ties = passing[:limit]
    return {
        **to_rows(ties, atlas, wanted.companies, shape=parameters.shape()),
        "facets": count_all(_find_reached(atlas, wanted), wanted),
        "total": _count(passing, wanted.companies),
        "shown": _count(ties, wanted.companies),
    }


def rank(atlas: Atlas, wanted: Filter) -> list[Relationship]:
    """The ties that pass a filter, those with most sources first."""
    return sorted(atlas.select(wanted), key=lambda tie: atlas.ranks[tie.iri])


def to_rows(ties: Iterable[Relationship], atlas: Atlas, companies: Iterable[str], *, shape: float) -> Row:
    """The nodes and edges of these ties; these companies are there also without one."""
    by_iri = {tie.iri: tie for tie in ties}
    parties = {party for tie in by_iri.values() for party in tie.parties}.union(companies)
    network = to_network((atlas.parties[iri] for iri in parties), by_iri.values(), relationships_as="nodes")
    places = find_places(network, shape=shape)
    return {
        "nodes": [_to_node(name, row, places[name], atlas) for name, row in network.nodes(data=True)],
        "edges": [_to_edge(*edge, by_iri) for edge in network.edges(keys=True, data=True)],
    }


def _to_node(name: str, row: Mapping[str, Any], place: Place, atlas: Atlas) -> Row:
    """`kind` is that of a tie drawn as a node; `ties` counts all that a company has in the store."""
    return {
        "id": name,
        "iri": row["iri"],
        "label": row["label"],
        "type": row["type"],
        "kind": row.get("kind", ""),
        "ties": len(atlas.ties_of.get(row["iri"], ())),
        **place._asdict(),
    }


def _to_edge(source: str, target: str, key: str, row: Mapping[str, Any], ties: Mapping[str, Relationship]) -> Row:
    tie = ties[row["relationship"]]
    return {
        "id": key,
        "source": source,
        "target": target,
        "tie": tie.iri,
        **{name: row.get(name, "") for name in ("kind", "form", "label", "status")},
        "directed": row["directed"],
        "percentage": row.get("percentage"),
        "sources": tie.sources,
        "confidence": tie.confidence,
        "first_reported": tie.first_reported,
        "last_reported": tie.last_reported,
        "topics": tie.topics,
    }


def _find_reached(atlas: Atlas, wanted: Filter) -> Iterable[Relationship]:
    """All ties, wanted or not, of the companies that the filter reaches with one step less."""
    if not wanted.companies:
        return atlas.ties.values()
    reached = set(wanted.companies)
    if wanted.distance > 1:
        nearer = atlas.select(replace(wanted, distance=wanted.distance - 1))
        reached.update(party for tie in nearer for party in tie.parties)
    return {tie.iri: tie for tie in atlas.around(reached)}.values()


def _count(ties: Sequence[Relationship], companies: Iterable[str]) -> dict[str, int]:
    parties = {party for tie in ties for party in tie.parties}
    return {"companies": len(parties.union(companies)), "relationships": len(ties)}
