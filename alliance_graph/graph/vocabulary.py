"""The words of JSON lines and `model.py` by the IRIs that stand for them in the graph."""

from __future__ import annotations

from alliance_graph.model import Claim, Status
from alliance_graph.ontology import FORMS, KINDS, STATUSES

ROLES = {role.iri: role.name for kind in KINDS.values() for role in kind.roles.values()}
"""Roles by their property."""
STATUS_WORDS = {iri: Status(word) for word, iri in STATUSES.items()}
_KINDS = {kind.iri: kind.name for kind in KINDS.values()}
_FORMS = {iri: form for form, iri in FORMS.items()}


def form_of(claim: Claim) -> str:
    """The form of an alliance, "other" where the ontology does not know it; "" for all other kinds."""
    if claim.kind != "alliance":
        return ""
    return claim.form if claim.form in FORMS else "other"


def kind_iri(kind: str, form: str) -> str:
    """The narrowest class of relationships for a kind and form."""
    return FORMS.get(form, KINDS[kind].iri) if kind == "alliance" else KINDS[kind].iri


def kind_words(iri: str) -> tuple[str, str]:
    """Kind and form of such a class; the form is "" for all but alliances."""
    if iri in _FORMS:
        return "alliance", _FORMS[iri]
    return _KINDS[iri], "other" if _KINDS[iri] == "alliance" else ""
