"""A division that is sold is an asset of the company whose division it is."""

import pytest

from alliance_graph.extract.divisions import without_bought_divisions
from alliance_graph.extract.rule_extractor import draw_claims
from alliance_graph.model import Article

pytestmark = pytest.mark.model


def deals(read, text):
    """Kind, parties and asset of what is bought, as the rules draw it, a division taken for what it is."""
    reading = read(Article(id="a", text=text))
    told = without_bought_divisions(draw_claims(reading).claims, reading.sentences[0])
    return {(c.kind, *c.parties, c.asset) for c in told if c.kind in ("acquisition", "asset_purchase")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alder Corp bought Birch Inc's Dorn division.", {("asset_purchase", "alder-corp", "birch-inc", "Dorn")}),
        (
            "Birch Inc sold its Dorn Trust division to Alder Corp.",
            {("asset_purchase", "alder-corp", "birch-inc", "Dorn Trust")},
        ),
        ("Birch Inc sold its Dorn Trust subsidiary to Alder Corp.", {("acquisition", "alder-corp", "dorn-trust", "")}),
        ("Alder Corp bought the Dorn Trust division.", {("acquisition", "alder-corp", "dorn-trust", "")}),
    ],
)
def test_a_division_is_bought_from_its_company_where_that_is_named(read, text, expected):
    assert deals(read, text) == expected
