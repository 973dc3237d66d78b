"""Joint ventures: by their company where it is named, else by their partners (rule 9 in docs/relationships.md)."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_graph.graph.reports import Report
from alliance_graph.graph.stakes import Strand


def split_ventures(reports: Sequence[Report]) -> list[Strand]:
    """One strand for each company; an unnamed venture joins the only named one of the same partners."""
    named: dict[str, list[Report]] = {}
    unnamed: dict[tuple[str, ...], list[Report]] = {}
    for report in sorted(reports, key=lambda report: report.iri):
        company = report.roles.get("venture")
        if company:
            named.setdefault(company[0], []).append(report)
        else:
            unnamed.setdefault(report.roles["partners"], []).append(report)
    alone = []
    for partners, found in sorted(unnamed.items()):
        companies = [
            name for name, known in sorted(named.items()) if any(r.roles["partners"] == partners for r in known)
        ]
        if len(companies) == 1:
            named[companies[0]] += found
        else:
            alone.append(found)
    return [Strand(found) for found in [*named.values(), *alone]]
