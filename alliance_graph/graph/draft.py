"""A store with changes not written yet: it answers as if they were, and writes them all in one transaction or none."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from alliance_graph.graph.terms import PUBLIC, subject

Graph = ox.NamedNode | ox.DefaultGraph
Subject = ox.NamedNode | None
Object = ox.NamedNode | ox.Literal | None


class Draft:
    """What an Oxigraph store holds with quads added and removed in memory."""

    def __init__(self, oxigraph: ox.Store) -> None:
        self._stored = oxigraph
        self._added = ox.Store()
        self._removed: set[ox.Quad] = set()
        self._is_changed = False

    def find(self, subject: Subject, predicate: ox.NamedNode | None, value: Object, graph: Graph) -> list[ox.Quad]:
        """The quads that fit; None fits everything."""
        stored = self._stored.quads_for_pattern(subject, predicate, value, graph)
        if not self._is_changed:  # half of all look-ups are of a store as it was
            return list(stored)
        found = [quad for quad in stored if quad not in self._removed]
        return found + list(self._added.quads_for_pattern(subject, predicate, value, graph))

    def has(self, subject: Subject, predicate: ox.NamedNode | None, value: Object, graph: Graph) -> bool:
        """Whether any quad fits; stops at the first."""
        if next(self._added.quads_for_pattern(subject, predicate, value, graph), None) is not None:
            return True
        stored = self._stored.quads_for_pattern(subject, predicate, value, graph)
        return any(quad not in self._removed for quad in stored)

    def replace(self, old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Put `new` in the place of `old`; `old` must be all that is there of what `new` may repeat."""
        self._is_changed = True
        was, will_be = set(old), set(new)
        for quad in was - will_be:
            if quad in self._added:
                self._added.remove(quad)
            else:
                self._removed.add(quad)
        fresh = will_be - was
        self._added.extend(fresh - self._removed)
        self._removed -= fresh

    def subjects(self) -> set[str]:
        """IRIs of the nodes of the public graph of which something changes."""
        return {subject(quad).value for quad in (*self._removed, *self._added) if quad.graph_name == PUBLIC}

    def changes(self) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """The quads that `commit` takes away, and those that it adds."""
        return list(self._removed), [quad for quad in self._added if quad not in self._stored]

    def commit(self) -> None:
        """Write everything in one transaction: the one SPARQL request holds wholly or not at all."""
        parts = [f"DELETE DATA {{\n{_serialise(self._removed)}}}"] if self._removed else []
        if len(self._added):
            parts.append(f"INSERT DATA {{\n{_serialise(self._added)}}}")
        if parts:
            self._stored.update(";\n".join(parts))


def _serialise(quads: Iterable[ox.Quad]) -> str:
    """Quads as SPARQL wants them, terms written by Oxigraph so that no text can end its literal."""
    lines = []
    for quad in quads:
        line = f"{quad.subject} {quad.predicate} {quad.object} ."
        is_named = isinstance(quad.graph_name, ox.NamedNode)
        lines.append(f"GRAPH {quad.graph_name} {{ {line} }}\n" if is_named else f"{line}\n")
    return "".join(lines)
