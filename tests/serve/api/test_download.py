"""Files of the graph: those of `alliance-graph export`, byte for byte."""

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
