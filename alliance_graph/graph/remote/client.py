"""SPARQL 1.1 over HTTP: queries, updates and uploads, sent again where they failed for a while.

Everything sent may be sent twice: an update that was carried out although its answer was lost changes nothing the
second time, as it is written so (`state`).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pyoxigraph as ox

from alliance_graph.address import Address
from alliance_graph.errors import AllianceGraphError, QueryError, StoreError
from alliance_graph.graph.answers import Answer

_Result = TypeVar("_Result")

_TRIES = 10
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 15.0
"""Seconds before a second try, doubled for each further one: all together some 40."""
_LONGEST_ASKED = 300.0
"""Seconds that an endpoint may ask to be left alone (Retry-After); who asks for more gets an error."""
_TIMEOUT = httpx2.Timeout(300.0, connect=10.0)
"""Seconds without a byte."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses of failures that pass."""
_JSON = {"Accept": "application/sparql-results+json"}
_ANY = {"Accept": "application/sparql-results+json, application/n-triples;q=0.9"}


class RefusedError(AllianceGraphError):
    """A request that the endpoint will never take, for what stands in it."""


class _PassingError(Exception):
    """A failure that may be gone at the next try, after the seconds that the endpoint asked for."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class _Challenged(httpx2.Auth):
    """A name and password, by Digest or Basic: whichever the endpoint asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._basic, self._digest = httpx2.BasicAuth(user, password), httpx2.DigestAuth(user, password)
        self._wants_basic = False

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        if not self._wants_basic:
            flow = self._digest.auth_flow(request)
            response = yield next(flow)
            asked = response.headers.get("www-authenticate", "").lower()
            self._wants_basic = response.status_code == 401 and "basic " in asked and "digest " not in asked
            with suppress(StopIteration):
                while not self._wants_basic:
                    response = yield flow.send(response)
        if self._wants_basic:
            yield from self._basic.auth_flow(request)


