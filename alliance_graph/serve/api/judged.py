"""What people decided and what they are asked: judgements, gold made of them, and pairs of companies in doubt."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from alliance_graph import link
from alliance_graph.errors import AllianceGraphError, SourceError
from alliance_graph.graph.directory import JUDGEMENTS, REVIEWS
from alliance_graph.graph.gold import find_gold
from alliance_graph.graph.lookalikes import Lookalikes, find_evidence, is_open
from alliance_graph.graph.reviewing import find_claims
from alliance_graph.graph.store import Store
from alliance_graph.jsonl import to_json
from alliance_graph.link.judgements import to_line as to_judgement_line
from alliance_graph.reviews import read_reviews, to_line
from alliance_graph.serve.api.writing import to_line as to_message
from alliance_graph.serve.doubts import find_pairs
from alliance_graph.serve.endpoint import Endpoint

_MOST_PAIRS = 1000
_SHOWN = 2
"""Ties of each company that are shown with a pair."""

Row = dict[str, Any]


class Judged:
    """Tells what was decided."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._looking: tuple[int, asyncio.Task[list[Lookalikes]]] | None = None

    def routes(self) -> list[Route]:
        """A route for each list."""
        paths = {"judgements": self.judgements, "gold": self.gold, "companies/unsure": self.unsure}
        return [Route(f"/api/{path}", answer, methods=["GET"]) for path, answer in paths.items()]

    async def judgements(self, request: Request) -> Response:
        """All judgements as in their files, the newest first; of claims with `iris`, their IRIs in this store."""
        return JSONResponse(await self._read(request, self._list_judgements))

    async def gold(self, request: Request) -> Response:
        """The articles in which every claim was reviewed, as gold annotations; with ?partial=1 the others too."""
        is_partial = request.query_params.get("partial", "") not in ("", "0")
        lines = await self._read(
            request, lambda store: [to_json(one.annotation) for one in find_gold(store) if is_partial or not one.left]
        )
        headers = {"content-disposition": 'attachment; filename="gold.jsonl"'}
        return Response("".join(f"{line}\n" for line in lines), headers=headers, media_type="application/x-ndjson")

    async def unsure(self, request: Request) -> Response:
        """Pairs that may be one company, those first that would change most."""
        limit = request.query_params.get("limit", "50")
        if not limit.isdecimal() or not 1 <= int(limit[:6]) <= _MOST_PAIRS:
            raise HTTPException(400, f"limit is not a whole number from 1 to {_MOST_PAIRS:,}")
        try:
            pairs = await asyncio.shield(self.look())
        except AllianceGraphError as error:
            raise HTTPException(503, to_message(error)) from None
        return JSONResponse(await self._read(request, lambda store: _list_open(store, pairs, int(limit))))

    def look(self) -> asyncio.Task[list[Lookalikes]]:
        """The search for pairs in doubt, which takes long: begun once, and again after /renew or where it failed."""
        renewals, known = self.endpoint.renewals, self._looking
        is_failed = known and known[1].done() and (known[1].cancelled() or known[1].exception())
        if known is None or known[0] != renewals or is_failed:
            self._looking = known = renewals, asyncio.create_task(self._find_pairs())
        return known[1]

    async def _find_pairs(self) -> list[Lookalikes]:
        with self.endpoint.snapshots.hold() as snapshot:
            return await find_pairs(snapshot)

    async def _read(self, request: Request, find: Callable[[Store], Any]) -> Any:
        with self.endpoint.charge(request), self.endpoint.snapshots.hold() as snapshot:
            try:
                return await asyncio.to_thread(lambda: find(snapshot.open_as(Store)))
            except SourceError as error:
                raise HTTPException(503, to_message(error)) from None

    def _list_judgements(self, store: Store) -> Row:
        path = self.endpoint.snapshots.store
        companies = [json.loads(to_judgement_line(one)) for one in link.read_judgements(path / JUDGEMENTS)]
        claims = [json.loads(to_line(one)) | {"iris": find_claims(store, one)} for one in read_reviews(path / REVIEWS)]
        return {"companies": _newest_first(companies), "claims": _newest_first(claims)}


def _list_open(store: Store, pairs: Sequence[Lookalikes], limit: int) -> list[Row]:
    """The pairs that nobody has judged yet."""
    view = store.view()
    return [_to_row(store, pair) for pair in islice((pair for pair in pairs if is_open(view, pair)), limit)]


def _newest_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row.get("when", "")))[::-1]


def _to_row(store: Store, pair: Lookalikes) -> Row:
    evidence = [
        {"company": company.iri, "tie": tie.iri, "label": tie.label, "sentence": tie.sentence}
        for company in (pair.first, pair.second)
        for tie in find_evidence(store, company, most=_SHOWN)
    ]
    return {**asdict(pair), "reasons": pair.reasons.split("; "), "evidence": evidence}
