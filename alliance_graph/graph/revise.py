"""The main path: from articles that came, changed or went to exactly the triples that have to change.

What the store holds afterwards depends on the set of its annotations alone, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from alliance_graph.graph import index
from alliance_graph.graph.advice import Advice, no_advice
from alliance_graph.graph.articles import Touched, index_articles, write_articles
from alliance_graph.graph.companies import DESCRIBED, find_names
from alliance_graph.graph.copies import fill_bands
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.labels import write_labels
from alliance_graph.graph.lookups import Lookups
from alliance_graph.graph.reading import Reading
from alliance_graph.graph.redirects import write_redirects
from alliance_graph.graph.shortcuts import find_ties, write_shortcuts
from alliance_graph.graph.terms import PUBLIC, node
from alliance_graph.graph.ties import write_ties
from alliance_graph.graph.view import Rulebook, View

NO_REVIEWS: Mapping[str, Iterable[str]] = MappingProxyType({})


def revise(
    oxigraph: ox.Store,
    changes: Mapping[str, Reading | None],
    rulebook: Rulebook,
    advice: Advice = no_advice,
    reviews: Mapping[str, Iterable[str]] = NO_REVIEWS,
) -> Draft:
    """The store with these articles (by IRI; None goes) and all that follows from them, not written yet.

    `advice` writes what people and lists say of names, and tells of which. `reviews` are lines by IRI of an article,
    in the place of those it had; where the article is there, it is among the changes.
    """
    if any(changes.values()):
        fill_bands(oxigraph, rulebook)
    lookups = Lookups(oxigraph)
    draft = Draft(oxigraph, lookups)
    before, now = View(Draft(oxigraph, lookups), rulebook), View(draft, rulebook)
    for article, lines in reviews.items():
        now.index.set_seconds(index.REVIEWED, article, lines)
    touched = index_articles(changes, now)
    advised = advice(now)
    touched.keys |= advised
    now = View(draft, rulebook, now)
    reached = before.linking.reach(touched.keys) | now.linking.reach(touched.keys)
    affected = _find_affected(changes, reached, before, now) | _find_judged(advised, before, now)
    keys = _find_keys(affected, touched, before, now) | advised
    groups = write_articles(affected, now)
    companies = {now.linking.identify(key).key for key in keys}
    companies |= {before.linking.identify(key).key for key in keys & reached}  # of all others it is the same
    renamed = _write_companies(companies, now)
    write_redirects(reached | keys, now)
    ties, pairs = write_ties(groups, now)
    write_labels(ties.union(*(find_ties(company, draft) for company in renamed)), draft)
    write_shortcuts(ties, pairs, draft)
    return draft


def _find_affected(changes: Mapping[str, Reading | None], keys: set[str], before: View, now: View) -> set[str]:
    """The changed articles, those of which an entity is another company now, and those whose copies changed."""
    moved = {key for key in keys if before.linking.identify(key) != now.linking.identify(key)}
    affected = set(changes).union(*(now.index.articles(index.KEY, key) for key in moved))
    for article in changes:
        for other in before.family(article):
            affected |= now.family(other)
        affected |= before.family(article) | now.family(article)
    return affected


def _find_judged(advised: set[str], before: View, now: View) -> set[str]:
    """The articles with names of which people judge otherwise now: a venture may go by one less there."""
    judged = {key for key in advised if before.names.judged(key) != now.names.judged(key)}
    return set[str]().union(*(now.index.articles(index.KEY, key) for key in judged))


def _find_keys(affected: set[str], touched: Touched, before: View, now: View) -> set[str]:
    """Keys whose companies are to be described anew."""
    keys = set(touched.named)
    for article in affected:
        keys |= before.index.values(article, index.KEY) | now.index.values(article, index.KEY)
    return keys


def _write_companies(companies: set[str], view: View) -> set[str]:
    """Write names and types; IRIs of the companies that are called otherwise now."""
    renamed = set()
    for company in sorted(companies):
        iri = view.rulebook.iris.company(company)
        found = find_names(company, view)
        old = [quad for name in DESCRIBED for quad in view.draft.find(node(iri), name, None, PUBLIC)]
        new = set(found.quads(iri)) if found else set()
        view.draft.replace(old, new)
        view.index.set_seconds(index.FORM, iri, found.forms() if found else ())
        view.index.set_seconds(index.LISTED, iri, found.listed_forms() if found else ())
        if set(old) ^ new:
            renamed.add(iri)
    return renamed
