"""Claims with their parties identified, and the groups of claims that may speak of one tie.

A group is (kind, form, parties). Claims of one group become one or more relationships; claims of two groups never
share one, but for joint ventures, which belong to a group by each name of their company and to one by their partners.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from alliance_graph.graph.vocabulary import form_of
from alliance_graph.model import Claim
from alliance_graph.ontology import KINDS

_OPTIONAL = {("acquisition", "seller")}
"""Roles that may be missing, and that do not tell one deal from another."""


@dataclass(frozen=True, slots=True)
class Report:
    """An accepted claim with its parties by key of company, and with the article that counts as its source."""

    iri: str
    claim: Claim
    roles: Mapping[str, tuple[str, ...]]
    shares: Mapping[str, float]
    article: str
    """IRI of its article."""
    told: date | None = None
    """Day of its article."""
    source: str = ""
    """Where relationships are concluded: IRI of the earliest copy of the article among all that is gathered."""
    version: str = ""
    """IRI of the earliest of these that says the same (`versions.py`)."""
    date: date | None = None
    """Day of the version."""
    names: frozenset[str] = frozenset()
    """Of a joint venture with a company the keys of the names that its article gives the company."""

    @property
    def is_copy(self) -> bool:
        """Whether another article of its source said so before."""
        return self.article != self.version


def make_report(
    iri: str, claim: Claim, companies: Mapping[str, str], names: Mapping[str, frozenset[str]], article: str
) -> Report | None:
    """The claim with companies for entities; None where that leaves no tie ("X owns X", one ally alone)."""
    roles = {role: tuple(sorted({companies[key] for key in keys})) for role, keys in claim.roles.items()}
    if set(roles.get("venture", ())) & set(roles.get("partners", ())):
        del roles["venture"]
    partners = roles.get("partners", ())
    shares = {companies[key]: share for key, share in sorted(claim.shares.items()) if companies.get(key) in partners}
    named = frozenset(name for key in claim.roles.get("venture", ()) for name in names[key])
    report = Report(iri, claim, roles, shares, article, names=named)
    return report if _is_tie(report) else None


def _is_tie(report: Report) -> bool:
    kind = KINDS[report.claim.kind]
    if kind.is_symmetric:
        has_company = bool(report.roles.get("venture"))
        return len(report.roles.get("partners", ())) >= (1 if has_company else 2)
    told = main_roles(kind.name)
    parties = [report.roles[role] for role in told if report.roles.get(role)]
    return len(parties) == len(told) == len({party for keys in parties for party in keys})


def main_roles(kind: str) -> list[str]:
    """The roles that a claim of a kind must fill, in the order in which they are told."""
    roles = KINDS[kind].roles.values()
    return [role.name for role in roles if role.is_party and (kind, role.name) not in _OPTIONAL]


def groups(report: Report) -> list[str]:
    """The groups of a report; only a joint venture with a company has several."""
    kind = report.claim.kind
    parties = _group(kind, form_of(report.claim), *(report.roles.get(role, ()) for role in main_roles(kind)))
    company = report.roles.get("venture", ()) if kind == "joint_venture" else ()
    names = {*company, *report.names} if company else set()
    return [*(_group(kind, "company", (name,)) for name in sorted(names)), parties]


def parse_group(group: str) -> tuple[str, frozenset[str]]:
    """The kind of a group and its parties by key of company, none where it has a company's name instead."""
    kind, form, *parties = json.loads(group)
    named = (kind, form) == ("joint_venture", "company")
    return kind, frozenset(() if named else (key for keys in parties for key in keys))


@lru_cache(4096)  # each report is asked for its groups several times
def _group(kind: str, form: str, *parties: tuple[str, ...]) -> str:
    return json.dumps([kind, form, *parties], ensure_ascii=False)
