"""A store with changes not written yet: it answers as if they were, and writes them all in one transaction or none."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from alliance_graph.graph.lookups import Graph, Lookups, Object, Predicate, Subject, fitting
from alliance_graph.graph.terms import PUBLIC


class Draft:
    """What an Oxigraph store holds with quads added and removed in memory.

    With `lookups` it asks these for what the store holds, which must not change meanwhile.
    """

    def __init__(self, oxigraph: ox.Store, lookups: Lookups | None = None) -> None:
        self._oxigraph = oxigraph
        self._lookups = lookups
        self._stored = lookups or oxigraph
        self._added: dict[ox.Quad, None] = {}
        self._by_subject: dict[tuple[object, object], list[ox.Quad]] = {}
        self._by_object: dict[object, list[ox.Quad]] = {}
        self._removed: dict[ox.Quad, None] = {}
        self._lessened: set[object] = set()
        """Subjects with their graphs, and objects, of which quads were removed: to hash each quad found would show."""

    def find(self, subject: Subject, predicate: Predicate, value: Object, graph: Graph) -> list[ox.Quad]:
        """The quads that fit; None fits everything."""
        found = self._stored.quads_for_pattern(subject, predicate, value, graph)
        if self._is_lessened(subject, value, graph):
            found = [quad for quad in found if quad not in self._removed]
        return [*found, *self._find_added(subject, predicate, value, graph)]

    def has(self, subject: Subject, predicate: Predicate, value: Object, graph: Graph) -> bool:
        """Whether any quad fits; stops at the first."""
        if self._find_added(subject, predicate, value, graph):
            return True
        if self._lookups and subject is None and not self._is_lessened(subject, value, graph):
            return self._lookups.has(predicate, value, graph)
        store = self._oxigraph if subject is None else self._stored  # which would read all of them
        stored = store.quads_for_pattern(subject, predicate, value, graph)
        return any(quad not in self._removed for quad in stored)

    def replace(self, old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Put `new` in the place of `old`; `old` must be all that is there of what `new` may repeat."""
        was, will_be = dict.fromkeys(old), dict.fromkeys(new)
        for quad in was:
            if quad in will_be:
                continue
            if quad in self._added:
                self._forget(quad)
            else:
                self._removed[quad] = None
                self._lessened |= {(quad.subject, quad.graph_name), quad.object}
        for quad in will_be:
            if was and quad in was:  # a quad is hashed anew each time, which costs as much as making it
                continue
            if self._removed and quad in self._removed:
                del self._removed[quad]
            else:
                self._add(quad)

    def subjects(self) -> set[str]:
        """IRIs of the nodes of the public graph of which something changes."""
        added = {subject for (subject, graph), quads in self._by_subject.items() if quads and graph == PUBLIC}
        removed = {quad.subject for quad in self._removed if quad.graph_name == PUBLIC}
        return {node.value for node in added | removed if isinstance(node, ox.NamedNode)}

    def changes(self) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """The quads that `commit` takes away, and those that it adds."""
        return list(self._removed), [quad for quad in self._added if quad not in self._oxigraph]

    def commit(self) -> None:
        """Write everything in one transaction: one `extend` or one SPARQL request holds wholly or not at all."""
        if self._removed:
            insert = f";\nINSERT DATA {{\n{_serialise(self._added)}}}" if self._added else ""
            self._oxigraph.update(f"DELETE DATA {{\n{_serialise(self._removed)}}}{insert}")
        elif self._added:
            self._oxigraph.extend(self._added)

    def _is_lessened(self, subject: Subject, value: Object, graph: Graph) -> bool:
        """Whether any quad may be removed of a subject, or else with an object."""
        if subject is not None:
            return (subject, graph) in self._lessened
        return value in self._lessened if value is not None else bool(self._removed)

    def _find_added(
        self, subject: Subject, predicate: Predicate, value: Object, graph: Graph
    ) -> list[ox.Quad] | tuple[()]:
        if not self._added:
            return ()
        if subject is not None:
            added = self._by_subject.get((subject, graph))
            return fitting(added, predicate, value) if added else ()
        among = self._added if value is None else self._by_object.get(value, ())
        return [quad for quad in fitting(among, predicate, value) if quad.graph_name == graph]

    def _add(self, quad: ox.Quad) -> None:
        count = len(self._added)
        self._added[quad] = None
        if len(self._added) > count:
            self._by_subject.setdefault((quad.subject, quad.graph_name), []).append(quad)
            self._by_object.setdefault(quad.object, []).append(quad)

    def _forget(self, quad: ox.Quad) -> None:
        del self._added[quad]
        self._by_subject[quad.subject, quad.graph_name].remove(quad)
        self._by_object[quad.object].remove(quad)


def _serialise(quads: Iterable[ox.Quad]) -> str:
    """Quads as SPARQL wants them, terms written by Oxigraph so that no text can end its literal."""
    graphs: dict[object, list[ox.Triple]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    parts = {graph: (ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"") for graph, found in graphs.items()}
    texts = {graph: part.decode() for graph, part in parts.items()}
    return "".join(text if graph == PUBLIC else f"GRAPH {graph} {{\n{text}}}\n" for graph, text in texts.items())
