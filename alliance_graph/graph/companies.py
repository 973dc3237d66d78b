"""The node of a company: its names in all articles, its type, its preferred name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from alliance_graph.contexts import bare, find_form, legal_form
from alliance_graph.graph import index
from alliance_graph.graph.index import Pair
from alliance_graph.graph.terms import AG, ORG, RDF, SCHEMA, SKOS, node, text, triple
from alliance_graph.model import Entity, EntityType, Entry
from alliance_graph.names import comparison_form
from alliance_graph.ontology import TOPIC, topics
from alliance_graph.rival_forms import find_forms

if TYPE_CHECKING:
    from alliance_graph.graph.view import View

CLASSES = {
    EntityType.COMPANY: AG + "Company",
    EntityType.GOVERNMENT: SCHEMA + "GovernmentOrganization",
    EntityType.PERSON: SCHEMA + "Person",
    EntityType.OTHER: ORG + "Organization",
}
"""The class of each type of party; where articles differ, the first of this row."""
_LONGEST_INITIALS = 5
"""Letters; longer names in capitals alone are headlines ("NISSAN"), shorter ones initials ("BMW")."""
LISTED = {"lei": SCHEMA + "leiCode", "ticker": SCHEMA + "tickerSymbol", "country": SCHEMA + "addressCountry"}
"""What a list of companies says as text, by its part of an entry."""
MATCHED = {"lei": "https://api.gleif.org/api/v1/lei-records/", "wikidata": "http://www.wikidata.org/entity/"}
"""What the IRIs of the same company elsewhere begin with."""
DESCRIBED = [
    node(name)
    for name in (
        *(RDF + "type", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "exactMatch", AG + "industry"),
        *LISTED.values(),
    )
]
"""Properties that describe a company; the others that begin at it are shortcuts."""


@dataclass(frozen=True, slots=True)
class Names:
    """A company with all its names, the preferred one first, and its entry in the lists of companies."""

    type: EntityType
    names: tuple[str, ...]
    entry: Entry | None = None

    def quads(self, iri: str) -> Iterator[ox.Quad]:
        """The description of the node."""
        yield triple(iri, RDF + "type", node(CLASSES[self.type]))
        yield triple(iri, SKOS + "prefLabel", text(self.names[0]))
        for name in self.names[1:]:
            yield triple(iri, SKOS + "altLabel", text(name))
        if self.entry:
            yield from _entry_quads(iri, self.entry)

    def forms(self) -> set[str]:
        """The comparison forms under which it can be found."""
        return {comparison_form(name) for name in self.names}

    def listed_forms(self) -> set[str]:
        """Those of names that no article gives it, only a list."""
        names = (self.entry.name, *self.entry.aliases, *self.entry.former) if self.entry else ()
        return {form for name in names if (form := comparison_form(name))} - self.forms()


def name_pairs(full: str, entity: Entity) -> Iterator[Pair]:
    """The names that one article gives to a full key."""
    for name in {entity.name, *entity.aliases}:
        yield Pair(index.NAME, full, json.dumps([entity.type.value, name], ensure_ascii=False))


def _entry_quads(iri: str, entry: Entry) -> Iterator[ox.Quad]:
    for part, predicate in LISTED.items():
        if value := getattr(entry, part):
            yield triple(iri, predicate, text(value))
    for part, start in MATCHED.items():
        if value := getattr(entry, part):
            yield triple(iri, SKOS + "exactMatch", node(start + value))
    if entry.industry in topics().values():
        yield triple(iri, AG + "industry", node(TOPIC + entry.industry))


def find_names(company: str, view: View) -> Names | None:
    """Type, names and entry of a company, None where no accepted claim speaks of it."""
    members = view.linking.members(company)
    if not any(view.index.has_article(index.PART, key) for key in members):
        return None
    rows = [json.loads(second) for key in members for second in view.index.seconds(index.NAME, key)]
    entries = [view.names.entry(key) for key in (company, *sorted(members))]
    found = {EntityType(row[0]) for row in rows}
    return Names(
        type=next(kind for kind in CLASSES if kind in found),
        names=tuple(_sort({row[1] for row in rows}, company)),
        entry=next((entry for entry in entries if entry), None),
    )


def _sort(names: Iterable[str], company: str) -> list[str]:
    """The preferred name first: a full one, no headline in capitals, without legal form if there is one without.

    With it where that tells the company from a namesake: "Metro AG".
    """
    form, own = bare(company).rpartition(":")[2], legal_form(company)

    def rank(name: str) -> tuple[bool, bool, bool, int, str]:
        is_headline = name.isupper() and len(name) > _LONGEST_INITIALS
        is_untold = bool(own) and own not in (find_forms(name), find_form(name))
        return (comparison_form(name) != form, is_untold, is_headline, len(name), name)

    return sorted(names, key=rank)
