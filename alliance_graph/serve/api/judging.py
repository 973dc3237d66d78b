"""What people decide, over HTTP: claims reviewed, companies judged to be one or two, and both taken back."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from alliance_graph.graph import judging, reviewing
from alliance_graph.model import Decision, Judgement
from alliance_graph.reviews import Verdict
from alliance_graph.serve.api.writing import Body, Writer, read_json, read_text
from alliance_graph.serve.endpoint import Endpoint

_Choice = TypeVar("_Choice", bound=StrEnum)
_SAID = ("by", "reason")


class Judging:
    """Takes decisions from whoever has the token."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.access = endpoint.access
        self.writer = Writer(endpoint)

    def routes(self) -> list[Route]:
        """A route for each sort of decision."""
        paths = {
            "claims/review": self.review_claim,
            "claims/undo": self.undo_claim,
            "companies/judge": self.judge_companies,
            "companies/undo": self.undo_companies,
        }
        return [Route(f"/api/{path}", answer, methods=["POST"]) for path, answer in paths.items()]

    async def review_claim(self, request: Request) -> Response:
        """Accept, reject or correct a claim."""
        self.access.check_token(request)
        body = await read_json(request, ("claim", "decision"), ("correction", *_SAID))
        decision = _choose(body, Verdict)
        correction = body.get("correction")
        if not isinstance(correction, dict | None):
            raise HTTPException(400, "'correction' is no JSON object")
        said = _read_said(body)
        return await self.writer.write(
            lambda store: len(reviewing.review(store, body["claim"], decision, correction=correction, **said))
        )

    async def undo_claim(self, request: Request) -> Response:
        """Take back what was decided of a claim."""
        self.access.check_token(request)
        body = await read_json(request, ("claim",), ())
        return await self.writer.write(lambda store: len(reviewing.undo(store, body["claim"])))

    async def judge_companies(self, request: Request) -> Response:
        """Judge two companies, by name or IRI, to be one, two or undecided."""
        self.access.check_token(request)
        body = await read_json(request, ("first", "second", "decision"), _SAID)
        judgement = Judgement(
            first=body["first"], second=body["second"], decision=_choose(body, Decision), **_read_said(body)
        )
        return await self.writer.write(lambda store: int(judging.judge(store, judgement)))

    async def undo_companies(self, request: Request) -> Response:
        """Take back what was judged of two companies."""
        self.access.check_token(request)
        body = await read_json(request, ("first", "second"), ())
        return await self.writer.write(lambda store: len(judging.undo(store, body["first"], body["second"])))


def _choose(body: Body, choices: type[_Choice]) -> _Choice:
    try:
        return choices(body["decision"])
    except ValueError:
        raise HTTPException(400, f"'decision' is none of {', '.join(choices)}") from None


def _read_said(body: Body) -> dict[str, str]:
    """Who decides, by default who runs the server, when, and why."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return {"who": read_text(body, "by") or getpass.getuser(), "when": when, "why": read_text(body, "reason")}
