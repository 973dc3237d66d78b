"""Dates: a row is a text, and what it says on 1 August 2024, a Thursday; for the forms found, those that are none."""

from datetime import date

import pytest

from alliance_graph.extract.dates import find_dates
from alliance_graph.extract.periods import to_day, to_months, to_named_day
from tests.growth import grows_no_faster_than_linear

PUBLISHED = date(2024, 8, 1)


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("signed on 2024-03-15", "2024-03-15", "2024-03-15"),
        ("signed on 12 March 2023", "12 March 2023", "2023-03-12"),
        ("signed on 12th March, 2023", "12th March, 2023", "2023-03-12"),
        ("the 12th of March 2023", "12th of March 2023", "2023-03-12"),
        ("signed March 12, 2023", "March 12, 2023", "2023-03-12"),
        ("on Dec. 31, 1986", "Dec. 31, 1986", "1986-12-31"),
        ("26-FEB-1987", "26-FEB-1987", "1987-02-26"),
        ("26-FEB-87", "26-FEB-87", "1987-02-26"),
        ("MARCH 12, 1987", "MARCH 12, 1987", "1987-03-12"),
        ("on 13/08/2023", "13/08/2023", "2023-08-13"),
        ("on 08/13/2023", "08/13/2023", "2023-08-13"),
        ("on 01.08.2023", "01.08.2023", "2023-08-01"),
        ("on 8/1/2023", "8/1/2023", "2023"),
        ("in March 2023", "March 2023", "2023-03"),
        ("in Sept. 2023", "Sept. 2023", "2023-09"),
        ("in March of 2023", "March of 2023", "2023-03"),
        ("in 2019", "2019", "2019"),
        ("fiscal 2024", "fiscal 2024", "2024"),
        ("FY2024", "FY2024", "2024"),
        ("in early 2025", "early 2025", "2025"),
        ("mid-2023", "mid-2023", "2023"),
        ("the end of 2025", "the end of 2025", "2025"),
    ],
)
def test_an_absolute_date_is_read_without_the_day_of_the_article(text, words, iso):
    (mention,) = find_dates(text, None)
    assert (text[mention.start : mention.end], mention.iso, mention.end_iso) == (words, iso, "")


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("It said today that", "today", "2024-08-01"),
        ("It said yesterday that", "yesterday", "2024-07-31"),
        ("on Thursday they said", "Thursday", "2024-08-01"),
        ("said on Monday", "Monday", "2024-07-29"),
        ("said last Thursday", "last Thursday", "2024-07-25"),
        ("to meet next Thursday", "next Thursday", "2024-08-08"),
        ("The boards will meet on Monday", "Monday", "2024-08-05"),
        ("They will merge, it said on Monday", "Monday", "2024-07-29"),
        ("signed in March", "March", "2024-03"),
        ("signed in October", "October", "2023-10"),
        ("signed last March", "last March", "2024-03"),
        ("opens next March", "next March", "2025-03"),
        ("The plant will open in September", "September", "2024-09"),
        ("In September, it will open the plant", "September", "2024-09"),
        ("In September, it said it will open", "September", "2023-09"),
        ("signed on March 12", "March 12", "2024-03-12"),
        ("payable September 15", "September 15", "2024-09-15"),
        ("signed on Dec 20", "Dec 20", "2023-12-20"),
        ("at the end of March", "the end of March", "2024-03"),
        ("signed last week", "last week", "2024-07"),
        ("signed last month", "last month", "2024-07"),
        ("signed last year", "last year", "2023"),
        ("later this year", "later this year", "2024"),
        ("earlier this month", "earlier this month", "2024-08"),
        ("at the end of the year", "the end of the year", "2024"),
        ("at year-end", "year-end", "2024"),
        ("two years ago", "two years ago", "2022"),
        ("three months ago", "three months ago", "2024-05"),
        ("10 days ago", "10 days ago", "2024-07-22"),
        ("a decade ago", "a decade ago", "2014"),
        ("in three years' time", "three years' time", "2027"),
    ],
)
def test_a_relative_date_is_counted_from_the_day_of_the_article(text, words, iso):
    (mention,) = find_dates(text, PUBLISHED)
    assert (text[mention.start : mention.end], mention.iso) == (words, iso)
    assert find_dates(text, None) == []


@pytest.mark.parametrize(
    ("text", "iso", "end_iso"),
    [
        ("in Q3 2025", "2025-07", "2025-09"),
        ("the first half of 2026", "2026-01", "2026-06"),
        ("H2 2025", "2025-07", "2025-12"),
        ("the third quarter of 2023", "2023-07", "2023-09"),
        ("the fourth quarter of last year", "2023-10", "2023-12"),
        ("in the third quarter", "2024-07", "2024-09"),
        ("in the fourth quarter", "2023-10", "2023-12"),
        ("in the 1990s", "1990", "1999"),
        ("from 2025 to 2027", "2025", "2027"),
        ("2025-2030", "2025", "2030"),
        ("2025/26", "2025", "2026"),
    ],
)
def test_a_period_has_a_beginning_and_an_end(text, iso, end_iso):
    (mention,) = find_dates(text, PUBLISHED)
    assert (mention.iso, mention.end_iso) == (iso, end_iso)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("since 2019", [("2019", "from")]),
        ("since March", [("2024-03", "from")]),
        ("effective April 1", [("2024-04-01", "from")]),
        ("as of August 1, 2024", [("2024-08-01", "from")]),
        ("until 2027", [("2027", "to")]),
        ("by the end of 2025", [("2025", "to")]),
        ("by 2030", [("2030", "to")]),
        ("by late March", [("2025-03", "to")]),
        ("within two years", [("2026", "to")]),
        ("from March 2024 to June 2025", [("2024-03", "from"), ("2025-06", "to")]),
        ("since the 1990s", [("1990", "from")]),
        ("in 2019", [("2019", "")]),
        ("delayed to March 2025", [("2025-03", "")]),
    ],
)
def test_the_word_before_says_whether_a_tie_begins_or_ends(text, relations):
    assert [(mention.iso, mention.relation) for mention in find_dates(text, PUBLISHED)] == relations


@pytest.mark.parametrize(
    "text",
    [
        "It may start",
        "May Co and Sun Microsystems",
        "by May Department Stores",
        "from March Petroleum",
        "they march on",
        "in 2000 people",
        "by 2030 megawatts",
        "1985 shares",
        "the $2025 price",
        "on 31 February 2023",
        "the Sunday Times",
        "Black Friday",
        "USA Today",
        "Monday.com",
        "the first half",
        "a third quarter",
        "5/8 pct",
        "version 2.0.24",
        "from 2,025 to 3,000",
        "5000 years ago",
        "in 2024.5",
        "Boeing 2025X",
        "now",
        "A300-600",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert find_dates(text, PUBLISHED) == []


def test_a_day_that_no_calendar_has_is_no_period():
    assert to_day(2023, 2, 29) is None
    assert to_day(9999, 1, 1) is None
    assert to_named_day(date(2023, 1, 1), 2, 30, "past") is None


def test_months_roll_over_the_year():
    period = to_months(2024, 14)
    assert period is not None
    assert (period.iso, period.last) == ("2025-02", date(2025, 2, 28))


@pytest.mark.parametrize(
    "attack",
    ["9", "1/1/1/", " ", "1,", "in ", "from 2020 ", "March ", "the end of ", "will ", "1 years ", "Q3 ", "2020-"],
)
def test_hostile_text_takes_linear_time(attack):
    assert grows_no_faster_than_linear(lambda text: find_dates(text, PUBLISHED), attack)
