"""People's judgements outrank what is concluded, survive rebuilds, travel, and contradict each other openly."""

import json
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_graph import link
from alliance_graph.errors import JudgementError, QueryError, SourceError
from alliance_graph.graph import Store
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.judging import judge, take_over, undo
from alliance_graph.graph.lookalikes import find_lookalikes
from alliance_graph.graph.past import as_of
from alliance_graph.graph.view import Rulebook
from alliance_graph.model import Decision, Entry, Judgement
from tests.graph.make import article, claim, open_store, select, triples
from tests.graph.test_promises import NAMES, worlds

WORLD = [
    article("a1", claim("stake", "completed", owner="Citicorp", owned="Lumeo")),
    article("a2", claim("stake", "completed", owner="Citigroup", owned="Lumeo")),
    article("a3", claim("supply", "agreed", supplier="Orbach", customer="Pensia")),
]
BASE = "https://example.org/ag/company/"


def same(first, second, decision="same", **said):
    return Judgement(first=first, second=second, decision=Decision(decision), **said)


def companies(store):
    return {company.name for company in store.companies()}


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path, *WORLD) as opened:
        yield opened


def test_merged_companies_are_one_under_the_first_name_and_the_other_iri_leads_to_it(store):
    assert judge(store, same("Citigroup", "Citicorp", who="ann", why="renamed"))
    assert companies(store) == {"Citigroup", "Lumeo", "Orbach", "Pensia"}
    assert len(list(store.relationships())) == 2
    assert select(store, "SELECT ?old ?new { ?old dcterms:isReplacedBy ?new }") == [
        {"old": f"{BASE}citicorp", "new": f"{BASE}citigroup"}
    ]
    assert [one.name for one in store.find_companies(f"{BASE}citicorp")] == ["Citigroup"]
    (reason,) = select(store, 'SELECT ?why { ?e skos:prefLabel "Citicorp" ; ag:identifiedBecause ?why }')
    assert "a person judged them the same" in reason["why"]


def test_undo_leaves_the_graph_as_if_nothing_had_been_judged(store):
    before = triples(store)
    judge(store, same("Citigroup", "Citicorp"))
    assert undo(store, "citicorp", "Citigroup")[0].decision is Decision.SAME
    assert triples(store) == before
    judge(store, same("Citigroup", "Citicorp"))
    assert len(undo(store, f"{BASE}citigroup", f"{BASE}citicorp")) == 1
    assert triples(store) == before
    with pytest.raises(JudgementError, match="nothing was judged"):
        undo(store, "Citicorp", "Citigroup")


def test_a_split_parts_what_articles_joined(tmp_path):
    made = claim("stake", "completed", owner="Nissan", owned="Lumeo")
    full = claim("stake", "completed", owner="Nissan Motor", owned="Lumeo")
    with open_store(tmp_path, article("a1", made), article("a2", full, aliases={"Nissan Motor": ["Nissan"]})) as store:
        assert len(list(store.relationships())) == 1
        assert [one.name for one in store.find_companies(f"{BASE}nissan")] == ["Nissan Motor"]
        judge(store, same("Nissan", "Nissan Motor", "different"))
        assert len(list(store.relationships())) == 2


def test_a_split_parts_what_an_article_gives_two_names(tmp_path):
    made = claim("stake", "completed", owner="Volta Cells", owned="Lumeo")
    later = claim("stake", "completed", owner="Elion", owned="Lumeo")
    world = article("a1", made), article("a2", later, aliases={"Elion": ["Volta Cells"]})
    with open_store(tmp_path, *world) as store:
        assert companies(store) == {"Elion", "Lumeo"}
        assert [one.name for one in store.find_companies(f"{BASE}volta-cells")] == ["Elion"]
        judge(store, same("Elion", "Volta Cells", "different"))
        assert companies(store) == {"Elion", "Lumeo", "Volta Cells"}
        assert len(list(store.relationships())) == 2


@pytest.mark.parametrize("told", [(), ("Elion", "Volta Cells")])
def test_a_split_parts_a_venture_that_was_found_again_under_its_later_name(tmp_path, told):
    """Whether it was found by its company, or, since a claim ties the two names, by its partners."""
    first = claim("joint_venture", "agreed", partners="Haldern,Cellora", venture="Volta Cells")
    later = claim("joint_venture", "agreed", partners="Haldern,Cellora", venture="Elion")
    ties = [claim("supply", "agreed", supplier=told[0], customer=told[1])] if told else []
    world = article("a1", first), article("a2", later, aliases={"Elion": ["Volta Cells"]}), article("a3", *ties)
    with open_store(tmp_path, *world) as store:
        before = triples(store)
        assert [tie.sources for tie in store.relationships() if tie.kind == "joint_venture"] == [2]
        judge(store, same("Elion", "Volta Cells", "different"))
        assert [tie.sources for tie in store.relationships() if tie.kind == "joint_venture"] == [1, 1]
        undo(store, "Elion", "Volta Cells")
        assert triples(store) == before


