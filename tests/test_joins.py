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


def test_synthetic_names_are_linked_and_repeat():
    linking = load("linking")
    assert list(linking.make_names(100)) == list(linking.make_names(100))
    *_, joined = linking.link(1_000)
    assert 0 < joined < 500
