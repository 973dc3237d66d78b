"""Whom "it" and "the company" mean: who speaks tells for which company."""

import pytest

from alliance_graph.model import Article

pytestmark = pytest.mark.model


def means(read, text):
    """The names of what pronouns and descriptions of the last sentence mean."""
    reading = read(Article(id="a", text=text))
    keys = [naming.key for naming in reading.sentences[-1].namings if naming.is_anaphor]
    return [reading.entities[key].name.rstrip(".") for key in keys]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kessel Corp bought Alder Inc. A Fiat spokesman said the company will buy Dunmore Ltd.", "Fiat"),
        ("Kessel Corp rose. A spokesman for Alder Inc said it owns 5 percent of Dunmore Ltd.", "Alder Inc"),
        (
            "Alder Inc's chief financial officer, Thayer Lundgren, spoke. Kessel Corp rose. Lundgren said the company "
            "will buy Dunmore Ltd.",
            "Alder Inc",
        ),
        (
            "A. William Lundgren, chairman and chief executive of Alder Inc, spoke. Kessel Corp fell. Lundgren said "
            "the company will buy Dunmore Ltd.",
            "Alder Inc",
        ),
        (
            "Kessel Corp rose. Analyst Thayer Lundgren of Alder Inc said the company will buy Dunmore Ltd.",
            "Kessel Corp",
        ),
        ("Kessel Corp rose. Thayer Lundgren, chairman, said the company will buy Dunmore Ltd.", "Kessel Corp"),
    ],
)
def test_who_speaks_tells_for_which_company(read, text, name):
    assert means(read, text) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kessel Corp rose. The merger is being driven by Alder Inc. It bought Dunmore Ltd.", ["Alder Inc"]),
        ("Kessel Corp rose. The merger was discussed. It bought Dunmore Ltd.", ["Kessel Corp"]),
        ("Kessel Corp rose. The Pentagon said it chose Dunmore Ltd.", ["Pentagon"]),
        ("The Pentagon chose Alder Inc. It also chose Dunmore Ltd.", ["Pentagon"]),
        ("The Pentagon said the company sold Alder Inc.", []),
        ("Kessel Corp rose. Standard and Poor's Corp spoke of the risks of its bid for Dunmore Ltd.", ["Kessel Corp"]),
    ],
)
def test_it_is_whom_the_sentence_before_was_about(read, text, names):
    assert means(read, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kessel Corp may raise its stake in Alder Inc, even buying it outright.", ["Kessel Corp", "Alder Inc"]),
        ("Kessel Corp outsells Alder Inc and supplies it with corks.", ["Alder Inc"]),
        ("Kessel Corp bought shares of Alder Inc, raising its stake in the company to 9 percent.", ["Kessel", "Alder"]),
        ("Kessel Corp rose. Kessel Corp declined an offer for it.", ["Kessel Corp"]),
    ],
)
def test_nobody_buys_itself_or_holds_a_stake_in_itself(read, text, names):
    assert [name[: len(right)] for name, right in zip(means(read, text), names, strict=True)] == names


def test_its_is_whose_the_whole_is(read):
    assert means(read, "Dunmore Ltd said Alder Inc's sale of its unit may fail.") == ["Alder Inc"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mary Dorn said she sold her shares in Alder Inc.", ["Mary Dorn"] * 2),
        (
            "Alder Inc's owners are Thayer Lundgren and Mary Dorn. They bought Dunmore Ltd.",
            ["Thayer Lundgren", "Mary Dorn"],
        ),
        ("Alder Inc and Kessel Corp grew. The two companies bought Dunmore Ltd.", ["Alder Inc", "Kessel Corp"]),
        ("Alder Inc and Kessel Corp grew. Dunmore Ltd sells pumps to two other companies.", []),
        ("Alder Inc and Kessel Corp grew. Both Dunmore Ltd and Fiat fell.", []),
    ],
)
def test_people_and_pairs_are_meant_by_he_and_they(read, text, names):
    assert means(read, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kessel Corp acquired Alder Inc. The buyer also owns Dunmore Ltd.", ["Kessel Corp"]),
        ("Kessel Corp acquired Alder Inc. The target also owns Dunmore Ltd.", ["Alder Inc"]),
        ("Alder Inc is a subsidiary of Kessel Corp in Oslo. Dunmore Ltd bought the unit.", ["Alder Inc"]),
        ("Alder Inc is a subsidiary of Kessel Corp in Oslo. Dunmore Ltd bought the pump unit.", []),
        ("Kessel Corp acquired Alder Inc and Fiat acquired Volvo. The buyer of Dunmore Ltd is not known.", []),
        ("Kessel Corp acquired Alder Inc and Fiat acquired Volvo. The buyer will talk to Dunmore Ltd.", []),
    ],
)
def test_who_had_a_role_in_a_deal_is_called_by_it(read, text, names):
    assert means(read, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kessel Corp rose. The brewer bought Dunmore Ltd.", ["Kessel Corp"]),
        ("Kessel Corp, an airline, rose. The brewer bought Dunmore Ltd.", []),
        ("Kessel Corp rose. The supplier bought Dunmore Ltd.", []),
        ("Kessel Airways rented it from Tarvos Air Lease. The airline bought Dunmore Ltd.", ["Kessel Airways"]),
        ("Kessel Corp rose. The Danish brewer bought Dunmore Ltd.", []),
        ("Kessel Corp bought the business of Alder Inc.", []),
        ("Kessel Corp rose. The firm that Lundgren left bought Dunmore Ltd.", []),
    ],
)
def test_a_trade_tells_whom_the_text_is_about_unless_it_is_told_apart(read, text, names):
    assert means(read, text) == names


def test_the_company_with_a_capital_is_whose_release_it_is(read):
    text = "Kessel Corp lost money. Dunmore Ltd acted as finder. The Company also bought Teller Corp."
    assert means(read, text) == ["Kessel Corp"]


def test_a_rater_is_none_of_the_two_companies(read):
    text = "Kessel Corp and Dunmore Ltd fell. Moody's said Kessel may gain. The two companies bought Teller Corp."
    assert set(means(read, text)) == {"Dunmore Ltd", "Kessel Corp"}


def test_a_name_before_itself_is_whom_it_means(read):
    assert means(read, "Teller Corp is owned by Dunmore Ltd, itself a unit of Kessel Group.") == ["Dunmore Ltd"]
