"""A line to an endpoint: requests with the rights that they need, and what their failures mean."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx2

from alliance_graph.address import Address
from alliance_graph.errors import AllianceGraphError, StoreError

_Result = TypeVar("_Result")

_TRIES = 10
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 15.0
"""Seconds before a second try, doubled for each further one: all together some 40."""
_LONGEST_ASKED = 300.0
"""Seconds that an endpoint may ask to be left alone (Retry-After); who asks for more gets an error."""
TIMEOUT = httpx2.Timeout(300.0, connect=10.0)
"""Seconds without a byte."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses of failures that pass."""


class RefusedError(AllianceGraphError):
    """A request that the endpoint will never take, for what stands in it."""


class PassingError(Exception):
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


class Line:
    """A connection that is opened again as needed."""

    def __init__(self, address: Address) -> None:
        self.address = address
        known = address.credentials
        headers = {"Authorization": f"Bearer {known.token}"} if known.token else {}
        auth = _Challenged(known.user, known.password) if known.user else None
        self._http = httpx2.Client(auth=auth, headers=headers, timeout=TIMEOUT)
        self.server: str | None = None
        """What the endpoint calls itself, after its first answer."""

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def send(self, url: httpx2.URL | str, **request: Any) -> httpx2.Response:
        """The whole answer to one request."""
        with self.exchange(url, **request) as response:
            response.read()
        return response

    @contextmanager
    def exchange(self, url: httpx2.URL | str, **request: Any) -> Iterator[httpx2.Response]:
        """The answer to a request, to be read; what may pass is a PassingError."""
        try:
            with self._http.stream("POST", url, **request) as response:
                self.server = response.headers.get("server", "").lower()
                if not response.is_success:
                    response.read()
                    self._refuse(response)
                yield response
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            raise PassingError(str(error) or type(error).__name__) from error

    def _refuse(self, response: httpx2.Response) -> None:
        """Raise what a status that is no success means."""
        status, said = response.status_code, " ".join(response.text[:300].split())
        where = f"{self.address.query} answers {status}"
        if status in (401, 403) or "no permission" in said[:100].lower():  # as Virtuoso says with 500
            raise StoreError(f"{where}: {said or response.reason_phrase}; {self._advise_on_rights()}")
        if status in _PASSING:
            raise PassingError(f"{status} {said}", _read_delay(response.headers.get("retry-after", "")))
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

    def persist(self, attempt: Callable[[], _Result]) -> _Result:
        """What an attempt gives, made again while its failures may pass."""
        for number in range(_TRIES):
            try:
                return attempt()
            except PassingError as error:
                most = _TRIES if self.server is not None else 3  # who never answered has perhaps a wrong address
                wait = min(_FIRST_WAIT * 2**number, _LONGEST_WAIT) * random.uniform(0.5, 1)
                wait = max(wait, error.seconds or 0)
                if number + 1 >= most or wait > _LONGEST_ASKED:
                    raise StoreError(
                        f"{self.address.query} does not answer as it should: {error}; nothing is lost, run the same "
                        "command again when it does"
                    ) from error
                time.sleep(wait)
        raise AssertionError


def _read_delay(text: str) -> float | None:
    """Seconds that Retry-After asks for, be it a number or a date."""
    with suppress(ValueError):
        return max(0.0, float(text))
    with suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    return None
