"""Relationships in the store: concluded anew for the groups of claims that were touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace as copy
from itertools import combinations

import pyoxigraph as ox

from alliance_graph.graph import index
from alliance_graph.graph.build import (
    date_quads,
    exclusive_quads,
    money_quads,
    percentage_quads,
    share_quads,
    text_quads,
    topic_quads,
)
from alliance_graph.graph.copies import age
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.relationships import Tie, conclude
from alliance_graph.graph.reports import Report, groups
from alliance_graph.graph.terms import (
    AG,
    PUBLIC,
    RDF,
    day,
    decimal,
    integer,
    node,
    subject,
    triple,
    value,
)
from alliance_graph.graph.versions import date_versions
from alliance_graph.graph.view import View
from alliance_graph.graph.vocabulary import ROLES, kind_iri
from alliance_graph.ontology import KINDS, STATUSES

_REPORTS = node(AG + "reports")


def write_ties(touched: Iterable[str], view: View) -> tuple[set[str], set[frozenset[str]]]:
    """Conclude the touched groups anew; IRIs of the relationships, and the pairs of companies tied before or now."""
    reports = _gather(touched, view)
    by_group: dict[str, set[str]] = {group: set() for group in reports}
    ties: list[Tie] = []
    for part, found in _conclude_parts(reports, view):
        ties += found
        wanted = {report.iri: report for report in part}
        for tie in found:
            for group in {group for claim in tie.claims for group in groups(wanted[claim])}:
                by_group[group].add(tie.iri)
    old_iris = {iri for group in by_group for iri in view.index.seconds(index.TIE, group)}
    for group, iris in by_group.items():
        view.index.set_seconds(index.TIE, group, iris)
    old = [quad for iri in old_iris for quad in find_tie(iri, view.draft)]
    new = [quad for tie in ties for quad in _make_tie(tie, view.rulebook.iris)]
    view.draft.replace(old, new)
    return {tie.iri for tie in ties}, _pairs(old) | _pairs(new)


def conclude_again(iri: str, view: View) -> Tie | None:
    """A relationship of the store as it was concluded, with what no triple tells of it: its life line.

    None where names are joined by other rules since the store was made.
    """
    found = _conclude_parts(_gather(view.index.firsts(index.TIE, iri), view), view)
    return next((tie for _, ties in found for tie in ties if tie.iri == iri), None)


def _conclude_parts(reports: dict[str, list[Report]], view: View) -> Iterator[tuple[list[Report], list[Tie]]]:
    """The reports that hang together, with their sources, and the relationships of which they speak."""
    for gathered in _parts(reports):
        part = _give_sources(gathered, view)
        yield part, conclude(part, view.rulebook.iris)


def _gather(touched: Iterable[str], view: View) -> dict[str, list[Report]]:
    """The reports of these groups, and of those that hang together with them through ventures."""
    found: dict[str, list[Report]] = {}
    ahead = sorted(touched)
    while ahead:
        group = ahead.pop()
        if group in found:
            continue
        readings = view.readings.all_of(view.index.articles(index.GROUP, group))
        found[group] = [report for reading in readings for report in view.reports_in(group, reading)]
        ahead += [other for report in found[group] for other in groups(report)]
    return found


def _give_sources(reports: list[Report], view: View) -> list[Report]:
    """The reports with their source, of articles that are copies of each other the earliest, and their day."""
    families: dict[frozenset[str], dict[str, Reading]] = {}
    for reading in view.readings.all_of(report.article for report in reports):
        families.setdefault(view.family(reading.article), {})[reading.article] = reading
    earliest = {family: min(found.values(), key=age).article for family, found in families.items()}
    sourced = (
        copy(report, source=earliest[family], told=families[family][report.article].annotation.source.date)
        for report in reports
        for family in [view.family(report.article)]
    )
    return date_versions(sourced)


def _parts(found: dict[str, list[Report]]) -> Iterator[list[Report]]:
    """The reports group by group, groups that share a report together, each report once."""
    left = dict(found)
    while left:
        _, part = left.popitem()
        ahead = list(part)
        known = {report.iri: report for report in part}
        while ahead:
            for group in groups(ahead.pop()):
                for report in left.pop(group, ()):
                    if report.iri not in known:
                        known[report.iri] = report
                        ahead.append(report)
        yield list(known.values())


def _make_tie(tie: Tie, iris: Iris) -> Iterator[ox.Quad]:
    kind = kind_iri(tie.kind, tie.form)
    yield triple(tie.iri, RDF + "type", node(kind))
    yield triple(tie.iri, AG + "kind", node(kind))
    yield triple(tie.iri, AG + "status", node(STATUSES[tie.status]))
    for role, keys in tie.roles.items():
        told = KINDS[tie.kind].roles[role]
        for company in (node(iris.company(key)) for key in keys):
            yield triple(tie.iri, told.iri, company)
            if told.is_party:
                yield triple(tie.iri, AG + "party", company)
    yield from percentage_quads(tie.iri, tie.percentage)
    yield from share_quads(tie.iri, tie.shares, iris)
    yield from money_quads(tie.iri, tie.price)
    yield from date_quads(tie.iri, tie.announced, tie.start, tie.end)
    yield from topic_quads(tie.iri, tie.topics)
    yield from text_quads(tie.iri, asset=tie.asset, purpose=tie.purpose, place=tie.place)
    yield from exclusive_quads(tie.iri, tie.exclusive)
    yield triple(tie.iri, AG + "confidence", decimal(tie.confidence))
    yield triple(tie.iri, AG + "sourceCount", integer(tie.sources))
    yield triple(tie.iri, AG + "claimCount", integer(len(tie.claims)))
    for name, reported in (("firstReported", tie.first_reported), ("lastReported", tie.last_reported)):
        if reported:
            yield triple(tie.iri, AG + name, day(reported))
    if tie.replaces:
        yield triple(tie.iri, AG + "replaces", node(tie.replaces))
    for claim in tie.claims:
        yield triple(claim, AG + "reports", node(tie.iri))


def find_tie(iri: str, draft: Draft) -> list[ox.Quad]:
    """All that is written of a relationship; nothing where there is none."""
    relationship = node(iri)
    found = draft.find(relationship, None, None, PUBLIC) + draft.find(None, _REPORTS, relationship, PUBLIC)
    found += draft.find(node(f"{iri}#value"), None, None, PUBLIC)
    for share in draft.find(None, node(AG + "shareOf"), relationship, PUBLIC):
        found += draft.find(subject(share), None, None, PUBLIC)
    return found


def _pairs(quads: Iterable[ox.Quad]) -> set[frozenset[str]]:
    """The pairs of companies that play a role in one relationship."""
    players: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value in ROLES:
            players.setdefault(subject(quad).value, set()).add(value(quad))
    return {frozenset(pair) for found in players.values() for pair in combinations(sorted(found), 2)}
