"""Which date of a sentence is that of a deal."""

from datetime import date

import pytest

from alliance_graph.extract.attributes import Surroundings, with_attributes
from alliance_graph.model import Claim, Evidence, Status

DEAL = Claim(
    kind="acquisition",
    roles={"acquirer": ("ferro-mills",), "target": ("ganto-wheels",)},
    status=Status.COMPLETED,
    evidence=Evidence(""),
)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Ferro Mills acquired Ganto Wheels in 2019.", "2019"),
        ("Ferro Mills, which acquired Ganto Wheels in 2019, makes tyres.", "2019"),
        ("Ferro Mills acquired Ganto Wheels, a maker of wheels, in 2019.", "2019"),
        ("Ferro Mills last bought a company in 2019 and has now acquired Ganto Wheels.", ""),
        ("Ferro Mills, which last bought a company in 2019, acquired Ganto Wheels.", ""),
        ("Ferro Mills, founded in 1980, acquired Ganto Wheels.", ""),
        ("Ferro Mills, which sold its tyre unit in 2019, acquired Ganto Wheels.", ""),
        ("Ferro Mills, which sold its tyre unit in 2019, acquired Ganto Wheels in 2021.", "2021"),
        ("Ferro Mills acquired Ganto Wheels, its first purchase since 2019.", ""),
    ],
)
def test_a_date_of_an_earlier_deal_or_of_an_aside_is_not_that_of_this_one(text, start):
    around = Surroundings(text, 0, date(2024, 5, 1))
    assert with_attributes(DEAL, text.index("acquired"), around).start == start
