"""What a store holds while it does not change: of each subject all is read at once, and nothing is read twice."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

Subject = ox.NamedNode | None
Predicate = ox.NamedNode | None
Object = ox.NamedNode | ox.Literal | None
Graph = ox.NamedNode | ox.DefaultGraph


class Lookups:
    """The quads of an Oxigraph store; nine in ten look-ups of a build find nothing or were made before."""

    def __init__(self, oxigraph: ox.Store) -> None:
        self._oxigraph = oxigraph
        self._by_subject: dict[tuple[Subject, Graph], dict[object, list[ox.Quad]]] = {}
        self._others: dict[tuple[Predicate, Object, Graph], list[ox.Quad]] = {}
        self._there: dict[tuple[Predicate, Object, Graph], bool] = {}

    def quads_for_pattern(self, subject: Subject, predicate: Predicate, value: Object, graph: Graph) -> list[ox.Quad]:
        """The quads that fit, not to be changed; None fits everything."""
        if subject is None:
            key = (predicate, value, graph)
            if key not in self._others:
                self._others[key] = list(self._oxigraph.quads_for_pattern(None, predicate, value, graph))
            return self._others[key]
        read = self._by_subject.get((subject, graph))
        if read is None:
            read = self._by_subject[subject, graph] = {}
            for quad in self._oxigraph.quads_for_pattern(subject, None, None, graph):
                read.setdefault(quad.predicate, []).append(quad)
        if predicate is None:
            return fitting([quad for quads in read.values() for quad in quads], None, value)
        found = read.get(predicate, [])
        return found if value is None else fitting(found, None, value)

    def has(self, predicate: Predicate, value: Object, graph: Graph) -> bool:
        """Whether any quad fits, of whatever subject; stops at the first."""
        key = (predicate, value, graph)
        if key not in self._there:
            self._there[key] = any(True for _ in self._oxigraph.quads_for_pattern(None, predicate, value, graph))
        return self._there[key]


def fitting(quads: Iterable[ox.Quad], predicate: Predicate, value: Object) -> list[ox.Quad]:
    """The quads with this property and object; None fits everything."""
    return [
        quad
        for quad in quads
        if (predicate is None or quad.predicate == predicate) and (value is None or quad.object == value)
    ]
