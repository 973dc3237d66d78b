"""Names with an "and" in them stay whole where the article never parts the halves, and only there."""

import pytest

from alliance_graph.model import Article

pytestmark = pytest.mark.model


def names(read, text):
    return {entity.name.rstrip(".") for entity in read(Article(id="a", text=text)).entities.values()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harlow and Pettifer Inc <HPI> said it bought Dunmore Ltd.", "Harlow and Pettifer Inc"),
        ("Dunmore sold shares to Harlow and Pettifer. Later Harlow and Pettifer sold them.", "Harlow and Pettifer"),
        ("Dunmore Federal Savings and Loan Association sold it.", "Dunmore Federal Savings and Loan Association"),
        ("Harlow and Pettifer Inc said it bought Dunmore Ltd. Harlow is old.", "Harlow and Pettifer Inc"),
        ("Its Harlow Resources and Development Corp unit bought Dunmore.", "Harlow Resources and Development Corp"),
        ("Quarrie and Lomond Plc has bought a unit of Dunmore Ltd.", "Quarrie and Lomond Plc"),
        ("Dunmore Ltd sold its Harlow and Pettifer unit.", "Harlow and Pettifer"),
        ("Harlow and Pettifer Co, a unit of Dunmore Ltd, was sold.", "Harlow and Pettifer Co"),
        ("Chicago and Pettifer Railway Co, a unit of Dunmore Ltd, was sold.", "Chicago and Pettifer Railway Co"),
        ("Dunmore Ltd said its unit, Chicago and Pettifer Railway Co, lost money.", "Chicago and Pettifer Railway Co"),
        ("Central and Pettifer West Corp said its profit fell.", "Central and Pettifer West Corp"),
        ("PT and L said it sold Dunmore Ltd.", "PT and L"),
        ("Dunmore Ltd bought Wanda's Stores Inc.", "Wanda's Stores Inc"),
        ("Dunmore Ltd said its Wanda's Nursery unit lost money.", "Wanda's Nursery"),
    ],
)
def test_two_halves_are_one_name(read, text, name):
    assert name in names(read, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harlow and Pettifer Inc <HPI> formed a venture. Harlow will run it.", "Harlow"),
        ("Harlow and Pettifer Inc formed a venture.", "Pettifer Inc"),
        ("Dunmore Ltd sold its Harlow and Pettifer units.", "Pettifer"),
        ("It has offices in Chicago and Pettifer Railway Co said its trains run there.", "Pettifer Railway Co"),
        ("HARLO and Pettifer Corporation announced a pact. Pettifer will pay for it.", "Pettifer Corporation"),
        ("Harlow Corp and Pettifer Inc <HPI> formed a venture.", "Harlow Corp"),
        ("Harlow and Pettifer formed a venture. Pettifer and Harlow said so.", "Harlow"),
        ("Peace between Harlow and Pettifer is near. Harlow and Pettifer have signed a pact.", "Pettifer"),
        ("Three lenders - Harlow, Alder Bank and Bank of Ostvik - have signed a pact.", "Bank of Ostvik"),
    ],
)
def test_two_companies_stay_two(read, text, name):
    assert name in names(read, text)


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Allied Brewers Corp said Allied will pay 3 dollars a share.", "Allied Brewers Corp", "Allied"),
        ("United Mills Ltd fell. Shares of United rose later.", "United Mills Ltd", "United"),
    ],
)
def test_an_everyday_word_is_short_for_the_one_company_that_it_begins(read, text, name, alias):
    found = {entity.name: entity.aliases for entity in read(Article(id="a", text=text)).entities.values()}
    assert alias in found[name]


def test_a_company_of_a_country_is_one_name(read):
    assert "Harlow Tin Co of America" in names(read, "Harlow Tin Co of America will buy Dunmore Ltd.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A Harlow-Pettifer deal is near. Harlow will buy Pettifer.", {"Harlow", "Pettifer"}),
        ("Harlow-Pettifer said Harlow-Pettifer will buy Dunmore Ltd.", {"Harlow-Pettifer", "Dunmore Ltd"}),
    ],
)
def test_two_names_at_a_hyphen_are_two_where_both_stand_alone_elsewhere(read, text, wanted):
    assert names(read, text) == wanted


def test_a_family_is_not_its_member(read):
    found = names(read, "The Halloran family controls Dunmore Ltd. Brian Halloran runs it. Mr Halloran said so.")
    assert {"Halloran family", "Brian Halloran"} <= found
