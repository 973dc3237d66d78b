"""A tie with every sentence that tells of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.exceptions import HTTPException

from alliance_graph.graph import explain, read
from alliance_graph.graph.explanation import ToldClaim
from alliance_graph.model import Source
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.parameters import Parameters

Row = dict[str, Any]


def tell(atlas: Atlas, parameters: Parameters) -> Row:
    """What `explain` tells of a tie, with what a page needs to show its sentences."""
    given = parameters.text("iri")
    found = [iri for iri in atlas.follow_tie(given) if iri in atlas.ties]
    if len(found) != 1:
        raise HTTPException(404, f"no tie has the IRI {given[:200]!r}")
    iri = found[0]
    told = explain.tell(atlas, read.relationship(atlas.oxigraph, iri), atlas.view())
    return {
        **asdict(told),
        "disagreeing": [asdict(share) for share in told.disagreeing],
        "steps": [{**asdict(step), "source": to_origin(step.source)} for step in told.steps],
        "claims": [_to_row(claim) for claim in told.claims],
    }


def to_origin(source: Source) -> Row:
    """What people want to know of an article's origin."""
    return {"title": source.title, "outlet": source.outlet, "date": source.date, "url": source.link}


def _to_row(claim: ToldClaim) -> Row:
    """The claim; `names` are its parties where they stand in the sentence, in code points as all offsets."""
    names = [{"start": start, "end": end, "company": iri} for start, end, iri in claim.find_names()]
    context = {"before": "", "sentence": claim.sentence, "after": "", "names": names}
    source = to_origin(claim.source)
    return {**asdict(claim), "source": source, "title": source["title"], "url": source["url"], "context": context}
