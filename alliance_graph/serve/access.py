"""Who may ask: by the name in Host, by the page in Origin, and by a token where something is to be changed."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alliance_graph.errors import UseError

LOOPBACK = ("localhost", "127.0.0.1", "::1")

_USUAL_PORTS = {"http": ":80", "https": ":443"}
_HEADERS = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The names this server is known by, the pages of others that may ask it, and the token for changes, if any."""

    names: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    token: str = ""

    def check_token(self, request: Request) -> None:
        """Nothing, where the request may change something; raises HTTPException."""
        if not self.token:
            raise HTTPException(403, "changes are off: start the server with ALLIANCE_GRAPH_TOKEN set")
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer":
            raise HTTPException(401, "send the token as Authorization: Bearer ...", {"WWW-Authenticate": "Bearer"})
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            raise HTTPException(401, "the token is another one", {"WWW-Authenticate": "Bearer"})

    def find_fault(self, headers: Headers) -> tuple[int, str] | None:
        """Status and message where a request may not come in; None where it may."""
        host = _find_name(f"//{headers.get('host', '')}")
        if host not in self.names:
            return 421, "this server has another name: call it by that, or start it with --name"
        origin = headers.get("origin")
        if origin and origin not in self.origins and _find_name(origin) not in self.names:
            return 403, "pages of other hosts may not ask: start the server with --cors for them"
        return None


class Door:
    """Lets in what may come in and sends everything out with the headers that keep browsers safe."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it where it may not come in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        fault = self.access.find_fault(Headers(scope=scope))
        app = PlainTextResponse(fault[1] + "\n", fault[0]) if fault else self.app
        await app(scope, receive, send_safely)


def parse_origin(text: str) -> str:
    """The origin as browsers send it: in small letters, without the usual port; raises UseError."""
    found = re.fullmatch(r"(https?)://([a-z0-9._-]+|\[[0-9a-f:]+\])(:\d{1,5})?/?", text.lower())
    if not found:
        raise UseError(f"{text!r} is no origin; write https:// and the name of the host, such as https://example.org")
    scheme, host, port = found.groups()
    return f"{scheme}://{host}{'' if port == _USUAL_PORTS[scheme] else port or ''}"


def parse_name(text: str) -> str:
    """The name of a host in small letters; raises UseError."""
    if not text or _find_name(f"//{text}") != text.lower():
        raise UseError(f"{text!r} is no name of a host; write it without https:// and port, such as graph.example.org")
    return text.lower()


def _find_name(address: str) -> str:
    """The host of an address without port, in lower case; nothing where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
