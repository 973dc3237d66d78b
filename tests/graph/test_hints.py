"""Who gives a name that is not there is told which ones are near."""

import pytest

from alliance_graph.graph.hints import suggest

NAMES = ["Honda Motor Co", "Hyundai", "American Honda", "Nissan", "VW (Volkswagen)"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Honda", "; did you mean 'Honda Motor Co' or 'American Honda'?"),
        ("nisan", "; did you mean 'Nissan'?"),
        ("VW", "; did you mean 'VW (Volkswagen)'?"),
        ("(", ""),
        ("Zzz", ""),
        ("", ""),
    ],
)
def test_longer_names_come_before_those_that_look_alike(word, hint):
    assert suggest(word, NAMES) == hint
