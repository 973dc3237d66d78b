"""Extraction in three steps that may be far apart: plan shards, extract a shard, load the results.

`extract_to` does the first two into a folder and goes on where it was stopped; `load_shards` does the last.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alliance_graph import pipeline
from alliance_graph.chunks import Extract
from alliance_graph.extract import EXTRACTOR, MODEL
from alliance_graph.journal import Journal
from alliance_graph.limits import MEMORY, TIMEOUT, Limits
from alliance_graph.manifest import Row
from alliance_graph.report import ExtractReport
from alliance_graph.shards import Shard, ShardResult, cut_shards
from alliance_graph.sources import FIELDS, Fields, SkipLog
from alliance_graph.spread import spread_here

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store
    from alliance_graph.report import BuildReport


def plan_shards(
    sources: pipeline.Sources,
    *,
    model: str = MODEL,
    extractor: str = EXTRACTOR,
    extract: Extract | None = None,
    fields: Fields = FIELDS,
    since: date | None = None,
    limit: int | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    candidates: bool = False,
    skips: SkipLog | None = None,
    track: pipeline.Track | None = None,
) -> Iterator[Shard]:
    """The articles in shards of 256 or so, each with all that it takes to read it; options are those of `extract`.

    The same articles give the same shards; one that is changed, comes in or goes changes the shard that it is in.
    """
    skips = skips if skips is not None else SkipLog()
    found = pipeline.find_articles(sources, fields=fields, since=since, limit=limit, skips=skips, track=track)
    signed, name = pipeline.find_signed(model, extractor, extract)
    return cut_shards(found, signed, name, Limits(timeout, memory), with_candidates=candidates)


def extract_to(
    sources: pipeline.Sources,
    folder: str | Path,
    *,
    jobs: int | None = None,
    cluster: str = "",
    dry_run: bool = False,
    skips: SkipLog | None = None,
    **reading: Any,
) -> ExtractReport:
    """Extract articles to a folder of shards, JSON lines that `build` takes; what is there already is not read again.

    So many processes read, or those of the Dask cluster at an address; the files are the same in any case. `reading`
    are options of `plan_shards`. At the end the folder holds the results of these sources alone; other shards are in
    its `.old`, from where they come back when they are asked for again. Raises StoreError, ModelError.
    """
    start = time.monotonic()
    skips = skips if skips is not None else SkipLog()
    counts, claims = Counter[str](), Counter[str]()

    def is_settled(shard: Shard) -> bool:
        row = journal.find(shard)
        if row:
            counts["unchanged"] += row["done"]
            _tell(row, skips)
        return row is not None

    with nullcontext(Journal(Path(folder))) if dry_run else Journal.open(Path(folder)) as journal:
        fresh = (shard for shard in plan_shards(sources, skips=skips, **reading) if not is_settled(shard))
        if dry_run:
            counts["planned"] = sum(len(shard.articles) for shard in fresh)
        else:
            with closing(_find_spread(jobs, cluster)(fresh)) as results:
                for row in map(journal.put, results):
                    counts["done"] += row["done"]
                    claims.update(row["claims"])
                    _tell(row, skips)
            journal.settle()
    return ExtractReport(
        **{name: counts[name] for name in ("done", "unchanged", "planned")},
        skipped=dict(skips.skipped),
        noted=dict(skips.noted),
        claims=dict(claims),
        seconds=time.monotonic() - start,
        examples=skips.examples,
    )


def load_shards(folder: str | Path, store: Store | str | Path, **options: Any) -> BuildReport:
    """Add the results in a folder to a store, as `build` does with any annotations; damaged ones are skipped."""
    return pipeline.build([folder], store, **options)


def _find_spread(jobs: int | None, cluster: str) -> Callable[[Iterator[Shard]], Generator[ShardResult, None, None]]:
    if not cluster:
        return partial(spread_here, jobs=jobs)
    from alliance_graph.cluster import spread_over

    return partial(spread_over, address=cluster)


def _tell(row: Row, skips: SkipLog) -> None:
    for skip in row["skipped"]:
        skips.skip(skip["reason"], skip["where"], skip["message"])
