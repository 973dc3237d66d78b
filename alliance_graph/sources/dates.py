"""Dates of articles as agencies, feeds and pages write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from alliance_graph.sources.skips import SkipLog

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_COMPACT = re.compile(r"\d{8}(?!\d)")
_REUTERS = re.compile(r"(\d{1,2}-[A-Za-z]{3}-\d{4})\b")
_LONGEST = 100
_LEAST_SECONDS = 100_000_000
"""Seconds to 3 March 1973; a smaller number is a date in digits (20240801) or a year, and no time since 1970."""

# No form that is read differently on two sides of the Atlantic: 03/04/2024 stays unknown.
_FORMS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%Y/%m/%d")


def parse_date(value: object) -> date | None:
    """The day that a text or a number of seconds since 1970 names, or None; the offset from UTC is left as written."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_seconds(value) if abs(value) >= _LEAST_SECONDS else parse_date(str(value))
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = " ".join(value.split())
    found = _from_numbers(text) or _from_forms(text) or _from_mail(text)
    return found if found and 1600 <= found.year <= 2200 else None


def read_date(value: object, where: str, skips: SkipLog) -> date | None:
    """The day as `parse_date` tells it; one that is given and cannot be read is a note."""
    day = parse_date(value)
    if value and day is None:
        skips.note("unknown-date", where, f"cannot read the date {str(value)[:40]!r}")
    return day


def _from_seconds(value: float) -> date | None:
    try:
        return datetime.fromtimestamp(value if abs(value) < 1e11 else value / 1000, UTC).date()
    except (OverflowError, ValueError, OSError):
        return None


def _from_numbers(text: str) -> date | None:
    try:
        if found := _ISO.match(text) or _COMPACT.match(text):
            return date.fromisoformat(found[0])
        if found := _REUTERS.match(text):
            return datetime.strptime(found[1], "%d-%b-%Y").date()
    except ValueError:
        pass
    return None


def _from_forms(text: str) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _from_mail(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
