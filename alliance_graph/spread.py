"""Shards to the processes of this machine."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import chain

from alliance_graph.shards import Shard, ShardResult, extract_shard
from alliance_graph.workers import map_reading


def spread_here(shards: Iterator[Shard], *, jobs: int | None = None) -> Generator[ShardResult, None, None]:
    """The results in order, by so many processes under limits, or by this one without."""
    first = next(shards, None)
    if first is None:
        return
    every = chain([first], shards)
    yield from map_reading(extract_shard, every, first.extract, jobs, first.limits)
