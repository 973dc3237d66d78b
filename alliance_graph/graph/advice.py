"""What people and lists of companies say of names, beside the articles, as look-ups of the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from alliance_graph.contexts import bare
from alliance_graph.graph import index
from alliance_graph.graph.view import View
from alliance_graph.jsonl import write_entry
from alliance_graph.model import Judgement

Advice = Callable[[View], set[str]]
"""Writes look-ups and tells the keys of which something changed."""


def no_advice(_view: View) -> set[str]:
    """Nothing."""
    return set()


def remember(file: str, digest: str) -> Advice:
    """Notes with which digest a file was last taken in, and changes nothing else."""

    def advise(view: View) -> set[str]:
        view.index.set_seconds(index.DIGEST, file, [digest])
        return set()

    return advise


def judge(judgements: Iterable[Judgement], digest: str) -> Advice:
    """Puts these judgements in the place of all there were."""

    def advise(view: View) -> set[str]:
        rows: dict[str, set[str]] = {key: set() for key in view.index.all_firsts(index.JUDGED)}
        for judgement in judgements:
            one, two = map(view.rulebook.linker.key_of, (judgement.first, judgement.second))
            for key, other, is_second in ((one, two, False), (two, one, True)):
                rows.setdefault(key, set()).add(json.dumps([other, judgement.decision, is_second]))
        changed = {key for key, found in rows.items() if view.index.seconds(index.JUDGED, key) != found}
        for key in changed:
            view.index.set_seconds(index.JUDGED, key, rows[key])
        view.index.set_seconds(index.DIGEST, "judgements", [digest])
        return changed

    return advise


def relist(digest: str) -> Advice:
    """Looks every name up anew in the lists of companies."""

    def advise(view: View) -> set[str]:
        register, changed = view.rulebook.register, set()
        for key in view.index.all_values(index.KEY):
            entry = register.find(bare(key)) if register else None
            lines = [write_entry(entry)] if entry else []
            if view.index.seconds(index.ENTRY, key) != frozenset(lines):
                view.index.set_seconds(index.ENTRY, key, lines)
                changed.add(key)
        view.index.set_seconds(index.DIGEST, "companies", [digest])
        return changed

    return advise
