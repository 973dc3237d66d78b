import pytest

from alliance_graph.export.lifespan import find_lifespan, first_day, last_day

DAYS = [
    ("2024", "2024-01-01", "2024-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024-02-05", "2024-02-05", "2024-02-05"),
    ("2024-13", "", ""),
    ("2024-02-30", "", ""),
    ("0000", "", ""),
    ("soon", "", ""),
    ("20240205", "", ""),
    ("2024-02-05T10:00", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_dates_no_finer_than_known_span_all_their_days(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


LIFESPANS = [
    ({"start": "2024-03", "announced": "2023", "first_reported": "2022-01-01"}, ("2024-03-01", "")),
    ({"announced": "2023", "first_reported": "2022-01-01"}, ("2023-01-01", "")),
    ({"start": "soon", "first_reported": "2022-01-01", "last_reported": "2023-01-01"}, ("2022-01-01", "")),
    ({"first_reported": "2022-01-01", "end": "2023"}, ("2022-01-01", "2023-12-31")),
    ({"first_reported": "2022-01-01", "last_reported": "2023-05-01", "status": "ended"}, ("2022-01-01", "2023-05-01")),
    ({"first_reported": "2022-01-01", "last_reported": "2023-05-01", "status": "agreed"}, ("2022-01-01", "")),
    ({"first_reported": "2022-01-01", "end": "2020"}, ("", "2020-12-31")),
    ({"start": None}, ("", "")),
]


@pytest.mark.parametrize(("row", "expected"), LIFESPANS)
def test_a_tie_is_drawn_from_its_start_to_its_end(row, expected):
    assert find_lifespan(row) == expected
