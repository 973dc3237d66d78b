"""The commands explain, companies, stats and remove."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from alliance_graph.cli import cli
from alliance_graph.jsonl import to_json
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


def test_remove_takes_articles_out(run):
    assert run("remove", "a1").output == "removed 1, not in the store 0\n"
    assert run("companies", "nissan").stdout == ""


def test_remove_reads_ids_from_standard_input(run):
    assert run("remove", "-", input="a1\n\na2\n").output == "removed 2, not in the store 0\n"


def test_removing_what_is_not_there_is_told_and_fails(run):
    found = run("remove", "nothing")
    assert (found.exit_code, found.output) == (1, "removed 0, not in the store 1\n")


@pytest.mark.parametrize("command", [["explain", "x"], ["companies"], ["stats"], ["remove", "x"]])
def test_a_missing_store_is_no_new_store(tmp_path, command):
    found = CliRunner().invoke(cli, [*command, "--store", str(tmp_path / "none")])
    assert "no store at" in str(found.exception)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["explain", "diff", "companies", "stats", "remove"])
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
