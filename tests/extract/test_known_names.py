"""Names found again: what is a company in one sentence is the same company in the next."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from alliance_graph.extract.known_names import find_known_names
from alliance_graph.extract.mentions import Mention
from alliance_graph.model import Article, EntityType

VOCAB = Vocab()


def parse(text):
    return Doc(VOCAB, words=text.split())


def found(first, second, name, type_=EntityType.COMPANY):
    docs = [parse(first), parse(second)]
    start = first.split().index(name.split()[0])
    mention = Mention(0, start, start + len(name.split()), name, type_)
    return [(m.paragraph, m.start, m.end) for m in find_known_names(docs, [mention])]


@pytest.mark.parametrize(
    ("second", "places"),
    [
        ("They said Kessel will pay", [(0, 0, 1), (1, 2, 3)]),
        ("Kessel and Kessel", [(0, 0, 1), (1, 0, 1), (1, 2, 3)]),
        ("They said kessel will pay", [(0, 0, 1)]),
        ("Kesselring will pay", [(0, 0, 1)]),
    ],
)
def test_a_company_is_found_again_under_the_very_same_name(second, places):
    assert found("Kessel rose", second, "Kessel") == places


def test_a_name_of_two_words_is_found_whole_or_not_at_all():
    assert found("Kessel Power rose", "Kessel fell and Kessel Power rose", "Kessel Power") == [(0, 0, 2), (1, 3, 5)]


def test_a_state_or_a_person_is_not_looked_for():
    assert found("Norway rose", "in Norway", "Norway", EntityType.GOVERNMENT) == [(0, 0, 1)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "is_short"),
    [
        ("Harvest Corp bought Teller Inc. Harvest will pay in cash.", True),
        ("First Harvest Corp bought Teller Inc. First came the cash.", False),
    ],
)
def test_the_first_word_of_a_formal_name_is_its_short_form_where_it_acts(read, text, is_short):
    aliases = {alias for entity in read(Article(id="a", text=text)).entities.values() for alias in entity.aliases}
    assert bool(aliases & {"Harvest", "First"}) == is_short


def test_a_headline_in_capitals_ends_a_name_where_the_text_does(read):
    title = "Kessel Announces Closing Of Dunmore Deal"
    text = "Kessel Corp said it bought Dunmore Ltd. Kessel will keep Dunmore."
    found = read(Article(id="a", title=title, text=text)).entities.values()
    assert {entity.name.rstrip(".") for entity in found} == {"Kessel Corp", "Dunmore Ltd"}
