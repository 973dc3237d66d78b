"""The companies that somebody means by a name or IRI, or an error that says which there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from shlex import quote
from typing import Protocol

from alliance_graph.errors import QueryError
from alliance_graph.graph.hints import suggest
from alliance_graph.model import Company

_MOST = 20
"""Companies of one name that are listed."""
_MOST_NAMES = 5
"""Of a company that is one of several of one name; more tell no better which it is."""


class Companies(Protocol):
    """Whoever finds companies by any of their names."""

    @property
    def base_iri(self) -> str: ...
    def find_companies(self, name: str) -> list[Company]: ...
    def companies(self) -> Iterable[Company]: ...
    def follow_tie(self, iri: str) -> list[str]: ...
    def is_named(self, name: str) -> bool: ...


def find_called(store: Companies, name: str) -> list[Company]:
    """All companies of a name, or the one of an IRI; raises QueryError where there is none."""
    found = store.find_companies(name)
    if not found:
        if store.is_named(name):
            raise QueryError(
                f"{name!r} stands in articles, but in no claim that counts; `alliance-graph claims {quote(name)}` "
                "lists doubtful ones"
            )
        names = (known for company in store.companies() for known in (company.name, *company.aliases))
        hint = suggest(name, names) or "; `alliance-graph companies` lists those of the store"
        raise QueryError(f"no company is called {name!r}{hint}")
    return found


def find_one_called(store: Companies, name: str) -> Company:
    """The one company of a name or IRI; raises QueryError where there is none, or more than one."""
    found = find_called(store, name)
    if len(found) > 1:
        raise QueryError(f"{tell_several(name, found)}; give one of these IRIs:\n{list_iris(found)}")
    return found[0]


def tell_several(name: str, found: Sequence[Company]) -> str:
    """That several companies bear a name."""
    return f"{len(found)} companies are called {name!r}"


def list_iris(found: Sequence[Company]) -> str:
    """A line for each, with the names by which it can be told from another of the same one."""
    return "\n".join(
        f"  {company.iri}  {' | '.join((company.name, *company.aliases)[:_MOST_NAMES])}" for company in found[:_MOST]
    )
