"""The store: a directory that keeps annotations and the graph that follows from them.

A change is one transaction of Oxigraph: it is written whole or not at all, whatever happens to the process.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from alliance_graph.errors import StoreInUseError
from alliance_graph.graph import doubts, heap, read
from alliance_graph.graph.advice import Advice, judge, no_advice, relist, remember
from alliance_graph.graph.bands import Bands
from alliance_graph.graph.copies import find_digest
from alliance_graph.graph.directory import (
    BANDS,
    COMPANIES,
    JUDGEMENTS,
    REVIEWS,
    Settings,
    check_intact,
    digest_file,
    open_directory,
    open_oxigraph,
    store_errors,
)
from alliance_graph.graph.doubts import Unread
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.explanation import Explanation
from alliance_graph.graph.families import Family, find_families
from alliance_graph.graph.filter import Filter
from alliance_graph.graph.index import DIGEST, FORM, KEY, LISTED, REVIEWED, Index
from alliance_graph.graph.iris import BASE, Iris
from alliance_graph.graph.linker import Linker
from alliance_graph.graph.reading import Reading, Readings, clean_line, make_reading, read_all
from alliance_graph.graph.redirects import follow, follow_tie
from alliance_graph.graph.revise import NO_REVIEWS, revise
from alliance_graph.graph.stats import Stats, count_all, count_graph
from alliance_graph.graph.terms import text
from alliance_graph.graph.view import Rulebook, View
from alliance_graph.model import THRESHOLD, Annotation, Company, Entry, Judgement, Relationship
from alliance_graph.names import comparison_form
from alliance_graph.notes import Note, no_note
from alliance_graph.reviews import Line, Review, read_lines, to_line, write_lines

if TYPE_CHECKING:
    import rdflib

_TRIES, _WAIT = 50, 0.1
"""How often a store is reopened that a reader has just taken, and seconds between two times."""


@dataclass(frozen=True, slots=True)
class Change:
    """How many articles a call added, replaced, removed, and found as they were."""

    added: int = 0
    replaced: int = 0
    removed: int = 0
    unchanged: int = 0


class Store:
    """A knowledge graph on disk; a context manager, since one process alone may have it open."""

    def __init__(self, path: Path, oxigraph: ox.Store, rulebook: Rulebook) -> None:
        self.path = path
        self.oxigraph = oxigraph
        self.rulebook = rulebook
        self.changed: set[str] = set()
        """IRIs of the nodes of the public graph that were changed since the store was opened."""

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        linker: Linker,
        create: bool = False,
        base_iri: str = BASE,
        threshold: float = THRESHOLD,
    ) -> Store:
        """The store in a directory; with `create` a new one where there is none.

        `base_iri` and `threshold` (confidence below which a claim is a candidate) count for a new store only.
        Raises StoreError.
        """
        oxigraph, settings = open_directory(Path(path), Settings(base_iri, threshold), create=create)
        register = linker.Register(Path(path) / COMPANIES)
        rulebook = Rulebook(linker, Iris(settings.base_iri), settings.threshold, register, Bands(Path(path) / BANDS))
        store = cls(Path(path), oxigraph, rulebook)
        try:
            store.heed()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def read_only(cls, path: Path, *, linker: Linker, base_iri: str, threshold: float) -> Self:
        """The store in a directory that nobody changes, such as a snapshot, beside others that read it."""
        oxigraph = ox.Store.read_only(str(path / "oxigraph"))
        return cls(path, oxigraph, Rulebook(linker, Iris(base_iri), threshold))

    @classmethod
    def in_memory(cls, path: Path, *, linker: Linker) -> Store:
        """An empty store for which nothing is written at `path`."""
        return cls(path, ox.Store(), Rulebook(linker, Iris(BASE), THRESHOLD))

    @property
    def base_iri(self) -> str:
        """What the IRIs of the data begin with."""
        return self.rulebook.iris.base

    def close(self) -> None:
        """Let go of the directory, so that another process may open it."""
        if hasattr(self, "oxigraph"):
            oxigraph = self.oxigraph
            if self.rulebook.register:
                self.rulebook.register.close()
            self.rulebook.bands.close()
            del self.oxigraph  # whatever happens, the lock goes
            with store_errors(self.path):
                oxigraph.flush()

    def reopen(self, meanwhile: Callable[[], None] | None = None) -> None:
        """Give back the memory in which Oxigraph keeps what was written since it was opened, some 60 kB an article.

        Whoever else holds `oxigraph` has to let go of it before; `meanwhile` is done while nobody does. Raises
        StoreError where another process takes the directory meanwhile and keeps it for long.
        """
        with store_errors(self.path):
            self.oxigraph.flush()
        self.rulebook.bands.close()  # which another process may write or take away as soon as the lock goes
        del self.oxigraph
        self.changed = set()
        heap.trim()
        if meanwhile:
            meanwhile()
        for _ in range(_TRIES):
            with suppress(StoreInUseError):
                self.oxigraph = open_oxigraph(self.path)
                return
            time.sleep(_WAIT)
        self.oxigraph = open_oxigraph(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if isinstance(error, OSError | RuntimeError):
                check_intact(self.path, str(error))
        finally:
            self.close()

    def add(self, annotations: Iterable[Annotation]) -> Change:
        """Add articles in one transaction; one whose id is there is replaced, or left if nothing differs."""
        readings = [make_reading(clean_line(annotation), self.rulebook.iris) for annotation in annotations]
        latest = {reading.article: reading for reading in readings}
        with store_errors(self.path):
            stored = Readings(Draft(self.oxigraph), self.rulebook.iris)
            known = {article: stored.get(article) for article in latest}
        changes = {
            article: reading
            for article, reading in latest.items()
            if (before := known[article]) is None or before.line != reading.line
        }
        self._write(changes)
        replaced = sum(known[article] is not None for article in changes)
        return Change(added=len(changes) - replaced, replaced=replaced, unchanged=len(latest) - len(changes))

    def remove(self, article_ids: Iterable[str]) -> Change:
        """Take articles out in one transaction, with all that follows from them alone; ids not there are left."""
        articles = {self.rulebook.iris.article(article_id) for article_id in article_ids}
        changes = dict.fromkeys((article for article in sorted(articles) if self._reading(article)), None)
        self._write(changes)
        return Change(removed=len(changes), unchanged=len(articles) - len(changes))

    def heed(self) -> None:
        """Conclude anew what hangs on judgements and lists of companies, if these are not as they were last seen."""
        register, path = self.rulebook.register, self.path / JUDGEMENTS
        if register and register.digest != self._digest("companies"):
            self._write({}, relist(register.digest))
        digest = digest_file(path)
        if digest != self._digest("judgements"):
            standing = self.rulebook.linker.weigh(self.rulebook.linker.read_judgements(path))
            self._write({}, judge(standing.judgements, digest))
        digest = digest_file(self.path / REVIEWS)
        if digest != self._digest("reviews"):
            self._heed_reviews(digest)

    def judgements(self) -> list[Judgement]:
        """What people decided, in the order of the file."""
        return self.rulebook.linker.read_judgements(self.path / JUDGEMENTS)

    def contradictions(self) -> tuple[str, ...]:
        """Judgements that contradict each other, in words; they count for nothing."""
        return self.rulebook.linker.weigh(self.judgements()).contradictions

    def set_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Make these all that people decided, in the file and then in the graph."""
        self.rulebook.linker.write_judgements(self.path / JUDGEMENTS, judgements)
        self.heed()

    def reviews(self, article_id: str | None = None) -> list[Review]:
        """What people decided of claims, or of those of one article, in the order of the file."""
        lines = read_lines(self.path / REVIEWS)
        return [line.parse() for line in lines if article_id in (None, line.article)]

    def set_reviews(self, reviews: Iterable[Review]) -> None:
        """Make these all that people decided of claims, in the file and then in the graph."""
        write_lines(self.path / REVIEWS, map(to_line, reviews))
        self.heed()

    def change_reviews(self, *, gone: Collection[Review], new: Iterable[Review]) -> None:
        """Take some reviews out and add others, in the file and then in the graph."""
        articles = {review.article for review in gone}
        lines = read_lines(self.path / REVIEWS)
        kept = (line.text for line in lines if line.article not in articles or line.parse() not in gone)
        write_lines(self.path / REVIEWS, [*kept, *map(to_line, new)])
        self.heed()

    def add_list(self, entries: Iterable[Entry], note: Note = no_note) -> int:
        """Add a list of companies, by which names are told apart and joined; how many entries it has.

        `note` is told of entries that one identifier makes one company though their names have nothing in common.
        """
        assert self.rulebook.register
        count = self.rulebook.register.add(entries, note)
        self.heed()
        return count

    def view(self) -> View:
        """The store as it is, to ask about names and identities."""
        return View(Draft(self.oxigraph), self.rulebook)

    def annotation(self, article_id: str) -> Annotation | None:
        """What is known of an article; None if it is not here."""
        reading = self._reading(self.rulebook.iris.article(article_id))
        return reading.annotation if reading else None

    def annotations(self) -> Iterator[Annotation]:
        """All annotations, by the IRIs of their articles; one at a time in memory."""
        return (reading.annotation for reading in read_all(self.oxigraph, self.rulebook.iris))

    def reading(self, article: str) -> Reading:
        """The annotation of an article's IRI with the IRIs of its claims; KeyError if it is not here."""
        reading = self._reading(article)
        if reading is None:
            raise KeyError(article)
        return reading

    def article_ids(self) -> Iterator[str]:
        """Ids of all articles, in no meaningful order."""
        return read.article_ids(self.oxigraph)

    def has(self, article_id: str, digest: str) -> bool:
        """Whether the article is here with this very text."""
        annotation = self.annotation(article_id)
        return annotation is not None and annotation.source.digest == digest

    def companies(self) -> Iterator[Company]:
        """All companies and other parties, sorted by IRI."""
        return read.companies(self.oxigraph)

    def find_companies(self, name: str) -> list[Company]:
        """The companies that bear a name, compared without case, accents and legal form; sorted by IRI.

        Where articles have none of that name, those count to which a list of companies gives it.
        An IRI finds the company that has it, or had it before it was joined to another.
        """
        name = text(name).value  # of the command line it may be no text in UTF-8
        if self.rulebook.iris.is_company(name):
            company = read.find_company(self.oxigraph, follow(self.oxigraph, name))
            return [company] if company else []
        index, form = Index(Draft(self.oxigraph)), comparison_form(name)
        iris = index.firsts(FORM, form) or index.firsts(LISTED, form)
        return [company for iri in sorted(iris) if (company := read.find_company(self.oxigraph, iri))]

    def is_named(self, name: str) -> bool:
        """Whether any article has an entity of this name, in claims that count or not."""
        return Index(Draft(self.oxigraph)).has_article(KEY, self.rulebook.linker.key_of(name))

    def relationships(self, filter: Filter | None = None) -> Iterator[Relationship]:
        """The relationships that pass a filter, sorted by IRI."""
        return read.relationships(self.oxigraph, filter or Filter())

    def follow_tie(self, iri: str) -> list[str]:
        """The IRI of the relationship to which one leads today, none or several where it is not plain which."""
        return follow_tie(self.oxigraph, iri, self.rulebook.iris)

    def copies(self) -> Iterator[Family]:
        """Every article that has near-copies, with them, by day; each family counts as one source."""
        return find_families(Draft(self.oxigraph), self.rulebook.iris)

    def conflicts(self, company: str = "", *, margin: float | None = None) -> Explanation:
        """The ties on whose percentage sources differ by more than a margin (half a point), with all their claims."""
        return doubts.find_conflicts(self, company, "" if margin is None else str(margin))

    def single_source(self, company: str = "") -> Iterator[Relationship]:
        """The ties that rest on one article, copies left out."""
        return doubts.find_single_source(self, company)

    def unread(self, company: str = "") -> Iterator[Unread]:
        """The sentences that may tell of a tie and gave no claim, by day."""
        return doubts.find_unread(self, company)

    def stats(self) -> Stats:
        """What the store holds, counted."""
        return count_all(self.oxigraph)

    def count(self) -> tuple[int, int]:
        """How many companies and relationships the store holds; quicker than `stats`."""
        return count_graph(self.oxigraph)

    def graph(self) -> rdflib.Graph:
        """The public triples as an rdflib Graph over the same store."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Graph(OxigraphStore(store=self.oxigraph), identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID)

    def _reading(self, article: str) -> Reading | None:
        with store_errors(self.path):
            return Readings(Draft(self.oxigraph), self.rulebook.iris).get(article)

    def _heed_reviews(self, digest: str) -> None:
        """Conclude anew what hangs on the articles whose reviews are others now."""
        before = Index(Draft(self.oxigraph)).all_pairs(REVIEWED)
        lines: dict[str, list[Line]] = {article: [] for article in before}
        for line in read_lines(self.path / REVIEWS):
            lines.setdefault(self.rulebook.iris.article(line.article), []).append(line)
        new = {
            article: {to_line(line.parse()) for line in found}  # in the one form in which the look-ups have them
            for article, found in lines.items()
            if before.get(article) != {line.text for line in found}
        }
        changes = {article: reading for article in new if (reading := self._reading(article))}
        self._write(changes, remember("reviews", digest), new)

    def _digest(self, file: str) -> str:
        return next(iter(Index(Draft(self.oxigraph)).seconds(DIGEST, file)), "")

    def _write(
        self,
        changes: Mapping[str, Reading | None],
        advice: Advice = no_advice,
        reviews: Mapping[str, Iterable[str]] = NO_REVIEWS,
    ) -> None:
        with store_errors(self.path), _without_collector():
            self._revise(changes, advice, reviews)  # all that it looks up goes before the collector comes back

    def _revise(
        self, changes: Mapping[str, Reading | None], advice: Advice, reviews: Mapping[str, Iterable[str]]
    ) -> None:
        draft = revise(self.oxigraph, changes, self.rulebook, advice, reviews)
        self.changed |= draft.subjects()
        self.rulebook.bands.save(find_digest(Index(draft)))
        self._commit(draft)

    def _commit(self, draft: Draft) -> None:
        """Write a draft where the store is kept."""
        draft.commit()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spares Python the search for cycles among what a change looks up, which takes a tenth of its time for nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