def test_judgements_survive_a_rebuild_and_hold_whenever_they_are_given(tmp_path):
    with open_store(tmp_path / "one", *WORLD) as store:
        judge(store, same("Citigroup", "Citicorp"))
        whole = triples(store)
    path = tmp_path / "two" / "store"
    path.mkdir(parents=True)
    (path / "judgements.jsonl").write_bytes((store.path / "judgements.jsonl").read_bytes())
    with open_store(tmp_path / "two", *WORLD) as again:
        assert triples(again) == whole


def test_a_file_changed_by_hand_is_heeded_when_the_store_is_opened(store):
    path = store.path
    store.close()
    line = {"first": "Citigroup", "second": "Citicorp", "decision": "same"}
    (path / "judgements.jsonl").write_text(json.dumps(line) + "\n\n", "utf-8")
    with Store.open(path, linker=link) as again:
        assert "Citicorp" not in companies(again)
    (path / "judgements.jsonl").unlink()
    with Store.open(path, linker=link) as again:
        assert "Citicorp" in companies(again)


@pytest.mark.parametrize("later", [1, 5])
def test_judgements_and_lists_hold_on_any_day_of_the_past(tmp_path, later):
    days = [date(2024, 1, 1)] * 2 + [date(2024, 6, 1)] * later
    claims = [
        claim("supply", "agreed", supplier=name, customer="Lumeo") for name in ("Citicorp", "Citigroup", *"UVWXY")
    ]
    world = [article(f"a{n}", one, day=day) for n, (one, day) in enumerate(zip(claims, days, strict=False))]
    with open_store(tmp_path, *world) as store:
        store.add_list([Entry(name="Lumeo", wikidata="Q12")])
        judge(store, same("Citigroup", "Citicorp"))
        with as_of(store, date(2024, 3, 1)) as past:
            assert companies(past) == {"Citigroup", "Lumeo"}
            assert any("wikidata.org/entity/Q12" in line for line in triples(past))
        store.add_list([Entry(name="Orbach")])


@pytest.mark.parametrize("line", ["{", "[]", '{"first": "A"}', '{"first": "A", "second": " ", "decision": "same"}'])
def test_a_wrong_line_is_named_and_the_store_can_be_opened_when_it_is_mended(store, line):
    path = store.path
    store.close()
    (path / "judgements.jsonl").write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(SourceError, match="line 2"):
        Store.open(path, linker=link)
    (path / "judgements.jsonl").write_text("", "utf-8")
    Store.open(path, linker=link).close()


def test_a_judgement_that_contradicts_others_is_not_written(store):
    judge(store, same("Citigroup", "Citicorp"))
    judge(store, same("Orbach", "Citicorp", "different"))
    with pytest.raises(JudgementError, match="'Orbach' and 'Citicorp' are different"):
        judge(store, same("Orbach", "Citigroup"))
    assert len(store.judgements()) == 2


def test_a_contradiction_from_elsewhere_is_told_and_joins_nothing(store):
    given = [same("Citigroup", "Citicorp"), same("Citicorp", "Citigroup", "different"), same("Orbach", "Pensia")]
    assert take_over(store, given) == 3
    assert take_over(store, given) == 0
    assert {"Citigroup", "Citicorp"} < companies(store)
    assert "Pensia" not in companies(store)
    (told,) = store.contradictions()
    assert "contradict" in told


def test_names_that_are_not_known_or_are_one_are_refused(store):
    with pytest.raises(QueryError, match=r"did you mean .Orbach"):
        judge(store, same("Orbac", "Citicorp"))
    with pytest.raises(JudgementError, match="one name"):
        judge(store, same("Orbach AG", "Orbach", "different"))


def test_an_undecided_pair_stays_apart_is_not_asked_again_and_may_be_decided(store):
    take_over(store, [same("Orbach", "Pensia", "undecided")])
    assert judge(store, same("Orbach", "Pensia"))
    assert not judge(store, same("Pensia", "Orbach"))
    assert [one.decision for one in store.judgements()] == [Decision.SAME]


def test_doubts_come_with_the_weightiest_first_and_go_when_they_are_judged(tmp_path):
    pairs = [("Lumeo", "Lumeo Motor"), ("Brandauer", "Brandauer Motor")]
    claims = [
        claim("stake", "completed", owner=name, owned=owned)
        for pair in pairs
        for name, owned in zip(pair, ("Orbach", "Pensia"), strict=True)
    ]
    claims += [claim("stake", "completed", owner=name, owned=f"{name[-5:]} Cadwen") for name in pairs[1]]
    with open_store(tmp_path, *(article(f"a{n}", one) for n, one in enumerate(claims))) as store:
        first, *_ = lookalikes = find_lookalikes(store)
        assert {first.first.name, first.second.name} == {"Brandauer", "Brandauer Motor"}
        assert [pair.changes for pair in lookalikes] == [2, 1]
        assert "begins" in first.reasons
        judge(store, same(*first.names, "undecided"))
        assert len(find_lookalikes(store)) == 1


