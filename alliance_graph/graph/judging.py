"""Judgements of people on the companies of a store: given, taken back, taken over from other stores."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import replace

from alliance_graph.errors import JudgementError
from alliance_graph.graph import index
from alliance_graph.graph.called import find_one_called
from alliance_graph.graph.store import Store
from alliance_graph.graph.view import View
from alliance_graph.model import Company, Decision, Judgement

_SORTS = ("", "person:", "government:")


def judge(store: Store, judgement: Judgement) -> bool:
    """Write a judgement, in place of an undecided one on the same names; False where it stands there already.

    Raises JudgementError where it contradicts others, and QueryError for names that the store does not know.
    """
    new = _with_known_names(judgement, store)
    known = store.judgements()
    if len(_pair(new, store)) == 1:
        raise JudgementError(
            f"{judgement.first!r} and {judgement.second!r} are one name once case and legal forms are off, so they are "
            "one company; to tell them apart, add the form to [kept] in words/legal_forms.txt"
        )
    same = [old for old in known if _pair(old, store) == _pair(new, store)]
    if any(old.decision is new.decision for old in same):
        return False
    undecided = [old for old in same if old.decision is Decision.UNDECIDED]
    if decided := [old for old in same if old not in undecided]:
        raise JudgementError(_tell_contrary(decided[0]))
    judgements = [*(old for old in known if old not in undecided), new]
    weigh = store.rulebook.linker.weigh
    contradictions = set(weigh(judgements).contradictions) - set(weigh(known).contradictions)
    if contradictions:
        raise JudgementError("\n".join(sorted(contradictions)) + "\n(the new one is not written)")
    store.set_judgements(judgements)
    return True


def _tell_contrary(old: Judgement) -> str:
    by = f"what {old.who or 'a person'} judged{f' on {old.when}' if old.when else ''}"
    command = f"alliance-graph companies undo {shlex.join((old.first, old.second))}"
    return (
        f"that contradicts {by}: {old.first!r} and {old.second!r} are {old.decision}; take that back first: {command}"
    )


def undo(store: Store, first: str, second: str) -> list[Judgement]:
    """Take back all judgements on two companies, by name or IRI; those that were."""
    view = store.view()
    is_iri = store.rulebook.iris.is_company
    pair = {_find_key(name, store, view) if is_iri(name) else _key_of(name, store) for name in (first, second)}
    known = store.judgements()
    gone = [judgement for judgement in known if _pair(judgement, store) == pair]
    if not gone:
        raise JudgementError(f"nothing was judged of {first!r} and {second!r}; `companies judgements` lists what was")
    store.set_judgements([judgement for judgement in known if judgement not in gone])
    return gone


def take_over(store: Store, judgements: Iterable[Judgement]) -> int:
    """Add judgements from elsewhere; how many are new. Contradictions are for `Store.contradictions` to tell."""
    known = dict.fromkeys(store.judgements())
    new = [judgement for judgement in dict.fromkeys(judgements) if judgement not in known]
    if new:
        store.set_judgements([*known, *new])
    return len(new)


def _with_known_names(judgement: Judgement, store: Store) -> Judgement:
    view = store.view()
    first, second = (_find_name(_find_key(name, store, view), view) for name in (judgement.first, judgement.second))
    return replace(judgement, first=first, second=second)


def _pair(judgement: Judgement, store: Store) -> set[str]:
    return {_key_of(name, store) for name in (judgement.first, judgement.second)}


def _key_of(name: str, store: Store) -> str:
    return store.rulebook.linker.key_of(name)


def _find_key(name: str, store: Store, view: View) -> str:
    """The key of a name in the store: its own, or that of the one company that bears it, by name or IRI."""
    key = view.rulebook.linker.key_of(name)
    if view.names.has(key):
        return key
    return _key_of_company(find_one_called(store, name), name, view)


def _key_of_company(company: Company, name: str, view: View) -> str:
    """The key whose IRI was given, or by which the company is known."""
    forms = sorted(view.index.seconds(index.FORM, company.iri))
    named = [sort + form for form in forms for sort in _SORTS]
    named += [key for form in forms for key in view.linking.in_contexts(form)]
    keys = {view.rulebook.iris.company(key): key for key in named}
    return keys.get(name) or keys[company.iri]


def _find_name(key: str, view: View) -> str:
    """A name of this very key, in its own spelling, with what it is the name of in front if it is no company."""
    names = sorted(view.names.names(key), key=lambda name: (len(name), name))
    sort = key[: key.find(":") + 1]
    return next((sort + name for name in names if view.rulebook.linker.key_of(sort + name) == key), key)
