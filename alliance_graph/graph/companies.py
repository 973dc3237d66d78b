"""The node of a company: its names in all articles, its type, its preferred name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from alliance_graph.graph import index
from alliance_graph.graph.index import Index, Pair
from alliance_graph.graph.linker import Linking
from alliance_graph.graph.terms import AG, ORG, RDF, SCHEMA, SKOS, node, text, triple
from alliance_graph.model import Entity, EntityType
from alliance_graph.names import comparison_form

CLASSES = {
    EntityType.COMPANY: AG + "Company",
    EntityType.GOVERNMENT: SCHEMA + "GovernmentOrganization",
    EntityType.PERSON: SCHEMA + "Person",
    EntityType.OTHER: ORG + "Organization",
}
"""The class of each type of party; where articles differ, the first of this row."""
_LONGEST_INITIALS = 5
"""Letters; longer names in capitals alone are headlines ("NISSAN"), shorter ones initials ("BMW")."""
DESCRIBED = [node(name) for name in (RDF + "type", SKOS + "prefLabel", SKOS + "altLabel")]
"""Properties that describe a company; the others that begin at it are shortcuts."""


@dataclass(frozen=True, slots=True)
class Names:
    """A company with all its names, the preferred one first."""

    type: EntityType
    names: tuple[str, ...]

    def quads(self, iri: str) -> Iterator[ox.Quad]:
        """The description of the node."""
        yield triple(iri, RDF + "type", node(CLASSES[self.type]))
        yield triple(iri, SKOS + "prefLabel", text(self.names[0]))
        for name in self.names[1:]:
            yield triple(iri, SKOS + "altLabel", text(name))

    def forms(self) -> set[str]:
        """The comparison forms under which it can be found."""
        return {comparison_form(name) for name in self.names}


def name_pairs(full: str, entity: Entity) -> Iterator[Pair]:
    """The names that one article gives to a full key."""
    for name in {entity.name, *entity.aliases}:
        yield Pair(index.NAME, full, json.dumps([entity.type.value, name], ensure_ascii=False))


def find_names(company: str, look_ups: Index, linking: Linking) -> Names | None:
    """Type and names of a company, None where no accepted claim speaks of it."""
    members = linking.members(company)
    if not any(look_ups.has_article(index.PART, key) for key in members):
        return None
    rows = [json.loads(second) for key in members for second in look_ups.seconds(index.NAME, key)]
    found = {EntityType(row[0]) for row in rows}
    return Names(
        type=next(kind for kind in CLASSES if kind in found),
        names=tuple(_sort({row[1] for row in rows}, company)),
    )


def _sort(names: Iterable[str], company: str) -> list[str]:
    """The preferred name first: a full one, no headline in capitals, without legal form if there is one without."""

    def rank(name: str) -> tuple[bool, bool, int, str]:
        is_headline = name.isupper() and len(name) > _LONGEST_INITIALS
        return (comparison_form(name) != company.rpartition(":")[2], is_headline, len(name), name)

    return sorted(names, key=rank)
