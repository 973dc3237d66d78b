"""The graph as Turtle, N-Triples or JSON-LD: sorted, so that equal graphs give equal bytes, and written in blocks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from alliance_graph.errors import UseError
from alliance_graph.graph.excerpt import read_blocks
from alliance_graph.graph.filter import Filter
from alliance_graph.graph.terms import PREFIXES, RDF, XSD
from alliance_graph.output import open_output

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store

Blocks = Iterable[list[ox.Quad]]


@dataclass(frozen=True, slots=True)
class Serializer:
    """A form in which RDF is written."""

    suffix: str
    write: Callable[[Blocks, BinaryIO], None]
    description: str


def serialize(store: Store, output: str | Path, format: str, *, filter: Filter | None = None) -> None:
    """Write the graph, or what belongs to the relationships that pass the filter, in a format of SERIALIZERS.

    "-" is standard output; a file is written whole or not at all. Raises UseError.
    """
    if format not in SERIALIZERS:
        raise UseError(f"unknown format {format!r}; known are {', '.join(SERIALIZERS)}")
    with open_output(output) as file:
        SERIALIZERS[format].write(read_blocks(store.oxigraph, filter), file)


def _write_ntriples(blocks: Blocks, file: BinaryIO) -> None:
    for block in blocks:
        file.write("".join(f"{quad.triple} .\n" for quad in block).encode())


def _write_turtle(blocks: Blocks, file: BinaryIO) -> None:
    triples = (quad.triple for quad in chain.from_iterable(blocks))
    ox.serialize(triples, file, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def _write_jsonld(blocks: Blocks, file: BinaryIO) -> None:
    """One object a line inside the graph, under a context that stands in the file itself."""
    head = json.dumps(PREFIXES, sort_keys=True)
    file.write(f'{{"@context": {head},\n"@graph": ['.encode())
    separator = "\n"
    for block in blocks:
        file.write((separator + json.dumps(_to_object(block), ensure_ascii=False)).encode())
        separator = ",\n"
    file.write(b"\n]}\n")


def _to_object(block: list[ox.Quad]) -> dict[str, Any]:
    """The JSON-LD of one subject; a property with one value has no list."""
    found: dict[str, Any] = {"@id": str(block[0].subject)[1:-1]}
    for name, values in _values(block):
        found[name] = values[0] if len(values) == 1 else values
    return found


def _values(block: list[ox.Quad]) -> Iterator[tuple[str, list[Any]]]:
    values: dict[str, list[Any]] = {}
    for quad in block:
        if quad.predicate.value == RDF + "type":
            values.setdefault("@type", []).append(_shorten(str(quad.object)[1:-1]))
        else:
            values.setdefault(_shorten(quad.predicate.value), []).append(_to_value(quad.object))
    return iter(values.items())


def _to_value(term: object) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": str(term)[1:-1]}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "string":
        return term.value
    return {"@value": term.value, "@type": _shorten(term.datatype.value)}


def _shorten(iri: str) -> str:
    """The IRI with a prefix of the context, where one fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


SERIALIZERS: Mapping[str, Serializer] = {
    "turtle": Serializer(".ttl", _write_turtle, "Turtle, for people and every RDF tool"),
    "ntriples": Serializer(".nt", _write_ntriples, "N-Triples, one triple a line, for large graphs and diff"),
    "jsonld": Serializer(".jsonld", _write_jsonld, "JSON-LD, for programs that read JSON"),
}
"""How RDF can be written: a row for each format."""
