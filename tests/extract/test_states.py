"""A state, its government and what is "state-owned" are one party, and two states are two."""

import pytest

from alliance_graph.model import Article, EntityType

pytestmark = pytest.mark.model


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


def test_a_full_name_is_a_persons_where_somebody_is_called_by_its_last_word(read):
    text = "Quillon Harcastle owns Dunmore Ltd. Mr Harcastle said so."
    found = {entity.name: entity.type for entity in read(Article(id="a", text=text)).entities.values()}
    assert found["Quillon Harcastle"] is EntityType.PERSON
