"""What happened when."""

from tests.serve.api.conftest import company


def tell(client, **parameters):
    answer = client.get("/api/timeline", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_steps_come_by_day_with_their_figures_and_articles(hostile):
    rows = tell(hostile, company=company("betrix"), kind="stake", min_sources=2)
    assert [(row["day"], row["status"], row["percentage"], row["article"]) for row in rows] == [
        ("2023-12-30", "proposed", 30.0, "h1"),
        ("2024-02-01", "completed", 30.0, "h2"),
    ]


def test_nothing_after_the_day_of_the_state_is_told(hostile):
    assert {row["day"] for row in tell(hostile)} == {"2023-12-30", "2024-02-01"}
    assert {row["day"] for row in tell(hostile, as_of="2024-01-31")} == {"2023-12-30"}


def test_the_last_steps_are_told_where_there_are_too_many(hostile):
    assert tell(hostile, limit=2) == tell(hostile)[-2:]
