"""The key that somebody means by a name or IRI: what a judgement on names is about."""

from __future__ import annotations

import json
from shlex import quote
from typing import TYPE_CHECKING

from alliance_graph.graph import index
from alliance_graph.graph.called import find_one_called
from alliance_graph.graph.index import Pair
from alliance_graph.model import Decision
from alliance_graph.spelling import split

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store
    from alliance_graph.graph.view import View
    from alliance_graph.model import Company

_SORTS = ("", "person:", "government:")
_MOST = 3
"""Articles that are told."""


def find_key(name: str, store: Store, view: View) -> str:
    """The key of a name in the store: its own, or that of the one company that bears it, by name or IRI.

    Raises QueryError where several companies are called so, or none.
    """
    key, keys = view.rulebook.linker.key_of(name), find_own_keys(name, view)
    if len({view.linking.identify(one).key for one in keys}) == 1 and (key in keys or len(keys) == 1):
        return key if key in keys else min(keys)
    return _key_of_company(find_one_called(store, name), name, view)


def find_own_keys(name: str, view: View) -> set[str]:
    """The keys of a name with all that tells them apart; those whose articles have this very spelling, if any have.

    "Metro AG" is of the key "metro [ag]", "Metro Inc" of "metro", and "Metro" of both where articles call both so.
    """
    key = view.rulebook.linker.key_of(name)
    keys = {one for one in {key, *view.linking.in_contexts(key)} if view.names.has(one)}
    words = split(name)
    return {one for one in keys if any(split(known) == words for known in view.names.names(one))} or keys


def tell_one(names: tuple[str, str], key: str, decision: Decision, view: View) -> str:
    """Why two names that mean one key are one company; where they were to be parted, what can be done about it."""
    told, key_of = f"{names[0]!r} and {names[1]!r} are one company", view.rulebook.linker.key_of
    other = next((name for name in names if key_of(name) != key), "")
    articles = _find_articles(other, key, view)
    if key_of(names[0]) == key_of(names[1]):
        told += ": they are one name once case and legal forms are off"
        advice = "to tell them apart, add the form to [kept] in words/legal_forms.txt"
    elif articles:
        told += f": {other!r} is another name of it in {', '.join(map(repr, articles))}, and nowhere a company's own"
        advice = "if a claim there is of another company, give that by its full name: alliance-graph claims correct "
        advice += f"CLAIM --role ROLE=NAME (alliance-graph claims {quote(other)} lists them)"
    else:
        told += f": {other!r} is its IRI, or a name that a list of companies gives it"
        advice = "give names that articles have; `alliance-graph companies` lists them"
    return told if decision is Decision.SAME else f"{told}; {advice}"


def _find_articles(name: str, key: str, view: View) -> list[str]:
    """Ids of some articles that have it among the names of a key."""
    rows = [row for row in view.index.seconds(index.NAME, key) if split(json.loads(row)[1]) == split(name)]
    found = {iri for row in rows for iri in view.index.articles(index.NAME, Pair(index.NAME, key, row).support)}
    return sorted(reading.annotation.id for reading in view.readings.all_of(sorted(found)[:_MOST]))


def _key_of_company(company: Company, name: str, view: View) -> str:
    """The key whose IRI was given, or by which the company is known."""
    forms = sorted(view.index.seconds(index.FORM, company.iri))
    named = [sort + form for form in forms for sort in _SORTS]
    named += [key for form in forms for key in view.linking.in_contexts(form)]
    keys = {view.rulebook.iris.company(key): key for key in named}
    return keys.get(name) or keys[company.iri]
