"""Annotations to triples: article, passage, claim, entity."""

from decimal import Decimal

import pytest

from alliance_graph.model import Annotation, Basis, Entity, Evidence, Money, Percentage
from tests.graph.make import article, claim, make_store, select

MADE = claim(
    "stake",
    "agreed",
    owner="Nissan",
    owned="Renault",
    announced="2024-07-31",
    start="2025",
    date_text="on Wednesday",
    rule="owner-owns",
    topics=("batteries",),
    basis=Basis.UNNAMED_SOURCE,
    exclusive=True,
    place="Chennai, India",
)


def values(store, subject, predicate):
    return sorted(row["o"] for row in select(store, f"SELECT ?o {{ ?s a {subject} ; {predicate} ?o }}"))


CLAIM = [
    ("ag:kind", ["https://w3id.org/alliance-graph/ns#Stake"]),
    ("ag:status", ["https://w3id.org/alliance-graph/ns#Agreed"]),
    ("ag:confidence", ["0.9"]),
    ("ag:asOf", ["2025-01-01"]),
    ("ag:dateText", ["on Wednesday"]),
    ("ag:rule", ["owner-owns"]),
    ("ag:basis", ["https://w3id.org/alliance-graph/ns#UnnamedSource"]),
    ("ag:isExclusive", ["true"]),
    ("ag:place", ["Chennai, India"]),
    ("ag:announcedOn", ["2024-07-31"]),
    ("ag:validFrom", ["2025-01-01"]),
    ("ag:validFromStated", ["2025"]),
    ("ag:topic", ["https://w3id.org/alliance-graph/topic/batteries"]),
    ("prov:wasAttributedTo", ["https://example.org/ag/extractor/rules"]),
    ("ag:reports", ["https://example.org/ag/relationship/stake_nissan_renault"]),
    ("ag:percentage", []),
]


@pytest.mark.parametrize(("predicate", "expected"), CLAIM)
def test_a_claim_says_what_was_read(predicate, expected):
    assert values(make_store(article("a1", MADE)), "ag:Claim", predicate) == expected


ARTICLE = [
    ("schema:headline", ["a1"]),
    ("schema:identifier", ["a1"]),
    ("schema:datePublished", ["2024-08-01"]),
    ("schema:publisher/skos:prefLabel", ["Wire & Co / Tokyo"]),
    ("schema:url", ["https://news.example/a%20b?q=%7B1%7D"]),
    ("ag:textDigest", ["f" * 64]),
]


@pytest.mark.parametrize(("predicate", "expected"), ARTICLE)
def test_an_article_says_where_it_is_from(predicate, expected):
    made = article("a1", outlet="Wire & Co / Tokyo", url="https://news.example/a b?q={1}", digest="f" * 64)
    assert values(make_store(made), "schema:NewsArticle", predicate) == expected


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "file:///etc/passwd", "http://[broken", "http://a.b/c#d#e", "no address"]
)
def test_what_is_no_address_of_the_web_is_left_out(url):
    assert values(make_store(article("a1", url=url)), "schema:NewsArticle", "schema:url") == []


def test_a_percent_sign_that_escapes_nothing_is_escaped_itself():
    made = article("a1", url="https://news.example/up-100%-é?q=%zz")
    assert values(make_store(made), "schema:NewsArticle", "schema:url") == [
        "https://news.example/up-100%25-%C3%A9?q=%25zz"
    ]


def test_a_form_that_the_ontology_does_not_know_is_an_alliance_of_another_form():
    forms = ("", "other", "><> ", "friendship")
    made = [article(f"a{form}", claim("alliance", "agreed", partners="Honda, Nissan", form=form)) for form in forms]
    (tie,) = make_store(*made).relationships()
    assert (tie.form, tie.sources) == ("other", 4)


def test_an_entity_says_which_company_it_is_and_why():
    store = make_store(article("a1", MADE, aliases={"Nissan": ["Nissan Motor", "NSANY"]}))
    entities = "?e ag:identifiedAs ?company ; ag:identifiedBecause ?why ; skos:prefLabel ?name"
    rows = select(store, f"SELECT ?name ?why {{ {entities} }} ORDER BY ?name")
    assert [row["name"] for row in rows] == ["Nissan", "Renault"]
    assert all(row["why"] for row in rows)
    assert values(store, "ag:Entity", "skos:altLabel") == ["NSANY", "Nissan Motor"]


