"""What happened when: the steps of the life lines of many ties, by day."""

from __future__ import annotations

from datetime import date
from typing import Any

from alliance_graph.graph import read
from alliance_graph.graph.life import Step
from alliance_graph.graph.terms import AG, OA, PROV, SCHEMA
from alliance_graph.model import Relationship
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.parameters import Parameters

_LIMIT = 1_000
_MOST = 10_000


def tell(atlas: Atlas, parameters: Parameters) -> list[dict[str, Any]]:
    """The steps of the ties that pass the filter by day, the last ones as far as the limit goes.

    Steps without a day are left out.
    """
    last = parameters.day("as_of") or date.max
    ties = parameters.atlas(atlas).select(parameters.filter(atlas))
    steps = ((step.day, tie, step) for tie in ties for step in atlas.lives.of(tie).steps if step.day)
    found = sorted((row for row in steps if row[0] <= last), key=lambda row: (row[0], row[1].iri))
    limit = parameters.number("limit", _LIMIT, 1, _MOST)
    return [_to_row(atlas, tie, step) for _, tie, step in found[-limit:]]


def _to_row(atlas: Atlas, tie: Relationship, step: Step) -> dict[str, Any]:
    claim = read.find_values(atlas.oxigraph, step.claim)
    passage = read.find_values(atlas.oxigraph, claim[PROV + "wasDerivedFrom"][0])
    article = read.find_values(atlas.oxigraph, passage[OA + "hasSource"][0])
    share = claim.get(AG + "percentage")
    return {
        "tie": tie.iri,
        "label": tie.label,
        "status": step.status,
        "day": step.day,
        "percentage": float(share[0]) if share else None,
        "article": article[SCHEMA + "identifier"][0],
    }
