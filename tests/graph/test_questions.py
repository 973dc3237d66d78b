from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest

from alliance_graph.errors import QueryError
from alliance_graph.graph.query import to_prefixes
from alliance_graph.graph.questions import find_question, questions, to_sparql
from tests.graph.example import BASE, FILES, RULES, make_example
from tests.graph.make import article, claim, make_store

EXPECTED: dict[tuple[str, str], list[tuple[object, ...]]] = {
    ("allies", "company=Halden Motors"): [("Quill Software", None), ("Tarn Gears", None)],
    ("allies", "company=Nissan"): [("Honda", None), ("Mitsubishi Motors", None)],
    ("stakes", "limit=30"): [
        ("Orrin Holdings", "Halden Motors", 62),
        ("Halden Motors", "Brill Cells", 55),
        ("Nissan", "Mitsubishi Motors", 34),
    ],
    ("stakes", "limit=10;day=2018-06-30"): [("Tarn Gears", "Brill Cells", 12)],
    ("stakes", "limit=0;company=Nissan"): [("Nissan", "Mitsubishi Motors", 34)],
    ("parents", "company=Brill Powder"): [
        ("Brill Cells", 1, "false"),
        ("Halden Motors", 2, "false"),
        ("Orrin Holdings", 3, "true"),
    ],
    ("cross-holdings", ""): [("Halden Motors", "Tarn Gears", 6, Decimal("3.5"))],
    ("shared-partners", "company=Halden Motors;other=Quill Software"): [("Tarn Gears",)],
    ("timeline", "company=Nissan;other=Honda"): [
        ("2024-03", "Honda and Nissan strategic partnership", "completed"),
        ("2024-08-01", "Honda and Nissan joint venture", "agreed"),
        ("2024-08-01", "Honda, Mitsubishi Motors and Nissan memorandum", "agreed"),
    ],
    ("single-source", "company=Nissan"): [
        ("Honda and Nissan joint venture",),
        ("Honda and Nissan strategic partnership",),
    ],
    ("conflicts", ""): [("Tarn Gears' stake in Halden Motors", 2, Decimal("3.5"))],
    ("conflicts", "margin=2"): [],
    ("conflicts", "company=Tarn Gears"): [("Tarn Gears' stake in Halden Motors", 2, Decimal("3.5"))],
    ("conflicts", "company=Nissan"): [],
    ("alliances-by-topic", ""): [("carmaking", 4), ("mobility", 4), ("e-axles", 3), ("vehicle parts", 3)],
    ("holders", "company=Halden Motors"): [("Orrin Holdings", 62, None, 62), ("Tarn Gears", Decimal("3.5"))],
    ("holders", "company=Corvo Drive"): [("Halden Motors", 60, None, 60), ("Quill Software", 40, None, 40)],
    ("coverage", ""): [
        ("Brill Cells and Lume Pane wish each other well.", None, "Parts makers move"),
        ("Holders of Tarn Gears would get two shares of Quill.", None, "Parts makers move"),
    ],
    ("coverage", "company=Tarn Gears"): [("Holders of Tarn Gears would get two shares of Quill.",)],
    ("copies", ""): [
        ("Orrin Holdings agrees to buy Quill Software", "2024-09-12", "2024-09-13", "Valley Post"),
    ],
    ("namesakes", ""): [],
    ("evidence", "fact=rel:memorandum_honda_mitsubishi-motors_nissan__2024"): [
        (
            "In a separate step they signed a memorandum with Mitsubishi Motors—34% owned by Nissan—to create "
            "a framework for vehicle electrification.",
            "2024-08-01",
        ),
        (
            "Nissan, which holds 34 per cent of Mitsubishi Motors, brings the smaller carmaker into a memorandum "
            "on electrification with Honda.",
            "2024-08-03",
        ),
    ],
}
"""The first rows of each answer, in their first columns."""

