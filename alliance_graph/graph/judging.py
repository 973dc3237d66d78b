"""Judgements of people on the companies of a store: given, taken back, taken over from other stores."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import replace

from alliance_graph.errors import JudgementError
from alliance_graph.graph.key_called import find_key, find_own_keys, tell_one
from alliance_graph.graph.store import Store
from alliance_graph.graph.view import View
from alliance_graph.model import Decision, Judgement


def judge(store: Store, judgement: Judgement) -> bool:
    """Write a judgement on two names or IRIs, in place of an undecided one; False where it stands there already.

    Raises JudgementError where it contradicts others, and QueryError for names that the store does not know, or that
    several of its companies bear.
    """
    return judge_keys(store, _with_keys(judgement, store))


def judge_keys(store: Store, judgement: Judgement) -> bool:
    """The same of two keys, as `find_lookalikes` gives them."""
    new = _with_names(judgement, store.view())
    known = store.judgements()
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
    pair = {_find_judged(name, store, view) for name in (first, second)}
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


def _find_judged(name: str, store: Store, view: View) -> str:
    """The key that a judgement was on; that of a name which the store has not, or for several, is the plain one."""
    is_known = store.rulebook.iris.is_company(name) or len(find_own_keys(name, view)) == 1
    return find_key(name, store, view) if is_known else _key_of(name, store)


def _with_keys(judgement: Judgement, store: Store) -> Judgement:
    view, names = store.view(), (judgement.first, judgement.second)
    first, second = (find_key(name, store, view) for name in names)
    if first == second:
        raise JudgementError(tell_one(names, first, judgement.decision, view))
    return replace(judgement, first=first, second=second)


def _with_names(judgement: Judgement, view: View) -> Judgement:
    return replace(judgement, first=_find_name(judgement.first, view), second=_find_name(judgement.second, view))


def _pair(judgement: Judgement, store: Store) -> set[str]:
    return {_key_of(name, store) for name in (judgement.first, judgement.second)}


def _key_of(name: str, store: Store) -> str:
    return store.rulebook.linker.key_of(name)


def _find_name(key: str, view: View) -> str:
    """A name of this very key, in its own spelling, with what it is the name of in front if it is no company."""
    names = sorted(view.names.names(key), key=lambda name: (len(name), name))
    sort = key[: key.find(":") + 1]
    return next((sort + name for name in names if view.rulebook.linker.key_of(sort + name) == key), key)
