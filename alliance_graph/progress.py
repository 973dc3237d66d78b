"""How far a long run is, on standard error: a bar in a terminal, a line every ten seconds elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from alliance_graph.sources.count import count_articles

_T = TypeVar("_T")

_SECONDS = 10.0


def track(items: Iterable[_T], stage: str, total: int | None = None) -> Iterator[_T]:
    """The items as they are; meanwhile the stage, how many of how many, the rate and the time left are told."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        # Leaving the bar away at the end keeps the terminal to the summary.
        yield from tqdm(items, desc=stage, total=total, unit=" articles", leave=False, dynamic_ncols=True)
    else:
        yield from _track_by_lines(items, stage, total)


def track_sources(sources: Sequence[str], limit: int | None = None) -> Callable[[Iterator[_T], str], Iterator[_T]]:
    """`track` with the number of articles to expect from these sources, where it is cheap to know."""

    def track_counted(items: Iterator[_T], stage: str, /) -> Iterator[_T]:
        total = count_articles(sources)
        return track(items, stage, total if limit is None else min(limit, total or limit))

    return track_counted


def _track_by_lines(items: Iterable[_T], stage: str, total: int | None) -> Iterator[_T]:
    start = told = time.monotonic()
    for count, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - told >= _SECONDS:
            told = now
            sys.stderr.write(f"{_line(stage, count, total, now - start)}\n")
            sys.stderr.flush()


def _line(stage: str, count: int, total: int | None, seconds: float) -> str:
    rate = count / seconds
    if not total:
        return f"{stage}: {count:,} articles, {rate:,.1f} a second"
    left = max(0, total - count) / rate
    return f"{stage}: {count:,} of {total:,} articles, {rate:,.1f} a second, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
