"""When two claims speak of one tie, and what the tie is then: every rule of docs/relationships.md in rows."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from alliance_graph.graph import Filter
from alliance_graph.model import Basis, Money, Percentage, Status
from tests.graph.make import article, claim, make_store, select


def stake(status, percent=None, **fields):
    return claim("stake", status, owner="Haldern", owned="Cellora", percent=percent, **fields)


def conclude(*articles):
    return list(make_store(*articles).relationships())


def told(ties):
    """Kind, percentage and status of each, in the order of their IRIs."""
    return [(tie.percentage.value if tie.percentage else None, str(tie.status), tie.sources) for tie in ties]


JAN, MARCH, JULY = date(2024, 1, 10), date(2024, 3, 20), date(2024, 7, 1)
SOON = date(2024, 1, 30)

STAKES = [
    ("one size is one stake", [[(JAN, "completed", 30)], [(MARCH, "completed", 30.4)]], [(30.4, "completed", 2)]),
    ("two sizes at one time are one stake", [[(JAN, "completed", 30)], [(SOON, "completed", 40)]],
     [(40, "completed", 2)]),
    ("a later size is a change", [[(JAN, "completed", 30)], [(JULY, "completed", 40)]],
     [(30, "ended", 1), (40, "completed", 1)]),
    ("held and planned in one article are two", [[(JAN, "completed", 20), (JAN, "agreed", 35)]],
     [(20, "completed", 1), (35, "agreed", 1)]),
    ("a plan that comes true is one stake", [[(JAN, "completed", 20), (JAN, "agreed", 35)], [(SOON, "completed", 35)]],
     [(20, "ended", 1), (35, "completed", 2)]),
    ("two plans of one time are one", [[(JAN, "proposed", 30)], [(SOON, "proposed", 35)]], [(35, "proposed", 2)]),
    ("before and after in one article", [[(JAN, "completed", 20), (JAN, "completed", 25)]],
     [(20, "ended", 1), (25, "completed", 1)]),
    ("sold and bought again", [[(JAN, "completed", 20)], [(MARCH, "completed", 35)], [(JULY, "completed", 20)]],
     [(20, "ended", 1), (20, "completed", 1), (35, "ended", 1)]),
    ("no size joins the nearest in time",
     [[(JAN, "completed", 20)], [(JULY, "completed", 35)], [(date(2024, 6, 1), "completed", None)]],
     [(20, "ended", 1), (35, "completed", 2)]),
    ("no size at all is one stake", [[(JAN, "proposed", None)], [(JULY, "completed", None)]], [(None, "completed", 2)]),
    ("no day joins its size", [[(JAN, "completed", 20)], [(JULY, "completed", 35)], [(None, "completed", 20)]],
     [(20, "ended", 2), (35, "completed", 1)]),
    ("no days, two sizes are one stake", [[(None, "completed", 20)], [(None, "completed", 35)]],
     [(20, "completed", 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), [row[1:] for row in STAKES], ids=[row[0] for row in STAKES])
def test_stakes(rows, expected):
    articles = [
        article(f"a{number}", *(stake(status, percent) for _, status, percent in row), day=row[0][0])
        for number, row in enumerate(rows)
    ]
    assert told(conclude(*articles)) == expected


def test_a_stake_of_undated_articles_has_no_day_of_report():
    (tie,) = conclude(article("a1", stake("completed", 30), day=None))
    assert (tie.first_reported, tie.last_reported) == (None, None)


def test_a_change_has_both_dates_and_leads_from_one_stake_to_the_other():
    first, second = article("a1", stake("completed", 30), day=JAN), article("a2", stake("completed", 40), day=JULY)
    with make_store(first, second) as store:
        old, new = store.relationships()
        replaced = select(store, "SELECT ?new ?old { ?new ag:replaces ?old }")
    assert (old.first_reported, old.end, new.first_reported, new.end) == (JAN, "2024-06-30", JULY, "")
    assert replaced == [{"new": new.iri, "old": old.iri}]


def test_a_stated_day_of_change_outranks_the_day_of_the_report():
    first = article("a1", stake("completed", 30), day=JAN)
    old, _ = conclude(first, article("a2", stake("completed", 40, start="2024-06-01"), day=JULY))
    assert old.end == "2024-05-31"
    old, _ = conclude(first, article("a2", stake("completed", 40, start="2024-09-01"), day=JULY))
    assert old.end == "2024-08-31"


def test_a_plan_that_comes_true_begins_when_it_is_held_and_not_when_it_was_planned():
    old, new = conclude(
        article("a1", stake("completed", 20), stake("agreed", 35), day=JAN),
        article("a2", stake("completed", 35), day=MARCH),
    )
    assert (old.end, new.first_reported) == ("2024-03-19", JAN)


def test_a_stake_that_was_sold_before_another_was_bought_did_not_last_until_then():
    old, new = conclude(
        article("a1", stake("completed", 20), day=JAN),
        article("a2", stake("ended", 20), day=MARCH),
        article("a3", stake("completed", 35), day=JULY),
    )
    assert (old.status, old.end, new.status) == (Status.ENDED, "", Status.COMPLETED)


DEALS = [
    ("acquisition", {"acquirer": "Haldern", "target": "Cellora"}),
    ("asset_purchase", {"buyer": "Haldern", "seller": "Cellora"}),
    ("merger", {"partners": "Haldern,Cellora"}),
]


@pytest.mark.parametrize(("kind", "roles"), DEALS)
def test_a_deal_reported_again_after_two_years_is_another(kind, roles):
    days = [date(2001, 5, 1), date(2003, 4, 1), date(2005, 5, 1), None]
    made = [article(f"a{n}", claim(kind, "completed", **roles), day=day) for n, day in enumerate(days)]
    found = [(tie.first_reported, tie.sources) for tie in conclude(*made)]
    assert found == [(date(2001, 5, 1), 3), (date(2005, 5, 1), 1)]


def test_a_deal_of_the_next_episode_starts_anew():
    days = [(date(2001, 5, 1), "completed"), (date(2002, 5, 1), "agreed"), (date(2005, 5, 1), "agreed")]
    roles = {"acquirer": "Haldern", "target": "Cellora"}
    made = [article(f"a{n}", claim("acquisition", status, **roles), day=day) for n, (day, status) in enumerate(days)]
    assert [tie.status for tie in conclude(*made)] == [Status.COMPLETED, Status.AGREED]


def test_the_seller_does_not_make_another_deal():
    bare = claim("acquisition", "agreed", acquirer="Haldern", target="Cellora")
    full = claim("acquisition", "agreed", acquirer="Haldern", target="Cellora", seller="Quorex")
    (tie,) = conclude(article("a1", bare), article("a2", full))
    assert [iri.rpartition("/")[2] for iri in tie.roles["seller"]] == ["quorex"]


VENTURES = [
    ("named twice", ["A,B:V", "A,B,C:V"], 1),
    ("unnamed joins the only named", ["A,B:V", "A,B:"], 1),
    ("unnamed stays apart from two named", ["A,B:V", "A,B:K", "A,B:"], 3),
    ("other partners are another", ["A,B:V", "A,C:"], 2),
    ("one partner with a company", ["A:V"], 1),
    ("one partner alone is none", ["A:"], 0),
]


@pytest.mark.parametrize(("rows", "count"), [row[1:] for row in VENTURES], ids=[row[0] for row in VENTURES])
def test_ventures(rows, count):
    claims = []
    for row in rows:
        partners, _, company = row.partition(":")
        company = {"venture": f"Venture{company}"} if company else {}
        partners = ",".join(f"Firm{name}" for name in partners.split(","))
        claims.append(claim("joint_venture", "agreed", partners=partners, **company))
    assert len(conclude(*(article(f"a{n}", one) for n, one in enumerate(claims)))) == count


def venture(name, day, company="", partners="Haldern,Cellora", alias="", **fields):
    made = claim("joint_venture", "agreed", partners=partners, **({"venture": company} if company else {}))
    return article(name, made, day=day, aliases={company: [alias]} if alias else None, **fields)


LATER_NAMES = [
    ("an article that gives both names", {"alias": "Volta Cells"}, 1),
    ("with another partner beside", {"alias": "Volta Cells", "partners": "Haldern,Quorex"}, 1),
    ("nobody gives both names", {}, 2),
    ("no partner in common", {"alias": "Volta Cells", "partners": "Quorex,Sugi"}, 2),
    ("initials are no name of its own", {"alias": "VC"}, 2),
    ("a generic word is none", {"alias": "Cells"}, 2),
]


@pytest.mark.parametrize(("later", "count"), [row[1:] for row in LATER_NAMES], ids=[row[0] for row in LATER_NAMES])
def test_a_venture_is_found_again_under_its_later_name(later, count):
    ties = conclude(venture("a1", JAN, "Volta Cells"), venture("a2", JULY, "Elion", **later))
    assert len(ties) == count
    if count == 1:
        (tie,) = ties
        assert (tie.iri.rpartition("/")[2], tie.sources) == ("joint-venture_volta-cells", 2)
        assert [iri.rpartition("/")[2] for iri in tie.roles["venture"]] == ["elion"]


def test_a_stake_is_found_again_under_the_later_name_of_its_owner():
    earlier = article("a1", claim("stake", "completed", owner="Facelook", owned="Iris", percent=9), day=JAN)
    later = claim("stake", "completed", owner="Elion Platforms", owned="Iris", percent=12)
    ties = conclude(earlier, article("a2", later, day=JULY, aliases={"Elion Platforms": ["Facelook"]}))
    assert sorted((tie.percentage.value, str(tie.status)) for tie in ties) == [(9, "ended"), (12, "completed")]
    assert {tie.label for tie in ties} == {"Elion Platforms' stake in Iris"}


def test_an_article_that_has_both_names_as_companies_joins_none():
    both = claim("stake", "completed", owner="Elion", owned="Iris"), claim("merger", "agreed", partners="Volta,Sugi")
    ties = conclude(article("a1", *both, aliases={"Elion": ["Volta"]}))
    assert {tie.label for tie in ties} == {"Elion's stake in Iris", "Merger of Sugi and Volta"}


def test_two_ventures_that_are_called_alike_for_short_are_two():
    first = venture("a1", JAN, "Haldern Eicher Vehicles", alias="Haldern", partners="Haldern,Sugi")
    assert len(conclude(first, venture("a2", JAN, "Haldern Aero", alias="Haldern"))) == 2


def test_a_venture_reported_before_it_has_a_name_is_the_one_named_within_two_years():
    unnamed = venture("a1", date(2019, 5, 1))
    first, second = venture("a2", date(2020, 5, 1), "Volta Cells"), venture("a3", date(2024, 5, 1), "Elion")
    found = {tie.iri.rpartition("/")[2]: tie.sources for tie in conclude(unnamed, first, second)}
    assert found == {"joint-venture_volta-cells": 2, "joint-venture_elion": 1}


ALLIANCES = [
    ("same partners, same form", [("memorandum", "Honda,Nissan"), ("memorandum", "Nissan,Honda")], 1),
    ("another form", [("memorandum", "Honda,Nissan"), ("strategic_partnership", "Honda,Nissan")], 2),
    ("a third partner", [("memorandum", "Honda,Nissan"), ("memorandum", "Honda,Nissan,Mitsubishi Motors")], 2),
    ("no form is the form other", [("", "Honda,Nissan"), ("other", "Honda,Nissan")], 1),
    ("one partner", [("memorandum", "Honda")], 0),
    ("one partner twice", [("memorandum", "Honda,Honda Motor Co.")], 1),
]


@pytest.mark.parametrize(("rows", "count"), [row[1:] for row in ALLIANCES], ids=[row[0] for row in ALLIANCES])
def test_alliances(rows, count):
    articles = [
        article(f"a{n}", claim("alliance", "agreed", partners=partners, form=form))
        for n, (form, partners) in enumerate(rows)
    ]
    assert len(conclude(*articles)) == count


STATUSES = [
    ("the latest article", [(JAN, "proposed"), (JULY, "completed"), (MARCH, "denied")], "completed"),
    ("going back too", [(JAN, "completed"), (JULY, "ended")], "ended"),
    ("completed before agreed on one day", [(JAN, "agreed"), (JAN, "completed")], "completed"),
    ("agreed before proposed on one day", [(JAN, "proposed"), (JAN, "agreed")], "agreed"),
    ("denied before completed on one day", [(JAN, "completed"), (JAN, "denied")], "denied"),
    ("ended before denied on one day", [(JAN, "denied"), (JAN, "ended")], "ended"),
    ("a look back at what is done", [(JAN, "completed"), (MARCH, "agreed"), (JULY, "proposed")], "completed"),
    ("ended after a look back", [(JAN, "completed"), (MARCH, "agreed"), (JULY, "ended")], "ended"),
    ("agreed anew after an end", [(JAN, "completed"), (MARCH, "ended"), (JULY, "agreed")], "agreed"),
    ("no day before any day", [(None, "ended"), (JAN, "agreed")], "agreed"),
]


@pytest.mark.parametrize(("rows", "status"), [row[1:] for row in STATUSES], ids=[row[0] for row in STATUSES])
def test_status_now(rows, status):
    made = [
        article(f"a{n}", claim("supply", status, supplier="Cellora", customer="Haldern"), day=day)
        for n, (day, status) in enumerate(rows)
    ]
    (tie,) = conclude(*made)
    assert tie.status == Status(status)


def test_a_company_is_not_tied_to_itself():
    assert conclude(article("a1", claim("stake", "completed", owner="Haldern Inc", owned="Haldern"))) == []


def test_a_candidate_makes_no_relationship_and_no_company():
    with make_store(article("a1", stake("completed", 30, confidence=0.49))) as store:
        assert list(store.relationships()) == []
        assert list(store.companies()) == []
        assert (store.stats().claims, store.stats().candidates) == (1, 1)


def test_confidence_grows_with_independent_sources_and_stops_short_of_certainty():
    rows = [0.6, 0.5], [0.6], [0.99] * 3
    made = [article(f"a{n}", stake("completed", 30, confidence=sure)) for n, sure in enumerate(rows[0])]
    (tie,) = conclude(*made)
    assert (tie.confidence, tie.sources, tie.claims) == (0.8, 2, 2)
    many = [article(f"b{n}", stake("completed", 30, confidence=0.99)) for n in range(3)]
    (tie,) = conclude(*many)
    assert tie.confidence == 0.99


DATES = [
    ({"start": "2024-03"}, "2024-03", "2024-03-01"),
    ({"start": "2023"}, "2023", "2023-01-01"),
    ({"start": "2024-02-29"}, "2024-02-29", "2024-02-29"),
    ({"start": "soon"}, "", None),
    ({"start": "2024-13"}, "", None),
]


@pytest.mark.parametrize(("fields", "stated", "whole"), DATES)
def test_a_coarse_date_is_a_whole_one_and_stays_as_stated(fields, stated, whole):
    with make_store(article("a1", stake("completed", 30, **fields))) as store:
        (tie,) = store.relationships()
        found = select(store, "SELECT ?d { ?r a ag:Stake ; ag:validFrom ?d }")
    assert (tie.start, found) == (stated, [{"d": whole}] if whole else [])


def test_a_start_after_the_end_is_left_out():
    (tie,) = conclude(article("a1", stake("ended", 30, start="2024-06", end="2023")))
    assert (tie.start, tie.end) == ("", "2023")


def test_a_finer_date_outranks_a_coarser_one():
    (tie,) = conclude(
        article("a1", stake("completed", 30, announced="2024")),
        article("a2", stake("completed", 30, announced="2024-07-30")),
        article("a3", stake("completed", 30, announced="2024-07")),
    )
    assert tie.announced == "2024-07-30"


def test_an_end_that_was_outlived_is_left_out():
    first = article("a1", claim("supply", "agreed", supplier="A1", customer="B1", end="2023"), day=date(2022, 1, 1))
    later = article("a2", claim("supply", "completed", supplier="A1", customer="B1"), day=JULY)
    (tie,) = conclude(first, later)
    assert (tie.end, tie.status) == ("", Status.COMPLETED)


def test_bounds_stand_only_where_no_article_gives_a_figure():
    bounds = claim("acquisition", "agreed", acquirer="Haldern", target="Cellora")
    object.__setattr__(bounds, "percentage", Percentage(None, 50.0, None))
    figure = claim("acquisition", "agreed", acquirer="Haldern", target="Cellora", percent=60.0)
    (tie,) = conclude(article("a1", bounds, day=JULY))
    assert tie.percentage == Percentage(None, 50.0, None)
    (tie,) = conclude(article("a1", bounds, day=JULY), article("a2", figure, day=JAN))
    assert tie.percentage == Percentage(60.0)


FIGURES = [
    ("the most recent", [(30, JAN), (60, MARCH)], 60),
    ("of one day that of most sources", [(30, JAN), (60, MARCH), (40, MARCH), (60, MARCH)], 60),
    ("of as many sources the smallest", [(30, JAN), (60, MARCH), (40, MARCH)], 40),
]


@pytest.mark.parametrize(("rows", "figure"), [row[1:] for row in FIGURES], ids=[row[0] for row in FIGURES])
def test_a_figure_is_always_one_that_an_article_gives(rows, figure):
    deal = {"acquirer": "Haldern", "target": "Cellora"}
    (tie,) = conclude(
        *(
            article(f"a{n}", claim("acquisition", "agreed", percent=percent, **deal), day=day)
            for n, (percent, day) in enumerate(rows)
        )
    )
    assert tie.percentage == Percentage(figure)


def test_price_purpose_topics_and_shares_are_kept():
    made = claim(
        "joint_venture",
        "agreed",
        partners="Honda,Nissan",
        venture="Cellora",
        shares={"Honda": 60.0, "Nissan": 40.0},
        price=Money("about 120 billion yen", Decimal(120_000_000_000), "JPY"),
        purpose="a software platform",
        topics=("batteries", "no-such-topic"),
    )
    (tie,) = conclude(article("a1", made))
    base = "https://example.org/ag/company/"
    assert tie.shares == {f"{base}honda": 60.0, f"{base}nissan": 40.0}
    assert tie.price == made.price
    assert (tie.purpose, tie.topics, tie.sentence) == ("a software platform", ("batteries",), "said so")


def test_place_and_exclusiveness_are_those_of_the_latest_day_that_gives_them():
    first = claim("alliance", "agreed", partners="Honda,Nissan", place="Leeds", exclusive=True)
    later = claim("alliance", "completed", partners="Honda,Nissan", place="Sines", basis=Basis.FILING)
    (tie,) = conclude(article("a1", first, day=JAN), article("a2", later, day=JULY))
    assert (tie.place, tie.exclusive) == ("Sines", True)
    (tie,) = conclude(article("a1", claim("alliance", "agreed", partners="Honda,Nissan")))
    assert (tie.place, tie.exclusive) == ("", False)


def test_sentence_shown_is_one_that_gives_the_status():
    plan = claim("acquisition", "agreed", text="agreed to buy", confidence=0.9, acquirer="Haldern", target="Cellora")
    deal = claim("acquisition", "completed", text="has bought", confidence=0.6, acquirer="Haldern", target="Cellora")
    (tie,) = conclude(article("a1", plan, day=JAN), article("a2", deal, day=JULY))
    assert (tie.status, tie.sentence) == (Status.COMPLETED, "has bought")


LABELS = [
    (stake("completed", 30), "Haldern's stake in Cellora"),
    (claim("joint_venture", "agreed", partners="Nissan Motor Co.,Honda"), "Joint venture of Honda and Nissan Motor"),
    (claim("joint_venture", "agreed", partners="A1,B1", venture="C1"), "Joint venture of A1 and B1: C1"),
    (claim("alliance", "agreed", partners="A1,B1,C1", form="memorandum"),
     "Memorandum of understanding of A1, B1 and C1"),
    (claim("alliance", "agreed", partners="A1,B1"), "Alliance of A1 and B1"),
    (claim("subsidiary", "completed", parent="Aoba", child="Aoba Cells"), "Aoba Cells as a unit of Aoba"),
    (claim("license", "agreed", licensor="A{0}", licensee="B%s"), "Licence from A{0} to B%s"),
    (claim("acquisition", "agreed", acquirer="Siemens", target="B1"), "Siemens' acquisition of B1"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "label"), LABELS, ids=[label for _, label in LABELS])
def test_a_relationship_has_a_label_in_words(made, label):
    (tie,) = conclude(article("a1", made))
    assert tie.label == label


def test_a_label_follows_the_name_of_its_party():
    with make_store(article("a1", stake("completed", 30))) as store:
        store.add(
            [
                article(
                    "a2",
                    claim("competition", "completed", partners="Haldern Werke,Cellora"),
                    aliases={"Haldern Werke": ["Haldern"]},
                )
            ]
        )
        labels = {tie.label for tie in store.relationships(Filter(kinds=frozenset({"stake"})))}
    assert labels == {"Haldern Werke's stake in Cellora"}


def test_parties_that_read_alike_when_joined_have_relationships_of_their_own():
    one = claim("stake", "completed", owner="General Motors", owned="Acceptance")
    two = claim("stake", "completed", owner="General", owned="Motors Acceptance")
    three = claim("merger", "completed", partners="Alpha,Beta,1999x")
    assert len({tie.iri for tie in conclude(article("a1", one, two, three))}) == 3


def test_every_rule_of_the_page_has_a_test_that_is_there():
    page = (Path(__file__).parents[2] / "docs" / "relationships.md").read_text("utf-8")
    rules, _, table = page.partition("## Tests")
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for name, row in re.findall(r"`(test_\w+)(?:\[([^]]+)\])?`", table):
        assert f"def {name}(" in tests
        assert f'("{row}",' in tests or not row
    numbers = re.findall(r"^(\d+)\.", rules.partition("## Promises")[0], re.MULTILINE)
    assert not [number for number in numbers if f"\n| {number} |" not in table]
