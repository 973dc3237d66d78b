"""The graph of `tests/data/example.ttl` with its shortcuts, as a store on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from alliance_graph.model import Company
from alliance_graph.ontology import DIRECTORY

EXAMPLE = Path(__file__).parent.parent / "data" / "example.ttl"
FILES = (DIRECTORY / "alliance.ttl", DIRECTORY / "topics.ttl", EXAMPLE)
RULES = sorted((DIRECTORY / "rules").glob("*.rq"))
BASE = "https://example.org/ag/"
PREF = "http://www.w3.org/2004/02/skos/core#prefLabel"


@dataclass
class ExampleStore:
    path: Path
    oxigraph: ox.Store
    base_iri: str = BASE

    def companies(self):
        for quad in self.oxigraph.quads_for_pattern(None, ox.NamedNode(PREF), None):
            if quad.subject.value.startswith(BASE + "company/"):
                yield Company(iri=quad.subject.value, name=quad.object.value)

    def find_companies(self, name):
        named = (company for company in self.companies() if name.lower() in company.name.lower().split(" the "))
        return [company for company in self.companies() if company.iri == name] or list(named)

    def follow_tie(self, iri):
        return [ox.NamedNode(iri).value]

    def is_named(self, name):
        return False


def make_example(path):
    store = ox.Store(str(path / "oxigraph"))
    for file in FILES:
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    for rule in RULES:
        found = store.query(rule.read_text())
        assert isinstance(found, ox.QueryTriples)
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in list(found))
    return ExampleStore(path, store)
