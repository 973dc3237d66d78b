"""Deals of the same parties: one while reports follow each other within two years (rule 7 in docs/relationships.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alliance_graph.graph.reports import Report
from alliance_graph.graph.stakes import Strand

LONGEST_GAP = 731
"""Days: two years. A deal that nobody has mentioned for longer is another one when it is reported again."""


def split_episodes(reports: Sequence[Report]) -> list[Strand]:
    """The deals in order of time; a report without a date belongs to the first."""
    strands: list[Strand] = []
    last = None
    for report in sorted(reports, key=lambda report: (report.date or date.min, report.iri)):
        is_new = last is None or (report.date is not None and (report.date - last).days > LONGEST_GAP)
        if not strands or (is_new and last is not None):
            strands.append(Strand())
        strands[-1].reports.append(report)
        last = report.date or last
    return strands
