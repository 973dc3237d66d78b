"""Flaws of what is taken all the same, told to whoever counts them."""

from __future__ import annotations

from collections.abc import Callable

Note = Callable[[str, str, str], None]
"""Takes a reason that can be counted, where the flaw stands, and what it is in words."""


def no_note(_reason: str, _where: str, _message: str) -> None:
    """Nobody counts."""
