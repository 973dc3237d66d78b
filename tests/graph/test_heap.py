"""Memory that goes back to the system when a store is reopened."""

import ctypes

from alliance_graph.graph import heap
from tests.graph.make import article, claim, open_store

STAKE = article("a1", claim("stake", "completed", owner="Haldern", owned="Cellora"))


def test_the_heap_is_trimmed_once_oxigraph_is_closed_and_before_it_is_opened(tmp_path, monkeypatch):
    with open_store(tmp_path, STAKE) as store:
        seen = []
        monkeypatch.setattr(heap, "trim", lambda: seen.append(hasattr(store, "oxigraph")))
        store.reopen()
        assert seen == [False]
        assert store.annotation("a1") == STAKE


def test_where_the_c_library_cannot_trim_nothing_happens(monkeypatch):
    heap._find_trim.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    heap.trim()
    heap._find_trim.cache_clear()
    monkeypatch.undo()
    heap.trim()
