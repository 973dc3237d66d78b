"""What the served store holds, counted, with the words for kinds, statuses and topics."""

from __future__ import annotations

from alliance_graph import __version__
from alliance_graph.graph import read
from alliance_graph.ontology import FORMS
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.facets import FACETS, count
from alliance_graph.serve.api.parameters import Parameters

_STATEMENT = (
    "Read by a program from news articles, which tell what somebody reported, not what is so. Some ties are read "
    "wrongly and many are missed: look at the sentences before you rely on one."
)


def describe(atlas: Atlas, _parameters: Parameters, *, is_writable: bool) -> dict[str, object]:
    """The store in figures."""
    ties = atlas.ties.values()
    days = [day for tie in ties for day in (tie.first_reported, tie.last_reported) if day]
    return {
        "version": __version__,
        "base_iri": atlas.base_iri,
        "articles": sum(1 for _ in read.article_ids(atlas.oxigraph)),
        "companies": len(atlas.parties),
        "relationships": len(ties),
        "snapshot": atlas.path.name,
        "is_writable": is_writable,
        "first_reported": min(days, default=None),
        "last_reported": max(days, default=None),
        "kinds": [
            {**row, "group": "alliance" if row["kind"] in FORMS else row["kind"]} for row in _rows(atlas, "kind")
        ],
        "statuses": _rows(atlas, "status"),
        "topics": _rows(atlas, "topic"),
        "statement": _STATEMENT,
    }


def _rows(atlas: Atlas, facet: str) -> list[dict[str, str | int]]:
    """The counts of a facet, the value under its name."""
    rows = count(atlas.ties.values(), FACETS[facet])
    return [{facet: row["value"], "label": row["label"], "count": row["count"]} for row in rows]
