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


def test_a_name_before_itself_is_whom_it_means(read):
    assert means(read, "Teller Corp is owned by Dunmore Ltd, itself a unit of Kessel Group.") == ["Dunmore Ltd"]
