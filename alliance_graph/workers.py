"""Articles to annotations, in this process or by several, where the failure of one article costs only that article."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import partial

from alliance_graph.chunks import Extract, Result, annotate_chunk, in_batches, read_articles
from alliance_graph.crew import Crew
from alliance_graph.limits import Limits
from alliance_graph.model import Annotation, Article

CHUNK = 32  # articles; enough that sending them costs nothing, few enough that a dead worker costs little


def annotate(
    items: Iterable[Article | Annotation], extract: Extract, *, jobs: int | None = None, limits: Limits | None = None
) -> Generator[Result, None, None]:
    """An annotation or a skip for each article, in order; annotations pass as they are.

    With `jobs` so many processes read under limits, and `extract` must be picklable; without, this one does, without.
    """
    chunks = in_batches(items, CHUNK)
    if jobs:
        yield from Crew(extract, jobs, limits or Limits()).annotate(chunks)
    else:
        for chunk in chunks:
            yield from annotate_chunk(chunk, partial(read_articles, extract=extract))
