"""Settings of the whole suite: the invented cases are the same everywhere and every day, and no clock judges them."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
