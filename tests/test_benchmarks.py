"""What the evaluation page rests on: intervals, calibration, attributes, reasons and the baseline, on rows by hand."""

import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
import spacy

from alliance_graph.evaluate import compare, evaluate
from alliance_graph.evaluation import Count
from alliance_graph.jsonl import to_json
from alliance_graph.link import is_copy
from alliance_graph.model import (
    Annotation,
    Article,
    Basis,
    Claim,
    Entity,
    Evidence,
    Money,
    Percentage,
    Source,
    Status,
)
from alliance_graph.ontology import KINDS
from alliance_graph.signature import make_signature
from alliance_graph.sources.annotations import read_annotations
from tests.bench import load

NAMES = {"n": "Nissan", "h": "Honda", "m": "Mitsubishi", "v": "Voltano"}
WEAK, STRONG = 0.35, 0.95


def claim(kind="stake", status=Status.COMPLETED, **fields):
    roles = {name: tuple(fields.pop(name)) for name in KINDS[kind].roles if name in fields}
    return Claim(kind=kind, roles=roles, status=status, evidence=Evidence("q"), **fields)


def annotation(*claims, names=NAMES, id="a"):
    return Annotation(id=id, entities=tuple(Entity(key=k, name=n) for k, n in names.items()), claims=claims)


def row(gold, predicted):
    return compare(annotation(*gold), annotation(*predicted, names=NAMES | {"x": "Xylem", "y": "Yara"}))


STAKE = claim(owner="n", owned="m", confidence=STRONG)
OTHER = claim(owner="n", owned="h", confidence=WEAK)
MEMO = claim("alliance", partners="nh", form="memorandum", confidence=STRONG)


def test_intervals_hold_the_figure_are_wider_for_fewer_articles_and_always_the_same():
    intervals = load("intervals")
    rows = [row([STAKE], [STAKE]), row([STAKE], [OTHER]), row([STAKE], [])]
    few, many = intervals.find_intervals(rows), intervals.find_intervals(rows * 20)
    assert few.precision.low <= 0.5 <= few.precision.high
    assert few.recall.high - few.recall.low > many.recall.high - many.recall.low
    assert intervals.find_intervals(rows) == few


def test_interval_of_a_set_that_is_all_right_is_a_point_and_of_a_kind_that_is_not_there_nothing():
    intervals = load("intervals")
    assert set(intervals.find_intervals([row([STAKE], [STAKE])] * 3)) == {(1.0, 1.0)}
    assert set(intervals.find_intervals([row([STAKE], [STAKE])] * 3, "merger")) == {(0.0, 0.0)}


def test_confidence_of_a_pair_is_that_of_its_surest_claim_and_is_judged_by_gold():
    judged = load("reliability").judge([row([STAKE], [STAKE, replace(STAKE, confidence=WEAK), OTHER])])
    assert sorted(judged) == [(WEAK, False), (STRONG, True)]


def test_calibration_error_is_the_mean_distance_of_confidence_and_truth():
    reliability = load("reliability")
    bins = reliability.find_bins([(0.25, False), (0.25, True), (0.95, True), (1.0, True)])
    assert [(b.low, b.count, b.right) for b in bins] == [(0.2, 2, 0.5), (0.9, 2, 1.0)]
    assert reliability.find_error(bins) == pytest.approx((2 * 0.25 + 2 * 0.025) / 4)
    assert reliability.find_error([]) is None
    assert reliability.draw(bins).splitlines()[0].startswith("0.2-0.3 ##########|#########")


