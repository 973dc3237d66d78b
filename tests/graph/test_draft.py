"""Changes not written yet."""

import pyoxigraph as ox
import pytest

from alliance_graph.graph.draft import Draft
from alliance_graph.graph.terms import INDEX, PUBLIC
from tests.graph.nasty import BREAKS

NODE, OLD = ox.NamedNode("urn:x"), ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:old"), ox.Literal("old"), PUBLIC)
TEXTS = [text for text in BREAKS if "\ud800" not in text]
NEW = [ox.Quad(NODE, ox.NamedNode("urn:y"), ox.Literal(text), graph) for text in TEXTS for graph in (PUBLIC, INDEX)]


@pytest.mark.parametrize("new", [NEW, NEW[:1], []])
def test_a_change_that_only_adds_is_written_as_one_that_also_removes(new):
    adds, removes = ox.Store(), ox.Store()
    removes.add(OLD)
    for store, old in ((adds, []), (removes, [OLD])):
        draft = Draft(store)
        draft.replace(old, new)
        draft.commit()
    assert set(adds) == set(removes) == set(new)
