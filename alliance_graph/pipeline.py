"""The main path: news in, a graph out."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alliance_graph.aside import Shelf
from alliance_graph.chunks import Extract, in_batches
from alliance_graph.errors import ModelError, StoreError
from alliance_graph.extract import EXTRACTOR, MODEL, describe_extractor
from alliance_graph.extract.lean import spare_torch
from alliance_graph.limits import MEMORY, TIMEOUT, Limits
from alliance_graph.model import Annotation, Article
from alliance_graph.notes import Note
from alliance_graph.report import BuildReport
from alliance_graph.sources import FIELDS, Fields, SkipLog, read, read_articles
from alliance_graph.stores import open_empty, open_store
from alliance_graph.tally import Tally
from alliance_graph.utf8 import check_there
from alliance_graph.workers import annotate

if TYPE_CHECKING:
    from alliance_graph.extract import Extractor
    from alliance_graph.graph.store import Store

Sources = Iterable[str | Path | Article]
Found = Article | Annotation

_BATCHES_OPEN = 32  # transactions until Oxigraph gives back its memory, which grows by some 5 MB with each
_BATCH = 64  # articles in one transaction: what a crash or Ctrl-C can cost


class Track(Protocol):
    """Passes items on and tells somebody how far it is."""

    def __call__(self, items: Iterator[Found], stage: str, /) -> Iterator[Found]:
        """The same items."""


def build(
    sources: Sources,
    store: Store | str | Path,
    *,
    model: str = MODEL,
    extractor: str = EXTRACTOR,
    extract: Extract | None = None,
    fields: Fields = FIELDS,
    since: date | None = None,
    limit: int | None = None,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    batch_size: int = _BATCH,
    again: bool = False,
    companies: Iterable[str | Path] = (),
    judgements: Iterable[str | Path] = (),
    dry_run: bool = False,
    skips: SkipLog | None = None,
    track: Track | None = None,
) -> BuildReport:
    """Read articles, extract their claims and add them to the store, which is made where there is none.

    Articles that the store holds as the same extractor read them are left alone unless `again`; annotations are added
    as they are. Lists of companies and judgements of people are taken over first, none where one cannot be read. After
    a crash all finished batches are in the store, and the same call goes on from there. With `jobs` so many
    processes read, which may take `timeout` seconds and `memory` MB for an article; what takes more is put aside, and
    tried again under other limits or `again`. With `dry_run` nothing is extracted and written.
    """
    signed, name = find_signed(model, extractor, extract)
    tally = Tally(name, skips)
    every = read(sources, fields=fields, skips=tally.skips)
    found = _narrow(every, "build", since=since, limit=limit, skips=tally.skips, track=track)
    limits = Limits(timeout, memory)
    companies, judgements = tuple(companies), tuple(judgements)
    _check_advice(companies, judgements)
    with open_empty(store) if dry_run else open_store(store, create=True) as opened:
        shelf = Shelf(opened.path, name, str(limits))
        fresh = (item for item in found if again or not tally.is_settled(item, opened, shelf))
        if dry_run:
            tally.planned = sum(1 for _ in fresh)
            return tally.report(opened)
        _heed(opened, companies, judgements, tally.skips.note)
        with closing(annotate(fresh, signed, jobs=jobs, limits=limits)) as results:
            for number, batch in enumerate(in_batches(tally.count(results, shelf), batch_size), 1):
                _add(batch, opened, tally)
                if opened is not store and number % _BATCHES_OPEN == 0:
                    opened.reopen()
        return tally.report(opened)


def _check_advice(companies: Iterable[str | Path], judgements: Iterable[str | Path]) -> None:
    """Nothing, where all of these can be read; raises SourceError. What can be read once only is left for later."""
    from alliance_graph import link

    for path in map(Path, companies):
        check_there(path)
        deque(link.read_list(path) if path.is_file() else (), maxlen=0)  # a fifth of what taking it over takes
    for path in map(Path, judgements):
        check_there(path)
        if path.is_file():
            link.read_judgements(path)


def _heed(store: Store, companies: Iterable[str | Path], judgements: Iterable[str | Path], note: Note) -> None:
    from alliance_graph import link
    from alliance_graph.graph.judging import take_over

    for path in companies:
        store.add_list(link.read_list(Path(path), note), note)
    for path in judgements:
        take_over(store, link.read_judgements(Path(path)))


def _narrow(
    found: Iterator[Found], stage: str, *, since: date | None, limit: int | None, skips: SkipLog, track: Track | None
) -> Iterator[Found]:
    """What is of that day or later, so many at most, tracked if anybody does."""
    found = islice(_since(found, since, skips), limit)
    return track(found, stage) if track else found


def _since(found: Iterator[Found], day: date | None, skips: SkipLog) -> Iterator[Found]:
    """What is of that day or later, all if there is none; what is left out is counted."""
    for item in found:
        written = item.date if isinstance(item, Article) else item.source.date
        if day is None or (written and written >= day):
            yield item
        elif written:
            skips.skip("before-since", item.id, f"of {written}, before {day}")
        else:
            skips.skip("undated", item.id, f"has no date, so that nothing says it is of {day} or later")


def _add(batch: list[Annotation], store: Store, tally: Tally) -> None:
    """Add and count a batch; where it cannot be added, each of it alone, so that one costs only itself."""
    try:
        tally.add(store.add(batch))
    except StoreError:  # the disk or the store fails, not what is written
        raise
    except Exception as error:
        if len(batch) == 1:
            tally.drop(batch[0], f"{type(error).__name__}: {error}")
            return
        for annotation in batch:
            _add([annotation], store, tally)


def extract(
    sources: Sources,
    *,
    model: str = MODEL,
    extractor: str = EXTRACTOR,
    extract: Extract | None = None,
    fields: Fields = FIELDS,
    since: date | None = None,
    limit: int | None = None,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    candidates: bool = False,
    skips: SkipLog | None = None,
    track: Track | None = None,
) -> Iterator[Annotation]:
    """The annotations of all articles in order; what is left out is counted in `skips`.

    Claims of a confidence below `THRESHOLD` are left out unless `candidates`. Processes and limits are as in `build`.
    """
    signed, name = find_signed(model, extractor, extract)
    tally = Tally(name, skips)
    found = find_articles(sources, fields=fields, since=since, limit=limit, skips=tally.skips, track=track)
    annotations = tally.count(annotate(found, signed, jobs=jobs, limits=Limits(timeout, memory)))
    return annotations if candidates else (annotation.without_candidates() for annotation in annotations)


def find_articles(
    sources: Sources, *, fields: Fields, since: date | None, limit: int | None, skips: SkipLog, track: Track | None
) -> Iterator[Article]:
    """What `extract` is to read: articles of that day or later, so many at most; what is left out is counted."""
    every = read_articles(sources, fields=fields, skips=skips)
    found = _narrow(every, "extract", since=since, limit=limit, skips=skips, track=track)
    return (item for item in found if isinstance(item, Article))


def find_signed(model: str, extractor: str, extract: Extract | None = None) -> tuple[Extract, str]:
    """What reads articles, by default an extractor, with its name, which stands in every annotation too."""
    name = describe_extractor(extractor, model)
    return partial(_extract_signed, extract=extract or find_extract(model, extractor), name=name), name


def find_extract(model: str, extractor: str) -> Extract:
    """The function that reads articles by an extractor over a spaCy pipeline; raises ModelError when it is called."""
    return partial(_extract, model=model, extractor=extractor, caller=os.getpid())


def _extract(articles: Iterable[Article], *, model: str, extractor: str, caller: int) -> Iterator[Annotation]:
    return _load_extractor(model, extractor, is_ours=os.getpid() != caller).extract(articles)


@cache
def _load_extractor(model: str, extractor: str, *, is_ours: bool) -> Extractor:
    """The extractor, loaded once a process, which may be ours and read by nothing else.

    spaCy takes longer to load than to read a chunk of articles.
    """
    from alliance_graph.extract import EXTRACTORS

    if extractor not in EXTRACTORS:
        raise ModelError(f"no extractor {extractor!r}; there are {', '.join(sorted(EXTRACTORS))}")
    with spare_torch() if is_ours and model == MODEL else nullcontext():
        return EXTRACTORS[extractor](model)


def _extract_signed(articles: Iterable[Article], *, extract: Extract, name: str) -> Iterator[Annotation]:
    return (replace(annotation, extractor=name) for annotation in extract(articles))
