"""Articles to annotations, in this process or in several, where the failure of one article costs only that article."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from alliance_graph.errors import ModelError
from alliance_graph.model import Annotation, Article
from alliance_graph.signature import make_signature
from alliance_graph.sources.skips import Skip

Extract = Callable[[Iterable[Article]], Iterator[Annotation]]
Chunk = list[Article | Annotation]
Result = Annotation | Skip

_T = TypeVar("_T")

_CHUNK = 32  # articles; enough that sending them costs nothing, few enough that a dead worker costs little


def annotate(items: Iterable[Article | Annotation], extract: Extract, *, jobs: int = 1) -> Iterator[Result]:
    """An annotation or a skip for each article, in order; annotations pass as they are.

    With `jobs` above 1 the work is shared by as many processes, and `extract` must be picklable.
    """
    chunks = in_batches(items, _CHUNK)
    if jobs > 1:
        yield from _Crew(extract, jobs).annotate(chunks)
    else:
        for chunk in chunks:
            yield from _annotate_chunk(chunk, extract)


def in_batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Lists of `size` items, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _annotate_chunk(chunk: Chunk, extract: Extract) -> list[Result]:
    articles = [item for item in chunk if isinstance(item, Article)]
    if not articles:  # annotations alone need no model
        return [item for item in chunk if isinstance(item, Annotation)]
    try:
        found: list[Result] = list(_extract_all(articles, extract))
    except ModelError:
        raise
    except Exception:
        found = [_extract_one(article, extract) for article in articles]
    results = iter(found)
    return [next(results) if isinstance(item, Article) else item for item in chunk]


def _extract_all(articles: list[Article], extract: Extract) -> Iterator[Annotation]:
    for article, annotation in zip(articles, extract(articles), strict=True):
        if annotation.id != article.id:
            raise ValueError(f"the extractor gave an annotation of {annotation.id!r}")
        signature = annotation.source.signature or make_signature(article.content)
        yield replace(annotation, source=replace(annotation.source, digest=article.digest, signature=signature))


def _extract_one(article: Article, extract: Extract) -> Result:
    try:
        [annotation] = _extract_all([article], extract)
    except Exception as error:  # whatever one text brings about must not end the run
        return Skip("extraction-failed", article.id, f"{type(error).__name__}: {error}")
    return annotation


class _Crew:
    """Worker processes with the chunks they were given, replaced as a whole when one of them dies."""

    def __init__(self, extract: Extract, jobs: int) -> None:
        self.extract = extract
        self.jobs = jobs
        self.waiting: deque[tuple[Chunk, Future[list[Result]]]] = deque()
        self.pool = self._hire()

    def annotate(self, chunks: Iterable[Chunk]) -> Iterator[Result]:
        """The results in the order of the chunks; twice as many chunks as workers are under way."""
        try:
            for chunk in chunks:
                self.waiting.append((chunk, self._submit(chunk)))
                if len(self.waiting) > 2 * self.jobs:
                    yield from self._collect()
            while self.waiting:
                yield from self._collect()
        finally:
            self._dismiss()

    def _hire(self) -> ProcessPoolExecutor:
        # Forked children would share the open store and the threads of its engine.
        return ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"), initializer=_settle)

    def _dismiss(self) -> None:
        """End the pool; a worker that started while it broke is never told, and Python would wait for it at exit."""
        is_broken = getattr(self.pool, "_broken", False)
        left = list((getattr(self.pool, "_processes", None) or {}).values()) if is_broken else []
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in left:
            process.kill()

    def _submit(self, chunk: Chunk) -> Future[list[Result]]:
        try:
            return self.pool.submit(_annotate_chunk, chunk, self.extract)
        except BrokenProcessPool as error:
            failed: Future[list[Result]] = Future()
            failed.set_exception(error)
            return failed

    def _collect(self) -> list[Result]:
        chunk, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            results = self._annotate_alone(chunk)
            self.waiting = deque((chunk, self._submit(chunk)) for chunk, _ in self.waiting)
            return results

    def _annotate_alone(self, chunk: Chunk) -> list[Result]:
        """One chunk with nothing beside it, so that the article at which a worker dies can be told."""
        self._dismiss()
        self.pool = self._hire()
        try:
            return self._submit(chunk).result()
        except BrokenProcessPool:
            if len(chunk) > 1:
                return [result for item in chunk for result in self._annotate_single(item)]
            return [Skip("worker-died", chunk[0].id, "the process that read it died, twice")]

    def _annotate_single(self, item: Article | Annotation) -> list[Result]:
        try:
            return self._submit([item]).result()
        except BrokenProcessPool:
            return self._annotate_alone([item])


def _settle() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
