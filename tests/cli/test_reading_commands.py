"""The commands explain, companies, stats and remove."""

import json
import shlex
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from alliance_graph.cli import cli
from alliance_graph.jsonl import to_json
from alliance_graph.model import Evidence
from tests.graph.make import article, claim, open_store


@pytest.fixture
def run(tmp_path):
    made = [
        article("a1", claim("stake", "completed", owner="Nissan", owned="Mitsubishi Motors", percent=34.0)),
        article("a2", claim("merger", "denied", partners="Honda,Ev\x1bil")),
    ]
    open_store(tmp_path, *made).close()

    def run(*arguments, **options):
        return CliRunner().invoke(cli, [*arguments, "--store", str(tmp_path / "store")], **options)

    return run


def test_explain_prints_plain_text_into_a_pipe(run):
    found = run("explain", "nissan", "mitsubishi motors")
    assert found.exit_code == 0
    assert found.output.startswith("Nissan's stake in Mitsubishi Motors\n")
    assert "\x1b" not in found.output


def test_explain_prints_json(run):
    found = json.loads(run("explain", "Nissan", "--format", "json").output)
    assert found["relationships"][0]["relationship"]["kind"] == "stake"


def test_companies_without_a_tie_are_told_by_name_with_what_to_try(run):
    found = run("explain", "nissan", "HONDA")
    assert (found.exit_code, found.stdout) == (0, "")
    assert "no tie between Nissan and Honda is reported" in found.stderr
    assert "alliance-graph claims nissan " in found.stderr
    assert "shared-partners --param company=nissan --param other=HONDA" in found.stderr
    assert json.loads(run("explain", "Nissan", "Honda", "--format", "json").stdout) == {"relationships": []}
    assert "\x1b" not in run("explain", "Nissan", "Ev\x1bil").stderr


def test_companies_are_those_with_the_text_in_a_name(run):
    assert run("companies", "MITSU").output == "Mitsubishi Motors\n"
    assert run("companies", "ev").output == "Ev\\x1bil\n"
    assert len(run("companies", "--format", "json").output.splitlines()) == 4
    found = run("companies", "Toyota")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "no company has 'Toyota' in a name\n")


def test_stats_counts(run):
    assert "relationships            2  merger 1, stake 1" in run("stats").output
    assert json.loads(run("stats", "--format", "json").output)["claims_by_status"] == {"completed": 1, "denied": 1}


@pytest.mark.parametrize("command", [["stats"], ["explain", "Nissan"], ["query", "stakes"], ["export", "-"]])
def test_as_of_a_day_later_articles_and_undated_ones_are_left_out(tmp_path, command):
    stake = claim("stake", "completed", owner="Nissan", owned="Mitsubishi Motors", percent=34.0)
    sold = claim("stake", "ended", owner="Nissan", owned="Mitsubishi Motors", percent=34.0)
    later = article("a2", sold, day=date(2024, 9, 1))
    open_store(tmp_path, article("a1", stake), later, article("a3", sold, day=None)).close()
    command += ["--format", "graphml"] if command == ["export", "-"] else []
    found = CliRunner().invoke(cli, [*command, "--store", str(tmp_path / "store"), "--as-of", "2024-08-31"])
    assert (found.exit_code, found.stderr) == (0, "as of 2024-08-31: 1 of 3 articles; undated ones are left out: 1\n")
    assert "completed" in found.stdout or "(1 row)" in found.stdout
    assert "ended" not in found.stdout


def test_diff_tells_what_changed_between_two_days_and_two_stores(run, tmp_path):
    later = article("a3", claim("merger", "agreed", partners="Honda,Nissan"), day=date(2024, 9, 1))
    open_store(tmp_path / "newer", later, article("a4", day=None)).close()
    newer = ["--store", str(tmp_path / "newer" / "store")]
    found = CliRunner().invoke(cli, ["diff", "--since", "2024-08-02", *newer])
    assert (found.exit_code, found.stderr) == (0, "articles without a date, left out: 1\n")
    assert "ties begun: 1\n  Merger of Honda and Nissan: agreed\n" in found.stdout
    assert CliRunner().invoke(cli, ["diff", "--since", "2024-09-02", *newer]).stdout == "nothing changed\n"
    found = CliRunner().invoke(cli, ["diff", str(tmp_path / "store"), *newer, "--format", "json"])
    assert [len(json.loads(found.output)[sort]) for sort in ("begun", "gone", "gone_companies")] == [1, 2, 2]
    assert "\x1b" not in CliRunner().invoke(cli, ["diff", str(tmp_path / "store"), *newer], color=True).output


def test_a_day_that_is_none_is_wrong_use(run):
    found = run("stats", "--as-of", "2024-02-30")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "2024-02-30" in found.stderr


@pytest.fixture
def doubtful(tmp_path):
    """The commands on a store with a conflict, copies and a gap, all of them hostile to a terminal."""
    share = [claim("stake", "completed", owner="Nis\x1b[31msan", owned="Renault", percent=p) for p in (30.0, 40.0)]
    made = [
        replace(
            article("a1\x1b[2J", share[0], digest="d", outlet="Wi\x1b]0;re"),
            gaps=(Evidence("A \x1b[1m\n\u202e deal."),),
        ),
        article("a2\x1b[2J", share[0], digest="d"),
        article("a3", share[1]),
        article("a4", claim("merger", "agreed", partners="Honda,Su\x1bzuki", text="A \x1b[8mmerger")),
    ]
    open_store(tmp_path, *made).close()
    return lambda *arguments: CliRunner().invoke(cli, [*arguments, "--store", str(tmp_path / "store")], color=True)