class Client:
    """A line to one endpoint."""

    def __init__(self, address: Address) -> None:
        self.address = address
        known = address.credentials
        headers = {"Authorization": f"Bearer {known.token}"} if known.token else {}
        auth = _Challenged(known.user, known.password) if known.user else None
        self._http = httpx2.Client(auth=auth, headers=headers, timeout=_TIMEOUT)
        self._server: str | None = None

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    @property
    def takes_uploads(self) -> bool:
        """Whether `upload` may be used, which is known after the first answer."""
        return bool(self.address.upload) and "virtuoso" in (self._server or "")

    def select(self, sparql: str, *, graph: str = "") -> list[ox.QuerySolution]:
        """The rows of a SELECT; with `graph` that one is its default graph."""
        form = _form(sparql, graph)
        return self._persist(lambda: _read_rows(self._send(self.address.query, data=form, headers=_JSON)))

    def answer(self, sparql: str, *, graph: str, seconds: float | None) -> Answer:
        """The answer to any query, asked for once; raises QueryError where there is none in so many seconds."""
        end = time.monotonic() + seconds if seconds else None
        content = bytearray()
        try:
            with self._exchange(
                self.address.query, data=_form(sparql, graph), headers=_ANY, timeout=seconds or _TIMEOUT
            ) as response:
                for block in response.iter_bytes():
                    content += block
                    if end and time.monotonic() > end:
                        raise httpx2.ReadTimeout("")
        except RefusedError as error:
            raise QueryError(str(error)) from error
        except _PassingError as error:
            if isinstance(error.__cause__, httpx2.TimeoutException):
                raise QueryError(
                    f"the endpoint gave no answer in {seconds:g} seconds: narrow the query down or allow more time "
                    "(--timeout)"
                ) from error
            raise QueryError(f"{self.address.query} does not answer as it should: {error}") from error
        return _to_answer(response, bytes(content))

    def download(self, sparql: str, path: Path, read: Callable[[], _Result]) -> _Result:
        """What is read of a file with the JSON of a SELECT; where it is cut short, both are done again."""

        def load() -> _Result:
            request = self._exchange(self.address.query, data=_form(sparql, ""), headers=_JSON)
            with request as response, path.open("wb") as file:
                file.writelines(response.iter_bytes())
            with _whole():
                return read()

        return self._persist(load)

    def update(self, sparql: str) -> None:
        """Change something."""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._persist(lambda: self._send(self.address.update, content=sparql.encode(), headers=headers))

    def upload(self, triples: str, graph: str) -> None:
        """Add triples, in N-Triples, to a named graph."""
        address = httpx2.URL(self.address.upload).copy_merge_params({"graph-uri": graph})
        headers = {"Content-Type": "application/n-triples"}
        self._persist(lambda: self._send(address, content=triples.encode(), headers=headers))

    def _send(self, url: httpx2.URL | str, **request: Any) -> httpx2.Response:
        """The whole answer to one request."""
        with self._exchange(url, **request) as response:
            response.read()
        return response

    @contextmanager
    def _exchange(self, url: httpx2.URL | str, **request: Any) -> Iterator[httpx2.Response]:
        """The answer to a request, to be read; what may pass is a _PassingError."""
        try:
            with self._http.stream("POST", url, **request) as response:
                self._server = response.headers.get("server", "").lower()
                if not response.is_success:
                    response.read()
                    self._refuse(response)
                yield response
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            raise _PassingError(str(error) or type(error).__name__) from error

    def _refuse(self, response: httpx2.Response) -> None:
        """Raise what a status that is no success means."""
        status, said = response.status_code, " ".join(response.text[:300].split())
        where = f"{self.address.query} answers {status}"
        if status in (401, 403) or "permission" in said.lower():
            raise StoreError(f"{where}: {said or response.reason_phrase}; {self._advise_on_rights()}")
        if status in _PASSING:
            raise _PassingError(f"{status} {said}", _read_delay(response.headers.get("retry-after", "")))
        if response.is_redirect:
            to = response.headers.get("location", "")
            raise StoreError(f"{where}: it has moved to {to[:200]!r}; give that address if you trust it")
        if status in (404, 405):
            raise StoreError(
                f"{where} at {response.url}: there is no endpoint; check the address, and give the one for updates as "
                "ALLIANCE_GRAPH_UPDATE_URL where it is another"
            )
        raise RefusedError(f"{where}: {said}")

    def _advise_on_rights(self) -> str:
        known = self.address.credentials
        if known.user or known.token:
            return "check name, password or token in the environment, and what they may do"
        return "set ALLIANCE_GRAPH_STORE_USER and ALLIANCE_GRAPH_STORE_PASSWORD, or ALLIANCE_GRAPH_STORE_TOKEN"

    def _persist(self, attempt: Callable[[], _Result]) -> _Result:
        """What an attempt gives, made again while its failures may pass."""
        for number in range(_TRIES):
            try:
                return attempt()
            except _PassingError as error:
                most = _TRIES if self._server is not None else 3  # who never answered has perhaps a wrong address
                wait = min(_FIRST_WAIT * 2**number, _LONGEST_WAIT) * random.uniform(0.5, 1)
                wait = max(wait, error.seconds or 0)
                if number + 1 >= most or wait > _LONGEST_ASKED:
                    raise StoreError(
                        f"{self.address.query} does not answer as it should: {error}; nothing is lost, run the same "
                        "command again when it does"
                    ) from error
                time.sleep(wait)
        raise AssertionError


def _form(sparql: str, graph: str) -> dict[str, str]:
    return {"query": sparql} | ({"default-graph-uri": graph} if graph else {})


def _to_answer(response: httpx2.Response, content: bytes) -> Answer:
    """Rows, yes or no, or triples, if they are whole; raises QueryError."""
    is_graph = "json" not in response.headers.get("content-type", "")
    answer = Answer(is_graph, content)
    try:
        for _ in answer:
            pass
    except (SyntaxError, ValueError) as error:
        raise QueryError(
            f"{response.url} gave an answer that is cut short or in no form that was asked for ({error}): ask for less "
            "at a time (LIMIT)"
        ) from error
    return answer


def _read_rows(response: httpx2.Response) -> list[ox.QuerySolution]:
    with _whole():
        found = ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON)
        return list(found) if isinstance(found, ox.QuerySolutions) else []


@contextmanager
def _whole() -> Iterator[None]:
    """What cannot be read is cut short, although some endpoints send it as if it were whole; it may come again."""
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise _PassingError(f"the answer is cut short or no JSON ({error})") from error


def _read_delay(text: str) -> float | None:
    """Seconds that Retry-After asks for, be it a number or a date."""
    with suppress(ValueError):
        return max(0.0, float(text))
    with suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    return None
