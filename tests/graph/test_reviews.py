"""What people decide of claims outranks confidence, survives new readings, travels, and can be taken back."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph import link
from alliance_graph.errors import JudgementError, QueryError
from alliance_graph.graph import Filter, Store
from alliance_graph.graph.excerpt import read_blocks
from alliance_graph.graph.explain import explain
from alliance_graph.graph.past import as_of
from alliance_graph.graph.reviewing import find_claims, review, take_over, undo
from alliance_graph.graph.validate import validate
from alliance_graph.model import Entity, Evidence, Percentage, Status
from alliance_graph.reviews import Review, Verdict, parse_review, to_line
from tests.graph.make import article, claim, open_store, select, triples
from tests.graph.test_judgements import FEW, memory_store
from tests.graph.test_promises import SIGNATURES, everything, worlds

ACCEPTED, REJECTED, CORRECTED = Verdict
ANN: dict[str, Any] = {"who": "ann", "when": "2026-11-27T10:00:00+00:00", "why": "read it"}
WORLD = [
    article("a1", claim("stake", "completed", owner="Nissan", owned="Renault", percent=20, text="Nissan holds 20%.")),
    article("a2", claim("stake", "completed", owner="Nissan", owned="Renault", percent=20, text="It has 20%.")),
    article("a3", claim("supply", "agreed", supplier="Orbach", customer="Pensia", text="So they say.", confidence=0.3)),
]


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path, *WORLD) as opened:
        yield opened


def find_claim(store, article_id, number=0):
    """IRI of a claim of an article."""
    return list(store.reading(store.rulebook.iris.article(article_id)).claims)[number]


def ties(store):
    return {tie.label: tie for tie in store.relationships()}


# ------------------------------------------------------------------ effect


def test_a_rejected_claim_counts_for_nothing_and_stays_listed(store):
    review(store, find_claim(store, "a1"), REJECTED, **ANN)
    (tie,) = ties(store).values()
    assert (tie.sources, tie.claims) == (1, 1)
    review(store, find_claim(store, "a2"), REJECTED)
    assert not ties(store)
    assert not list(store.companies())
    assert (store.stats().claims, store.stats().candidates, store.stats().reviews) == (1, 1, {"rejected": 2})
    rows = select(store, "SELECT ?who ?why ?at { ?r ag:verdict ag:Rejected ; ag:reviewOf/ag:status ag:Completed ; "
                  "prov:wasAttributedTo/rdfs:label ?who ; prov:generatedAtTime ?at ; ag:reason ?why }")  # fmt: skip
    assert rows == [{"who": "ann", "why": "read it", "at": "2026-11-27T10:00:00Z"}]
    assert validate(store).conforms


def test_an_accepted_candidate_counts_for_certain(store):
    assert "Supply from Orbach to Pensia" not in ties(store)
    review(store, find_claim(store, "a3"), ACCEPTED, **ANN)
    (tie,) = (tie for tie in ties(store).values() if tie.kind == "supply")
    assert tie.confidence == 1.0
    assert select(store, "SELECT ?b { ?a ag:supplies ?b }")
    (told,) = explain(store, tie.iri).relationships
    (said,) = told.claims
    assert (said.confidence, said.review.confidence, said.review.decision) == (1.0, 0.3, "accepted")
    assert "accepted by ann 2026-11-27T10:00:00+00:00: read it; read as supply, agreed with confidence 0.30" in str(
        explain(store, tie.iri)
    )
    assert validate(store).conforms


def test_what_a_person_read_makes_a_tie_of_many_sources_certain(store):
    review(store, find_claim(store, "a1"), ACCEPTED)
    (tie,) = ties(store).values()
    assert (tie.sources, tie.confidence) == (2, 1.0)


def test_a_corrected_claim_counts_as_corrected_and_the_first_reading_is_kept(store):
    iri = find_claim(store, "a1")
    review(store, iri, CORRECTED, correction={"percentage": 25, "swap": True}, **ANN)
    found = ties(store)
    assert found["Renault's stake in Nissan"].percentage == Percentage(25.0)
    assert found["Nissan's stake in Renault"].sources == 1
    (row,) = select(store, "SELECT ?new ?old ?who ?was ?is { ?new prov:wasRevisionOf ?old ; ag:percentage ?is ; "
                    "prov:wasAttributedTo/rdfs:label ?who ; ag:reports ?tie . ?old ag:percentage ?was }")  # fmt: skip
    assert row == {"new": f"{iri}#corrected", "old": iri, "who": "ann", "was": "20", "is": "25"}
    assert store.stats().claims == 3
    told = str(explain(store, found["Renault's stake in Nissan"].iri))
    assert "corrected by ann" in told
    assert "read by" not in told
    assert "read as stake, owner Nissan, owned Renault, completed, 20 % with confidence 0.90" in told
    assert validate(store).conforms


def test_a_correction_may_name_a_party_that_the_extractor_missed(store):
    iri = find_claim(store, "a3")
    review(store, iri, CORRECTED, correction={"roles": {"customer": "Lumeo Werke"}})
    (tie,) = (tie for tie in ties(store).values() if tie.kind == "supply")
    assert {company.name for company in store.companies()} == {"Nissan", "Renault", "Orbach", "Lumeo Werke"}
    assert tie.label == "Supply from Orbach to Lumeo Werke"
    assert validate(store).conforms
    undo(store, f"{iri}#corrected")
    assert "Lumeo Werke" not in {company.name for company in store.companies()}


def test_a_correction_may_name_a_company_by_its_iri(store):
    (nissan,) = store.find_companies("Nissan")
    review(store, find_claim(store, "a3"), CORRECTED, correction={"roles": {"customer": nissan.iri}})
    assert "Supply from Orbach to Nissan" in ties(store)
    with pytest.raises(JudgementError, match="there is no company"):
        review(store, find_claim(store, "a3"), CORRECTED, correction={"roles": {"customer": f"{nissan.iri}-x"}})


def test_a_figure_put_right_is_no_conflict_any_more(tmp_path):
    world = [WORLD[0], article("a2", claim("stake", "completed", owner="Nissan", owned="Renault", percent=40))]
    with open_store(tmp_path, *world) as store:
        assert store.stats().conflicts == 1
        review(store, find_claim(store, "a2"), CORRECTED, correction={"percentage": 20})
        assert store.stats().conflicts == 0
        assert not store.conflicts().relationships
        review(store, find_claim(store, "a2"), REJECTED)
        assert [tie.sources for tie in store.single_source()] == [1]


# --------------------------------------------- given anew, taken back, refused


def test_the_later_decision_takes_the_place_of_the_earlier(store):
    iri = find_claim(store, "a3")
    assert len(review(store, iri, REJECTED)) == 1
    assert len(review(store, iri, ACCEPTED, who="bob")) == 1
    assert review(store, iri, ACCEPTED) == []
    (row,) = store.reviews()
    assert (row.decision, row.who, row.claim.roles["supplier"]) == (ACCEPTED, "bob", ("Orbach",))


TIMES = [
    ("2026-11-27T12:00:00.5+02:00", ["2026-11-27T10:00:00Z"]),
    ("2026-11-27T12:00:00", ["2026-11-27T12:00:00"]),
    ("2026-11-27", []),
    ("", []),
    ("last Thursday", []),
    ("0001-01-01T00:00:00+14:00", []),
]


@pytest.mark.parametrize(("when", "times"), TIMES)
def test_a_review_has_its_time_where_it_states_one(store, when, times):
    review(store, find_claim(store, "a1"), ACCEPTED, when=when)
    assert [row["at"] for row in select(store, "SELECT ?at { ?r prov:generatedAtTime ?at }")] == times
    before = everything(store)
    store.add([WORLD[1]])
    assert everything(store) == before


def test_undo_leaves_the_graph_as_if_nothing_had_been_decided(store):
    before = triples(store)
    iri = find_claim(store, "a1")
    for decision, correction in [(REJECTED, None), (ACCEPTED, None), (CORRECTED, {"status": "ended"})]:
        review(store, iri, decision, correction=correction)
        assert triples(store) != before
        (gone,) = undo(store, iri)
        assert gone.decision is decision
        assert triples(store) == before
    with pytest.raises(JudgementError, match="nothing was decided"):
        undo(store, iri)


@pytest.mark.parametrize("iri", ["nothing", "https://example.org/ag/claim/0", "https://example.org/ag/company/nissan"])
def test_what_is_no_claim_is_refused(store, iri):
    with pytest.raises(QueryError, match="there is no claim"):
        review(store, iri, ACCEPTED)


def test_a_correction_belongs_to_corrected_and_to_nothing_else(store):
    iri = find_claim(store, "a1")
    for decision, correction in [(CORRECTED, None), (ACCEPTED, {"status": "ended"})]:
        with pytest.raises(JudgementError, match="what is to be corrected"):
            review(store, iri, decision, correction=correction)
    assert not (store.path / "reviews.jsonl").exists()


# ------------------------------------------------------- which claim is meant


def test_a_near_copy_of_the_article_is_reviewed_with_it(tmp_path):
    said = claim("supply", "agreed", supplier="Orbach", customer="Pensia", text="Orbach supplies Pensia.")
    again = replace(said, evidence=Evidence("Orbach  supplies\nPensia."), confidence=0.8)
    world = [
        article("a1", said, signature=SIGNATURES[1]),
        article("a2", again, signature=SIGNATURES[2]),
        article("a3", said),
    ]
    with open_store(tmp_path, *world) as store:
        assert {one.article for one in review(store, find_claim(store, "a2"), REJECTED)} == {"a1", "a2"}
        (tie,) = ties(store).values()
        assert (tie.claims, tie.sources) == (1, 1)
        assert len(undo(store, find_claim(store, "a1"))) == 2


def test_a_review_holds_when_the_article_is_read_anew_with_other_keys_names_and_confidence(store):
    review(store, find_claim(store, "a3"), ACCEPTED)
    known = WORLD[2].claims[0]
    anew = replace(
        WORLD[2],
        entities=(
            Entity(key="o", name="Orbach Werke", aliases=("Orbach",)),
            Entity(key="p", name="Pensia AG"),
        ),
        claims=(
            replace(known, roles={"supplier": ("o",), "customer": ("p",)}, confidence=0.1, status=Status.PROPOSED),
        ),
    )
    store.add([anew])
    (tie,) = (tie for tie in ties(store).values() if tie.kind == "supply")
    assert (tie.confidence, tie.status) == (1.0, Status.AGREED)
    store.add([replace(anew, claims=())])
    (lost,) = store.reviews()
    assert find_claims(store, lost) == []
    store.add([WORLD[2]])
    assert find_claims(store, lost) == [find_claim(store, "a3")]


def test_of_two_figures_in_one_sentence_only_the_one_that_was_seen_is_meant(tmp_path):
    both = [claim("stake", "completed", owner="Nissan", owned="Renault", percent=percent) for percent in (20, 30)]
    with open_store(tmp_path, article("a1", *both)) as store:
        review(store, find_claim(store, "a1", 0), REJECTED)
        (tie,) = ties(store).values()
        assert tie.percentage == Percentage(30.0)
        store.add([article("a1", both[1])])
        assert len(ties(store)) == 1


def test_of_two_people_the_later_one_counts_in_whatever_order_they_are_read(store):
    iri = find_claim(store, "a1")
    (first,) = review(store, iri, REJECTED, when="2026-11-01")
    second = replace(first, decision=ACCEPTED, when="2026-11-02")
    for order in ([first, second], [second, first]):
        store.set_reviews(order)
        assert explain(store, "Nissan").relationships[0].relationship.sources == 2
    assert len(review(store, iri, REJECTED)) == 1
    assert [one.decision for one in store.reviews()] == [REJECTED]
    store.set_reviews([first, second])
    assert len(undo(store, iri)) == 2


# ---------------------------------------------------------------- the promises


def test_reviews_travel_to_another_store_and_to_another_base(store, tmp_path):
    review(store, find_claim(store, "a1"), CORRECTED, correction={"status": "ended"})
    review(store, find_claim(store, "a3"), ACCEPTED)
    path = tmp_path / "two" / "store"
    path.mkdir(parents=True)
    (path / "reviews.jsonl").write_bytes((store.path / "reviews.jsonl").read_bytes())
    with open_store(tmp_path / "two", *WORLD, base_iri="https://example.com/other/") as other:
        assert {tie.status for tie in other.relationships()} == {Status.ENDED, Status.AGREED}
    with open_store(tmp_path / "three", *WORLD) as other:
        assert take_over(other, store.reviews()) == 2
        assert take_over(other, store.reviews()) == 0
        assert triples(other) == triples(store)


def test_reviews_hold_on_any_day_of_the_past(tmp_path):
    world = [replace(one, source=replace(one.source, date=date(2024, n + 1, 1))) for n, one in enumerate(WORLD)]
    with open_store(tmp_path, *world) as store:
        review(store, find_claim(store, "a1"), REJECTED)
        for day, count in [(date(2024, 1, 2), 0), (date(2024, 2, 2), 1)]:
            with as_of(store, day) as past:
                assert len(ties(past)) == count


def test_a_file_changed_by_hand_is_heeded_when_the_store_is_opened(store):
    review(store, find_claim(store, "a3"), ACCEPTED)
    path, whole = store.path, triples(store)
    file = path / "reviews.jsonl"
    line = file.read_text("utf-8")
    store.close()
    file.unlink()
    with Store.open(path, linker=link) as again:
        assert len(ties(again)) == 1
    file.write_text(f"\n{line}", "utf-8")
    with Store.open(path, linker=link) as again:
        assert triples(again) == whole


@st.composite
def reviews(draw, world):
    """Reviews of claims of these articles, a correction of any part among them."""
    found = [(one, made) for one in world for made in one.claims]
    if not found:
        return []
    made = []
    for one, read in draw(st.lists(st.sampled_from(found), max_size=4)):
        decision = draw(st.sampled_from(Verdict))
        changed = replace(
            read,
            status=draw(st.sampled_from(Status)),
            percentage=draw(st.sampled_from([None, Percentage(20.0), Percentage(45.0)])),
            roles={
                role: (*names[:-1], draw(st.sampled_from([names[-1], "Lumeo"]))) for role, names in read.roles.items()
            },
        )
        given_ = Review(
            article=one.id,
            claim=read,
            decision=decision,
            correction=changed if decision is CORRECTED else None,
            when=draw(st.sampled_from(["", "2024-01-01", "2025-01-01"])),
            who=draw(st.sampled_from(["ann", "bob"])),
        )
        made.append(parse_review(to_line(given_)))
    return made


@FEW
@given(data=st.data(), world=worlds())
def test_reviews_given_before_between_or_after_give_the_same_graph(world, data, tmp_path_factory):
    given_ = data.draw(reviews(world))
    whole = memory_store(tmp_path_factory.mktemp("whole"))
    whole.add(world)
    whole.set_reviews(given_)
    mixed = memory_store(tmp_path_factory.mktemp("mixed"))
    for step in data.draw(st.permutations([*world, *given_])):
        if isinstance(step, Review):
            take_over(mixed, [step])
        else:
            mixed.add([step])
    assert triples(mixed) == triples(whole)
    mixed.set_reviews([])
    plain = memory_store(tmp_path_factory.mktemp("plain"))
    plain.add(world)
    assert triples(mixed) == triples(plain)


@FEW
@given(data=st.data(), world=worlds())
def test_removing_a_reviewed_article_leaves_no_trace_in_graph_and_look_ups(world, data, tmp_path_factory):
    given_ = data.draw(reviews(world))
    store = memory_store(tmp_path_factory.mktemp("store"))
    store.add(world[:1])
    store.set_reviews(given_)
    before = everything(store)
    store.add(world)
    store.remove(one.id for one in world[1:])
    assert everything(store) == before
    store.remove([world[0].id])
    assert triples(store) == []


def test_a_store_of_the_older_ontology_takes_the_new_terms_over(store):
    path, whole = store.path, everything(store)
    ask = (
        "ASK { ag:Rejected a ag:Verdict . ?o owl:versionInfo '0.3.0' FILTER NOT EXISTS { ?o owl:versionInfo '0.2.0' } }"
    )
    prefixes = "PREFIX ag: <https://w3id.org/alliance-graph/ns#> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
    old = (
        "DELETE { ?s ?p ?o . ?ns owl:versionInfo '0.3.0' } INSERT { ?ns owl:versionInfo '0.2.0' } "
        "WHERE { { ?s a ag:Verdict ; ?p ?o } UNION { ?ns owl:versionInfo '0.3.0' } }"
    )
    store.oxigraph.update(prefixes + old)
    store.close()
    settings = Path(path / "store.json")
    settings.write_text(settings.read_text("utf-8").replace("0.3.0", "0.2.0"), "utf-8")
    for _ in range(2):
        with Store.open(path, linker=link) as again:
            assert again.oxigraph.query(prefixes + ask)
            assert everything(again) == whole


def test_a_part_of_the_graph_is_given_away_with_the_reviews_of_its_claims(store):
    review(store, find_claim(store, "a1"), CORRECTED, correction={"percentage": 25}, who="ann")
    review(store, find_claim(store, "a3"), REJECTED, who="bob")
    (nissan,) = store.find_companies("Nissan")
    blocks = read_blocks(store.oxigraph, Filter(companies=frozenset({nissan.iri})))
    given_ = "\n".join(str(quad) for block in blocks for quad in block)
    assert "reviewer/ann" in given_
    assert "ns#Corrected" in given_
    assert "wasRevisionOf" in given_
    assert "reviewer/bob" not in given_
