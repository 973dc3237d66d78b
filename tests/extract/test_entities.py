"""Mentions made by hand, brought together to the entities of one article: who is one, and who must stay two."""

import pytest

from alliance_graph.extract.entities import Entities
from alliance_graph.extract.mentions import Mention
from alliance_graph.model import EntityType

COMPANY, PERSON = EntityType.COMPANY, EntityType.PERSON


def entities(*names, headline=-1, type=COMPANY):
    """The entities of names in the order in which the text gives them: one in a paragraph, from paragraph 1 on."""
    mentions = [Mention(i, 0, len(name.split()), name, type) for i, name in enumerate(names, start=1)]
    return Entities(mentions, headline=headline)


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["Kessel Industries Inc", "Kessel"], "Kessel Industries Inc"),
        (["Kessel Industries Inc", "Kessel Industries", "Kessel"], "Kessel Industries Inc"),
        (["Brandauer AG", "Brandauer", "Brandauer AG"], "Brandauer AG"),
        (["Mitsubishi Motors Corp", "Mitsubishi Motors", "Mitsubishi"], "Mitsubishi Motors Corp"),
    ],
)
def test_full_and_short_names_are_one_entity(names, name):
    found = entities(*names)
    (entity,) = found.by_key.values()
    assert (entity.name, set(entity.aliases)) == (name, set(names) - {name})
    assert {found.at(i, 0) for i in range(1, len(names) + 1)} == {entity.key}


@pytest.mark.parametrize(
    "names",
    [
        ["Freeport-McMoran Inc", "Freeport-McMoran Gold Co"],
        ["Heliant", "Heliant Services"],
        ["Nordsee Bank", "Nordsee Airlines"],
        ["Kessel Industries", "Lumen"],
        ["Halden Fund I", "Halden Fund II"],
        ["General Marine", "General Harvest"],
    ],
)
def test_a_group_and_its_unit_and_names_that_only_share_a_word_stay_two(names):
    assert sorted(entity.name for entity in entities(*names).by_key.values()) == sorted(names)


def test_a_short_name_does_not_mean_a_venture_that_bears_it_with_another():
    found = entities("Tessin Electric", "Orlo Audio", "Tessin Orlo Storage", "Tessin")
    assert found.at(4, 0) == "tessin-electric"


@pytest.mark.parametrize(
    "names",
    [
        ["Heliant Computer Inc", "Heliant Computer GmbH"],
        ["Kessel Telecom Ltd", "Kessel Telecom Inc"],
        ["Lumen Credit Corp Ltd", "Lumen Credit Co"],
        ["Kessel Securities Corp", "Kessel Securities and Co Inc"],
    ],
)
def test_full_names_with_legal_forms_of_two_companies_stay_two(names):
    found = entities(*names, "Kessel", names[0])
    assert {found.by_key[found.at(i, 0)].name for i in (1, 2)} == set(names)
    assert found.at(4, 0) == found.at(1, 0)


@pytest.mark.parametrize(
    "names",
    [
        ["Lumen Credit Co", "Lumen Credit Co Ltd"],
        ["Kessel Group Ltd", "Kessel Group PLC"],
        ["Kessel Incorporated", "Kessel Inc"],
        ["NV Kessel", "KESSEL.AS", "Kessel NV"],
    ],
)
def test_one_legal_form_in_full_and_in_short_is_one_company(names):
    assert len(entities(*names).by_key) == 1


def test_a_short_name_of_companies_told_apart_by_legal_forms_is_that_of_the_first():
    found = entities(
        "Heliant Computer Inc", "Heliant Computer Gesellschaft", "Heliant Computer GmbH", "Heliant Computer"
    )
    assert found.at(4, 0) == found.at(1, 0) != found.at(3, 0)
    found = entities("Heliant Computer Inc", "Heliant", "Heliant Computer GmbH", "Heliant")
    assert found.at(2, 0) == found.at(4, 0) == found.at(1, 0)


