"""The figures of an evaluation: by hand on small rows, and equal to those of the scorer where it is there."""

import importlib.util
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_graph.evaluate import evaluate
from alliance_graph.evaluation import Count, Score
from alliance_graph.jsonl import to_json
from alliance_graph.model import Annotation, Claim, Entity, Evidence, Percentage, Status
from alliance_graph.ontology import KINDS
from alliance_graph.pairs import make_resolver
from alliance_graph.sources.annotations import read_annotations

SHARED = Path(__file__).parents[2] / "shared" / "gold"
SCORER = SHARED / "score.py"
NAMES = {"n": "Nissan", "h": "Honda", "m": "Mitsubishi Motors", "v": "Voltano"}


def claim(kind, status=Status.COMPLETED, percent=None, shares=None, **roles):
    return Claim(
        kind=kind,
        roles={role: tuple(keys.split()) for role, keys in roles.items()},
        status=status,
        evidence=Evidence("a quotation\nof two lines"),
        percentage=None if percent is None else Percentage(percent),
        shares=shares or {},
    )


def annotation(*claims, id="a", names=NAMES):
    entities = tuple(Entity(key=key, name=name) for key, name in names.items())
    return Annotation(id=id, entities=entities, claims=claims)


STAKE = claim("stake", percent=34.0, owner="n", owned="m")
MEMO = claim("alliance", partners="n h m")
VENTURE = claim("joint_venture", partners="n h", venture="v", shares={"n": 60.0})

ROWS = [
    ("the same", [STAKE], [STAKE], (1, 1, 1)),
    ("nothing said", [STAKE], [], (0, 0, 1)),
    ("false alarm", [], [STAKE], (0, 1, 0)),
    ("wrong direction", [STAKE], [claim("stake", owner="m", owned="n")], (0, 1, 1)),
    ("wrong kind", [STAKE], [claim("subsidiary", parent="n", child="m")], (0, 1, 1)),
    ("partners have no order", [MEMO], [claim("alliance", partners="m h n")], (3, 3, 3)),
    ("one partner forgotten", [MEMO], [claim("alliance", partners="n h")], (1, 1, 3)),
    ("venture is a pair with each partner", [VENTURE], [claim("joint_venture", partners="n h")], (1, 1, 3)),
    ("venture of one named partner", [claim("joint_venture", partners="n", venture="v")], [VENTURE], (1, 3, 1)),
    ("said twice", [STAKE], [STAKE, replace(STAKE, status=Status.ENDED)], (1, 1, 1)),
    ("tied to itself", [], [claim("stake", owner="n", owned="n")], (0, 0, 0)),
    ("a role left empty", [], [claim("stake", owner="n")], (0, 0, 0)),
    ("the seller is no pair", [], [claim("acquisition", acquirer="n", target="m", seller="h")], (0, 1, 0)),
    ("result of a merger is no pair", [], [claim("merger", partners="n h", result="v")], (0, 1, 0)),
]


