"""Dates no finer than an article gives them: "2024", "2024-03", "2024-08-01"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(stated: str) -> date | None:
    """The first day that a stated date can mean; None where it is no such date."""
    try:
        return date.fromisoformat(stated + "-01-01"[len(stated) - 4 :]) if len(stated) in (4, 7) else _full(stated)
    except ValueError:
        return None


def last_day(stated: str) -> date | None:
    """The last day that a stated date can mean; None where it is no such date."""
    first = first_day(stated)
    if first is None or len(stated) == 10:
        return first
    month = 12 if len(stated) == 4 else first.month
    return date(first.year, month, monthrange(first.year, month)[1])


def _full(stated: str) -> date | None:
    return date.fromisoformat(stated) if len(stated) == 10 else None
