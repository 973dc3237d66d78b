"""What changes hands in a purchase: the thing without its owner, and nothing where a company is bought."""

import pytest

from alliance_graph.extract.asset import find_asset

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "asset"),
    [
        ("Harlow Corp bought the cider brand of Pettifer AG.", "cider brand"),
        ("Pettifer AG has sold its Tulsa backhoe operations to Harlow Corp.", "Tulsa backhoe operations"),
        ("Harlow Corp agreed to acquire Pettifer's brake division for $30 million.", "brake division"),
        ("The plant was sold by Pettifer AG to Harlow Corp last week.", "plant"),
        ("Harlow announced the purchase of a gold mine from Pettifer AG.", "gold mine"),
        ("Harlow Corp bought Pettifer AG.", ""),
        ("Harlow Corp opened a plant near Pettifer AG.", ""),
        ("It rained.", ""),
    ],
)
def test_the_asset_is_what_is_bought_or_sold(nlp, text, asset):
    assert find_asset(next(nlp(text).sents)) == asset
