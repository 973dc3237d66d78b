"""An entity is filed under its full name, and under short ones that tell of it in other articles too."""

from __future__ import annotations

import pytest

from alliance_graph.link import keys
from alliance_graph.model import Entity, EntityType


def make_keys(name, *aliases, type=EntityType.COMPANY):
    found = keys(Entity(key="e", name=name, aliases=aliases, type=type))
    return found.full, found.short


@pytest.mark.parametrize(
    ("name", "aliases", "full", "short"),
    [
        ("Nissan Motor Co Ltd", ["Nissan"], "nissan motor", ("nissan", "nissan motor")),
        ("Nissan", ["Nissan Motor Co"], "nissan motor", ("nissan", "nissan motor")),
        ("Nissan Motor", ["Nissan"], "nissan motor", ("nissan",)),
        ("Harris", ["Harris Corp"], "harris", ("harris",)),
        ("Nissan", ["NISSAN"], "nissan", ()),
        ("Scottish and Newcastle", ["S&N", "Scottish & Newcastle"], "scottish and newcastle", ("s and n",)),
        ("Unisys Corp", ["UIS"], "unisys", ("uis", "unisys")),
        ("Fiat SpA", ["FIA.MI"], "fiat [spa]", ("fia mi", "fiat")),
        ("Nissan Canada", ["Nissan"], "nissan canada", ()),
        ("United Airlines", ["United"], "united airlines", ()),
        ("American Express Co", ["American", "Amex"], "american express", ("american express", "amex")),
        ("Apollo Fund IV", ["Apollo Fund V"], "apollo fund iv", ()),
        ("Varity Corp", ["Massey-Ferguson Ltd"], "varity", ("varity",)),
        ("Microsoft", ["The company"], "microsoft", ()),
    ],
)
def test_companies(name, aliases, full, short):
    assert make_keys(name, *aliases) == (full, short)


def test_the_order_of_aliases_does_not_matter():
    aliases = ["GM", "General Motors Corp", "General Motors Acceptance Corp", "GMC"]
    assert make_keys("General Motors", *aliases) == make_keys("General Motors", *reversed(aliases))


def test_persons_and_governments_are_no_companies():
    assert make_keys("Carl Icahn", "Icahn", type=EntityType.PERSON) == ("person:carl icahn", ())
    assert make_keys("Japan", type=EntityType.GOVERNMENT) == ("government:japan", ())
    assert make_keys("Carl Icahn") == ("carl icahn", ())
