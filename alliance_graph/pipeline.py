"""The main path: news in, a graph out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from alliance_graph.address import is_address
from alliance_graph.aside import Shelf
from alliance_graph.chunks import Extract, in_batches
from alliance_graph.errors import AllianceGraphError, ModelError, StoreError, UseError
from alliance_graph.extract import EXTRACTOR, MODEL, describe_extractor
from alliance_graph.limits import MEMORY, TIMEOUT, Limits
from alliance_graph.model import Annotation, Article
from alliance_graph.report import BuildReport
from alliance_graph.sources import FIELDS, Fields, SkipLog, read, read_articles
from alliance_graph.tally import Tally
from alliance_graph.workers import annotate

if TYPE_CHECKING:
    import networkx as nx

    from alliance_graph.extract import Extractor
    from alliance_graph.graph.answers import Answer
    from alliance_graph.graph.difference import Difference
    from alliance_graph.graph.explanation import Explanation
    from alliance_graph.graph.filter import Filter
    from alliance_graph.graph.remote.asking import Distant
    from alliance_graph.graph.store import Store
    from alliance_graph.model import Relationship

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
    with _open_empty(store) if dry_run else open_store(store, create=True) as opened:
        shelf = Shelf(opened.path, name, str(limits))
        fresh = (item for item in found if again or not tally.is_settled(item, opened, shelf))
        if dry_run:
            tally.planned = sum(1 for _ in fresh)
            return tally.report(opened)
        _heed(opened, companies, judgements)
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
        deque(link.read_list(path) if path.is_file() else (), maxlen=0)  # a fifth of what taking it over takes
    for path in map(Path, judgements):
        if path.is_file():
            link.read_judgements(path)


def _heed(store: Store, companies: Iterable[str | Path], judgements: Iterable[str | Path]) -> None:
    from alliance_graph import link
    from alliance_graph.graph.judging import take_over

    for path in companies:
        store.add_list(link.read_list(Path(path)))
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


def export(
    store: Store | str | Path,
    output: str | Path,
    format: str = "graphml",
    *,
    filter: Filter | None = None,
    relationships_as: Literal["edges", "nodes"] = "edges",
) -> list[str]:
    """Write the graph, or what passes the filter, in a format of EXPORTERS or SERIALIZERS; the names of the files.

    Raises AllianceGraphError where more ties pass than the format takes.
    """
    from alliance_graph.export import EXPORTERS, write
    from alliance_graph.network import to_network

    with open_store(store) as opened:
        if format not in EXPORTERS:
            return _serialize(opened, output, format, filter)
        relationships = list(opened.relationships(filter))
        parties = {iri for tie in relationships for iri in tie.parties}
        companies = [company for company in opened.companies() if filter is None or company.iri in parties]
        most = EXPORTERS[format].most
        if most is not None and len(relationships) > most:
            raise AllianceGraphError(
                f"{format} takes {most:,} ties, and {len(relationships):,} pass: narrow them down by company, kind, "
                "status, topic, days, sources or confidence"
            )
        network = to_network(companies, relationships, relationships_as=relationships_as)
        if most is not None:
            _add_evidence(network, relationships, opened)
    return write(network, output, format)


def _add_evidence(network: nx.MultiDiGraph[str], ties: Iterable[Relationship], store: Store) -> None:
    """Put beside the network the claims of each tie and where each node stands."""
    from alliance_graph.graph.explain import tell
    from alliance_graph.network.layout import find_places

    view = store.view()
    network.graph["claims"] = {tie.iri: tell(store, tie, view).claims for tie in ties}
    places = find_places(network, shape=1.6)  # of a page
    network.graph["points"] = {name: (place.x, place.y) for name, place in places.items()}


def query(
    store: Store | str | Path, text: str, params: Mapping[str, str] | None = None, *, timeout: float | None = 60.0
) -> Answer:
    """The answer to a SPARQL text or a named question with its parameters, within so many seconds.

    An endpoint answers itself. Raises QueryError where the text does not parse or may not run, a parameter does not
    fit, or time runs out.
    """
    from alliance_graph.graph.query import query as ask

    if is_address(store):
        with _open_distant(store) as there:
            return there.answer(text, params, timeout=timeout)
    with open_store(store) as opened:
        return ask(opened, text, params, timeout=timeout)


def explain(
    store: Store | str | Path, first: str, second: str | None = None, *, filter: Filter | None = None
) -> Explanation:
    """The relationship of an IRI, those of a company by any of its names, or those between two companies.

    Raises QueryError where there is no such relationship or company.
    """
    from alliance_graph.graph.explain import explain as tell

    with open_to_read(store) as opened:
        return tell(opened, first, second, filter=filter)


def diff(
    before: Store | str | Path,
    after: Store | str | Path | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Difference:
    """What changed from one store to a later one, or in one store from the day `since` to the day `until`.

    Both days are included; without `until` it is all that was told since. Raises UseError, QueryError, StoreError.
    """
    from alliance_graph.graph.diff import diff as compare

    if after is None:
        return _diff_days(before, since, until)
    if since or until:
        raise UseError("two stores are compared as they are: give a second store or days, not both")
    if (
        isinstance(before, str | Path)
        and isinstance(after, str | Path)
        and Path(before).resolve() == Path(after).resolve()
    ):
        raise UseError(f"{before} is compared with itself: give another store, or days")
    with open_store(before) as old, open_store(after) as new:
        return compare(old, new)


def _diff_days(store: Store | str | Path, since: date | None, until: date | None) -> Difference:
    from alliance_graph.graph.diff import diff as compare
    from alliance_graph.graph.past import as_of, part_articles

    if since is None:
        raise UseError("nothing to compare with: give an older store, or a day as since")
    if until and until < since:
        raise UseError(f"the days are the wrong way round: {until} is before {since}")
    eve = since - timedelta(days=1) if since > date.min else since
    last = until or date.max
    with open_store(store) as opened, as_of(opened, eve) as old, as_of(opened, last) as new:
        return compare(old, new, undated=len(part_articles(opened, last).undated))


def open_store(
    store: Store | str | Path, *, create: bool = False, as_of: date | None = None
) -> AbstractContextManager[Store]:
    """The store at a path or endpoint, to be closed after use, or the open one as it is; raises StoreError.

    With `as_of` it is the store as the articles up to that day make it, for reading only.
    """
    if as_of:
        return _open_past(store, as_of)
    if not isinstance(store, str | Path):
        return nullcontext(store)
    from alliance_graph import link

    if is_address(store):
        from alliance_graph.graph.remote.mirror import open_mirror

        return open_mirror(store, linker=link, create=create)
    from alliance_graph.graph.store import Store

    return Store.open(store, linker=link, create=create)


def open_to_read(store: Store | str | Path) -> AbstractContextManager[Store]:
    """The same for few look-ups, for which an endpoint is asked, and not copied."""
    return _open_distant(store) if is_address(store) else open_store(store)


def _open_distant(place: str) -> Distant:
    from alliance_graph import link
    from alliance_graph.graph.remote.asking import open_distant

    return open_distant(place, linker=link)


def _open_empty(store: Store | str | Path) -> AbstractContextManager[Store]:
    """The store, or where there is none yet an empty one in memory, so that nothing is written."""
    if not isinstance(store, str | Path) or _is_there(store):
        return open_store(store)
    from alliance_graph import link
    from alliance_graph.graph.store import Store

    return Store.in_memory(Path(store), linker=link)


def _is_there(place: str | Path) -> bool:
    if not is_address(place):
        return Path(place).exists()
    from alliance_graph.graph.remote.asking import is_there

    return is_there(place)


@contextmanager
def _open_past(store: Store | str | Path, day: date) -> Iterator[Store]:
    from alliance_graph.graph.past import as_of

    with open_store(store) as opened, as_of(opened, day) as past:
        yield past


def _serialize(store: Store, output: str | Path, format: str, filter: Filter | None) -> list[str]:
    from alliance_graph.export import EXPORTERS
    from alliance_graph.graph.serialize import SERIALIZERS, serialize

    if format not in SERIALIZERS:
        raise UseError(f"unknown format {format!r}; known are {', '.join([*EXPORTERS, *SERIALIZERS])}")
    serialize(store, output, format, filter=filter)
    return [str(output)]


def find_signed(model: str, extractor: str, extract: Extract | None = None) -> tuple[Extract, str]:
    """What reads articles, by default an extractor, with its name, which stands in every annotation too."""
    name = describe_extractor(extractor, model)
    return partial(_extract_signed, extract=extract or find_extract(model, extractor), name=name), name


def find_extract(model: str, extractor: str) -> Extract:
    """The function that reads articles by an extractor over a spaCy pipeline; raises ModelError when it is called."""
    return partial(_extract, model=model, extractor=extractor)


def _extract(articles: Iterable[Article], *, model: str, extractor: str) -> Iterator[Annotation]:
    return _load_extractor(model, extractor).extract(articles)


@cache
def _load_extractor(model: str, extractor: str) -> Extractor:
    """The extractor, loaded once a process: spaCy takes longer to load than to read a chunk of articles."""
    from alliance_graph.extract import EXTRACTORS

    if extractor not in EXTRACTORS:
        raise ModelError(f"no extractor {extractor!r}; there are {', '.join(sorted(EXTRACTORS))}")
    return EXTRACTORS[extractor](model)


def _extract_signed(articles: Iterable[Article], *, extract: Extract, name: str) -> Iterator[Annotation]:
    return (replace(annotation, extractor=name) for annotation in extract(articles))
