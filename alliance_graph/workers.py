"""Articles to annotations, in this process or by several, where the failure of one article costs only that article."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from typing import TypeVar

from alliance_graph.chunks import Extract, Result, annotate_chunk, in_batches, read_articles
from alliance_graph.crew import Crew
from alliance_graph.limits import Limits
from alliance_graph.model import Annotation, Article

CHUNK = 32  # articles; enough that sending them costs nothing, few enough that a dead worker costs little

_T = TypeVar("_T")
_R = TypeVar("_R")


def annotate(
    items: Iterable[Article | Annotation], extract: Extract, *, jobs: int | None = None, limits: Limits | None = None
) -> Generator[Result, None, None]:
    """An annotation or a skip for each article, in order; annotations pass as they are.

    With `jobs` so many processes read under limits, and `extract` must be picklable; without, this one does, without.
    """
    for results in map_reading(annotate_chunk, in_batches(items, CHUNK), extract, jobs, limits or Limits()):
        yield from results


def map_reading(
    function: Callable[..., _R], items: Iterable[_T], extract: Extract, jobs: int | None, limits: Limits
) -> Iterator[_R]:
    """What a function of an item and of `read`, which reads articles, makes of each item; in order."""
    if not jobs:
        return map(partial(function, read=partial(read_articles, extract=extract)), items)
    crew = Crew(extract, jobs, limits)
    return crew.map(partial(function, read=crew.read), items)
