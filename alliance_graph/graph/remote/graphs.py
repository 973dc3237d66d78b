"""The graphs in which an endpoint keeps a store, and those in which a change waits until it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from alliance_graph.graph.directory import JUDGEMENTS, REVIEWS
from alliance_graph.graph.terms import ANNOTATIONS, INDEX, PUBLIC

SETTINGS = ox.NamedNode("urn:alliance-graph:settings")
"""Beside what every store has: its settings, the judgements of people, and the revision."""
KEPT: dict[str, ox.NamedNode | ox.DefaultGraph] = {
    "public": PUBLIC,
    "annotations": ANNOTATIONS,
    "index": INDEX,
    "settings": SETTINGS,
}
"""The graphs of a copy by their names."""
STORE = ox.NamedNode("urn:alliance-graph:store")
"""The subject of the settings."""
REVISION = ox.NamedNode("urn:alliance-graph:revision")
"""Which state this is; a writer replaces the one that it knows, and so finds out that another was quicker."""
APPLYING = ox.NamedNode("urn:alliance-graph:applying")
"""The change that is decided on and may not be carried out wholly yet; whoever sees it carries it out."""
SENDING = ox.NamedNode("urn:alliance-graph:sending")
"""A change of which parts may be there."""
CLAIMING = ox.NamedNode("urn:alliance-graph:claiming")
"""A change whose writer wants to decide on it; who sees the claim of another withdraws."""
CONFIGURATION = ox.NamedNode("urn:alliance-graph:configuration")
"""What the store was made with, as JSON."""
DECISIONS = {
    JUDGEMENTS: ox.NamedNode("urn:alliance-graph:judgements"),
    REVIEWS: ox.NamedNode("urn:alliance-graph:reviews"),
}
"""The files of what people decided."""


@dataclass(frozen=True, slots=True)
class Graphs:
    """The names that the graphs have at an endpoint where the public one has this IRI; "" is the default graph."""

    public: str = ""

    def name(self, kept: str) -> str:
        """IRI of a graph by its name in KEPT."""
        if kept == "public":
            return self.public
        return f"urn:alliance-graph:{kept}" + (f":{quote(self.public, safe='')}" if self.public else "")

    def setting(self, predicate: ox.NamedNode, value: object) -> str:
        """The pattern of a setting; a text is its value, all else stands as it is."""
        return self.wrap("settings", f"{STORE} {predicate} {ox.Literal(value) if isinstance(value, str) else value}")

    def wrap(self, kept: str, pattern: str) -> str:
        """A pattern in that graph."""
        return in_graph(self.name(kept), pattern)


def in_graph(iri: str, pattern: str) -> str:
    """A pattern in a graph; "" is the default graph."""
    return f"GRAPH <{iri}> {{ {pattern} }}" if iri else pattern


def name_kept(graph: object) -> str:
    """The name in KEPT of a graph of a copy."""
    return _NAMES[graph]


_NAMES: dict[object, str] = {graph: name for name, graph in KEPT.items()}
