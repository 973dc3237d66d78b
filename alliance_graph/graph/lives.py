"""The life lines of many ties, from the triples of their claims: quicker than to conclude each tie again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pyoxigraph as ox

from alliance_graph.graph import read
from alliance_graph.graph.life import Step, end_with, find_steps
from alliance_graph.graph.relationships import find_confidence
from alliance_graph.graph.reports import Report
from alliance_graph.graph.terms import AG, OA, PROV, PUBLIC, SCHEMA, node, value
from alliance_graph.graph.versions import date_versions
from alliance_graph.graph.vocabulary import STATUS_WORDS
from alliance_graph.model import Claim, Evidence, Percentage, Relationship


@dataclass(frozen=True, slots=True)
class Life:
    """The reports of a tie, with no more of each claim than its status, figure and confidence, and its life line."""

    reports: tuple[Report, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Origin:
    """An article: its day, and the article of which it and others are copies."""

    iri: str
    day: date | None
    family: str

    @property
    def age(self) -> tuple[date, bool, str]:
        return (self.day or date.max, self.iri != self.family, self.iri)


class Lives:
    """The life lines of the ties of a store that nobody changes, each found once."""

    def __init__(self, oxigraph: ox.Store) -> None:
        self._oxigraph = oxigraph
        self._lives: dict[str, Life] = {}
        self._origins: dict[str, _Origin] = {}

    def of(self, tie: Relationship) -> Life:
        """The life of a tie."""
        if tie.iri not in self._lives:
            reports = self._find_reports(tie)
            steps = find_steps(reports)
            after = read.find_after(self._oxigraph, tie.iri) if tie.kind == "stake" else None
            if after:
                steps = end_with(steps, self._find_reports(after))
            self._lives[tie.iri] = Life(reports, steps)
        return self._lives[tie.iri]

    def on(self, tie: Relationship, day: date) -> Relationship | None:
        """The tie with status, sources and confidence as told up to a day; None where nobody had told of it.

        Names and figures are those of the store.
        """
        life = self.of(tie)
        told = [report for report in life.reports if report.told and report.told <= day]
        if not told:
            return None
        return replace(
            tie,
            status=[step.status for step in life.steps if step.day and step.day <= day][-1],
            last_reported=max(report.date for report in told if report.date),
            sources=len({report.source for report in told}),
            claims=len(told),
            confidence=find_confidence(told),
        )

    def _find_reports(self, tie: Relationship) -> tuple[Report, ...]:
        claims = read.find_subjects(self._oxigraph, AG + "reports", tie.iri)
        origins = {claim: self._find_origin(claim) for claim in claims}
        first: dict[str, _Origin] = {}
        for origin in origins.values():
            first[origin.family] = min(first.get(origin.family, origin), origin, key=lambda one: one.age)
        made = (self._make_report(claim, tie, origin, first[origin.family]) for claim, origin in origins.items())
        return tuple(date_versions(made))

    def _make_report(self, iri: str, tie: Relationship, origin: _Origin, first: _Origin) -> Report:
        claim = Claim(
            kind=tie.kind,
            roles={},
            status=STATUS_WORDS[self._one(iri, AG + "status")],
            evidence=Evidence(""),
            percentage=Percentage(float(figure)) if (figure := self._one(iri, AG + "percentage")) else None,
            confidence=float(self._one(iri, AG + "confidence")),
        )
        return Report(iri, claim, {}, {}, origin.iri, told=origin.day, source=first.iri)

    def _find_origin(self, claim: str) -> _Origin:
        article = self._one(self._one(claim, PROV + "wasDerivedFrom"), OA + "hasSource")
        if article not in self._origins:
            day = self._one(article, SCHEMA + "datePublished")
            family = self._one(article, SCHEMA + "isBasedOn") or article
            self._origins[article] = _Origin(article, date.fromisoformat(day) if day else None, family)
        return self._origins[article]

    def _one(self, iri: str, predicate: str) -> str:
        found = self._oxigraph.quads_for_pattern(node(iri), node(predicate), None, PUBLIC)
        return next(map(value, found), "")