# ------------------------------------------------------------------ the promises

FEW = settings(max_examples=20, suppress_health_check=list(HealthCheck))
KEYS = st.sampled_from(NAMES)
JUDGEMENTS = st.lists(
    st.builds(same, KEYS, KEYS, st.sampled_from(["same", "different", "undecided"])), max_size=4, unique=True
)


def memory_store(path):
    return Store(Path(path), ox.Store(), Rulebook(link, Iris(), 0.5, link.Register(Path(path) / "companies.sqlite")))


@FEW
@given(world=worlds(), given_=JUDGEMENTS, data=st.data())
def test_judgements_given_before_between_or_after_give_the_same_graph(world, given_, data, tmp_path_factory):
    whole = memory_store(tmp_path_factory.mktemp("whole"))
    whole.add(world)
    whole.set_judgements(given_)
    mixed = memory_store(tmp_path_factory.mktemp("mixed"))
    steps = data.draw(st.permutations([*world, *given_]))
    for step in steps:
        if isinstance(step, Judgement):
            take_over(mixed, [step])
        else:
            mixed.add([step])
    assert triples(mixed) == triples(whole)
    mixed.set_judgements([])
    plain = memory_store(tmp_path_factory.mktemp("plain"))
    plain.add(world)
    assert triples(mixed) == triples(plain)
    mixed.remove(one.id for one in world)
    assert triples(mixed) == []


ENTRIES = st.lists(
    st.builds(
        lambda name, aliases, country: Entry(name=name, aliases=tuple(aliases), country=country),
        KEYS,
        st.lists(KEYS, max_size=2),
        st.sampled_from(["", "JP", "FR"]),
    ),
    max_size=3,
)


@FEW
@given(world=worlds(), entries=ENTRIES, data=st.data())
def test_a_list_given_before_between_or_after_gives_the_same_graph(world, entries, data, tmp_path_factory):
    whole = memory_store(tmp_path_factory.mktemp("whole"))
    whole.add(world)
    whole.add_list(entries)
    mixed = memory_store(tmp_path_factory.mktemp("mixed"))
    count = data.draw(st.integers(0, len(world)))
    mixed.add(world[:count])
    mixed.add_list(entries)
    mixed.add(data.draw(st.permutations(world[count:])))
    assert triples(mixed) == triples(whole)
    for store in (whole, mixed):
        store.close()


def test_of_companies_with_one_everyday_name_each_can_be_judged_by_its_iri(tmp_path):
    stars = [article(other, claim("stake", "completed", owner="Star", owned=other)) for other in ("Citicorp", "Lumeo")]
    with open_store(tmp_path, *stars, WORLD[2]) as store:
        before = triples(store)
        first, second = sorted(company.iri for company in store.find_companies("Star"))
        assert judge(store, same("Orbach", first))
        assert [one.name for one in store.find_companies(first)] == ["Orbach"]
        assert [one.name for one in store.find_companies(second)] == ["Star"]
        (written,) = store.judgements()
        assert written.second == "star [citicorp]"
        assert undo(store, written.first, written.second)
        assert triples(store) == before


def test_a_judgement_on_an_everyday_name_is_on_all_who_bear_it(tmp_path):
    stars = [article(other, claim("stake", "completed", owner="Star", owned=other)) for other in ("Citicorp", "Lumeo")]
    with open_store(tmp_path, *stars, WORLD[2]) as store:
        before = triples(store)
        with pytest.raises(QueryError, match="2 companies are called 'Star'"):
            judge(store, same("Orbach", "Star"))
        store.set_judgements([same("Orbach", "Star")])
        assert companies(store) == {"Citicorp", "Lumeo", "Orbach", "Pensia"}
        store.set_judgements([])
        assert triples(store) == before


def test_names_of_one_entry_are_one_company_though_an_article_has_both(tmp_path):
    world = [
        article("a1", claim("stake", "completed", owner="Haldrun Mills", owned="Lumeo")),
        article("a2", claim("stake", "completed", owner="HM Foods", owned="Pensia")),
        article("a3", claim("merger", "proposed", partners="Haldrun Mills, HM Foods")),
    ]
    with open_store(tmp_path, *world) as store:
        assert "HM Foods" in companies(store)
        store.add_list([Entry(name="Haldrun Mills", aliases=("HM Foods",), wikidata="Q77")])
        rows = select(store, "SELECT ?name { ?company skos:exactMatch ?other ; skos:prefLabel ?name }")
        assert rows == [{"name": "Haldrun Mills"}]
        assert companies(store) == {"Haldrun Mills", "Lumeo", "Pensia"}
        hm = next(one.iri for one in store.companies() if "HM Foods" in one.aliases)
        assert [one.iri for one in store.find_companies("HM Foods")] == [hm]
