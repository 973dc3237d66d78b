"""Versions of one story: a near-copy that says another status or figure than those before has its own day for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from alliance_graph.graph.life import is_held
from alliance_graph.graph.reports import Report
from alliance_graph.graph.stakes import SAME_SIZE, size
from alliance_graph.model import Status

_WEIGHT = (Status.PROPOSED, Status.DENIED, Status.AGREED, Status.COMPLETED, Status.ENDED)
"""Which status an article gives in the end, the last of this row: who reports a deal may recall that it was denied."""


@dataclass(frozen=True, slots=True)
class _Saying:
    """A status with a figure, if any."""

    status: Status
    figure: float | None

    def repeats(self, other: _Saying) -> bool:
        """Whether it says nothing that the other one does not."""
        return self.status is other.status and (self.figure is None or _is_same(self.figure, other.figure))

    def agrees(self, other: _Saying) -> bool:
        """Whether both can be said of one state; one may leave the figure out."""
        return self.repeats(other) or other.repeats(self)


_Verdict = Mapping[bool, _Saying]
"""What an article says in the end: of a stake what is held and what is planned, of other ties one thing."""


@dataclass(slots=True)
class _Story:
    """What the articles of one source said so far, each thing with the article that said it first, and its day."""

    verdicts: list[tuple[_Verdict, tuple[str, date | None]]] = field(default_factory=list)
    said: dict[_Saying, tuple[str, date | None]] = field(default_factory=dict)

    def read(self, told: Sequence[Report]) -> Iterator[Report]:
        """The reports of the next article, dated."""
        version = self._find_version(told)
        firsts = [self._find_first(_say(report)) or version for report in told]
        for report, (article, day) in zip(told, firsts, strict=True):
            self.said.setdefault(_say(report), (article, day))
            yield replace(report, version=article, date=day)

    def _find_version(self, told: Sequence[Report]) -> tuple[str, date | None]:
        """The article that says the same in the end, or else this one."""
        verdict = _judge(told)
        for number, (known, version) in enumerate(self.verdicts):
            if all(part in known and said.agrees(known[part]) for part, said in verdict.items()):
                fuller = {part: said for part, said in verdict.items() if known[part].figure is None}
                self.verdicts[number] = ({**known, **fuller}, version)
                return version
        version = (told[0].article, told[0].told)
        self.verdicts.append((verdict, version))
        return version

    def _find_first(self, saying: _Saying) -> tuple[str, date | None] | None:
        return next((first for known, first in self.said.items() if saying.repeats(known)), None)


def date_versions(reports: Iterable[Report]) -> list[Report]:
    """The reports of one tie or several with the first article of their source that said so, and with its day."""
    dated: list[Report] = []
    in_order = sorted(reports, key=lambda report: (report.source, *_age(report), report.iri))
    for _, of_source in groupby(in_order, key=lambda report: report.source):
        story = _Story()
        for _, of_article in groupby(of_source, key=lambda report: report.article):
            dated += story.read(list(of_article))
    return dated


def _age(report: Report) -> tuple[date, bool, str]:
    """Sorts articles of one source from the earliest; one without a date comes last."""
    return (report.told or date.max, report.article != report.source, report.article)


def _say(report: Report) -> _Saying:
    return _Saying(report.claim.status, size(report))


def _judge(told: Sequence[Report]) -> _Verdict:
    if told[0].claim.kind != "stake":
        return {True: _judge_all(told)}
    parts = {is_it: [report for report in told if is_held(report) is is_it] for is_it in (True, False)}
    return {is_it: _judge_all(_find_after(part)) for is_it, part in parts.items() if part}


def _judge_all(told: Sequence[Report]) -> _Saying:
    figures = [figure for report in told if (figure := size(report)) is not None]
    return _Saying(max((report.claim.status for report in told), key=_WEIGHT.index), max(figures, default=None))


def _find_after(told: Sequence[Report]) -> list[Report]:
    """Of stakes before and after in one article (rule 4 in docs/relationships.md) the reports of that after."""
    after = max(told, key=lambda report: (report.claim.status is not Status.ENDED, size(report) or 0.0))
    return [report for report in told if size(report) in (None, size(after))]


def _is_same(figure: float, other: float | None) -> bool:
    return other is not None and abs(figure - other) <= SAME_SIZE
