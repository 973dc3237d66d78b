"""The default extractor on the hostile set, each trap against the floors in `tests/data/hostile_floors.json`.

`python benchmarks/hostile.py` prints the figures, and with `--raise` writes the floors that are reached.
"""

import json
from collections import Counter

import pytest

from alliance_graph.extract import EXTRACTOR
from alliance_graph.model import Status
from tests.bench import load

hostile = load("hostile")
SET = load("gold_sets").read_hostile()
FLOORS = json.loads(hostile.FLOORS.read_text("utf-8"))
TRAPS = sorted({*SET.traps.values()})


@pytest.fixture(scope="module")
def figures():
    """The figures per trap and over all, of one run."""
    return hostile.measure(SET, EXTRACTOR)


@pytest.mark.model
@pytest.mark.parametrize("trap", [hostile.ALL, *TRAPS])
def test_no_figure_of_a_trap_falls_through_its_floor(figures, trap):
    floors = FLOORS[trap]
    assert not [f"{name}: {figures[trap][name]}" for name in hostile.find_falls(figures[trap], floors)]


@pytest.mark.model
def test_deals_denied_or_ended_do_not_come_out_in_force_more_often_than_known(figures):
    assert figures[hostile.ALL]["off_deals_not_in_force"] >= FLOORS[hostile.ALL]["off_deals_not_in_force"]


def test_every_trap_has_floors_and_every_floor_its_trap():
    nothing = [hostile.Annotation(id=gold.id) for gold in SET.gold]
    figures = hostile.find_figures(SET, nothing)
    assert {trap: set(reached) for trap, reached in figures.items()} == {t: set(floors) for t, floors in FLOORS.items()}
    assert set(FLOORS) == {hostile.ALL, *TRAPS}


def test_gold_itself_passes_every_floor():
    figures = hostile.find_figures(SET, SET.gold)
    assert not [trap for trap in FLOORS if hostile.find_falls(figures[trap], FLOORS[trap])]


def test_the_set_is_large_enough_to_mean_something():
    by_trap = Counter(SET.traps.values())
    claims = [claim for gold in SET.gold for claim in gold.claims]
    assert len(SET.articles) >= 300
    assert min(by_trap.values()) >= 20
    assert sum(not gold.claims for gold in SET.gold) >= 0.3 * len(SET.gold)
    assert sum(claim.status in (Status.DENIED, Status.ENDED) for claim in claims) >= 60
    assert len({article.text for article in SET.articles}) == len(SET.articles)


def test_every_quotation_and_name_stands_in_its_text():
    for article, gold in zip(SET.articles, SET.gold, strict=True):
        names = [name for entity in gold.entities for name in (entity.name, *entity.aliases)]
        quotations = [claim.evidence.text for claim in gold.claims]
        assert not [text for text in [*names, *quotations] if text not in article.content], article.id
        assert {key for claim in gold.claims for key in claim.parties} <= {e.key for e in gold.entities}, article.id


def test_no_text_of_the_set_is_trained_on():
    training = load("gold_sets").ROOT / "data" / "gold" / "training"
    lines = [line for path in training.glob("*.jsonl") for line in path.read_text("utf-8").split("\n") if line]
    assert not {json.loads(line)["text"] for line in lines} & {article.text for article in SET.articles}
