"""Settings of the whole suite: the invented cases are the same everywhere and every day, and no clock judges them."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.stand_in import TEXTS, write_articles

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture
def news(tmp_path):
    """A file of articles for the stand-in."""
    write_articles(tmp_path / "news.jsonl", TEXTS)
    return tmp_path / "news.jsonl"
