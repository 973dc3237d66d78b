"""The running count of a build, from which its report is made."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from alliance_graph.aside import Aside, Shelf
from alliance_graph.model import Annotation, Article
from alliance_graph.report import BuildReport
from alliance_graph.sources import SkipLog
from alliance_graph.sources.skips import Skip

if TYPE_CHECKING:
    from alliance_graph.graph.store import Change, Store


class Tally:
    """Counts what becomes of each article that one extractor is to read."""

    def __init__(self, extractor: str, skips: SkipLog | None = None) -> None:
        self.extractor = extractor
        self.skips = skips if skips is not None else SkipLog()
        self.unchanged = self.planned = 0
        self._start = time.monotonic()
        self._done = self._replaced = self._unresolved = 0
        self._claims: Counter[str] = Counter()
        self._confidences: Counter[float] = Counter()

    def is_settled(self, item: Article | Annotation, store: Store, shelf: Shelf) -> bool:
        """Whether an earlier run dealt with the same; counted as unchanged, or skipped where it was put aside."""
        if self._is_known(item, store):
            self.unchanged += 1
            return True
        aside = shelf.find(item)
        if aside:
            self.skips.skip(aside.reason, aside.where, aside.message)
        return aside is not None

    def count(self, results: Iterable[Annotation | Skip], shelf: Shelf | None = None) -> Iterator[Annotation]:
        """The annotations; skips are counted and left out, and kept where the article was put aside."""
        for result in results:
            if isinstance(result, Skip):
                if shelf and isinstance(result, Aside):
                    shelf.put(result)
                self.skips.skip(result.reason, result.where, result.message)
                continue
            self._count_claims(result)
            yield result

    def add(self, change: Change) -> None:
        """Count one batch that is in the store now."""
        self._done += change.added + change.replaced
        self._replaced += change.replaced
        self.unchanged += change.unchanged

    def drop(self, annotation: Annotation, message: str) -> None:
        """Count one annotation as skipped that was counted as read before, but cannot be stored."""
        self._count_claims(annotation, -1)
        self.skips.skip("not-stored", annotation.id, message)

    def report(self, store: Store) -> BuildReport:
        """The figures of the run, with those of the store as it is now."""
        companies, relationships = store.count()
        return BuildReport(
            done=self._done,
            unchanged=self.unchanged,
            planned=self.planned,
            skipped=dict(self.skips.skipped),
            noted=dict(self.skips.noted),
            replaced=self._replaced,
            claims=dict(+self._claims),
            candidates=sum(n for confidence, n in self._confidences.items() if confidence < store.rulebook.threshold),
            unresolved=self._unresolved,
            companies=companies,
            relationships=relationships,
            seconds=time.monotonic() - self._start,
            examples=self.skips.examples,
        )

    def _is_known(self, item: Article | Annotation, store: Store) -> bool:
        known = store.annotation(item.id)
        if isinstance(item, Annotation):
            return known == item
        return known is not None and (known.source.digest, known.extractor) == (item.digest, self.extractor)

    def _count_claims(self, annotation: Annotation, times: int = 1) -> None:
        self._unresolved += times * annotation.unresolved
        for claim in annotation.claims:
            self._claims[claim.kind] += times
            self._confidences[claim.confidence] += times
