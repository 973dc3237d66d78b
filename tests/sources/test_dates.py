"""Numbers for dates."""

from datetime import date

import pytest

from alliance_graph.sources.dates import parse_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (20240801, date(2024, 8, 1)),
        (20241301, None),
        (2024, None),
        (0, None),
        (-5, None),
        (1e9, date(2001, 9, 9)),
        (-200_000_000, date(1963, 8, 31)),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
    ],
)
def test_a_number_is_seconds_since_1970_or_a_date_in_digits(written, day):
    assert parse_date(written) == day
