"""Annotations in few words, and stores to put them in."""

from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from alliance_graph import link
from alliance_graph.graph import Store
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.terms import PREFIXES
from alliance_graph.graph.view import Rulebook
from alliance_graph.model import Annotation, Claim, Entity, Evidence, Percentage, Source, Status

FIRST = date(2024, 8, 1)


def claim(kind, status, *, text="said so", percent=None, confidence=0.9, **roles):
    """A claim whose roles are names of companies: one, or several parted by commas."""
    fields = {name: roles.pop(name) for name in list(roles) if name in Claim.__dataclass_fields__}
    keys = {role: tuple(name.strip() for name in names.split(",")) for role, names in roles.items()}
    return Claim(
        kind=kind,
        status=Status(status),
        roles=keys,
        evidence=Evidence(text),
        percentage=None if percent is None else Percentage(percent),
        confidence=confidence,
        extractor="rules",
        **fields,
    )


def article(name, *claims, day: date | None = FIRST, aliases=None, **source: Any):
    """An annotation whose entities are the companies that its claims name."""
    names = sorted({key for one in claims for key in one.parties})
    entities = tuple(Entity(key=key, name=key, aliases=tuple((aliases or {}).get(key, ()))) for key in names)
    return Annotation(id=name, entities=entities, claims=claims, source=Source(title=name, date=day, **source))


def open_store(path: Path, *annotations: Annotation, **options) -> Store:
    """A new store with these articles, added in one run."""
    store = Store.open(path / "store", linker=link, create=True, **options)
    store.add(annotations)
    return store


def make_store(*annotations: Annotation) -> Store:
    """The same in memory, for the tests that need hundreds."""
    store = Store(Path(), ox.Store(), Rulebook(link, Iris(), 0.5))
    store.add(annotations)
    return store


def triples(store: Store) -> list[str]:
    """The public graph as sorted N-Triples."""
    dumped = store.oxigraph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert dumped is not None
    return sorted(dumped.decode().splitlines())


def select(store: Store, query: str) -> list[dict[str, str]]:
    """The rows of a SELECT with the usual prefixes, as text."""
    prefixes = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in PREFIXES.items())
    found = store.oxigraph.query(prefixes + query)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: getattr(row[name], "value", "") for name in names} for row in found]
