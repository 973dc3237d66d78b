"""`claims` lists, accepts, rejects, corrects, takes back, asks, and writes gold."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from alliance_graph import link
from alliance_graph.cli import cli
from alliance_graph.graph import Store
from alliance_graph.jsonl import parse_annotation
from alliance_graph.sources.annotations import read_annotations
from tests.graph.make import article, claim, open_store
from tests.graph.test_promises import SIGNATURES

HELD = "Nissan \x1b[2Jholds Renault."
WORLD = [
    article("a1", claim("stake", "completed", owner="Nissan", owned="Renault", percent=20, text=HELD)),
    article("a2", claim("stake", "completed", owner="Nissan", owned="Renault", percent=40, confidence=0.95)),
    article("a3", claim("supply", "agreed", supplier="Orbach", customer="Pensia", text="So.", confidence=0.6)),
    article("a4", claim("supply", "agreed", supplier="Orbach", customer="Lumeo", text="And.", confidence=0.3)),
    article("a5", claim("merger", "agreed", partners="Brandauer, Cadwen", confidence=0.7)),
]


@pytest.fixture
def run(tmp_path):
    open_store(tmp_path, *WORLD).close()
    environment = {"ALLIANCE_GRAPH_STORE": str(tmp_path / "store"), "ALLIANCE_GRAPH_WHO": "ann"}

    def call(*arguments, keys=""):
        return CliRunner(env=environment).invoke(cli, ["claims", *arguments], input=keys)

    return call


def find_id(run, text):
    (line,) = run(text, "--format", "json").stdout.splitlines()
    return json.loads(line)["id"]


def listed(run, *arguments):
    return [json.loads(line) for line in run("list", *arguments, "--format", "json").stdout.splitlines()]


def reviews(run):
    return [json.loads(line) for line in run("reviews").stdout.splitlines()]


def test_without_a_command_it_lists_with_the_sentence_first_and_nothing_that_a_terminal_obeys(run):
    assert run().stdout == run("list").stdout
    told = run("nissan").stdout
    assert told.count("stake, owner Nissan, owned Renault, completed") == 2
    assert "“Nissan \\x1b[2Jholds Renault.”" in told
    assert "\x1b" not in told
    assert "confidence 0.30, candidate\n" in run("lumeo").stdout
    assert "candidate" not in told
    assert "no claim has 'nobody' in a name" in run("nobody").stderr


def test_claims_come_by_day_then_article_then_place_and_candidates_are_marked_till_somebody_decides(tmp_path):
    world = [
        article("b", claim("merger", "agreed", partners="Brandauer, Cadwen", confidence=0.1), day=None),
        article("a", claim("stake", "agreed", owner="Orbach", owned="Pensia", confidence=0.2), day=date(2024, 9, 1)),
        article("z", *(claim("supply", "agreed", supplier=f"S{n}", customer="C", text=f"{n}") for n in (2, 1, 3))),
    ]
    open_store(tmp_path, *world).close()
    call = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store"), "ALLIANCE_GRAPH_WHO": "ann"}).invoke
    rows = [json.loads(line) for line in call(cli, ["claims", "--format", "json"]).stdout.splitlines()]
    assert [(row["article"], row["is_candidate"]) for row in rows] == [("z", False)] * 3 + [("a", True), ("b", True)]
    call(cli, ["claims", "reject", rows[-1]["id"]])
    assert "candidate" not in call(cli, ["claims", "brandauer"]).stdout


def test_accept_reject_and_correct_are_written_and_told(run, tmp_path):
    assert "accepted by ann" in run("accept", find_id(run, "lumeo"), "--why", "it\nsays so").stdout
    assert "rejected by ann" in run("reject", find_id(run, "pensia")[:8]).stdout
    arguments = ["--kind", "subsidiary", "--status", "ended", "--percent", "51.5", "--role", "child=Cadwen Werke"]
    iri = f"https://example.org/ag/claim/{find_id(run, 'cadwen')}"
    told = run("correct", iri, *arguments, "--role", "parent=Brandauer")
    assert (
        "subsidiary, parent Brandauer, child Cadwen Werke, ended, 51.5 %, confidence 1.00, corrected by ann"
        in told.stdout
    )
    assert [row["decision"] for row in reviews(run)] == ["accepted", "rejected", "corrected"]
    assert reviews(run)[0]["why"] == "it\nsays so"
    with Store.open(tmp_path / "store", linker=link) as store:
        assert {tie.kind for tie in store.relationships()} == {"stake", "supply", "subsidiary"}
    assert "so it was decided before" in run("accept", find_id(run, "lumeo")).stdout


def test_undo_takes_back_by_the_same_id(run):
    before = listed(run)
    claim_id = find_id(run, "lumeo")
    run("correct", claim_id, "--swap")
    assert find_id(run, "lumeo") == claim_id
    assert "taken back: corrected by ann" in run("undo", claim_id).stdout
    assert listed(run) == before


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["accept", "abc"], "no claim is called"),
        (["accept", "f" * 20], "no claim is called"),
        (["undo", "CLAIM"], "nothing was decided"),
        (["correct", "CLAIM", "--status", "agreed"], "accept it"),
        (["correct", "CLAIM", "--percent", "many"], "no percentage"),
        (["correct", "CLAIM", "--percent", "nan"], "no percentage"),
        (["correct", "CLAIM", "--role", "owner=X"], "it has supplier, customer"),
        (["correct", "CLAIM", "--role", "supplier"], "NAME=VALUE"),
        (["correct", "CLAIM", "--kind", "merger", "--swap"], "nothing to swap"),
    ],
)
def test_what_does_not_fit_is_said_and_not_written(run, arguments, word):
    claim_id = find_id(run, "lumeo")
    done = run(*(claim_id if argument == "CLAIM" else argument for argument in arguments))
    assert word in str(done.exception)
    assert reviews(run) == []


def test_digits_that_several_claims_share_are_not_guessed(run, monkeypatch):
    monkeypatch.setattr("alliance_graph.graph.claims.SHORTEST", 0)
    assert "give more digits" in str(run("accept", "").exception)


def test_review_asks_first_where_figures_differ_then_where_a_tie_rests_on_one_source(run):
    rows = [json.loads(line) for line in run("review", "--format", "json").stdout.splitlines()]
    assert [(row["article"], row["is_disputed"], row["sources"]) for row in rows] == [
        ("a1", True, 2),
        ("a2", True, 2),
        ("a3", False, 1),
        ("a5", False, 1),
    ]
    assert [
        json.loads(line)["article"] for line in run("review", "--candidates", "--format", "json").stdout.splitlines()
    ] == ["a4"]
    assert [
        row["roles"] for row in map(json.loads, run("review", "Pensia", "--format", "json").stdout.splitlines())
    ] == [{"supplier": ["Orbach"], "customer": ["Pensia"]}]


KEYS = [
    ("a", [("a1", "accepted")]),
    ("r\na", [("a1", "rejected"), ("a2", "accepted")]),
    ("?n a", [("a2", "accepted")]),
    ("c percent=40\nq", [("a1", "corrected")]),
    ('c owner="Nissan Motor" swap\nq', [("a1", "corrected")]),
    ("c percent=x\nc\nc owner='\nr", [("a1", "rejected")]),
    ("q", []),
    ("", []),
]


@pytest.mark.parametrize(("keys", "decided"), KEYS)
def test_review_takes_single_keys_from_a_pipe(run, keys, decided):
    done = run("review", keys=keys)
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    assert [(row["article"], row["decision"]) for row in reviews(run)] == decided


def test_a_near_copy_is_not_asked_about_after_its_original(tmp_path):
    said = claim("supply", "agreed", supplier="Orbach", customer="Pensia", text="Orbach supplies Pensia.")
    copies = [article(f"a{number}", said, signature=SIGNATURES[1]) for number in (1, 2)]
    open_store(tmp_path, *copies).close()
    call = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}).invoke
    done = call(cli, ["claims", "review"], input="aaaa")
    assert done.stdout.count("Orbach supplies Pensia.") == 1
    assert call(cli, ["claims", "reviews"]).stdout.count("accepted") == 2


def test_reviews_travel_and_those_of_no_claim_are_counted(run, tmp_path):
    run("accept", find_id(run, "lumeo"))
    file = tmp_path / "others.jsonl"
    lines = run("reviews").stdout
    file.write_text(lines + lines.replace('"a4"', '"elsewhere"'), "utf-8")
    run("undo", find_id(run, "lumeo"))
    done = run("reviews", "--import", str(file))
    assert "2 new reviews" in done.stderr
    assert "1 of them are of claims that this store does not have" in done.stderr
    assert listed(run, "lumeo")[0]["review"] == "accepted by ann"


def test_gold_has_what_people_stand_for_and_says_what_is_left_out(run, tmp_path):
    run("correct", find_id(run, "lumeo"), "--role", "customer=Lumeo Werke")
    run("reject", find_id(run, "cadwen"))
    file = tmp_path / "gold.jsonl"
    assert "2 articles of which every claim was reviewed" in run("gold", str(file)).stderr
    first, second = read_annotations(file)
    assert [entity.name for entity in first.entities] == ["Orbach", "Lumeo Werke"]
    assert (first.claims[0].confidence, second.id, second.claims) == (1.0, "a5", ())


def test_gold_of_an_article_reviewed_in_part_is_asked_for(tmp_path):
    claims = [claim("supply", "agreed", supplier="Orbach", customer=name) for name in ("Pensia", "Lumeo")]
    open_store(tmp_path, article("a1", *claims)).close()
    call = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}).invoke
    call(cli, ["claims", "review"], input="aq")
    done = call(cli, ["claims", "gold", "-"])
    assert done.stdout == ""
    assert "1 article with 1 claim not reviewed: left out" in done.stderr
    assert len(parse_annotation(call(cli, ["claims", "gold", "-", "--partial"]).stdout).claims) == 1
