"""The life line of a tie: which status it had from which day, and the one report that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from alliance_graph.graph.choice import day
from alliance_graph.graph.reports import Report
from alliance_graph.model import Status

_RANK = (Status.PROPOSED, Status.AGREED, Status.COMPLETED, Status.DENIED, Status.ENDED)
"""Which status holds where articles of one day give several: the last of this row."""


@dataclass(frozen=True, slots=True)
class Step:
    """A status, the day of the first report after which it held, and the claim that says so."""

    status: Status
    day: date | None
    claim: str
    """IRI of the surest claim of that day, rather of the article that said so first than of a copy."""


def find_steps(reports: Sequence[Report]) -> tuple[Step, ...]:
    """A step for each day on which the status became another one; reports without a day count where none has one.

    A tie in force goes on when a report looks back at its agreement, or at talks, until one has it ended or denied.
    """
    dated = [report for report in reports if report.date]
    steps: list[Step] = []
    for _, told in groupby(sorted(dated or reports, key=day), key=day):
        step = _make_step(list(told))
        if not steps or (steps[-1].status is not step.status and not _looks_back(step, steps[-1])):
            steps.append(step)
    return tuple(steps)


def end_with(steps: Sequence[Step], follower: Sequence[Report]) -> tuple[Step, ...]:
    """The life line of a stake whose place another one took: it ends with the first report that has that one held."""
    if steps[-1].status is Status.ENDED:
        return tuple(steps)
    held = find_steps([report for report in follower if is_held(report)])[0]
    before = (step for step in steps if not (step.day and held.day) or step.day <= held.day)
    return (*before, Step(Status.ENDED, held.day, held.claim))


def is_held(report: Report) -> bool:
    """Whether a report has the tie in force or over, so that it is more than a plan."""
    return report.claim.status in (Status.COMPLETED, Status.ENDED)


def _looks_back(step: Step, last: Step) -> bool:
    """Whether a report tells what was before a deal was done: "Alder, which agreed to buy Birch last year"."""
    return last.status is Status.COMPLETED and step.status in (Status.AGREED, Status.PROPOSED)


def _make_step(told: Sequence[Report]) -> Step:
    """The step of one day, from all reports of it."""
    status = max((report.claim.status for report in told), key=_RANK.index)
    saying = (report for report in told if report.claim.status is status)
    surest = min(saying, key=lambda report: (report.is_copy, -report.claim.confidence, report.iri))
    return Step(status, surest.date, surest.iri)
