"""Claims to triples, relationships and answers: the home of Oxigraph and rdflib."""

from alliance_graph.graph.filter import Filter
from alliance_graph.graph.store import Change, Store

__all__ = ["Change", "Filter", "Store"]
