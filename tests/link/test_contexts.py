"""A name that tells no company alone is told by whom it has ties with, unless people or a list say whose it is."""

from __future__ import annotations

import pytest

from alliance_graph.contexts import bare, legal_form, tells_little
from alliance_graph.link import Linking, file_entities, key_of, keys
from alliance_graph.link.profile import make_profile
from alliance_graph.model import Claim, Entity, EntityType, Entry, Evidence, Status
from tests.bench import load

Known = load("known_names").Known

STARS = ["star [tribune]", "star [globe; tribune]", "star [globe]", "star [harcourt]"]


@pytest.mark.parametrize(
    "name", ["Star", "Union Corp", "Marketing Co", "Robert", "Taipei", "U.S. Subsidiary", "Brown", "Puerto Rico"]
)
def test_everyday_words_tell_little(name):
    assert tells_little(key_of(name))


@pytest.mark.parametrize("name", ["Starbucks", "Union Carbide", "American Express", "Krupp", "IBM", "Pontiac Division"])
def test_names_of_their_own_tell_who_is_meant(name):
    assert not tells_little(key_of(name))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Hoover Plc", "hoover [plc]"),
        ("AB Volvo", "volvo [ab]"),
        ("Hoover Co", "hoover"),
        ("Hoover Inc", "hoover"),
        ("Hoover", "hoover"),
        ("Hoover Candy Plc", "hoover candy"),
        ("Star Plc", "star plc"),
        ("Hoover Micro Systems GmbH", "hoover micro systems [gmbh]"),
        ("Hoover Micro Systems AG", "hoover micro systems"),
    ],
)
def test_a_name_of_one_word_has_its_legal_form_from_abroad_in_its_key_and_a_longer_one_that_of_an_arm(name, key):
    assert keys(Entity(key="e", name=name)).full == key


def identify(*names):
    known = Known([(name, ()) for name in names])
    linking = Linking(known)
    return [linking.identify(keys(Entity(key="e", name=name)).full).key for name in names]


@pytest.mark.parametrize(
    ("names", "companies"),
    [
        (["Hoover Plc"], ["hoover"]),
        (["Hoover Plc", "Hoover"], ["hoover [plc]", "hoover"]),
        ([*["Hoover Plc"] * 5, "Hoover"], ["hoover"] * 6),
        (["Hoover Plc", "Hoover Co"], ["hoover [plc]", "hoover"]),
        (["Hoover Plc", "Hoover Co", "Hoover"], ["hoover [plc]", "hoover", "hoover"]),
        (["Krupp AG", "Krupp GmbH"], ["krupp", "krupp [gmbh]"]),
        (["Hoover Micro GmbH", "Hoover Micro Inc"], ["hoover micro [gmbh]", "hoover micro"]),
        (["Hoover Micro GmbH", "Hoover Micro"], ["hoover micro", "hoover micro"]),
        (["Metro AG", "Metro Plc"], ["metro", "metro [plc]"]),
        (["Siemens AG", "Siemens Aktiengesellschaft"], ["siemens", "siemens"]),
    ],
)
def test_companies_of_one_name_are_told_apart_by_legal_forms_of_two_countries(names, companies):
    assert identify(*names) == companies


def test_a_name_without_its_legal_form_is_that_with_it_where_ties_say_so():
    linking = Linking(
        Known([("Hoover Plc", ()), ("Hoover", ())], ties=[("hoover", "sealy"), ("hoover [plc]", "sealy")])
    )
    assert linking.identify("hoover [plc]").key == linking.identify("hoover").key


def test_one_tie_is_not_enough_for_a_name_of_less_than_five_letters():
    known = Known([("Daf BV", ()), ("Daf", ())], ties=[("daf", "sealy"), ("daf [bv]", "sealy")])
    assert Linking(known).identify("daf [bv]").key == "daf [bv]"


def test_a_legal_form_from_abroad_changes_nothing_about_short_names():
    known = Known([("Quixley Plc", ("QXL",)), ("Quixley Motor", ("Quixley",))], ties=[("qxl", "quixley")])
    linking = Linking(known)
    assert linking.identify("qxl").key == linking.identify("quixley [plc]").key == "quixley"
    assert linking.identify("quixley motor").key == "quixley motor"


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["Apple Computer Inc", "Apple Computer GmbH"], ["apple computer [inc]", "apple computer [gmbh]"]),
        (["Northern Telecom Limited", "Northern Telecom Inc"], ["northern telecom [ltd]", "northern telecom [inc]"]),
        (["Lumeo Air Inc", "Lumeo Air Group Inc"], ["lumeo air [inc]", "lumeo air group"]),
        (["Haldern Inc", "Haldern"], ["haldern", "haldern"]),
        (["Lumeo Air Inc", "Lumeo Air International Inc"], ["lumeo air", "lumeo air international"]),
        (["Star Inc", "Star GmbH"], ["star inc", "star gmbh"]),
    ],
)
def test_a_key_has_the_legal_form_by_which_an_article_tells_two_companies_apart(names, keys):
    assert list(file(names=[(name, name, EntityType.COMPANY) for name in names]).values()) == keys


