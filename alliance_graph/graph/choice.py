"""One value where reports give several: nothing is averaged, and the order of reading never matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from alliance_graph.graph.calendar import first_day
from alliance_graph.graph.reports import Report

_Value = TypeVar("_Value")
Key = Callable[[Any], Any]


def day(report: Report) -> date:
    """Day of the report; one without a date is older than all."""
    return report.date or date.min


def latest(
    reports: Iterable[Report], value_of: Callable[[Report], _Value | None], key: Key = lambda value: value
) -> _Value | None:
    """The value of the most recent reports; of several that of most sources, of several the smallest by `key`.

    A copy that repeats a value is as old as the first article of its source that gave it.
    """
    given = [(report, value) for report in reports if (value := value_of(report)) is not None]
    first: dict[tuple[str, Any], date] = {}
    for report, value in given:
        told = (report.source, key(value))
        first[told] = min(first.get(told, date.max), report.told or date.max)
    days = [first[report.source, key(value)] for report, value in given]
    known = [day for day in days if day != date.max]
    last = max(known, default=date.max)
    return _most_told([one for one, day in zip(given, days, strict=True) if day == last], key)


def finest_date(reports: Iterable[Report], value_of: Callable[[Report], str]) -> str:
    """Of stated dates the finest; of several the one that most sources give, of several the earliest."""
    given = [(report, value) for report in reports if first_day(value := value_of(report))]
    longest = max((len(value) for _, value in given), default=0)
    return _most_told([(report, value) for report, value in given if len(value) == longest], lambda value: value) or ""


def _most_told(given: Sequence[tuple[Report, _Value]], key: Key) -> _Value | None:
    """The value with most sources among these."""
    sources: dict[Any, set[str]] = {}
    for report, value in given:
        sources.setdefault(key(value), set()).add(report.source)
    if not sources:
        return None
    chosen = min(sources, key=lambda name: (-len(sources[name]), name))
    return min((value for _, value in given if key(value) == chosen), key=repr)