def test_a_short_name_of_two_full_names_goes_to_the_one_before_it():
    found = entities("Nordsee Bank", "Nordsee", "Nordsee Airlines")
    assert found.at(2, 0) == found.at(1, 0) != found.at(3, 0)


def test_a_short_name_after_two_full_names_or_in_the_headline_goes_to_the_first():
    found = entities("Nordsee Bank", "Nordsee Airlines", "Nordsee")
    assert found.at(3, 0) == found.at(1, 0) != found.at(2, 0)
    names = ((0, "Nordsee"), (1, "Nordsee Bank"), (2, "Nordsee Airlines"), (3, "Nordsee"))
    found = Entities([Mention(at, 0, len(name.split()), name, COMPANY) for at, name in names])
    assert found.at(0, 0) == found.at(3, 0) == found.at(1, 0)


def test_a_ticker_is_an_alias_and_leads_back_to_its_company():
    found = Entities(
        [
            Mention(1, 0, 2, "Kessel Inc", COMPANY, ("KSL",)),
            Mention(2, 3, 4, "KSL", COMPANY),
            Mention(3, 0, 1, "KSM", COMPANY),
        ]
    )
    assert found.at(2, 3) == found.at(1, 0) != found.at(3, 0)
    assert next(iter(found.by_key.values())).aliases == ("KSL",)


def test_a_name_that_only_a_headline_in_capitals_gives_is_dropped():
    found = Entities([Mention(0, 0, 1, "Surge", COMPANY), Mention(1, 0, 1, "Kessel", COMPANY)], headline=0)
    assert [entity.name for entity in found.by_key.values()] == ["Kessel"]
    assert found.at(0, 0) is None


def test_a_headline_name_stays_when_the_text_or_its_legal_form_says_that_it_is_one():
    mentions = [
        Mention(0, 0, 1, "Kessel", COMPANY),
        Mention(0, 2, 4, "Lumen Inc", COMPANY),
        Mention(1, 0, 1, "Kessel", COMPANY),
    ]
    assert {entity.name for entity in Entities(mentions, headline=0).by_key.values()} == {"Kessel", "Lumen Inc"}
    assert len(Entities(mentions[:2], headline=-1).by_key) == 2


def test_a_person_is_no_company_and_no_alias_of_one():
    found = Entities([Mention(1, 0, 2, "Ingrid Kessel", PERSON), Mention(1, 5, 7, "Kessel Inc", COMPANY)])
    person, company = found.by_key.values()
    assert (person.type, person.aliases) == (PERSON, ())
    assert (company.type, company.aliases) == (COMPANY, ())


def test_a_person_is_one_entity_under_the_last_name():
    found = entities("Ingrid Solberg", "Solberg", type=PERSON)
    assert [entity.name for entity in found.by_key.values()] == ["Ingrid Solberg"]


def test_one_sign_of_a_company_more_outweighs_a_guess_at_a_person():
    found = Entities([Mention(i, 0, 1, "Kessel", type_) for i, type_ in enumerate([PERSON, COMPANY, COMPANY], 1)])
    assert [entity.type for entity in found.by_key.values()] == [COMPANY]


def test_a_mention_is_found_at_each_of_its_tokens_and_nowhere_else():
    mention = Mention(1, 2, 4, "Kessel Inc", COMPANY)
    found = Entities([mention])
    assert [found.mention_at(1, i) for i in range(1, 5)] == [None, mention, mention, None]
    assert found.mention_at(2, 2) is None
    assert Entities([]).by_key == {}


def test_keys_are_the_same_whatever_the_order_of_the_mentions():
    mentions = [
        Mention(i, 0, 1, name, COMPANY)
        for i, name in enumerate(["Kessel Inc", "Kessel", "Lumen", "Kessel Services"], start=1)
    ]
    assert list(Entities(mentions).by_key) == list(Entities(mentions[::-1]).by_key)