ATTRIBUTE_ROWS = [
    ("form", MEMO, MEMO, "right"),
    ("form", MEMO, replace(MEMO, form="marketing"), "another value"),
    ("price", replace(STAKE, price=Money("$1bn")), replace(STAKE, price=Money("about $1bn")), "right"),
    ("price", replace(STAKE, price=Money("$1bn")), STAKE, "none given"),
    ("price", STAKE, replace(STAKE, price=Money("$1bn")), "given, none in gold"),
    ("price", STAKE, STAKE, ""),
    ("start", replace(STAKE, start="2024-03"), replace(STAKE, start="2024"), "another value"),
    ("topics", replace(STAKE, topics=("batteries", "chips")), replace(STAKE, topics=("chips",)), "right"),
    ("basis", replace(STAKE, basis=Basis.FILING), replace(STAKE, basis=Basis.FILING), "right"),
    ("basis", replace(STAKE, basis=Basis.FILING), replace(STAKE, basis=Basis.PRESS), "another value"),
    ("exclusive", replace(MEMO, exclusive=True), MEMO, "none given"),
    ("place", replace(MEMO, place="Sines"), replace(MEMO, place="the port of Sines"), "right"),
    ("place", replace(MEMO, place="Chennai, India"), replace(MEMO, place="India"), "right"),
    ("place", replace(MEMO, place="Romania"), replace(MEMO, place="Oman"), "another value"),
    ("price", replace(OTHER, price=Money("$1bn")), replace(STAKE, price=Money("$1bn")), ""),
]


@pytest.mark.parametrize(("name", "gold", "predicted", "word"), ATTRIBUTE_ROWS)
def test_attributes_are_judged_where_the_claim_is_found_and_gold_gives_one(name, gold, predicted, word):
    judged = load("attributes").judge_attributes([row([gold], [predicted])])
    assert judged[name] == Counter([word] if word else [])


def test_attribute_of_a_claim_of_three_partners_is_judged_once():
    three = claim("alliance", partners="nhm", form="memorandum")
    assert load("attributes").judge_attributes([row([three], [three])])["form"] == Counter(["right"])


REASONS = [
    ("direction", [STAKE], [claim(owner="m", owned="n")], [], {("missed", "direction"), ("spurious", "direction")}),
    (
        "kind",
        [STAKE],
        [claim("acquisition", acquirer="m", target="n")],
        [],
        {("missed", "kind confused"), ("spurious", "kind confused")},
    ),
    (
        "second kind",
        [STAKE, claim("acquisition", acquirer="n", target="m")],
        [STAKE],
        [],
        {("missed", "second tie of the same two")},
    ),
    ("candidate", [STAKE], [], [replace(STAKE, confidence=WEAK)], {("missed", "found, but below the threshold")}),
    ("silence", [STAKE], [], [], {("missed", "no claim found in the article")}),
    (
        "name",
        [STAKE],
        [claim(owner="n", owned="x")],
        [],
        {
            ("missed", "entity name not matched"),
            ("spurious", "one company is in no gold claim, or its name not matched"),
        },
    ),
    (
        "partner",
        [STAKE],
        [OTHER],
        [],
        {
            ("missed", "tied to another company of the article"),
            ("spurious", "both companies are in gold claims, with others"),
        },
    ),
    ("strangers", [], [claim(owner="x", owned="y")], [], {("spurious", "article without a claim")}),
    (
        "others found",
        [STAKE, MEMO],
        [MEMO, claim(owner="x", owned="y")],
        [],
        {
            ("missed", "not found, though other claims of the article are"),
            ("spurious", "neither company is in a gold claim"),
        },
    ),
    ("nothing wrong", [STAKE], [STAKE], [], set()),
]


@pytest.mark.parametrize(("gold", "firm", "weak", "expected"), [r[1:] for r in REASONS], ids=[r[0] for r in REASONS])
def test_each_wrong_pair_has_one_reason(gold, firm, weak, expected):
    found = list(load("reasons").find_reasons(row(gold, firm), row(gold, [*firm, *weak])))
    assert {(reason.sort, reason.reason) for reason in found} == expected
    assert len(found) == len(expected)


