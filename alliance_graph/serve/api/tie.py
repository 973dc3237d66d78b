"""A tie with every sentence that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from alliance_graph.graph import explain, read
from alliance_graph.graph.explanation import ToldClaim
from alliance_graph.model import Source
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.parameters import Parameters

Row = dict[str, Any]


def tell(atlas: Atlas, parameters: Parameters) -> Row:
    """What `explain` tells of a tie, with what a page needs to show its sentences."""
    iri = parameters.text("iri")
    if iri not in atlas.ties:
        raise HTTPException(404, f"no tie has the IRI {iri[:200]!r}")
    told = explain.tell(atlas, read.relationship(atlas.oxigraph, iri), atlas.view())
    return {
        **asdict(told),
        "disagreeing": told.disagreeing,
        "steps": [{**asdict(step), "source": to_origin(step.source)} for step in told.steps],
        "claims": [_to_row(claim) for claim in told.claims],
    }


def to_origin(source: Source) -> Row:
    """What people want to know of an article's origin."""
    return {"title": source.title, "outlet": source.outlet, "date": source.date, "url": safe_url(source.url)}


def safe_url(url: str) -> str:
    """The address where a browser may follow it; "" for others, such as javascript:."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else ""
    except ValueError:
        return ""


def _to_row(claim: ToldClaim) -> Row:
    """The claim; `names` are its parties where they stand in the sentence, in code points as all offsets."""
    context = {"before": "", "sentence": claim.sentence, "after": "", "names": list(_find_names(claim))}
    source = to_origin(claim.source)
    return {**asdict(claim), "source": source, "title": source["title"], "url": source["url"], "context": context}


def _find_names(claim: ToldClaim) -> Iterator[Row]:
    companies = {name: joined.company for joined in claim.joined for name in joined.names if name}
    longest_first = sorted(companies, key=len, reverse=True)
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", claim.sentence):
        if found[0]:
            yield {"start": found.start(), "end": found.end(), "company": companies[found[0]]}
