"""The SPARQL 1.1 Protocol: which query a request holds, or why it holds none that may run."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from alliance_graph.errors import QueryError
from alliance_graph.graph.guard import LONGEST, check

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

LARGEST = 4 * LONGEST
"""Bytes of a body, or of the first line and the headers; in a form or an address a character may take three places."""
_BODY_SECONDS = 10.0
"""To send a body of that size; 25 kB a second is a telephone."""
_MOST_FIELDS = 100

_DATASET = frozenset({"default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"})
_READ_ONLY = "this endpoint only reads: changes are made with alliance-graph build and remove"


async def read_query(request: Request) -> str | None:
    """The SPARQL text of a request, judged by the guard; None for a GET without one. Raises HTTPException."""
    fields = _parse(request.scope["query_string"])
    if request.method == "POST":
        body = await read_body(request)
        media_type = _find_media_type(request)
        if media_type == FORM:
            fields += _parse(body)
        elif media_type == QUERY:
            fields.append(("query", _decode(body)))
        elif media_type == UPDATE:
            raise HTTPException(403, _READ_ONLY)
        else:
            raise HTTPException(415, f"send the query as {QUERY}, or as a field of {FORM}")
    return _find_query(fields, is_asked=request.method == "POST" or bool(fields))


async def read_body(request: Request) -> bytes:
    """The body of a request, if it comes in time and is not too large."""
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise HTTPException(413, f"the body has more than {LARGEST:,} bytes")
    except TimeoutError:
        raise HTTPException(408, f"the body did not come within {_BODY_SECONDS:g} seconds") from None
    return bytes(body)


def _find_query(fields: Sequence[tuple[str, str]], *, is_asked: bool) -> str | None:
    names = {name for name, _ in fields}
    if "update" in names:
        raise HTTPException(403, _READ_ONLY)
    if names & _DATASET:
        raise HTTPException(400, f"{min(names & _DATASET)} names a data set: all queries ask the default graph")
    queries = [value for name, value in fields if name == "query"]
    if not queries and not is_asked:
        return None
    if len(queries) != 1:
        raise HTTPException(400, f"{len(queries) or 'no'} queries in one request: send one, as query=...")
    try:
        check(queries[0])
    except QueryError as error:
        raise HTTPException(400, str(error)) from None
    return queries[0]


def _find_media_type(request: Request) -> str:
    """The media type of the body, which must be in UTF-8."""
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise HTTPException(415, f"the charset {value} is not read: send UTF-8")
    return media_type


def _parse(text: bytes) -> list[tuple[str, str]]:
    """The fields of a form or of the part of an address after the question mark."""
    try:
        return parse_qsl(text.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise HTTPException(400, "a value is not in UTF-8") from None
    except ValueError:
        raise HTTPException(400, f"more than {_MOST_FIELDS} values in one request") from None


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise HTTPException(400, "the query is not in UTF-8") from None
