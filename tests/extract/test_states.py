"""A state, its government and what is "state-owned" are one party, and two states are two."""

import pytest

from alliance_graph.model import Article, EntityType

pytestmark = pytest.mark.model


def read_types(read, text):
    """What sort of party each name is."""
    return {entity.name: entity.type for entity in read(Article(id="a", text=text)).entities.values()}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Russia will sell shares. The Russian government owns Rosneft.", 1),
        ("French state-owned Pechiney rose. France sold it.", 1),
        ("The U.S. said no. The United States will buy Kessel Corp.", 1),
        ("Norway and Sweden bought Kessel Corp.", 2),
        ("The Danish government bought Kessel Corp from Norway.", 2),
    ],
)
def test_names_of_one_state_come_together(read, text, parties):
    types = [entity.type for entity in read(Article(id="a", text=text)).entities.values()]
    assert types.count(EntityType.GOVERNMENT) == parties


@pytest.mark.parametrize(
    "text", ["Russian state-owned Gasko rose. Russia sold it.", "Russia sold Gasko. The Russian state did."]
)
def test_a_state_has_its_own_name_where_the_article_gives_it(read, text):
    found = read(Article(id="a", text=text)).entities.values()
    assert [entity.name for entity in found if entity.type is EntityType.GOVERNMENT] == ["Russia"]


def test_a_full_name_is_a_persons_where_somebody_is_called_by_its_last_word(read):
    text = "Quillon Harcastle owns Dunmore Ltd. Mr Harcastle said so."
    assert read_types(read, text)["Quillon Harcastle"] is EntityType.PERSON


@pytest.mark.parametrize(
    "text",
    [
        "Thayer Lundgren, vice president of Dunmore Ltd, said Lundgren would stay. Lundgren owns Kessel.",
        "Its chief financial officer, Thayer Lundgren, said Lundgren would stay.",
        "Dunmore Ltd Chairman Thayer Lundgren spoke. Lundgren owns Kessel. Lundgren bought Alder Corp.",
        "N.J. Lundgren, chairman and chief executive, said the company will buy Alder Corp.",
    ],
)
def test_who_has_a_job_is_a_person(read, text):
    [type_] = [type_ for name, type_ in read_types(read, text).items() if "Lundgren" in name]
    assert type_ is EntityType.PERSON


@pytest.mark.parametrize(
    "text",
    [
        "Dunmore Holt, president Lundgren said, will buy Alder Corp.",
        "Dunmore Holt, whose chairman resigned, will buy Alder Corp.",
        "Dunmore Holt, bought by its chairman, owns Alder Corp.",
    ],
)
def test_a_company_with_a_chairman_stays_one(read, text):
    assert read_types(read, text)["Dunmore Holt"] is EntityType.COMPANY
