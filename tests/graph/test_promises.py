"""The five promises of the design."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_graph.graph import Filter
from alliance_graph.graph.excerpt import read_blocks
from alliance_graph.graph.iris import Iris
from alliance_graph.model import Annotation, Article, Claim, Entity, Evidence, Percentage, Source, Status
from alliance_graph.signature import make_signature
from tests.graph.make import article, claim, make_store, select, triples

FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

# ---------------------------------------------------------------- small worlds

NAMES = ["Nissan", "Nissan Motor", "Nissan Canada", "Honda", "MMC", "Mitsubishi Motors Corp", "Renault"]
NAMES += ["Nissan Plc", "Nissan Group Plc", "Nissan Motor Inc", "Nissan Motor GmbH"]
NAMES += ["National Steel", "National Steel Corp"]
STORY = "Nissan said on Monday that it would raise its stake in Mitsubishi Motors, adding to what it bought in 2016. "
LONG = "".join(f"In town {number} a plant was opened, and mayor {number} spoke. " for number in range(12))
TEXTS = [
    "",
    STORY * 4,
    STORY * 4 + "The shares rose.",
    "Honda opened a plant near the sea, and nobody sold anything. " * 4,
    LONG,
    LONG[: len(LONG) * 2 // 3],
    LONG[: len(LONG) // 3],
    LONG[len(LONG) // 3 :] + "Both were sold.",
]
SIGNATURES = [make_signature(text) if text else "" for text in TEXTS]
DAYS = [None, *(date(2024, 1, 1) + timedelta(days=days) for days in (0, 20, 200, 1500))]
PAIRS = [("stake", "owner", "owned"), ("acquisition", "acquirer", "target"), ("supply", "supplier", "customer")]


@st.composite
def claims(draw, keys):
    kind, *roles = draw(st.sampled_from([*PAIRS, ("alliance", "partners"), ("joint_venture", "partners", "venture")]))
    players = {role: (draw(st.sampled_from(keys)),) for role in roles}
    if "partners" in players:
        players["partners"] = tuple(draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True)))
    if draw(st.booleans()):
        players.pop("venture", None)
    percent = draw(st.sampled_from([None, 20.0, 20.4, 35.0]))
    return Claim(
        kind=kind,
        roles=players,
        status=draw(st.sampled_from(Status)),
        evidence=Evidence("so it said"),
        percentage=None if percent is None else Percentage(percent),
        confidence=draw(st.sampled_from([0.3, 0.6, 0.9])),
        topics=draw(st.sampled_from([(), ("batteries",)])),
    )


@st.composite
def annotations(draw, article_id):
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    aliases = draw(st.sampled_from([(), ("MMC",), ("Nissan",), ("Renault",), ("Honda", "Mitsubishi Motors")]))
    entities = tuple(Entity(key=name, name=name, aliases=aliases if i == 0 else ()) for i, name in enumerate(names))
    source = Source(
        date=draw(st.sampled_from(DAYS)),
        signature=draw(st.sampled_from(SIGNATURES)),
        digest=draw(st.sampled_from(["", "", "a" * 64])),
        outlet=draw(st.sampled_from(["", "Wire"])),
    )
    made = tuple(draw(st.lists(claims(names), max_size=3)))
    return Annotation(id=article_id, entities=entities, claims=made, source=source)


@st.composite
def worlds(draw):
    return [draw(annotations(f"a{number}")) for number in range(draw(st.integers(1, 6)))]


# ------------------------------------------------------- 1 order, 2 removal, 3 copies


@FEW
@given(world=worlds(), data=st.data())
def test_any_order_in_any_number_of_runs_gives_the_same_graph(world, data):
    whole = triples(make_store(*world))
    store = make_store()
    rest = data.draw(st.permutations([*world, world[0]]))
    while rest:
        count = data.draw(st.integers(1, len(rest)))
        store.add(rest[:count])
        rest = rest[count:]
    assert triples(store) == whole


@FEW
@given(world=worlds(), others=worlds())
def test_removing_an_article_leaves_the_graph_as_if_it_had_never_been_read(world, others):
    known = {one.id for one in world}
    renamed = [
        Annotation(id=f"b{one.id}", entities=one.entities, claims=one.claims, source=one.source) for one in others
    ]
    store = make_store(*world)
    before = triples(store)
    store.add(renamed)
    store.remove(one.id for one in renamed)
    assert triples(store) == before
    store.remove(known)
    assert triples(store) == []


@FEW
@given(world=worlds(), others=worlds())
def test_reading_an_article_again_replaces_what_it_said(world, others):
    store = make_store(*others)
    store.add(world)
    latest = {one.id: one for one in [*others, *world]}
    assert triples(store) == triples(make_store(*latest.values()))


def everything(store):
    """The public graph with annotations and look-ups."""
    return sorted(store.oxigraph.dump(format=ox.RdfFormat.N_QUADS).decode().splitlines())


@FEW
@given(world=worlds(), others=worlds(), data=st.data())
def test_look_ups_keep_no_trace_of_articles_that_went_or_of_the_order_in_which_others_came(world, others, data):
    store = make_store()
    for one in data.draw(st.permutations([*others, *world])):
        store.add([one])
    latest = {one.id: one for one in others}
    store.add(latest.values())
    store.remove({one.id for one in world} - latest.keys())
    assert everything(store) == everything(make_store(*latest.values()))


def test_an_empty_store_holds_nothing_but_the_ontology():
    assert triples(make_store()) == []


COPIES = [
    ("the same text", {"digest": "a" * 64}, {"digest": "a" * 64}, 1),
    ("nearly the same text", {"signature": SIGNATURES[1]}, {"signature": SIGNATURES[2]}, 1),
    ("another text", {"signature": SIGNATURES[1], "digest": "a" * 64}, {"signature": SIGNATURES[3]}, 2),
    ("texts of which nothing is known", {}, {}, 2),
]


@pytest.mark.parametrize(("first", "second", "sources"), [row[1:] for row in COPIES], ids=[row[0] for row in COPIES])
def test_a_text_counts_as_one_source_however_often_it_appears(first, second, sources):
    made = claim("merger", "agreed", partners="Honda,Nissan", confidence=0.6)
    day = date(2024, 1, 2)
    store = make_store(article("a1", made, day=day, **first), article("a2", made, day=day + timedelta(1), **second))
    (tie,) = store.relationships()
    assert (tie.sources, tie.claims) == (sources, 2)
    assert tie.confidence == (0.6 if sources == 1 else 0.84)
    assert tie.last_reported == (day if sources == 1 else day + timedelta(1))
    assert store.stats().copies == 2 - sources


PARAGRAPHS = [
    f"In town {number} plant {number} was opened while mayor {number} spoke of rain. " for number in range(40)
]


@FEW
@given(cuts=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=5), data=st.data())
def test_cut_and_lengthened_copies_are_one_source_in_any_order(cuts, data):
    texts = ["".join(PARAGRAPHS), *("".join(PARAGRAPHS[head : len(PARAGRAPHS) - tail]) for head, tail in cuts)]
    texts.append(texts[0] + "Nobody else had anything to say about it.")
    made = claim("merger", "agreed", partners="Honda,Nissan", confidence=0.6)
    world = [
        article(f"a{number}", made, day=data.draw(st.sampled_from(DAYS)), signature=make_signature(text))
        for number, text in enumerate(texts)
    ]
    store = make_store(*data.draw(st.permutations(world)))
    (tie,) = store.relationships()
    assert (tie.sources, tie.claims, tie.confidence) == (1, len(world), 0.6)
    assert store.stats().copies == len(world) - 1


def test_copies_of_which_one_names_the_venture_give_the_same_graph_in_any_order():
    world = [
        article("unnamed", claim("joint_venture", "agreed", partners="Alpha, Beta"), day=date(2024, 3, 1), digest="d"),
        article("named", claim("joint_venture", "agreed", partners="Alpha, Beta", venture="Gamma"), digest="d"),
        article("other", claim("joint_venture", "agreed", partners="Alpha, Delta", venture="Gamma"), digest="e"),
        article("last", claim("joint_venture", "agreed", partners="Alpha, Beta"), digest="f"),
    ]
    whole = triples(make_store(*world))
    for order in permutations(world):
        store = make_store()
        for one in order:
            store.add([one])
        assert triples(store) == whole


def test_a_report_that_many_print_word_for_word_takes_room_only_once():
    sizes = []
    for count in (10, 20, 30):
        store = make_store(*(article(f"a{number}", signature=SIGNATURES[4]) for number in range(count)))
        assert store.stats().copies == count - 1
        sizes.append(len(everything(store)))
    assert sizes[2] - sizes[1] == sizes[1] - sizes[0] < 100


def test_the_earliest_copy_is_the_original_of_all():
    made = [article(name, day=day, digest="a" * 64) for name, day in [("a1", None), ("a3", DAYS[2]), ("a2", DAYS[1])]]
    store = make_store(*made)
    rows = select(store, "SELECT ?of { ?a schema:isBasedOn/schema:identifier ?of }")
    assert rows == [{"of": "a2"}, {"of": "a2"}]


def test_a_paragraph_printed_twice_in_one_article_makes_one_claim():
    def told(start, confidence, text="Honda and Nissan merge."):
        made = claim("merger", "agreed", partners="Honda,Nissan", confidence=confidence)
        return replace(made, evidence=Evidence(text, start, start + len(text)))

    store = make_store(
        article("a1", told(300, 0.7), told(0, 0.7), told(600, 0.6, "Honda  and\nNissan merge.")),
        article("a2", told(0, 0.7), told(900, 0.7, "Nissan and Honda merge.")),
    )
    (tie,) = store.relationships()
    assert (tie.claims, tie.sources) == (3, 2)
    assert store.stats().claims == 3
    assert [c.evidence.start for c in store.reading(Iris().article("a1")).claims.values()] == [0]


# --------------------------------------------------------------- 4 quotations

ARTICLE = Article(
    id="a1",
    title="Nissan \U0001f697 raises stake",
    text="Nissan owns 34% of Mitsubishi Motors.\n“It stays so,” it said\u2014twice.",
)


@pytest.mark.parametrize(
    "quotation", ["Nissan owns 34% of Mitsubishi Motors.", "“It stays so,” it said\u2014twice.", "\U0001f697"]
)
def test_every_quotation_stands_in_its_article_at_its_offsets(quotation):
    start = ARTICLE.content.index(quotation)
    made = claim("stake", "completed", owner="Nissan", owned="Mitsubishi Motors", percent=34.0)
    object.__setattr__(made, "evidence", Evidence(quotation, start, start + len(quotation)))
    store = make_store(article("a1", made, digest=ARTICLE.digest))
    (row,) = select(store, "SELECT ?exact ?start ?end { ?p oa:exact ?exact ; oa:start ?start ; oa:end ?end }")
    assert ARTICLE.content[int(row["start"]) : int(row["end"])] == row["exact"] == quotation


WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=40)


@FEW
@given(title=WRITTEN, before=WRITTEN, quotation=WRITTEN.filter(str.strip), after=WRITTEN)
def test_any_quotation_comes_back_as_it_stands_in_its_article(title, before, quotation, after):
    written = Article(id="a1", title=title, text=before + quotation + after)
    start = len(written.content) - len(quotation + after)
    made = claim("merger", "agreed", partners="Honda,Nissan")
    placed = replace(made, evidence=Evidence(quotation, start, start + len(quotation)))
    store = make_store(article("a1", placed, digest=written.digest))
    (row,) = select(store, "SELECT ?exact ?start ?end { ?p oa:exact ?exact ; oa:start ?start ; oa:end ?end }")
    assert written.content[int(row["start"]) : int(row["end"])] == row["exact"] == quotation


def test_a_quotation_without_offsets_has_none_in_the_graph():
    store = make_store(article("a1", claim("merger", "agreed", partners="Honda,Nissan")))
    assert not store.oxigraph.query("ASK { ?p <http://www.w3.org/ns/oa#start> ?start }")


# ---------------------------------------------------------------- 5 conflicts

STAKES = Filter(kinds=frozenset({"stake"}))


def _stakes(*rows):
    return make_store(
        *(
            article(f"a{n}", claim("stake", "completed", owner="Nissan", owned="Renault", percent=percent), day=day)
            for n, (percent, day) in enumerate(rows)
        )
    )


def test_sources_that_disagree_on_one_time_are_a_conflict_and_never_averaged():
    store = _stakes((30.0, date(2024, 1, 1)), (40.0, date(2024, 1, 11)))
    (tie,) = store.relationships(STAKES)
    assert tie.percentage == Percentage(40.0)
    assert store.stats().conflicts == 1


def test_a_later_figure_is_a_change_with_both_dates_and_no_conflict():
    store = _stakes((30.0, date(2024, 1, 1)), (40.0, date(2024, 6, 1)))
    first, second = store.relationships(STAKES)
    assert (first.percentage, first.status, first.end) == (Percentage(30.0), Status.ENDED, "2024-05-31")
    assert (second.percentage, second.status, second.first_reported) == (
        Percentage(40.0),
        "completed",
        date(2024, 6, 1),
    )
    assert store.stats().conflicts == 0


SIZES = st.tuples(st.sampled_from([20.0, 20.4, 30.0, 45.0]), st.sampled_from(DAYS[1:]))


@FEW
@given(rows=st.lists(SIZES, min_size=1, max_size=6))
def test_figures_of_one_owner_are_each_in_one_stake_and_held_one_after_the_other(rows):
    store = _stakes(*rows)
    ties = list(store.relationships(STAKES))
    assert sum(tie.claims for tie in ties) == len(rows)
    assert {tie.percentage.value for tie in ties} <= {percent for percent, _ in rows}
    assert [tie.status for tie in ties].count(Status.COMPLETED) == 1
    found = select(store, "SELECT ?end ?next { ?new ag:replaces ?old ; ag:firstReported ?next . ?old ag:validTo ?end }")
    assert len(found) == len(ties) - 1
    assert all(row["end"] < row["next"] for row in found)


def test_no_triple_is_given_away_that_belongs_to_the_store_alone():
    store = _stakes((30.0, date(2024, 1, 1)))
    assert "urn:alliance-graph" not in "".join(str(quad) for block in read_blocks(store.oxigraph) for quad in block)


def test_a_short_name_joins_with_the_second_article_that_uses_it_and_leaves_with_it():
    def full(name, other):
        made = claim("supply", "agreed", supplier="Haldern Werke", customer=other)
        return article(name, made, aliases={"Haldern Werke": ["Haldern"]})

    short = article("a1", claim("merger", "agreed", partners="Haldern,Cellora"))
    first, second, third = full("a2", "Quorex"), full("a3", "Lumeo"), full("a4", "Brandauer")
    store = make_store(short, first)
    apart = triples(store)
    store.add([second])
    assert triples(store) == triples(make_store(second, first, short)) != apart
    store.add([third])
    store.remove(["a4"])
    assert triples(store) == triples(make_store(short, first, second))
    store.remove(["a3"])
    assert triples(store) == apart


def test_an_everyday_name_joins_the_company_called_so_and_leaves_with_a_second_one():
    def full(name, company, other):
        made = claim("supply", "agreed", supplier=company, customer=other)
        return article(name, made, aliases={company: ["Dome"]})

    short = article("a1", claim("merger", "agreed", partners="Dome,Cellora"))
    first, second = full("a2", "Dome Petroleum Ltd", "Cellora"), full("a3", "Dome Mines Ltd", "Lumeo")
    store = make_store(short)
    apart = triples(store)
    store.add([first])
    joined = triples(store)
    assert joined == triples(make_store(first, short))
    store.add([second])
    assert triples(store) == triples(make_store(second, first, short))
    store.remove(["a3"])
    assert triples(store) == joined
    store.remove(["a2"])
    assert triples(store) == apart
