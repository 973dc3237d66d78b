"""Articles out of the files of a store too, in which what is only removed stays until they are written anew."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from alliance_graph.aside import forget
from alliance_graph.graph.directory import store_errors
from alliance_graph.graph.rebuild import exchange, write_anew
from alliance_graph.graph.store import Change, Store

_RECORD = "erased.jsonl"


def erase(store: Store, article_ids: Iterable[str]) -> Change:
    """Remove articles and write all that is left into new files; the old ones go.

    Ids that are not there count as unchanged, and the files are written anew all the same, for what was removed before.
    """
    ids = list(article_ids)
    change = store.remove(ids)
    forget(store.path, ids)
    with store_errors(store.path):
        write_anew(store.path, store.oxigraph)
        store.rulebook.bands.remove()
        store.reopen(lambda: exchange(store.path))
        if change.removed:
            _record(store.path, change.removed)
    return change


def _record(path: Path, count: int) -> None:
    """That articles were erased, when and how many, and nothing of what they said."""
    row = {"when": datetime.now(UTC).isoformat(timespec="seconds"), "articles": count}
    with (path / _RECORD).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
        file.flush()
        os.fsync(file.fileno())
