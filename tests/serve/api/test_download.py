"""Files of the graph: those of `alliance-graph export`, byte for byte."""

import csv
import io

import pytest
from click.testing import CliRunner

from alliance_graph.cli import cli
from tests.serve.api.conftest import company

SHOWN = [option for status in ("proposed", "agreed", "completed", "ended") for option in ("--status", status)]
FILTERS = [
    ({}, SHOWN),
    ({"kind": ["stake", "memorandum"], "min_sources": 1},
     ["--kind", "stake", "--kind", "memorandum", "--min-sources", "1", *SHOWN]),
    ({"company": company("betrix"), "distance": 2, "status": "completed"},
     ["--company", "Betrix", "--distance", "2", "--status", "completed"]),
    ({"topic": "mobility", "since": "2023-01-01", "until": "2024-01-01", "min_confidence": 0.5},
     ["--topic", "mobility", "--since", "2023-01-01", "--until", "2024-01-01", "--min-confidence", "0.5", *SHOWN]),
    ({"status": "denied"}, ["--status", "denied"]),
]  # fmt: skip


@pytest.mark.parametrize("format", ["graphml", "gexf", "csv", "html", "turtle", "ntriples", "jsonld"])
@pytest.mark.parametrize(("asked", "options"), FILTERS)
def test_a_file_is_the_one_that_the_command_writes(hostile, hostile_store, tmp_path, format, asked, options):
    answer = hostile.get("/api/export", params={"format": format, **asked})
    assert answer.status_code == 200, answer.text
    command = ["export", str(tmp_path / "ties"), "--format", format, *options, "--store", str(hostile_store)]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 0, done.output
    written = tmp_path / "ties" / "edges.csv" if format == "csv" else tmp_path / "ties"
    assert answer.content == written.read_bytes()


def test_a_file_has_a_name_and_is_never_shown_in_place(hostile):
    answer = hostile.get("/api/export?format=gexf")
    assert answer.headers["content-disposition"] == 'attachment; filename="alliances.gexf"'


def test_nothing_is_left_behind(hostile, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert hostile.get("/api/export?format=csv").status_code == 200
    assert list(tmp_path.iterdir()) == []


def read_rows(client, **asked):
    answer = client.get("/api/export", params={"format": "csv", **asked})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("path", {"from": company("gnp-exe"), "to": company("deltek")}),
        ("common", {"first": company("altrex-motors"), "second": company("gamma")}),
    ],
)
@pytest.mark.parametrize("conditions", [{}, {"kind": ["supply", "stake", "subsidiary"]}, {"as_of": "2024-01-15"}])
def test_a_file_of_what_lies_between_two_companies_has_the_ties_that_are_drawn(hostile, path, ends, conditions):
    drawn = hostile.get(f"/api/{path}", params={**ends, **conditions}).json()["network"]
    rows = read_rows(hostile, **ends, **conditions)
    assert {row["relationship"] for row in rows} == {edge["tie"] for edge in drawn["edges"]}


def test_turtle_and_a_page_of_what_lies_between_hold_nothing_else(hostile):
    ends = {"from": company("gnp-exe"), "to": company("altrex-motors")}
    (tie,) = {row["relationship"] for row in read_rows(hostile, **ends)}
    turtle = hostile.get("/api/export", params={"format": "ntriples", **ends}).text
    found = {
        line.split()[0] for line in turtle.splitlines() if line.startswith("<https://example.org/ag/relationship/")
    }
    assert {iri.partition("#")[0].strip("<>") for iri in found} == {tie}
    assert hostile.get("/api/export", params={"format": "html", **ends}).text.count("<tbody") == 1


def test_a_file_of_a_past_day_has_the_ties_as_they_are_drawn(hostile):
    drawn = hostile.get("/api/network", params={"as_of": "2024-01-15"}).json()
    rows = read_rows(hostile, as_of="2024-01-15")
    now = {row["relationship"]: row["status"] for row in read_rows(hostile)}
    assert {row["relationship"]: row["status"] for row in rows} == {e["tie"]: e["status"] for e in drawn["edges"]}
    assert {row["relationship"]: row["status"] for row in rows}.items() - now.items()
    assert not any(row["sentence"] for row in rows)
    answer = hostile.get("/api/export", params={"format": "turtle", "as_of": "2024-01-15"})
    assert (answer.status_code, "alliance-graph export --as-of" in answer.text) == (400, True)


@pytest.mark.parametrize("limit", [1, 3])
def test_a_file_has_no_more_ties_than_are_drawn(hostile, limit):
    drawn = hostile.get("/api/network", params={"limit": limit}).json()
    assert {row["relationship"] for row in read_rows(hostile, limit=limit)} == {e["tie"] for e in drawn["edges"]}
