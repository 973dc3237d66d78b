"""Relationships in words, from the names of their parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def _form_label(form: str) -> str:
    return LABELS[FORMS[form]].capitalize() if form in FORMS else "Alliance"


def _enumerate(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
