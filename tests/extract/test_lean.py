"""Torch is spared only while spaCy is imported, and only in a process that does nothing else."""

import os
import sys
from importlib.util import find_spec

import pytest

from alliance_graph import pipeline
from alliance_graph.extract import EXTRACTORS, MODEL
from alliance_graph.extract.lean import spare_torch
from alliance_graph.model import Annotation, Article


@pytest.fixture
def no_torch(monkeypatch):
    """As in a process that has not imported it."""
    monkeypatch.delitem(sys.modules, "torch", raising=False)


def test_torch_is_not_there_inside_and_is_as_before_afterwards(no_torch):
    before = find_spec("torch")
    with spare_torch(), pytest.raises(ImportError):
        import torch  # noqa: F401  # what is tested
    assert "torch" not in sys.modules
    assert (find_spec("torch") is None) == (before is None)


def test_what_is_imported_already_stays(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", os)
    with spare_torch():
        assert sys.modules["torch"] is os
    assert sys.modules["torch"] is os


class _Looking:
    """Tells in the annotation's id whether torch is out of reach where it was loaded."""

    def __init__(self, _):
        self.is_spared = "torch" in sys.modules and sys.modules["torch"] is None

    def extract(self, articles):
        return (Annotation(id=f"{article.id} {self.is_spared}") for article in articles)


@pytest.mark.parametrize(
    ("model", "is_elsewhere", "is_spared"),
    [
        (MODEL, True, True),
        (MODEL, False, False),
        ("en_core_web_trf", True, False),
    ],
)
def test_only_a_process_of_ours_does_without(no_torch, monkeypatch, model, is_elsewhere, is_spared):
    monkeypatch.setitem(EXTRACTORS, "looking", _Looking)
    extract = pipeline.find_extract(model, "looking")
    if is_elsewhere:
        monkeypatch.setattr(os, "getpid", lambda: -1)
    assert [row.id for row in extract([Article(id="a", text="")])] == [f"a {is_spared}"]