@pytest.mark.parametrize(
    ("keys", "companies"),
    [
        (["apple computer", "apple computer [inc]", "apple computer [gmbh]"], [0, 0, 1]),
        (["northern telecom [inc]", "northern telecom [ltd]"], [0, 1]),
    ],
)
def test_companies_that_one_article_tells_apart_stay_two_in_all(keys, companies):
    known = Known(together=[keys[-2:]], ties=[(key, bare(key)) for key in keys[-2:]])
    for key in keys:
        known.file(key, f"{bare(key).title()} {legal_form(key) or 'inc'}")
    linking = Linking(known)
    found = [linking.identify(key).key for key in keys]
    assert [found.index(key) for key in found] == [companies.index(number) for number in companies]


def test_a_spelling_with_a_rival_legal_form_is_no_other_name_of_a_company_that_an_article_tells_apart():
    known = Known([("US Air Corp", ())], ties=[("usair [inc]", "sealy"), ("us air", "sealy")])
    known.file("usair [inc]", "USAir Inc")
    linking = Linking(known)
    assert linking.identify("usair [inc]").key != linking.identify("us air").key


def test_a_company_stays_apart_from_its_group_where_an_article_has_both_in_full():
    known = Known([("Lumeo Air Group", ("Lumeo Air",))] * 2, together=[("lumeo air [inc]", "lumeo air group")])
    known.file("lumeo air [inc]", "Lumeo Air Inc")
    linking = Linking(known)
    assert linking.identify("lumeo air").key == "lumeo air group" != linking.identify("lumeo air [inc]").key


def file(*ties, names):
    entities = tuple(Entity(key=key, name=name, type=kind) for key, name, kind in names)
    claims = tuple(
        Claim(kind="merger", roles={"partners": pair}, status=Status.COMPLETED, evidence=Evidence(text=""))
        for pair in ties
    )
    return {key: found.full for key, found in file_entities(entities, claims).items()}


def test_the_key_of_such_a_name_says_with_whom_it_has_ties():
    names = [("s", "Star", EntityType.COMPANY), ("t", "Tribune Co", EntityType.COMPANY)]
    names += [("g", "France", EntityType.GOVERNMENT), ("n", "Newport News Shipbuilding", EntityType.COMPANY)]
    found = file(("s", "n"), ("s", "g"), names=names)
    assert found == {
        "s": "star [france; newport]",
        "t": "tribune",
        "g": "government:france",
        "n": "newport news shipbuilding",
    }
    assert file(names=names)["s"] == "star"


def link_keys(keys, judged=(), entries=None):
    known = Known(judged=judged, entries=entries)
    for key in keys:
        known.file(key, bare(key).title())
    return Linking(known)


def test_one_name_and_one_other_with_ties_are_one_company():
    linking = link_keys(STARS)
    found = {key: linking.identify(key).key for key in STARS}
    assert len({found[key] for key in STARS[:3]}) == 1
    assert found["star [harcourt]"] == "star [harcourt]"
    assert "alone tells no company" in linking.identify("star [harcourt]").reason
    reasons = [linking.identify(key).reason for key in STARS[:3]]
    assert sum("both have a tie with one other" in reason for reason in reasons) == 2


def test_the_name_alone_is_joined_to_none_of_them():
    linking = link_keys([*STARS, "star"])
    assert linking.identify("star").key == "star"


@pytest.mark.parametrize(
    "advice",
    [
        {"judged": [("star", "star tribune", "same")]},
        {"entries": dict.fromkeys(STARS, Entry(name="Star"))},
    ],
    ids=["people", "a list"],
)
def test_people_and_lists_say_whose_name_it_is_in_all_articles(advice):
    linking = link_keys(STARS, **advice)
    assert len({linking.identify(key).key for key in STARS}) == 1
    assert "say which company 'star' is" in " ".join(linking.identify(key).reason for key in STARS)


def test_a_judgement_can_name_one_of_them():
    linking = link_keys([*STARS, "harcourt"], judged=[(key_of("star [harcourt]"), "harcourt", "same")])
    assert linking.identify("star [harcourt]").key == linking.identify("harcourt").key
    assert linking.identify("star [globe]").key != linking.identify("harcourt").key


def test_a_name_without_a_word_in_it_is_of_no_country():
    assert not make_profile("\x08", Known([("\x08", ())])).forms


def test_a_name_among_others_is_a_company_that_is_called_so_only_once_an_article_has_it():
    known = Known([("Royal Dutch Shell Group", ("RD",))], ties=[("royal dutch shell group", "shell")])
    assert Linking(known).identify("rd [shell]").key == "rd [shell]"
    known.file("rd [shell]", "RD")
    assert Linking(known).identify("rd [shell]").key == "royal dutch shell group"
