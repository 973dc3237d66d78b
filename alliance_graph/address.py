"""The address of a store that a SPARQL 1.1 endpoint keeps, and who may write to it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from alliance_graph.errors import StoreError

_GRAPH = "default-graph-uri"
_UPDATE = "ALLIANCE_GRAPH_UPDATE_URL"
_USER, _PASSWORD, _TOKEN = "ALLIANCE_GRAPH_STORE_USER", "ALLIANCE_GRAPH_STORE_PASSWORD", "ALLIANCE_GRAPH_STORE_TOKEN"

_UPDATES = (
    (re.compile(r"/repositories/[^/]+$"), r"\g<0>/statements"),  # GraphDB, RDF4J
    (re.compile(r"/query$"), "/update"),  # Oxigraph, Fuseki
    (re.compile(r"(/.+)/sparql$"), r"\1/update"),  # Fuseki; elsewhere, as in Virtuoso, /sparql takes both
)
"""Where updates go, by the path to which queries go; to the same where none fits."""

_UPLOADS = ((re.compile(r"^/sparql(-auth)?$"), r"/sparql-graph-crud\1"),)
"""Where triples are uploaded, for Virtuoso alone, whose updates take no more than some hundred a second."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name with its password, or a token; neither is ever shown."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """Where queries, updates and uploads go ("" where there is no quicker way than updates), and to which graph."""

    query: str
    update: str
    upload: str = ""
    graph: str = ""
    credentials: Credentials = field(default_factory=Credentials)

    def __str__(self) -> str:
        if not self.graph:
            return self.query
        return f"{self.query}{'&' if '?' in self.query else '?'}{urlencode({_GRAPH: self.graph}, safe=':/')}"


def is_address(place: object) -> TypeGuard[str]:
    """Whether this names an endpoint, not a directory."""
    return isinstance(place, str) and re.match(r"https?://", place, re.IGNORECASE) is not None


def parse_address(place: str, environ: Mapping[str, str] | None = None) -> Address:
    """The address in a URL, with updates and credentials as the environment has them; raises StoreError."""
    environ = os.environ if environ is None else environ
    try:
        parts = urlsplit(place)
        port = parts.port  # raises too
    except ValueError as error:
        raise StoreError(f"{_hide(place)} is no address: {error}") from None
    if "@" in parts.netloc:
        raise StoreError(
            f"{_hide(place)}: name and password do not belong into the address, where others see them; "
            f"set {_USER} and {_PASSWORD}, or {_TOKEN}"
        )
    if not parts.hostname or (not port and parts.netloc.endswith(":")) or re.search(r"[\s\x00-\x1f]", place):
        raise StoreError(f"{place!r} is no address of an endpoint; give one like http://localhost:7878/query")
    if parts.path in ("", "/"):
        raise StoreError(
            f"{place} names a server, not its endpoint; add the path for queries: /query (Oxigraph), /sparql-auth "
            "(Virtuoso), /NAME/query (Fuseki), /repositories/NAME (GraphDB)"
        )
    rest = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != _GRAPH]
    graphs = [value for name, value in parse_qsl(parts.query) if name == _GRAPH]
    query = urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, urlencode(rest), ""))
    return Address(
        query=query,
        update=_find_update(query, environ),
        upload=_replace_path(query, _UPLOADS) or "",
        graph=_one_graph(place, graphs),
        credentials=_find_credentials(environ),
    )


def find_cache(address: Address, environ: Mapping[str, str] | None = None) -> Path:
    """The directory for the local copy of what is kept there."""
    import hashlib

    environ = os.environ if environ is None else environ
    named = environ.get("ALLIANCE_GRAPH_CACHE")
    base = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "alliance-graph"
    digest = hashlib.sha256(str(address).encode()).hexdigest()[:12]
    host = re.sub(r"[^A-Za-z0-9.-]", "_", urlsplit(address.query).netloc)[:60]
    return Path(named or base) / f"{host}-{digest}"


def _find_update(query: str, environ: Mapping[str, str]) -> str:
    given = environ.get(_UPDATE, "")
    if not given:
        return _replace_path(query, _UPDATES) or query
    if not is_address(given) or "@" in urlsplit(given).netloc:
        raise StoreError(f"{_UPDATE} is no address that begins with http:// or https:// and has no password in it")
    return given


def _replace_path(url: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    parts = urlsplit(url)
    for pattern, replacement in table:
        if pattern.search(parts.path):
            return urlunsplit(parts._replace(path=pattern.sub(replacement, parts.path)))
    return None


def _one_graph(place: str, graphs: list[str]) -> str:
    if len(graphs) > 1:
        raise StoreError(f"{place}: a store is in one graph, give {_GRAPH} once")
    graph = graphs[0] if graphs else ""
    if graph and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+", graph):
        raise StoreError(f"{graph!r} is no IRI of a graph; give one like https://example.org/news")
    return quote(graph, safe="%/:?#[]@!$&'()*+,;=~-._")


def _find_credentials(environ: Mapping[str, str]) -> Credentials:
    found = Credentials(environ.get(_USER, ""), environ.get(_PASSWORD, ""), environ.get(_TOKEN, ""))
    if found.token and (found.user or found.password):
        raise StoreError(f"both {_TOKEN} and {_USER} are set; the endpoint wants one of the two")
    if found.password and not found.user:
        raise StoreError(f"{_PASSWORD} is set without {_USER}")
    if re.search(r"[^\x21-\x7e]", found.token):
        raise StoreError(f"{_TOKEN} has a space, a line break or a letter that no token has")
    return found


def _hide(place: str) -> str:
    """The address without what may be a password in it."""
    return re.sub(r"//.*@", "//***@", place, flags=re.DOTALL)
