"""The days on which a tie is drawn, for a time slider."""

from __future__ import annotations

import calendar
import re
from datetime import date

from alliance_graph.export.scalars import Row

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_STARTS = ("start", "announced", "first_reported")


def find_lifespan(row: Row) -> tuple[str, str]:
    """First and last day of a tie as ISO dates, "" for a side that is open.

    It begins with its start, else when it was announced or first told of; an end that is not known stays open, but
    for a tie that is over: then it is the day of the last report.
    """
    starts = (first_day(str(row.get(name) or "")) for name in _STARTS)
    start = next(filter(None, starts), "")
    end = last_day(str(row.get("end") or (row.get("status") == "ended" and row.get("last_reported")) or ""))
    return ("" if end and end < start else start), end


def first_day(text: str) -> str:
    """The first day of "2024", "2024-03" or "2024-03-05"; "" for anything else."""
    day = f"{text}-01-01"[:10]
    try:
        return date.fromisoformat(day).isoformat() if _DATE.fullmatch(text) else ""
    except ValueError:  # 2024-02-30
        return ""


def last_day(text: str) -> str:
    """The last day of "2024", "2024-02" or "2024-02-05"; "" for anything else."""
    day = first_day(text)
    if day and len(text) < 10:
        month = day[5:7] if len(text) > 4 else "12"
        return f"{day[:4]}-{month}-{calendar.monthrange(int(day[:4]), int(month))[1]:02}"
    return day
