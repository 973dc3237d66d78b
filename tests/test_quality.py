"""The gate of accuracy: a figure below its floor fails it, and floors only rise. `make gate` measures."""

import importlib.util
import json
from pathlib import Path

import pytest

GATE = Path(__file__).parent.parent / "benchmarks" / "gate.py"


@pytest.fixture(scope="module")
def gate():
    spec = importlib.util.spec_from_file_location("gate", GATE)
    assert spec
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("figures", "falls"),
    [
        ({"f1": 0.60, "precision": 0.80}, []),
        ({"f1": 0.59, "precision": 0.80}, ["f1"]),
        ({"f1": 0.70}, ["precision"]),
        ({"f1": 0.70, "precision": 0.90, "recall": 0.1}, []),
    ],
)
def test_figure_below_its_floor_falls(gate, figures, falls):
    assert gate.find_falls(figures, {"f1": 0.6, "precision": 0.8}) == falls


def test_floors_rise_to_what_is_reached_and_are_never_lowered(gate):
    raised = gate.raise_floors({"f1": 0.6789, "precision": 0.7, "alarms": 38}, {"f1": 0.6, "precision": 0.8})
    assert raised == {"f1": 0.67, "precision": 0.8, "alarms": 38.0}


def test_floors_are_there_for_every_figure(gate):
    floors = json.loads(gate.FLOORS.read_text("utf-8"))
    report = gate.evaluate([], [])
    assert set(floors) == set(gate.find_figures(report))
    assert floors["precision"] >= 0.6


@pytest.mark.model
@pytest.mark.slow
def test_extractor_stays_above_the_floors(gate):
    floors = json.loads(gate.FLOORS.read_text("utf-8"))
    assert not gate.find_falls(gate.find_figures(gate.measure()), floors)
