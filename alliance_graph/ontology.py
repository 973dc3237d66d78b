"""`ontologies/alliance.ttl` read once: the table of kinds and roles, and the IRIs of its terms.

A kind of claim is an entry of the ontology, not a class of the program: the word in JSON lines is its `skos:notation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

AG = "https://w3id.org/alliance-graph/ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def _find_directory() -> Path:
    """The folder `ontologies/`: inside the package in a wheel, beside it in a checkout."""
    inside = Path(__file__).parent / "ontologies"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontologies"


DIRECTORY = _find_directory()


@dataclass(frozen=True, slots=True)
class Role:
    """A part that an entity plays in a claim; `name` is the word in JSON lines, `iri` the property in the graph."""

    name: str
    iri: str
    is_plural: bool
    is_party: bool
    """Whether the role is a kind of ag:party; the company that comes out of a deal is none of its parties."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim and relationship with its roles by name, in the order in which they are told."""

    name: str
    iri: str
    label: str
    roles: Mapping[str, Role]

    @property
    def is_symmetric(self) -> bool:
        """Whether all parties play one role on the same footing."""
        return any(role.is_plural for role in self.roles.values())


# Roles are listed as they are told ("owner owns owned"); the Turtle file has no order.
_ORDER = (
    "owner owned parent child acquirer target buyer seller supplier customer licensor licensee partners venture result"
).split()


class _Terms:
    """The few look-ups that the tables need, over the parsed ontology."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.store.load(path=str(DIRECTORY / "alliance.ttl"), format=ox.RdfFormat.TURTLE)

    def subjects(self, predicate: str, value: str) -> list[str]:
        found = self.store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value))
        return sorted(quad.subject.value for quad in found)

    def value(self, subject: str, predicate: str) -> str:
        found = self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
        return next((quad.object.value for quad in found), "")

    def notations(self) -> dict[str, str]:
        found = self.store.quads_for_pattern(None, ox.NamedNode(_SKOS + "notation"), None)
        return {quad.subject.value: quad.object.value for quad in found}


def _read_tables() -> tuple[dict[str, Kind], dict[str, str]]:
    terms = _Terms()
    kinds, forms = {}, {}
    for iri, notation in sorted(terms.notations().items(), key=lambda term: term[1]):
        if terms.value(iri, AG + "formOf"):
            forms[notation] = iri
        elif terms.value(iri, _RDFS + "subClassOf"):
            kinds[notation] = Kind(notation, iri, terms.value(iri, _RDFS + "label"), _read_roles(terms, iri))
    return kinds, forms


def _read_roles(terms: _Terms, kind: str) -> Mapping[str, Role]:
    roles = [
        Role(
            name=terms.value(iri, _SKOS + "notation"),
            iri=iri,
            is_plural=terms.value(iri, AG + "isCollective") == "true",
            is_party=terms.value(iri, _RDFS + "subPropertyOf") == AG + "party",
        )
        for iri in terms.subjects("https://schema.org/domainIncludes", kind)
        if terms.value(iri, _SKOS + "notation")
    ]
    return MappingProxyType({role.name: role for role in sorted(roles, key=lambda role: _ORDER.index(role.name))})


_kinds, _forms = _read_tables()

KINDS: Mapping[str, Kind] = MappingProxyType(_kinds)
"""The ten kinds by the word used in JSON lines: "stake", "joint_venture", ..."""

FORMS: Mapping[str, str] = MappingProxyType(_forms)
"""IRI of the class for each form of an alliance; the form "other" is the class of alliances itself."""