def test_an_entity_without_a_part_in_any_claim_is_no_company():
    bystander = Annotation(id="a1", entities=(Entity(key="x", name="Honda"),))
    assert list(make_store(bystander).companies()) == []


def test_the_same_claim_twice_in_an_article_is_one():
    assert make_store(article("a1", MADE, MADE)).stats().claims == 1


def test_two_claims_of_one_sentence_share_their_passage():
    other = claim("competition", "completed", partners="Nissan,Renault")
    assert len(values(make_store(article("a1", MADE, other)), "ag:Passage", "oa:exact")) == 1


def test_a_claim_whose_party_is_no_entity_is_a_candidate():
    dangling = Annotation(id="a1", entities=(Entity(key="Nissan", name="Nissan"),), claims=(MADE,))
    store = make_store(dangling)
    assert (store.stats().candidates, store.stats().relationships) == (1, 0)


def test_money_is_a_node_with_amount_currency_and_words():
    made = claim("acquisition", "agreed", acquirer="A1", target="B1", price=Money("$1.5 bn", Decimal("1.5e9"), "USD"))
    store = make_store(article("a1", made))
    rows = select(
        store, "SELECT ?v ?c ?t { ?r ag:dealValue [ schema:value ?v ; schema:currency ?c ; ag:statedAs ?t ] }"
    )
    assert rows == [{"v": "1500000000", "c": "USD", "t": "$1.5 bn"}]


PERCENTAGES = [
    (Percentage(33.3), ["33.3"], []),
    (Percentage(100.0), ["100"], []),
    (Percentage(0.0), ["0"], []),
    (Percentage(100 / 3), ["33.3333"], []),
    (Percentage(None, 50.0, None), [], ["50"]),
]


@pytest.mark.parametrize(("percentage", "value", "least"), PERCENTAGES)
def test_percentages_are_plain_decimals(percentage, value, least):
    made = claim("stake", "completed", owner="A1", owned="B1")
    object.__setattr__(made, "percentage", percentage)
    store = make_store(article("a1", made))
    for subject in ("ag:Claim", "ag:Stake"):
        assert values(store, subject, "ag:percentage") == value
        assert values(store, subject, "ag:percentageMin") == least


def test_shortcuts_come_only_from_what_is_in_force():
    stages = [("A1", "completed"), ("B1", "proposed"), ("C1", "denied"), ("D1", "ended"), ("E1", "agreed")]
    made = [claim("stake", status, owner=owner, owned="Z1") for owner, status in stages]
    rows = select(make_store(article("a1", *made)), "SELECT ?owner { ?owner ag:owns ?owned }")
    assert rows == [{"owner": "https://example.org/ag/company/a1"}]


def test_every_relationship_has_its_wider_classes():
    store = make_store(article("a1", claim("alliance", "agreed", partners="A1,B1", form="memorandum")))
    kinds = values(store, "ag:Alliance", "ag:kind")
    assert kinds == ["https://w3id.org/alliance-graph/ns#MemorandumOfUnderstanding"]


def test_a_quotation_without_offsets_is_told_apart_by_its_words():
    one, two = MADE, claim("competition", "completed", partners="Nissan,Renault", text="other words")
    store = make_store(article("a1", one, two))
    assert values(store, "ag:Passage", "oa:exact") == ["other words", "said so"]
    assert values(store, "ag:Passage", "oa:start") == []


def test_offsets_are_part_of_the_passage():
    object.__setattr__(made := claim("merger", "agreed", partners="A1,B1"), "evidence", Evidence("said so", 4, 11))
    store = make_store(article("a1", made))
    assert (values(store, "ag:Passage", "oa:start"), values(store, "ag:Passage", "oa:end")) == (["4"], ["11"])


def test_namesakes_that_legal_forms_tell_apart_are_labelled_with_them():
    bought = [("Metro AG", "Kalden"), ("Metro Inc", "Loring"), ("Metro", "Selby")]
    made = [claim("acquisition", "completed", acquirer=buyer, target=target) for buyer, target in bought]
    store = make_store(*(article(f"a{number}", one) for number, one in enumerate(made)))
    assert [company.name for company in store.companies() if "Metro" in company.name] == ["Metro", "Metro AG"]
