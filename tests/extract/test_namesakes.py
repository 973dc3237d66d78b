"""Units that bear the name of those whose units they are."""

import pytest

from alliance_graph.model import Article

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "Kessel Credit Inc, a unit of Kessel, lent the money.",
        "Kessel's Canadian unit Kessel Credit Inc lent the money.",
        "Kessel unit Kessel Credit Inc lent the money.",
        "Kessel's Kessel Credit Inc lent the money to Lumen.",
    ],
)
def test_a_unit_is_not_the_company_whose_name_it_bears(read, text):
    entities = read(Article(id="a", text=text)).entities
    assert {"Kessel", "Kessel Credit Inc"} <= {entity.name for entity in entities.values()}


@pytest.mark.parametrize(
    "text",
    [
        "Kessel Credit Inc lent the money, Kessel said.",
        "Kessel Credit Inc, a unit of Lumen, lent the money. Kessel said so.",
        "Kessel Credit Inc is a maker of pumps. Kessel said so.",
    ],
)
def test_a_short_name_is_the_full_one_where_nothing_parts_them(read, text):
    entities = read(Article(id="a", text=text)).entities
    assert "Kessel" not in {entity.name for entity in entities.values()}
