"""Shards to the processes of this machine."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import partial
from itertools import chain

from alliance_graph.chunks import read_articles
from alliance_graph.crew import Crew
from alliance_graph.shards import Shard, ShardResult, extract_shard


def spread_here(shards: Iterator[Shard], *, jobs: int | None = None) -> Generator[ShardResult, None, None]:
    """The results in order, by so many processes under limits, or by this one without."""
    first = next(shards, None)
    if first is None:
        return
    every = chain([first], shards)
    if jobs:
        crew = Crew(first.extract, jobs, first.limits)
        yield from crew.map(partial(extract_shard, read=crew.read), every)
    else:
        yield from map(partial(extract_shard, read=partial(read_articles, extract=first.extract)), every)
