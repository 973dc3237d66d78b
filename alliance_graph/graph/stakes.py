"""Stakes of one owner in one company: one node for one size (rules 1 to 6 in docs/relationships.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from alliance_graph.graph.life import is_held
from alliance_graph.graph.reports import Report
from alliance_graph.model import Status

SAME_SIZE = 0.5
"""Percentage points: articles round, and 33 is no other stake than 33.3."""
SAME_TIME = 30
"""Days in which a different figure is a disagreement; changes reported sooner than a month apart are rare."""


@dataclass(slots=True)
class Strand:
    """Reports of one tie; `replaces` is its predecessor in a row of stakes."""

    reports: list[Report] = field(default_factory=list)
    is_held: bool = True
    """Whether some report has it in force or over, so that it is more than a plan."""
    replaces: Strand | None = None

    def distance(self, day: date) -> int:
        """Days from this day to the nearest report."""
        return min(abs((day - _day(report)).days) for report in self.reports)


def split_stakes(reports: Sequence[Report]) -> list[Strand]:
    """The stakes in the order in which they were held; those only planned come after."""
    dated = [report for report in reports if size(report) is not None and report.date]
    if not dated:  # nothing tells before from after: all of one time
        dated = [report for report in reports if size(report) is not None]
    held: list[Strand] = []
    plans: list[Strand] = []
    for report in sorted(dated, key=_order):
        if is_held(report):
            _place_held(report, held, plans)
        else:
            _place_plan(report, held, plans)
    return _join_rest(reports, {report.iri for report in dated}, [*held, *plans])


def _place_held(report: Report, held: list[Strand], plans: list[Strand]) -> None:
    """Into the stake of its size, the plan of its size that came true, the stake it contradicts, or a new one."""
    for strand in reversed(held):
        if _fits(report, strand) and (strand is held[-1] or strand.distance(_day(report)) <= SAME_TIME):
            strand.reports.append(report)
            return
    planned = next((plan for plan in reversed(plans) if _fits(report, plan)), None)
    if planned is None and held and _disagrees(report, held[-1]):
        held[-1].reports.append(report)
        return
    strand = planned or Strand()
    if planned:
        plans.remove(planned)
        planned.is_held = True
    strand.reports.append(report)
    strand.replaces = held[-1] if held else None
    held.append(strand)


def _place_plan(report: Report, held: list[Strand], plans: list[Strand]) -> None:
    """Into the plan of its size, the stake of its size, the plan it contradicts, or a new plan."""
    fitting = [plan for plan in reversed(plans) if _fits(report, plan)]
    fitting += [strand for strand in held[-1:] if _fits(report, strand)]
    fitting += [plan for plan in reversed(plans) if _disagrees(report, plan)]
    if not fitting:
        plans.append(Strand(is_held=False))
    strand = fitting[0] if fitting else plans[-1]
    strand.reports.append(report)


def _join_rest(reports: Sequence[Report], placed: set[str], strands: list[Strand]) -> list[Strand]:
    """The strands with the reports that give no size or no day, each in the one nearest in time."""
    rest = sorted((report for report in reports if report.iri not in placed), key=lambda report: report.iri)
    if not strands:
        return [Strand(rest, is_held=any(is_held(report) for report in rest))]
    sized = [(strand, list(strand.reports)) for strand in strands]
    for report in rest:
        of_size = [(strand, known) for strand, known in sized if _fits_any(report, known)] or sized
        nearest = min(of_size, key=lambda pair: _nearness(report, *pair))[0]
        nearest.reports.append(report)
    return strands


def _nearness(report: Report, strand: Strand, known: list[Report]) -> tuple[int, bool]:
    if report.date is None:
        return (0, strand.is_held != is_held(report))
    return (Strand(known).distance(report.date), strand.is_held != is_held(report))


def size(report: Report) -> float | None:
    """The figure of a report, where it gives one and not bounds alone."""
    return report.claim.percentage.value if report.claim.percentage else None


def _day(report: Report) -> date:
    return report.date or date.min


def _order(report: Report) -> tuple[date, str, bool, bool, float, str]:
    """By time; in one article what is held before what is planned, what ended first, then the smaller size."""
    has_ended = report.claim.status is Status.ENDED
    return (_day(report), report.source, not is_held(report), not has_ended, size(report) or 0.0, report.iri)


def _fits(report: Report, strand: Strand) -> bool:
    return _fits_any(report, strand.reports)


def _fits_any(report: Report, known: Sequence[Report]) -> bool:
    figure = size(report)
    others = (size(other) for other in known)
    return figure is not None and any(other is not None and abs(figure - other) <= SAME_SIZE for other in others)


def _disagrees(report: Report, strand: Strand) -> bool:
    """Whether another article, or a later version of one, gives another size at the same time.

    One article does not contradict itself.
    """
    own = {article for other in strand.reports for article in (other.article, other.version)}
    return strand.distance(_day(report)) <= SAME_TIME and own.isdisjoint((report.article, report.version))
