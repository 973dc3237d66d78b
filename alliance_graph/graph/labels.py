"""Relationships in words, from the names of their parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from alliance_graph.graph.draft import Draft
from alliance_graph.graph.terms import AG, PUBLIC, RDFS, SKOS, node, target, text, triple, value
from alliance_graph.graph.vocabulary import ROLES, kind_words
from alliance_graph.names import strip_legal_form
from alliance_graph.ontology import FORMS, LABELS

_TEMPLATES = {
    "stake": "{owner's} stake in {owned}",
    "subsidiary": "{child} as a unit of {parent}",
    "acquisition": "{acquirer's} acquisition of {target}",
    "asset_purchase": "{buyer's} purchase of assets from {seller}",
    "merger": "Merger of {partners}",
    "joint_venture": "Joint venture of {partners}",
    "supply": "Supply from {supplier} to {customer}",
    "license": "Licence from {licensor} to {licensee}",
    "competition": "Competition of {partners}",
}


def make_label(kind: str, form: str, names: Mapping[str, Sequence[str]]) -> str:
    """What a relationship is, in words: "Nissan's stake in Mitsubishi Motors"; names of parties by role."""
    template = _TEMPLATES.get(kind) or _form_label(form) + " of {partners}"
    words = {role: _enumerate(sorted(map(strip_legal_form, found))) for role, found in names.items()}
    possessives = {f"{role}'s": _possessive(name) for role, name in words.items()}
    label = template.format_map(words | possessives)
    return f"{label}: {words['venture']}" if words.get("venture") else label


def write_labels(ties: Iterable[str], draft: Draft) -> None:
    """Write the label of each of these relationships, from the names that its parties have now."""
    for iri in sorted(ties):
        quads = draft.find(node(iri), None, None, PUBLIC)
        kind, form = next(kind_words(value(quad)) for quad in quads if quad.predicate.value == AG + "kind")
        names: dict[str, list[str]] = {}
        for quad in quads:
            if quad.predicate.value in ROLES:
                names.setdefault(ROLES[quad.predicate.value], []).append(_name(target(quad), draft))
        old = [quad for quad in quads if quad.predicate.value == RDFS + "label"]
        draft.replace(old, [triple(iri, RDFS + "label", text(make_label(kind, form, names), "en"))])


def _name(company: ox.NamedNode, draft: Draft) -> str:
    quads = draft.find(company, node(SKOS + "prefLabel"), None, PUBLIC)
    return value(quads[0]) if quads else company.value


def _form_label(form: str) -> str:
    return LABELS[FORMS[form]].capitalize() if form in FORMS else "Alliance"


def _enumerate(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
