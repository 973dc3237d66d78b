"""IRIs stay: that of a name which is joined to another company leads on to it."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from alliance_graph.graph import index
from alliance_graph.graph.terms import DCTERMS, PUBLIC, node, target, triple
from alliance_graph.graph.view import View

_REPLACED = node(DCTERMS + "isReplacedBy")


def write_redirects(keys: Iterable[str], view: View) -> None:
    """Write where the IRI of each of these keys leads, if another company has it."""
    for key in sorted(keys):
        iri = view.rulebook.iris.company(key)
        company = view.linking.identify(key).key
        is_joined = company != key and view.index.has_article(index.PART, key)
        new = [triple(iri, _REPLACED.value, node(view.rulebook.iris.company(company)))] if is_joined else []
        view.draft.replace(view.draft.find(node(iri), _REPLACED, None, PUBLIC), new)


def follow(oxigraph: ox.Store, iri: str) -> str:
    """The IRI to which one leads today; itself where it leads nowhere, or is none."""
    try:
        found = oxigraph.quads_for_pattern(node(iri), _REPLACED, None, PUBLIC)
    except ValueError:
        return iri
    return next((target(quad).value for quad in found), iri)
