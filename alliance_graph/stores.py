"""A store that stands: opened here or at an endpoint, asked, compared with another, written to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from alliance_graph.address import is_address
from alliance_graph.errors import AllianceGraphError, UseError

if TYPE_CHECKING:
    import networkx as nx

    from alliance_graph.graph.answers import Answer
    from alliance_graph.graph.difference import Difference
    from alliance_graph.graph.explanation import Explanation
    from alliance_graph.graph.filter import Filter
    from alliance_graph.graph.remote.asking import Distant
    from alliance_graph.graph.store import Store
    from alliance_graph.model import Relationship


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


def open_empty(store: Store | str | Path) -> AbstractContextManager[Store]:
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


def _serialize(store: Store, output: str | Path, format: str, filter: Filter | None) -> list[str]:
    from alliance_graph.export import EXPORTERS
    from alliance_graph.graph.serialize import SERIALIZERS, serialize

    if format not in SERIALIZERS:
        raise UseError(f"unknown format {format!r}; known are {', '.join([*EXPORTERS, *SERIALIZERS])}")
    serialize(store, output, format, filter=filter)
    return [str(output)]
