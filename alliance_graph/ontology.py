"""`ontologies/alliance.ttl` read once: the table of kinds and roles, and the IRIs of its terms.

A kind of claim is an entry of the ontology, not a class of the program: the word in JSON lines is its `skos:notation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

AG = "https://w3id.org/alliance-graph/ns#"
TOPIC = "https://w3id.org/alliance-graph/topic/"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_NOTATION = _SKOS + "notation"


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


_Terms = dict[str, dict[str, list[str]]]
"""Values by subject and predicate: a store takes four times as long to fill, and every command waits for this."""


def _read_terms(name: str) -> _Terms:
    """The named and literal values of a file, in the order in which it gives them."""
    terms: _Terms = {}
    for quad in ox.parse(path=str(DIRECTORY / name), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            terms.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    return terms


def _value(terms: _Terms, subject: str, predicate: str) -> str:
    return next(iter(terms[subject].get(predicate, ())), "")


def _read_roles(terms: _Terms, kind: str) -> Mapping[str, Role]:
    roles = (
        Role(
            name=values[_NOTATION][0],
            iri=iri,
            is_plural="true" in values.get(AG + "isCollective", ()),
            is_party=AG + "party" in values.get(_RDFS + "subPropertyOf", ()),
        )
        for iri, values in terms.items()
        if _NOTATION in values and kind in values.get("https://schema.org/domainIncludes", ())
    )
    return MappingProxyType({role.name: role for role in roles})


_terms = _read_terms("alliance.ttl")
_words = {values[_NOTATION][0]: iri for iri, values in sorted(_terms.items()) if _NOTATION in values}
_classes = {word: iri for word, iri in sorted(_words.items()) if _RDFS + "subClassOf" in _terms[iri]}


def _find_words(scheme: str) -> Mapping[str, str]:
    """The IRIs of what is in a scheme by their words."""
    return MappingProxyType(
        {word: iri for word, iri in _words.items() if scheme in _terms[iri].get(_SKOS + "inScheme", ())}
    )


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        word: Kind(word, iri, _value(_terms, iri, _RDFS + "label"), _read_roles(_terms, iri))
        for word, iri in _classes.items()
        if AG + "formOf" not in _terms[iri]
    }
)
"""The ten kinds by the word used in JSON lines: "stake", "joint_venture", ..."""

FORMS: Mapping[str, str] = MappingProxyType(
    {word: iri for word, iri in _classes.items() if AG + "formOf" in _terms[iri]}
)
"""IRI of the class for each form of an alliance; the form "other" is the class of alliances itself."""

STATUSES: Mapping[str, str] = _find_words(AG + "StatusScheme")
"""IRI of each of the five statuses by its word in JSON lines."""

BASES: Mapping[str, str] = _find_words(AG + "BasisScheme")
"""IRI of each of the four bases of a claim by its word in JSON lines."""

VERDICTS: Mapping[str, str] = _find_words(AG + "VerdictScheme")
"""IRI of each of the three verdicts on a claim by its word in JSON lines."""

LABELS: Mapping[str, str] = MappingProxyType({iri: _value(_terms, iri, _RDFS + "label") for iri in _terms})
"""What people call a term, by its IRI."""


@cache
def _read_topics() -> _Terms:
    """The terms of `topics.ttl` by slug; the IRI of a topic is TOPIC + slug."""
    terms = _read_terms("topics.ttl")
    return {iri.removeprefix(TOPIC): values for iri, values in terms.items() if iri.startswith(TOPIC)}


@cache
def topics() -> Mapping[str, str]:
    """Slug of the topic for each of its labels in lower case."""
    labels: dict[str, str] = {}
    for slug, values in _read_topics().items():
        for predicate in ("prefLabel", "altLabel"):
            labels |= {label.lower(): slug for label in values.get(_SKOS + predicate, ())}
    return MappingProxyType(labels)


@cache
def topic_names() -> Mapping[str, str]:
    """What people call each topic, by its slug."""
    return MappingProxyType({slug: values[_SKOS + "prefLabel"][0] for slug, values in _read_topics().items()})


@cache
def find_wider(topic: str) -> frozenset[str]:
    """Slugs of a topic and of all under which it falls."""
    wider = _read_topics().get(topic, {}).get(_SKOS + "broader", ())
    return frozenset({topic}).union(*(find_wider(iri.removeprefix(TOPIC)) for iri in wider))
