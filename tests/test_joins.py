"""The sampler of joins gives pairs of two articles with what was decided, the same for the same seed."""

import random

from tests.bench import load
from tests.graph.make import article, claim, make_store


def _world():
    names = ["KazMunayGas", "KazMunaiGaz", "KazMunayGas", "Lumeo", "Lumeo Motor", "Orbach", "Orbach Canada"]
    return [
        article(f"a{number}", claim("stake", "completed", owner=name, owned=f"Pensia{number}"))
        for number, name in enumerate(names)
    ]


def test_sample_has_joins_and_near_misses_of_two_articles():
    joins, world = load("joins"), _world()
    pairs = list(joins.sample(make_store(*world), world, 3, random.Random(1)))
    assert pairs == list(joins.sample(make_store(*world), world, 3, random.Random(1)))
    assert all(pair.first.article != pair.second.article for pair in pairs)
    joined = [pair for pair in pairs if pair.joined]
    assert {name for pair in joined for _, name in pair[:2]} == {"KazMunayGas", "KazMunaiGaz"}
    missed = {frozenset(name for _, name in pair[:2]) for pair in pairs if not pair.joined}
    assert missed == {frozenset({"Lumeo", "Lumeo Motor"}), frozenset({"Orbach", "Orbach Canada"})}
    assert "begins" in next(pair.reason for pair in pairs if not pair.joined)


def test_labelled_rows_are_counted_by_what_is_decided_now():
    joins, world = load("joins"), _world()
    pairs = [
        ((0, 1), "same"),
        ((0, 2), "different"),
        ((3, 4), "same"),
        ((5, 6), "different"),
        ((0, 3), "unsure"),
    ]
    names = [one.entities[0].name for one in world]
    rows = [
        {"first": [f"a{one}", names[one]], "second": [f"a{two}", names[two]], "label": label}
        for (one, two), label in pairs
    ]
    rows.append({"first": ["a9", "Lumeo"], "second": ["a0", "KazMunayGas"], "label": "same"})
    counts = joins.count(make_store(*world), world, rows)
    assert counts == (1, 1, 1, 1, 1)
    assert "0.500 (1 of 2), recall 0.500 (1 of 2), 1 rightly apart, 1 not in" in str(counts)


def test_synthetic_names_are_linked_and_repeat():
    linking = load("linking")
    assert list(linking.make_names(100)) == list(linking.make_names(100))
    *_, joined = linking.link(1_000)
    assert 0 < joined < 500
