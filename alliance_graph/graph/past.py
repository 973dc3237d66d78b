"""The store as it was on a day: the graph of the articles published until then, and of no other."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from alliance_graph.chunks import in_batches
from alliance_graph.graph import read
from alliance_graph.graph.bands import Bands
from alliance_graph.graph.directory import COMPANIES, JUDGEMENTS, REVIEWS, SNAPSHOT, store_errors
from alliance_graph.graph.store import Store
from alliance_graph.model import Annotation

_BATCH = 500
"""Articles in one transaction, which is held in memory."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Ids of the articles up to a day, the day included, of those after it, and of those without a date."""

    earlier: tuple[str, ...]
    later: tuple[str, ...]
    undated: tuple[str, ...]

    def __str__(self) -> str:
        count = len(self.earlier) + len(self.later) + len(self.undated)
        undated = f"; undated ones are left out: {len(self.undated):,}" if self.undated else ""
        return f"{len(self.earlier):,} of {count:,} articles{undated}"


def part_articles(store: Store, day: date) -> Parting:
    """The articles of a store by whether they were there on a day; of one without a date nobody can tell."""
    found = sorted(read.article_days(store.oxigraph).items())
    return Parting(
        earlier=tuple(name for name, published in found if published and published <= day),
        later=tuple(name for name, published in found if published and published > day),
        undated=tuple(name for name, published in found if published is None),
    )


@contextmanager
def as_of(store: Store, day: date) -> Iterator[Store]:
    """The store as it would be had it read the articles up to a day alone; what is written to it is lost.

    It is made in the store's directory by whichever is less, reading the earlier articles or removing the others from
    a copy: both give the same graph (promises 1 and 2 in docs/relationships.md).
    """
    parting = part_articles(store, day)
    others = (*parting.later, *parting.undated)
    with tempfile.TemporaryDirectory(prefix=SNAPSHOT, dir=store.path, ignore_cleanup_errors=True) as folder:
        if len(others) < len(parting.earlier):
            made = _copy_without(others, store, Path(folder))
        else:
            made = _read_again(parting.earlier, store, Path(folder))
        with made as past:
            yield past


def _copy_without(ids: tuple[str, ...], store: Store, path: Path) -> Store:
    with store_errors(store.path):
        store.oxigraph.backup(str(path / "oxigraph"))  # hard links
        past = Store(path, ox.Store(str(path / "oxigraph")), replace(store.rulebook, bands=Bands()))
    for batch in in_batches(ids, _BATCH):
        past.remove(batch)
    return past


def _read_again(ids: tuple[str, ...], store: Store, path: Path) -> Store:
    rules = store.rulebook
    for name in (JUDGEMENTS, REVIEWS, COMPANIES):
        if (store.path / name).exists():
            os.link(store.path / name, path / name)  # only read
    past = Store.open(path, linker=rules.linker, create=True, base_iri=rules.iris.base, threshold=rules.threshold)
    for batch in in_batches(ids, _BATCH):
        past.add(_find_annotations(batch, store))
    return past


def _find_annotations(ids: list[str], store: Store) -> Iterator[Annotation]:
    return (store.reading(store.rulebook.iris.article(name)).annotation for name in ids)