@pytest.fixture(scope="module")
def baseline():
    """The keyword baseline over a pipeline that knows four names and ends sentences at points."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": name} for name in NAMES.values()])
    return load("keywords").KeywordExtractor(nlp)


KEYWORDS = [
    ("Nissan owns 34% of Mitsubishi.", [("stake", ("Nissan", "Mitsubishi"), 34.0)]),
    ("Honda has bought Voltano for $2bn.", [("acquisition", ("Honda", "Voltano"), None)]),
    ("Honda and its partner Nissan sell cars.", [("alliance", ("Honda", "Nissan"), None)]),
    ("Honda met Nissan.", []),
    ("Honda bought a plant. Nissan sold one.", []),
    ("Honda bought Honda.", []),
]


@pytest.mark.parametrize(("text", "expected"), KEYWORDS)
def test_baseline_ties_two_names_with_a_cue_between_them(baseline, text, expected):
    (found,) = baseline.extract([Article(id="a", text=text)])
    names = {entity.key: entity.name for entity in found.entities}
    told = [(c.kind, tuple(names[k] for keys in c.roles.values() for k in keys), c.percentage) for c in found.claims]
    assert told == [(k, ends, None if share is None else Percentage(share)) for k, ends, share in expected]


def test_companies_with_denied_and_ended_ties_alone_are_kept_off_unless_any_tie_of_theirs_is_in_force():
    count = load("hostile").count_kept_off
    off = replace(STAKE, status=Status.DENIED)
    turned = claim("acquisition", acquirer="m", target="n", status=Status.AGREED)
    assert count([row([off], [off]), row([off], []), row([off], [turned]), row([off], [OTHER])]) == Count(3, 4)
    assert count([row([off, turned], [turned]), row([STAKE], [STAKE]), row([], [STAKE])]) == Count(0, 0)


def test_floors_of_the_hostile_set_rise_and_are_never_lowered():
    raised = load("hostile").raise_all(
        {"a": {"f1": 0.567, "precision": 0.5}, "b": {"f1": 0.1}}, {"a": {"precision": 0.6}}
    )
    assert raised == {"a": {"f1": 0.56, "precision": 0.6}, "b": {"f1": 0.1}}


def test_page_has_every_section_and_tables_of_even_width():
    sets, runs = load("gold_sets"), load("runs")
    gold = (annotation(STAKE), annotation(MEMO, id="b"), Annotation(id="c"))
    articles = tuple(Article(id=row.id, text="a | b c") for row in gold)
    own = sets.GoldSet("own", "ours", articles, gold, {row.id: "trap" for row in gold})
    found = (annotation(STAKE), annotation(OTHER, id="b"), annotation(STAKE, id="c"))
    rows = tuple(map(compare, gold, found))
    run = runs.Run(found, evaluate(gold, found), rows, rows, 2.0)
    page = load("page").render([own], {name: {"own": run} for name in runs.CONTESTANTS}, 1.0, "made by hand")
    sections = ["Accuracy", "Kinds", "Traps", "Further attributes", "Confidence", "Speed", "Reasons of error"]
    assert [line for line in sections if f"\n## {line}" not in page] == []
    assert "| both | 6 | 2.00 |" in page
    for block in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        assert len({line.count("|") for line in block.splitlines()}) == 1


def test_sets_hold_each_article_beside_its_gold(tmp_path):
    found = load("gold_sets").read_sets(tmp_path)
    assert [gold_set.name for gold_set in found] == ["own", "hostile", "attributes"]
    assert all(a.id == g.id for gold_set in found for a, g in zip(gold_set.articles, gold_set.gold, strict=True))


def test_annotations_read_again_are_near_copies_with_other_ids_and_digests(tmp_path):
    path = tmp_path / "read.jsonl"
    words = " ".join(f"word{number}" for number in range(100))
    source = Source(digest="d", signature=make_signature(words))
    path.write_text(to_json(Annotation(id="a", source=source)), "utf-8")
    memory = load("memory")
    [written] = memory.write_annotations(islice(memory.repeat(str(path)), 3), tmp_path / "written.jsonl")
    read = read_annotations(written)
    signatures = [annotation.source.signature for annotation in read]
    assert [annotation.id for annotation in read] == ["a/0", "a/1", "a/2"]
    assert len({annotation.source.digest for annotation in read}) == 3
    assert len(set(signatures)) == 3
    assert all(is_copy(source.signature, signature) for signature in signatures)