def test_conflicts_show_figures_and_sentences(doubtful):
    found = doubtful("conflicts").output
    assert "sources disagree: 30 %, 40 %" in found
    assert "a near-copy of a1\\x1b[2J: counted as one source with it" in found
    assert "Suzuki" not in found
    rows = json.loads(doubtful("conflicts", "--format", "json").output)["relationships"]
    assert len(rows) == 1
    assert len(rows[0]["claims"]) == 3


def test_no_conflict_is_told_apart_from_the_answer(doubtful):
    found = doubtful("conflicts", "--margin", "20")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "no sources disagree\n")
    found = doubtful("conflicts", "--margin", "20", "--format", "json")
    assert json.loads(found.stdout) == {"relationships": []}


def test_gaps_list_ties_of_one_source_and_sentences_without_claim(doubtful):
    found = doubtful("gaps").stdout.splitlines()
    assert found[0] == r"one source: Merger of Honda and Su\x1bzuki, agreed"
    assert found[1] == r"  “A \x1b[8mmerger”"
    assert found[3:] == [
        r"no claim: “A \x1b[1m \u202e deal.”",
        r"  a1\x1b[2J · Wi\x1b]0;re · 2024-08-01",
    ]
    assert doubtful("gaps", "--only", "sentences").stdout.splitlines() == found[3:]
    rows = [json.loads(line) for line in doubtful("gaps", "--format", "json").stdout.splitlines()]
    assert [row["gap"] for row in rows] == ["one source", "no claim"]
    nothing = doubtful("gaps", "Renault")
    assert nothing.stdout == ""
    assert nothing.stderr == "no tie rests on one source and no sentence that may tell of a tie gave no claim\n"
    assert doubtful("gaps", "Renault", "--only", "ties").stderr == "no tie rests on one source\n"


@pytest.mark.parametrize(
    ("command", "told"), [("conflicts", "disagree"), ("gaps", "one source"), ("copies", "same words")]
)
def test_doubts_can_be_seen_as_of_a_day(doubtful, command, told):
    assert told in doubtful(command, "--as-of", "2024-08-01").stdout
    assert doubtful(command, "--as-of", "2024-07-31").stdout == ""


def test_copies_are_listed_under_their_original(doubtful):
    found = doubtful("copies").stdout
    assert found == ("a1\\x1b[2J · Wi\\x1b]0;re · 2024-08-01\n  same words: a2\\x1b[2J · 2024-08-01\n")
    (row,) = map(json.loads, doubtful("copies", "--format", "json").stdout.splitlines())
    assert row["copies"][0]["likeness"] == "same words"
    assert "signature" not in {*row["source"], *row["copies"][0]["source"]}


@pytest.mark.parametrize("command", ["conflicts", "gaps", "copies"])
def test_no_escape_sequence_of_an_article_reaches_the_terminal(doubtful, command):
    found = doubtful(command).output.replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\x1b[2m", "")
    assert "\x1b" not in found.replace("\x1b[4m", "")


def test_no_copy_is_told_apart_from_the_answer(run):
    found = run("copies")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "no article is a copy of another\n")


def test_remove_takes_articles_out(run):
    assert run("remove", "a1").output == "removed 1, not in the store 0\n"
    assert run("companies", "nissan").stdout == ""


def test_remove_reads_ids_from_standard_input(run):
    assert run("remove", "-", input="a1\n\na2\n").output == "removed 2, not in the store 0\n"


def test_removing_what_is_not_there_is_told_and_fails(run):
    found = run("remove", "nothing")
    assert (found.exit_code, found.stdout) == (1, "removed 0, not in the store 1\n")
    listing = shlex.split(found.stderr.partition(": alliance-graph ")[2])
    assert "\na1\n" in run(*listing).stdout


@pytest.mark.parametrize(
    "command", [["explain", "x"], ["companies"], ["stats"], ["conflicts"], ["gaps"], ["copies"], ["remove", "x"]]
)
def test_a_missing_store_is_no_new_store(tmp_path, command):
    found = CliRunner().invoke(cli, [*command, "--store", str(tmp_path / "none")])
    assert "no store at" in str(found.exception)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["explain", "diff", "companies", "conflicts", "gaps", "copies", "stats", "remove"])
def test_help_has_an_example(command):
    assert f"\n    alliance-graph {command}" in CliRunner().invoke(cli, [command, "--help"]).output


def test_evaluate_shows_no_escape_sequence_of_an_annotation(tmp_path):
    made = article("a\x1b[31m", claim("merger", "agreed", partners="Ho\x1b]0;nda,Nissan", text="E\x1b[2J"))
    (tmp_path / "gold.jsonl").write_text('{"id":"a\\u001b[31m","entities":[],"claims":[]}\n')
    (tmp_path / "found.jsonl").write_text(to_json(made) + "\n")
    command = ["evaluate", str(tmp_path / "gold.jsonl"), str(tmp_path / "found.jsonl"), "--errors"]
    found = CliRunner().invoke(cli, command, color=True).output
    assert "\x1b" not in found
    assert r"«E\x1b[2J»" in found