@pytest.mark.parametrize(("gold", "predicted", "counts"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_pairs_are_counted_with_kind_and_direction(gold, predicted, counts):
    report = evaluate([annotation(*gold)], [annotation(*predicted)])
    assert report.pairs == Score(*counts)
    assert sum(score.gold for score in report.kinds.values()) == counts[2]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_makes_a_pair_of_a_family(kind):
    names = [role.name for role in KINDS[kind].roles.values() if role.is_party][:2]
    roles = {"partners": "n h"} if names == ["partners"] else dict(zip(names, "nh", strict=True))
    report = evaluate([annotation(claim(kind, **roles))], [annotation(claim(kind, **roles))])
    assert report.kinds == {kind: Score(1, 1, 1)}
    assert report.families == Score(1, 1, 1)


def test_families_forgive_kind_and_direction():
    gold, predicted = annotation(STAKE, MEMO), annotation(claim("subsidiary", parent="m", child="n"))
    assert evaluate([gold], [predicted]).families == Score(1, 1, 4)


NAMED = [
    ("Nissan", "n"),
    ("NISSAN Ltd.", "n"),
    ("Nissan Motor", "n"),
    ("Mitsubishi", "m"),
    ("the Mitsubishi Motors Group's", "m"),
    ("H.O.N.D.A.", "h"),
    ("Toyota", "?toyota"),
    ("Nissan Honda", "?nissan honda"),
    ("", "?"),
    ("日産", "?"),
]


@pytest.mark.parametrize(("name", "key"), NAMED)
def test_name_is_found_without_legal_form_or_by_the_only_fit(name, key):
    assert make_resolver(annotation().entities)(name) == key


TURNED = claim("stake", owner="m", owned="n")
DIRECTIONS = [
    ("right", [STAKE], [STAKE], Count(1, 1)),
    ("turned round", [STAKE], [TURNED], Count(0, 1)),
    ("both ways", [STAKE], [STAKE, TURNED], Count(1, 2)),
    ("owners of each other", [STAKE, TURNED], [STAKE, TURNED], Count(2, 2)),
    ("other kind", [STAKE], [claim("subsidiary", parent="m", child="n")], Count(0, 0)),
    ("other company", [STAKE], [claim("stake", owner="m", owned="h")], Count(0, 0)),
    ("partners have no direction", [MEMO], [MEMO], Count(0, 0)),
    ("a venture belongs to its partners", [VENTURE], [VENTURE], Count(2, 2)),
]


@pytest.mark.parametrize(("gold", "predicted", "count"), [r[1:] for r in DIRECTIONS], ids=[r[0] for r in DIRECTIONS])
def test_direction_is_compared_over_pairs_of_the_right_kind_and_entities(gold, predicted, count):
    report = evaluate([annotation(*gold)], [annotation(*predicted)])
    assert report.direction == count
    assert f"direction right     {count.to_text()}" in report.to_text()
    assert report.to_dict()["direction_accuracy"] == count.share


def test_status_and_percentage_are_compared_over_matched_pairs_only():
    gold = [STAKE, VENTURE, claim("supply", supplier="v", customer="h")]
    predicted = [replace(STAKE, status=Status.AGREED), replace(VENTURE, shares={"n": 40.0})]
    report = evaluate([annotation(*gold)], [annotation(*predicted)])
    assert report.status == Count(3, 4)
    assert report.percentage == Count(1, 2)


def test_articles_without_a_claim_show_false_alarms_and_missing_ones_are_named():
    gold = [annotation(id="quiet"), annotation(id="still"), annotation(STAKE, id="lost")]
    report = evaluate(gold, [annotation(STAKE, id="quiet"), annotation(id="still"), annotation(STAKE, id="foreign")])
    assert report.false_alarms == Count(1, 2)
    assert (report.articles, report.missing) == (3, ("lost",))
    assert "no prediction for lost" in report.to_text()


def test_nothing_against_nothing_has_figures_too():
    report = evaluate([], [])
    assert json.loads(report.to_json())["pairs"]["f1"] == 0
    assert json.loads(report.to_json())["status_accuracy"] is None
    assert "none to compare" in report.to_text()


def test_errors_are_lines_with_their_quotation_and_only_on_demand():
    report = evaluate([annotation(STAKE)], [annotation(claim("stake", owner="m", owned="n"))])
    assert report.to_text(errors=True).splitlines()[-2:] == [
        "missed   a  stake: n - m  «a quotation of two lines»",
        "spurious a  stake: m - n  «a quotation of two lines»",
    ]
    assert "missed" not in report.to_text()
    assert [error["sort"] for error in json.loads(report.to_json(errors=True))["errors"]] == ["missed", "spurious"]
    assert "errors" not in json.loads(report.to_json())


def shake(gold, seed):
    """The annotations with claims lost, turned round, told of others and called otherwise, and names cut short."""
    chance = random.Random(seed)
    for row in gold:
        names = [entity.name for entity in row.entities]
        entities = tuple(replace(e, name=chance.choice([e.name, *e.aliases, e.name.split()[0]])) for e in row.entities)
        claims = [replace(c, status=chance.choice(list(Status))) for c in row.claims if chance.random() < 0.8]
        claims += [turn_round(c) for c in claims if chance.random() < 0.2 and len(c.roles) == 2]
        if len(names) > 1 and chance.random() < 0.3:
            partners = tuple(e.key for e in chance.sample(row.entities, 2))
            claims.append(replace(STAKE, kind="competition", roles={"partners": partners}))
        if chance.random() < 0.95:
            yield replace(row, entities=entities, claims=tuple(claims))


def turn_round(claim):
    roles = list(claim.roles.items())
    if any(len(keys) != 1 for _, keys in roles):
        return claim
    return replace(claim, roles={roles[0][0]: roles[1][1], roles[1][0]: roles[0][1]})


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer of the guidelines is not beside this checkout")
@pytest.mark.parametrize("split", ["dev", "train", "probes"])
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_equal_those_of_the_scorer(split, seed, tmp_path):
    gold = SHARED / split / "gold.jsonl"
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(f"{to_json(row)}\n" for row in shake(read_annotations(gold), seed)), "utf-8")
    assert_equals_scorer(gold, predicted)


def assert_equals_scorer(gold, predicted):
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    want = scorer.score(scorer.load(gold), scorer.load(predicted))
    report = evaluate(read_annotations(gold), read_annotations(predicted))
    for name, score in [("pairs", report.pairs), ("families", report.families)]:
        assert score.to_dict() == scored(want[name])
    assert {kind: score.to_dict() for kind, score in report.kinds.items()} == {
        kind: scored(row) for kind, row in want["by_type"].items()
    }
    mine = report.to_dict()
    assert mine["status_accuracy"] == want["status_accuracy"]
    assert mine["percentage_accuracy"] == want["percent_accuracy"]
    assert (
        f"{mine['false_alarms']} of {mine['articles_without_claim']} articles without a claim" == want["false_alarms"]
    )
    assert mine["missing_articles"] == want["missing_articles"]


def scored(row):
    return {"predicted" if name == "system" else name: figure for name, figure in row.items()}
