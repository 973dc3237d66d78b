from __future__ import annotations

import pytest

from tests.remote.endpoint import Endpoint, running


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    """No credentials of whoever runs the tests, and copies that go with the test."""
    for name in ("STORE_USER", "STORE_PASSWORD", "STORE_TOKEN", "UPDATE_URL"):
        monkeypatch.delenv(f"ALLIANCE_GRAPH_{name}", raising=False)
    monkeypatch.setenv("ALLIANCE_GRAPH_CACHE", str(tmp_path / "copies"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("alliance_graph.graph.remote.remote._PATIENCE", 0.05)


@pytest.fixture
def endpoint():
    with running(Endpoint()) as server:
        yield server


@pytest.fixture
def move(tmp_path, monkeypatch):
    """Go to another machine: one with another directory for copies."""

    def go(name):
        monkeypatch.setenv("ALLIANCE_GRAPH_CACHE", str(tmp_path / f"copies-{name}"))

    return go
