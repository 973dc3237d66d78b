"""A company with its names, its ties, who owns it and what it owns, its topics and the articles that tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Literal

from starlette.exceptions import HTTPException

from alliance_graph.graph import read
from alliance_graph.graph.companies import LISTED, MATCHED
from alliance_graph.graph.terms import AG, OA, PROV, SKOS
from alliance_graph.model import Relationship
from alliance_graph.ontology import TOPIC, topic_names
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.parameters import Parameters, find_company, refuse
from alliance_graph.serve.api.tie import to_origin

Row = dict[str, Any]

_DEPTH = 4
_OWNERS = (
    ("stake", "owner", "owned"),
    ("subsidiary", "parent", "child"),
    ("acquisition", "acquirer", "target"),
    ("joint_venture", "partners", "venture"),
)
"""Who owns whom, by kind of tie."""


def tell(atlas: Atlas, parameters: Parameters) -> Row:
    """All that is known of a company."""
    iri = _find(atlas, parameters)
    ties = sorted(atlas.ties_of[iri], key=_order)
    return {
        "company": {**asdict(atlas.parties[iri]), "identifiers": _find_identifiers(atlas, iri)},
        "ties": [to_row(tie, atlas) for tie in ties],
        "owners": list(_climb(atlas, iri, "up")),
        "owned": list(_climb(atlas, iri, "down")),
        "topics": _find_topics(ties),
        "sources": _find_sources(atlas, ties),
    }


def to_row(tie: Relationship, atlas: Atlas) -> Row:
    """A tie in a list: what `explain` says of it, with the names of its companies, without sentences."""
    row = asdict(tie)
    del row["sentence"]
    return {**row, "companies": {iri: atlas.parties[iri].name for iri in tie.parties}}


def _find(atlas: Atlas, parameters: Parameters) -> str:
    """The company of an IRI, or else the one of a name that is in most ties."""
    name = parameters.text("name", "")
    if not name:
        return find_company(atlas, parameters.text("iri"))
    if parameters.text("iri", ""):
        raise refuse("give iri=... or name=..., not both")
    found = [company.iri for company in atlas.find_companies(name)]
    if not found:
        raise HTTPException(404, f"no company is called {name[:200]!r}")
    return min(found, key=lambda iri: (-len(atlas.ties_of[iri]), iri))


def _find_identifiers(atlas: Atlas, iri: str) -> dict[str, str]:
    """What lists of companies say of it."""
    values = read.find_values(atlas.oxigraph, iri)
    found = {part: values[predicate][0] for part, predicate in LISTED.items() if predicate in values}
    for match in values.get(SKOS + "exactMatch", ()):
        found |= {part: match.removeprefix(start) for part, start in MATCHED.items() if match.startswith(start)}
    if AG + "industry" in values:
        found["industry"] = topic_names()[values[AG + "industry"][0].removeprefix(TOPIC)]
    return found


def _climb(atlas: Atlas, company: str, way: Literal["up", "down"]) -> Iterator[Row]:
    """Who owns a company or is owned by it, step by step; each once, on the shortest way."""
    seen, ahead = {company}, [company]
    for depth in range(1, _DEPTH + 1):
        found: dict[str, Row] = {}
        for parent in ahead:
            for tie, iri in _find_next(atlas, parent, way):
                if iri not in seen:
                    share = tie.percentage.value if tie.percentage else tie.shares.get(iri if way == "up" else parent)
                    row = {"iri": iri, "name": atlas.parties[iri].name, "via": tie.iri, "kind": tie.kind}
                    found.setdefault(iri, {**row, "percentage": share, "depth": depth, "parent": parent})
        yield from found.values()
        seen.update(found)
        ahead = list(found)


def _find_next(atlas: Atlas, company: str, way: Literal["up", "down"]) -> Iterator[tuple[Relationship, str]]:
    """The next companies on the way with the ties in force that lead there, those of the most sources first."""
    for tie in sorted(atlas.ties_of[company], key=_order):
        for kind, owner, owned in _OWNERS:
            here, there = (owned, owner) if way == "up" else (owner, owned)
            is_held = tie.status == "completed" or (kind == "joint_venture" and tie.status.is_in_force)
            if tie.kind == kind and is_held and company in tie.roles.get(here, ()):
                yield from ((tie, iri) for iri in tie.roles.get(there, ()))


def _find_topics(ties: Iterable[Relationship]) -> list[Row]:
    by_topic: dict[str, list[str]] = {}
    for tie in ties:
        for topic in tie.topics:
            by_topic.setdefault(topic, []).append(tie.iri)
    rows = sorted(by_topic.items(), key=lambda row: (-len(row[1]), row[0]))
    return [{"topic": topic, "label": topic_names()[topic], "ties": iris} for topic, iris in rows]


def _find_sources(atlas: Atlas, ties: Iterable[Relationship]) -> list[Row]:
    """The articles with how many claims each makes about these ties, the newest first."""
    counts: Counter[str] = Counter()
    for tie in ties:
        for claim in read.find_subjects(atlas.oxigraph, AG + "reports", tie.iri):
            passage = read.find_values(atlas.oxigraph, claim)[PROV + "wasDerivedFrom"][0]
            counts[read.find_values(atlas.oxigraph, passage)[OA + "hasSource"][0]] += 1
    rows = [_to_source(atlas, article, claims) for article, claims in counts.items()]
    return sorted(rows, key=lambda row: (str(row["date"] or ""), row["article"]), reverse=True)


def _to_source(atlas: Atlas, article: str, claims: int) -> Row:
    annotation = atlas.reading(article).annotation
    return {"article": annotation.id, **to_origin(annotation.source), "claims": claims}


def _order(tie: Relationship) -> tuple[int, str]:
    """The ties with most sources first."""
    return (-tie.sources, tie.iri)