NUMBERS = ("integer", "decimal")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return make_example(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def graph():
    import rdflib

    graph = rdflib.Graph()
    for file in FILES:
        graph.parse(file)
    for rule in RULES:
        graph += graph.query(rule.read_text()).graph or ()
    return graph


def _plain(value, datatype):
    return Decimal(value) if str(datatype or "").rsplit("#")[-1] in NUMBERS else value


def _values(text):
    return dict(pair.split("=") for pair in text.split(";") if pair)


@pytest.mark.parametrize(("name", "values"), EXPECTED)
def test_both_engines_give_the_expected_answer(store, graph, name, values):
    sparql = to_sparql(questions()[name], store, _values(values))
    in_oxigraph = [
        tuple(None if t is None else _plain(t.value, getattr(t, "datatype", None) and t.datatype.value) for t in row)
        for row in store.oxigraph.query(sparql)
    ]
    in_rdflib = [
        tuple(None if t is None else _plain(str(t), getattr(t, "datatype", None)) for t in row)
        for row in graph.query(sparql)
    ]
    expected = EXPECTED[name, values]
    assert [row[: len(want)] for row, want in zip(in_oxigraph, expected, strict=False)] == expected
    assert in_rdflib == in_oxigraph
    if name != "alliances-by-topic":
        assert len(in_oxigraph) == len(expected)


def test_both_engines_derive_the_same_shortcuts(store, graph):
    assert len(graph) == len(store.oxigraph)


def test_denied_proposed_and_ended_ties_give_no_shortcut(store):
    asked = """ASK { VALUES (?a ?b) { (co:brill-cells co:tarn-gears) (co:lume-pane co:quill-sight)
        (co:quill-software co:quill-sight) (co:lume-pane co:quill-software) (co:tarn-gears co:brill-cells) }
        ?a ag:mergedWith|ag:owns|ag:alliedWith ?b }"""
    assert not store.oxigraph.query(asked, prefixes=to_prefixes(BASE))


def test_a_group_total_is_never_summed_twice():
    held = [
        claim("stake", "completed", owner=owner, owned="Cellora", percent=percent)
        for owner, percent in (("Haldern", 40.0), ("Quorex", 15.0), ("Sugi", 10.0))
    ]
    unit = claim("subsidiary", "completed", parent="Haldern", child="Quorex")
    shares = {"Haldern": 40.0, "Sugi": 20.0, "Hinoki": 35.0}
    venture = claim("joint_venture", "completed", partners="Haldern,Sugi,Hinoki", venture="Cellora", shares=shares)
    store = make_store(article("a1", *held, unit), article("a2", venture))
    found = store.oxigraph.query(to_sparql(questions()["holders"], store, {"company": "Cellora"}))
    rows = [tuple(getattr(term, "value", None) for term in row)[:4] for row in found]
    assert rows == [
        ("Haldern", "40", None, "40"),
        ("Hinoki", "35", None, "35"),
        ("Quorex", "15", "Haldern", "0"),
        ("Sugi", "10", None, "10"),
    ]


@pytest.mark.parametrize(
    ("day", "held"), [("2022-12-31", []), ("2023-05-01", ["40"]), ("2023-06-30", ["40"]), ("2023-07-01", ["55"])]
)
def test_a_planned_stake_is_not_held_before_it_is_reported_as_held(day, held):
    told = [("completed", 40), ("proposed", 55), ("completed", 55)]
    made = (
        article(
            f"a{n}",
            claim("stake", status, owner="Haldern", owned="Cellora", percent=percent),
            day=date(2023, 1 + 3 * n, 1),
        )
        for n, (status, percent) in enumerate(told)
    )
    store = make_store(*made)
    found = store.oxigraph.query(to_sparql(questions()["stakes"], store, {"day": day}))
    assert [row["percentage"].value for row in found] == held


ENDED = [
    ("the venture ended later", (2022, 8, 1), [("joint_venture", "ended", (2024, 6, 1))], []),
    ("held when it ended", (2024, 6, 1), [("joint_venture", "ended", (2024, 6, 1))], ["60"]),
    ("bought out afterwards", (2024, 7, 1), [("joint_venture", "ended", (2024, 6, 1))], ["60"]),
    ("the venture goes on", (2022, 8, 1), [("joint_venture", "completed", (2024, 6, 1))], ["60"]),
]


@pytest.mark.parametrize(("day", "others", "held"), [row[1:] for row in ENDED], ids=[row[0] for row in ENDED])
def test_a_stake_in_a_venture_that_has_ended_is_held_no_more(day, others, held):
    stake = claim("stake", "completed", owner="Haldern", owned="Verdina", percent=60)
    made = [article("a", stake, day=date(*day))]
    made += [
        article(f"b{n}", claim(kind, status, partners="Haldern,Sugi", venture="Verdina"), day=date(*then))
        for n, (kind, status, then) in enumerate(others)
    ]
    for order in (made, made[::-1]):
        store = make_store()
        for one in order:
            store.add([one])
        for name in ("stakes", "holders"):
            found = store.oxigraph.query(to_sparql(questions()[name], store, {"company": "Verdina"}))
            assert [row["percentage"].value for row in found] == held
        for shortcut in ("co:haldern ag:owns co:verdina", "co:verdina ag:hasParent co:haldern"):
            assert bool(store.oxigraph.query(f"ASK {{ {shortcut} }}", prefixes=to_prefixes(BASE))) == bool(held)
    day_before = store.oxigraph.query(to_sparql(questions()["stakes"], store, {"day": "2024-05-31"}))
    assert [row["percentage"].value for row in day_before] == (["60"] if day[0] == 2022 else [])


def test_every_question_is_tested_and_stands_alone():
    assert {name for name, _ in EXPECTED} == set(questions())
    assert len(questions()) == 14
    for question in questions().values():
        ox.Store().query(question.sparql)
        for parameter in question.parameters:
            assert f"VALUES ?{parameter.name} {{" in question.sparql


@pytest.mark.parametrize(
    ("name", "values", "word"),
    [
        ("allies", "", "--param company="),
        ("allies", "company=Nisan", "did you mean 'Nissan'"),
        ("allies", "company=Zzyzx", "no company is called 'Zzyzx'; .alliance-graph companies"),
        ("allies", "firm=Nissan", "no parameter 'firm': it asks for company"),
        ("conflicts", "limit=3", "it asks for margin"),
        ("stakes", "limit=many", "no number"),
        ("stakes", "limit=1e999999", "no number"),
        ("stakes", "limit=NaN", "no number"),
        ("stakes", "limit=1 } ?s ?p ?o { ", "no number"),
        ("stakes", "day=yesterday", "2024-08-01"),
        ("evidence", "fact=no iri", "no IRI"),
        ("evidence", "fact=a:b> } ?s ?p ?o {", "no IRI"),
    ],
)
def test_a_wrong_value_says_what_to_give(store, name, values, word):
    with pytest.raises(QueryError, match=word):
        to_sparql(questions()[name], store, _values(values))


def test_a_name_of_several_companies_lists_them(store):
    store.find_companies = lambda name: list(store.companies())[:2]
    try:
        with pytest.raises(QueryError, match="give one of these IRIs:\n  https"):
            to_sparql(questions()["allies"], store, {"company": "Halden"})
    finally:
        del store.find_companies


def test_a_company_can_be_given_by_its_iri(store):
    assert f"{{ <{BASE}company/nissan> }}" in to_sparql(
        questions()["allies"], store, {"company": BASE + "company/nissan"}
    )


@pytest.mark.parametrize(("text", "name"), [("allies", "allies"), (" stakes ", "stakes"), ("SELECT * {}", None)])
def test_a_word_is_a_question_and_a_text_is_sparql(text, name):
    question = find_question(text)
    assert (question.name if question else None) == name


def test_an_unknown_question_suggests_a_near_one():
    with pytest.raises(QueryError, match="'alies'; did you mean 'allies'"):
        find_question("alies")
