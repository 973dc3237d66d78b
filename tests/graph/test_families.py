"""Copies are listed under the earliest article, with what became of the text."""

from datetime import date

import pytest

from alliance_graph.graph.families import Likeness
from alliance_graph.signature import make_signature
from tests.graph.make import article, make_store

PARAGRAPHS = [
    "Nissan said on Monday that it would raise its stake in Mitsubishi Motors to 34 percent from 24 by the spring. ",
    "The smaller carmaker would keep its name, its works in Okayama and the head that it had chosen in December. ",
    "Neither the price nor the bank was told, but three brokers thought that 900 million dollars were not too much. ",
]
WHOLE = "".join(PARAGRAPHS)
TEXTS = {
    Likeness.SAME: WHOLE.upper(),
    Likeness.NEAR: WHOLE.replace("Okayama", "Kurashiki"),
    Likeness.LONGER: WHOLE + "The unions heard of it on the radio. They asked for a meeting at the gates, with "
    "coffee and without the press, and were promised both by a friendly man from the office.",
    Likeness.CUT: PARAGRAPHS[0] + PARAGRAPHS[1],
    Likeness.REWRITTEN: WHOLE.replace("said on Monday", "told its owners").replace("thought that", "held that")
    .replace("would keep", "is to keep").replace("the head that", "the chief whom"),
}  # fmt: skip


@pytest.mark.parametrize("likeness", Likeness)
def test_a_copy_says_how_it_differs(likeness):
    first = article("first", day=date(2024, 8, 1), signature=make_signature(WHOLE))
    copy = article("copy", day=date(2024, 8, 2), signature=make_signature(TEXTS[likeness]))
    (family,) = make_store(copy, first).copies()
    assert (family.article, [(one.article, one.likeness) for one in family.copies]) == ("first", [("copy", likeness)])


def test_families_and_their_copies_are_in_order_of_time():
    days = {"b1": date(2024, 3, 1), "b2": date(2024, 3, 2), "a1": None, "a2": date(2024, 5, 1), "c": date(2024, 1, 1)}
    store = make_store(*(article(name, day=day, digest=name[0]) for name, day in days.items()))
    found = [(family.article, [copy.article for copy in family.copies]) for family in store.copies()]
    assert found == [("b1", ["b2"]), ("a2", ["a1"])]
    store.remove(["b1"])
    assert [family.article for family in store.copies()] == ["a2"]
