"""The graph against `ontologies/shapes.ttl`, a few hundred nodes at a time, and what is wrong in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

import pyoxigraph as ox

from alliance_graph.graph.terms import PUBLIC, RDF, RDFS, SKOS, XSD
from alliance_graph.ontology import AG, DIRECTORY

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_BATCH = 500
"""Nodes checked together, so that memory stays flat."""

_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Finding:
    """One node that breaks a shape; a warning does not keep a graph from conforming."""

    node: str
    message: str
    value: str = ""
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """How many nodes were checked, and what was found."""

    nodes: int
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there are no findings but warnings."""
        return all(finding.is_warning for finding in self.findings)

    def describe(self, examples: int = 3) -> str:
        """The findings by message, the most frequent first, each with a few nodes."""
        counts = Counter((finding.is_warning, finding.message) for finding in self.findings)
        lines = [
            f"{self.nodes:,} nodes checked: {'the graph conforms' if self.conforms else 'the graph does not conform'}"
        ]
        for (is_warning, message), count in sorted(counts.items(), key=lambda row: (row[0][0], -row[1], row[0][1])):
            lines.append(f"{count:,} {'warning' if is_warning else 'error'}{'s' if count > 1 else ''}: {message}")
            named = [finding for finding in self.findings if finding.message == message][:examples]
            lines += [f"  {finding.node}{f'  ({finding.value})' if finding.value else ''}" for finding in named]
            lines += [f"  and {count - examples:,} more"] if count > examples else []
        return "\n".join(lines)


class _Checked(Protocol):
    @property
    def oxigraph(self) -> ox.Store: ...


def validate(
    store: _Checked, *, nodes: Collection[str] = (), progress: Callable[[int, int], None] | None = None
) -> Report:
    """All findings in the default graph, or on some nodes only; `progress` hears how many of how many are done."""
    shapes, ontology = _parse("shapes.ttl"), _parse("alliance.ttl")
    targets = _find_targets(store.oxigraph, shapes, ontology)
    chosen = sorted(targets.keys() & set(nodes) if nodes else targets)
    wanted = set(chosen)
    findings = [finding for finding in _ask(store.oxigraph, shapes) if finding.node in wanted]
    for start in range(0, len(chosen), _BATCH):
        batch = {node: targets[node] for node in chosen[start : start + _BATCH]}
        findings += _check(_read_batch(store.oxigraph, batch, ontology), _aim(shapes, batch))
        if progress:
            progress(min(start + _BATCH, len(chosen)), len(chosen))
    return Report(len(chosen), tuple(sorted(findings, key=lambda finding: (finding.message, finding.node))))


@cache
def _parse(name: str) -> Graph:
    from rdflib import Graph

    return Graph().parse(DIRECTORY / name)


_Targets = dict[str, "set[Node]"]
"""The shapes that each node has to fit."""


def _find_targets(oxigraph: ox.Store, shapes: Graph, ontology: Graph) -> _Targets:
    """Whatever a shape is for, narrower classes included."""
    from rdflib import URIRef

    targets: _Targets = {}
    for shape, wide in shapes.subject_objects(URIRef(_SHACL + "targetClass")):
        for name in ontology.transitive_subjects(URIRef(RDFS + "subClassOf"), wide):
            for quad in oxigraph.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(str(name)), PUBLIC):
                if isinstance(quad.subject, ox.NamedNode):
                    targets.setdefault(quad.subject.value, set()).add(shape)
    return targets


def _ask(oxigraph: ox.Store, shapes: Graph) -> Iterator[Finding]:
    """Findings of the constraints in SPARQL, each asked once: pyshacl parses them anew for every node."""
    from rdflib import Namespace

    sh = Namespace(_SHACL)
    prefixes = {
        str(shapes.value(d, sh.prefix)): str(shapes.value(d, sh.namespace)) for d in shapes.objects(None, sh.declare)
    }
    for shape, constraint in shapes.subject_objects(sh.sparql):
        message = str(shapes.value(constraint, sh.message))
        select = str(shapes.value(constraint, sh.select))
        for solution in cast(ox.QuerySolutions, oxigraph.query(select, prefixes=prefixes)):
            yield Finding(
                node=solution["this"].value,
                message=message,
                value=solution["value"].value,
                is_warning=shapes.value(shape, sh.severity) == sh.Warning,
            )


def _aim(shapes: Graph, targets: _Targets) -> Graph:
    """The shapes for these nodes only: pyshacl's focus_nodes leaves out values that are not in the list themselves."""
    from rdflib import URIRef

    aimed = shapes + type(shapes)()
    for predicate in ("targetClass", "sparql"):
        aimed.remove((None, URIRef(_SHACL + predicate), None))
    for node, fitting in targets.items():
        for shape in fitting:
            aimed.add((shape, URIRef(_SHACL + "targetNode"), URIRef(node)))
    return aimed


def _read_batch(oxigraph: ox.Store, nodes: Iterable[str], ontology: Graph) -> Graph:
    """What the shapes look at: triples of the nodes, claims that report them, types and names of what they point to."""
    graph = ontology + type(ontology)()
    for name in nodes:
        node = ox.NamedNode(name)
        quads = list(oxigraph.quads_for_pattern(node, None, None, PUBLIC))
        quads += oxigraph.quads_for_pattern(None, ox.NamedNode(AG + "reports"), node, PUBLIC)
        for quad in quads:
            graph.add((_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)))
        for other in {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}:
            for quad in _read_description(oxigraph, other):
                graph.add((_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)))
    return graph


def _read_description(oxigraph: ox.Store, node: ox.NamedNode) -> Iterator[ox.Quad]:
    for predicate in (RDF + "type", SKOS + "prefLabel"):
        yield from oxigraph.quads_for_pattern(node, ox.NamedNode(predicate), None, PUBLIC)


def _to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.Literal):
        datatype = None if term.language or term.datatype.value == XSD + "string" else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype)
    return URIRef(term.value) if isinstance(term, ox.NamedNode) else BNode(str(term))


def _check(graph: Graph, shapes: Graph) -> Iterator[Finding]:
    from pyshacl import validate as check
    from rdflib import Namespace

    sh = Namespace(_SHACL)
    _, report, _ = check(graph, shacl_graph=shapes, inference="none", allow_warnings=True)
    for result in report.subjects(sh.focusNode, None):
        yield Finding(
            node=str(report.value(result, sh.focusNode)),
            message=str(report.value(result, sh.resultMessage)),
            value=str(report.value(result, sh.value) or ""),
            is_warning=report.value(result, sh.resultSeverity) == sh.Warning,
        )
