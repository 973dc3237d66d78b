"""SPARQL 1.1 over HTTP: queries, updates and uploads, sent again where they failed for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx2
import pyoxigraph as ox

from alliance_graph.address import Address
from alliance_graph.errors import QueryError
from alliance_graph.graph.answers import Answer
from alliance_graph.graph.remote.line import TIMEOUT, Line, PassingError, RefusedError

_Result = TypeVar("_Result")

_JSON = {"Accept": "application/sparql-results+json"}
_ANY = {"Accept": "application/sparql-results+json, application/n-triples;q=0.9"}


class Client:
    """An endpoint, to be asked and to be told."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._line = Line(address)

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    @property
    def takes_uploads(self) -> bool:
        """Whether `upload` may be used, which is known after the first answer."""
        return bool(self.address.upload) and "virtuoso" in (self._line.server or "")

    def select(self, sparql: str, *, graph: str = "") -> list[ox.QuerySolution]:
        """The rows of a SELECT; with `graph` that one is its default graph."""
        form = _form(sparql, graph)
        return self._line.persist(lambda: _read_rows(self._line.send(self.address.query, data=form, headers=_JSON)))

    def answer(self, sparql: str, *, graph: str, seconds: float | None) -> Answer:
        """The answer to any query, asked for once; raises QueryError where there is none in so many seconds."""
        end = time.monotonic() + seconds if seconds else None
        content = bytearray()
        try:
            with self._line.exchange(
                self.address.query, data=_form(sparql, graph), headers=_ANY, timeout=seconds or TIMEOUT
            ) as response:
                for block in response.iter_bytes():
                    content += block
                    if end and time.monotonic() > end:
                        raise httpx2.ReadTimeout("")
        except RefusedError as error:
            raise QueryError(str(error)) from error
        except PassingError as error:
            if isinstance(error.__cause__, httpx2.TimeoutException):
                raise QueryError(
                    f"the endpoint gave no answer in {seconds or TIMEOUT.read:g} seconds: narrow the query down or "
                    "allow more time (--timeout)"
                ) from error
            raise QueryError(f"{self.address.query} does not answer as it should: {error}") from error
        return _to_answer(response, bytes(content))

    def download(self, sparql: str, path: Path, read: Callable[[], _Result]) -> _Result:
        """What is read of a file with the JSON of a SELECT; where it is cut short, both are done again."""

        def load() -> _Result:
            request = self._line.exchange(self.address.query, data=_form(sparql, ""), headers=_JSON)
            with request as response, path.open("wb") as file:
                file.writelines(response.iter_bytes())
            with _whole():
                return read()

        return self._line.persist(load)

    def update(self, sparql: str) -> None:
        """Change something."""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._line.persist(lambda: self._line.send(self.address.update, content=sparql.encode(), headers=headers))

    def upload(self, triples: str, graph: str) -> None:
        """Add triples, in N-Triples, to a named graph."""
        address = httpx2.URL(self.address.upload).copy_merge_params({"graph-uri": graph})
        headers = {"Content-Type": "application/n-triples"}
        self._line.persist(lambda: self._line.send(address, content=triples.encode(), headers=headers))


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
        raise PassingError(f"the answer is cut short or no JSON ({error})") from error
