"""Companies that one state of the graph has and another has not, with the first article that names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from alliance_graph.graph import read
from alliance_graph.graph.copies import age
from alliance_graph.graph.difference import CompanyChange
from alliance_graph.graph.terms import AG, PROV

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store
    from alliance_graph.model import Company


def find_newcomers(store: Store, other: Store) -> list[CompanyChange]:
    """The companies of a store that the other lacks; `before` is what the other takes their articles to speak of."""
    known = {company.iri for company in other.companies()}
    return [_tell(store, company, other) for company in store.companies() if company.iri not in known]


def _tell(store: Store, company: Company, other: Store) -> CompanyChange:
    entities = read.find_subjects(store.oxigraph, AG + "identifiedAs", company.iri)
    articles = {article for entity in entities for article in _values(store, entity, PROV + "wasDerivedFrom")}
    first = min(map(store.reading, articles), key=age).annotation
    return CompanyChange(company=company, before=_find_most(entities, other), article=first.id, source=first.source)


def _find_most(entities: Iterable[str], store: Store) -> Company | None:
    """The company that a store takes most of these entities to be."""
    found = Counter(iri for entity in entities for iri in _values(store, entity, AG + "identifiedAs"))
    most = min(found, key=lambda iri: (-found[iri], iri), default=None)
    return read.find_company(store.oxigraph, most) if most else None


def _values(store: Store, iri: str, predicate: str) -> list[str]:
    return read.find_values(store.oxigraph, iri).get(predicate, [])
