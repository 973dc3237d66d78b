"""Days, months and years as stretches of time, and how they are counted from the day of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""What lies outside is a number or a joke, no date of a company."""
_LENGTHS = {"day": 10, "month": 7, "year": 4}
_RECENT = timedelta(days=300)
"""A day without a year lies at most so long ago; articles give the year of what is older."""


@dataclass(frozen=True, slots=True)
class Period:
    """From its first day to its last, said to the day, the month or the year."""

    first: date
    last: date
    precision: str

    @property
    def iso(self) -> str:
        """The beginning, no finer than it was said: "2024-08-01", "2024-08" or "2024"."""
        return self.first.isoformat()[: _LENGTHS[self.precision]]

    @property
    def end_iso(self) -> str:
        """The end in the same precision, "" where it is the beginning."""
        end = self.last.isoformat()[: _LENGTHS[self.precision]]
        return "" if end == self.iso else end


def to_day(year: int, month: int, day: int) -> Period | None:
    """One day; None if the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Period(found, found, "day") if FIRST_YEAR <= year <= LAST_YEAR else None


def to_months(year: int, first: int, last: int | None = None) -> Period | None:
    """A month, or several of one year; months past December or before January belong to the next years."""
    last = first if last is None else last
    begin, end = _roll(year, first), _roll(year, last)
    if not (FIRST_YEAR <= begin[0] <= end[0] <= LAST_YEAR):
        return None
    after = _roll(end[0], end[1] + 1)
    return Period(date(*begin, 1), date(*after, 1) - timedelta(days=1), "month")


def to_years(first: int, last: int | None = None) -> Period | None:
    """A year, or several."""
    last = first if last is None else last
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), "year")


def to_week(day: date) -> Period:
    """The week around a day, Monday to Sunday, said to the month: ISO dates in claims know no weeks."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "month")


def to_weekday(published: date, weekday: int, which: str) -> Period:
    """The day of that name: "past" on or before the article's day, "last" before, "ahead" on or after, "next" after."""
    back, ahead = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    days = {"past": -back, "last": -(back or 7), "ahead": ahead, "next": ahead or 7}[which]
    found = published + timedelta(days=days)
    return Period(found, found, "day")


def to_named_month(published: date, month: int, which: str) -> Period | None:
    """The month of that name nearest to the article on the side that `which` says, as with weekdays."""
    year = published.year
    if which in ("past", "last"):
        year -= month > published.month or (which == "last" and month == published.month)
    else:
        year += month < published.month or (which == "next" and month == published.month)
    return to_months(year, month)


def to_named_day(published: date, month: int, day: int, which: str) -> Period | None:
    """The day of that month nearest to the article, past unless told otherwise or long ago."""
    found = [period for shift in (-1, 0, 1) if (period := to_day(published.year + shift, month, day))]
    past = [period for period in found if published - _RECENT <= period.first <= published]
    ahead = [period for period in found if period.first >= published]
    if which in ("ahead", "next") or not past:
        return ahead[0] if ahead else None
    return past[-1]


def to_unit(published: date, unit: str, count: int) -> Period | None:
    """The day, week, month, quarter or year that lies so many of them from the article's own."""
    if unit == "week":
        day = published + timedelta(weeks=count)
        return to_week(day) if FIRST_YEAR <= day.year <= LAST_YEAR else None
    if unit == "day":
        day = published + timedelta(days=count)
        return to_day(day.year, day.month, day.day)
    if unit == "month":
        return to_months(published.year, published.month + count)
    if unit == "quarter":
        first = (published.month - 1) // 3 * 3 + 1 + 3 * count
        return to_months(published.year, first, first + 2)
    return to_years(published.year + count * (10 if unit == "decade" else 1))


def _roll(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1
