"""A judgement is on the company whose very name was given, and says why where there is but one."""

import pytest

from alliance_graph.errors import JudgementError, QueryError
from alliance_graph.graph.judging import judge, undo
from alliance_graph.model import Decision, Judgement
from tests.graph.make import article, claim, open_store, triples

NAMESAKES = [
    article("a1", claim("supply", "agreed", supplier="Tarvo AG", customer="Lumeo")),
    article("a2", claim("supply", "agreed", supplier="Tarvo Inc", customer="Pensia")),
    article("a3", claim("supply", "agreed", supplier="Orbach", customer="Cadwen")),
]


def judged(first, second, decision=Decision.SAME):
    return Judgement(first=first, second=second, decision=decision)


def groups(store):
    return {frozenset((company.name, *company.aliases)) for company in store.companies()}


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path, *NAMESAKES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "joined", "other"),
    [
        ("Tarvo AG", "Tarvo AG", "Tarvo Inc"),
        ("tarvo A.G.", "Tarvo AG", "Tarvo Inc"),
        ("Tarvo Inc", "Tarvo Inc", "Tarvo AG"),
    ],
)
def test_of_two_companies_of_one_form_the_one_is_judged_that_bears_the_name(store, name, joined, other):
    before = triples(store)
    assert judge(store, judged(name, "Orbach"))
    assert {frozenset({joined, "Orbach"}), frozenset({other})} < groups(store)
    assert undo(store, "Orbach", name)
    assert triples(store) == before


def test_a_name_that_several_bear_is_refused_with_all_their_names(store):
    with pytest.raises(QueryError, match=r"2 companies are called 'Tarvo'.*\n.*Tarvo Inc\n.*Tarvo AG"):
        judge(store, judged("Tarvo", "Orbach"))


def test_two_companies_of_one_form_can_be_joined(store):
    assert judge(store, judged("Tarvo Inc", "Tarvo AG"))
    assert frozenset({"Tarvo AG", "Tarvo Inc"}) in groups(store)
    assert not judge(store, judged("Tarvo AG", "Tarvo"))
    assert undo(store, "Tarvo AG", "Tarvo Inc")


@pytest.mark.parametrize(
    ("second", "decision", "said"),
    [
        ("ORBACH Ltd", Decision.DIFFERENT, r"one name once case and legal forms are off; .*\[kept\]"),
        ("ORBACH Ltd", Decision.SAME, "one name once case and legal forms are off$"),
        ("Orbie", Decision.DIFFERENT, "'Orbie' is another name of it in 'b1', .* claims correct CLAIM"),
        ("Orbie", Decision.SAME, "'Orbie' is another name of it in 'b1', and nowhere a company's own$"),
        ("https://example.org/ag/company/orbach", Decision.DIFFERENT, "is its IRI"),
    ],
)
def test_what_is_one_company_is_told_with_the_reason(store, second, decision, said):
    made = claim("supply", "agreed", supplier="Orbach", customer="Lumeo")
    store.add([article("b1", made, aliases={"Orbach": ["Orbie"]})])
    with pytest.raises(JudgementError, match=said):
        judge(store, judged("Orbach", second, decision))
