"""Joint ventures: by their company under any name, else by their partners (rules 8 to 10 in docs/relationships.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alliance_graph.contexts import bare
from alliance_graph.graph.episodes import LONGEST_GAP
from alliance_graph.graph.linker import Linker
from alliance_graph.graph.reports import Report
from alliance_graph.graph.stakes import Strand
from alliance_graph.model import Entity
from alliance_graph.names import is_generic, is_short_form, is_sister

_LONGEST_INITIALS = 5


def find_names(entity: Entity, linker: Linker) -> frozenset[str]:
    """The keys of an entity's name and of those aliases that are names of their own: a former or a later name.

    A short form is none, since it may be short for a sister too: both "Volvo Eicher" and "Volvo Aero" are "Volvo".
    """
    others = (alias for alias in entity.aliases if _is_another_name(alias, entity.name))
    named = (Entity(key=name, name=name, type=entity.type) for name in (entity.name, *others))
    return frozenset(bare(linker.keys(one).full) for one in named)


def find_first_name(earliest: Report) -> tuple[str, ...]:
    """By what the IRI of a venture tells its company: as the earliest report called it, if it has another name now."""
    company = earliest.roles["venture"]
    other = [name for name in earliest.names if len(company) == 1 and _is_another_name(name, company[0])]
    return (other[0],) if earliest.names == {*other[:1]} and other else company


def split_ventures(reports: Sequence[Report]) -> list[Strand]:
    """One strand for each company; an unnamed venture joins the one named venture that it can be."""
    named = list(_find_parts([report for report in reports if report.roles.get("venture")]))
    joined: list[list[Report]] = [[] for _ in named]
    alone: dict[tuple[str, ...], list[Report]] = {}
    for report in sorted(reports, key=lambda report: report.iri):
        if not report.roles.get("venture"):
            places = _find_places(report, named)
            (joined[places[0]] if len(places) == 1 else alone.setdefault(report.roles["partners"], [])).append(report)
    both = (known + unnamed for known, unnamed in zip(named, joined, strict=True))
    return [Strand(found) for found in [*both, *(found for _, found in sorted(alone.items()))]]


def _is_another_name(alias: str, name: str) -> bool:
    is_short = alias.isupper() and len(alias) <= _LONGEST_INITIALS
    return not (is_short or is_generic(alias) or is_sister(alias, name) or is_short_form(alias, name))


def _find_parts(reports: Sequence[Report]) -> Iterator[list[Report]]:
    """The reports of one company each: of the same one, or with a name and a partner in common, over any number."""
    left = {report.iri: report for report in sorted(reports, key=lambda report: report.iri)}
    by_mark: dict[object, list[Report]] = {}
    for report in left.values():
        for mark in _find_marks(report):
            by_mark.setdefault(mark, []).append(report)
    while left:
        part = [left.pop(next(iter(left)))]
        for report in part:  # grows while it is read
            for mark in _find_marks(report):
                part += [left.pop(other.iri) for other in by_mark.pop(mark, ()) if other.iri in left]
        yield sorted(part, key=lambda report: report.iri)


def _find_marks(report: Report) -> set[object]:
    """What no report of another venture has."""
    return {
        report.roles["venture"],
        *((name, partner) for name in report.names for partner in report.roles["partners"]),
    }


def _find_places(report: Report, named: Sequence[Sequence[Report]]) -> list[int]:
    """The named ventures of exactly these partners; of several those that were reported within two years of it."""
    alike = [place for place, known in enumerate(named) if any(_has_partners_of(report, one) for one in known)]
    return alike if len(alike) < 2 else [place for place in alike if any(_is_near(report, one) for one in named[place])]


def _has_partners_of(report: Report, other: Report) -> bool:
    return report.roles["partners"] == other.roles["partners"]


def _is_near(report: Report, other: Report) -> bool:
    if report.date is None or other.date is None:
        return True  # nobody can tell that it is not
    return abs((report.date - other.date).days) <= LONGEST_GAP
