"""What the pages show is so: commands exist, examples parse, the run in the README gives the output shown there.

ALLIANCE_GRAPH_REFRESH=1 pytest tests/test_docs.py    # writes the output into the README anew
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import alliance_graph
from alliance_graph.cli import COMMANDS, cli

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
TIMES = re.compile(r"^seconds .*\n", re.MULTILINE)


def _block(language):
    """The first block of the README in a language."""
    return README.read_text("utf-8").partition(f"```{language}\n")[2].partition("```")[0]


def _examples():
    """Every line of a page that calls the program, without what stands before and after it in a pipe."""
    for page in PAGES:
        for line in page.read_text("utf-8").splitlines():
            for call in line.strip().removeprefix("$ ").split(" | "):
                if re.match(rf"alliance-graph ({'|'.join(COMMANDS)}) ", call) and "..." not in call and "|" not in call:
                    yield pytest.param(call.partition(" > ")[0].partition("  #")[0], id=f"{page.name}: {call}")


@pytest.mark.parametrize("line", list(_examples()))
def test_example_is_a_call_that_the_program_takes(line):
    name, *arguments = shlex.split(line)[1:]
    command = cli.get_command(click.Context(cli), name)
    assert command.make_context(name, arguments)


def test_readme_begins_with_two_commands_and_names_every_other():
    text = README.read_text("utf-8")
    assert re.match(r"# alliance-graph\n\n    make demo .*\n    make test .*\n", text)
    assert not [name for name in COMMANDS if f"`alliance-graph {name}" not in text]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_make_targets_are_there(page):
    text = page.read_text("utf-8")
    assert not [path for path in LINK.findall(text) if not (page.parent / path).exists()]
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^    |`)make (\w+)", text, re.MULTILINE)) <= set(targets)


@pytest.mark.model
def test_run_in_the_readme_gives_the_output_shown(tmp_path):
    text = README.read_text("utf-8")
    shown = _block("console")
    (tmp_path / "data").symlink_to(ROOT / "data")
    found = "".join(_run(line, tmp_path) for line in shown.splitlines() if line.startswith("$ "))
    if os.environ.get("ALLIANCE_GRAPH_REFRESH"):
        README.write_text(text.replace(shown, found), "utf-8")
    else:
        assert shown == found, "ALLIANCE_GRAPH_REFRESH=1 pytest tests/test_docs.py writes it anew"


def _run(line, folder):
    arguments = shlex.split(line)[2:]
    done = subprocess.run(
        [sys.executable, "-m", "alliance_graph", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return f"{line}\n{TIMES.sub('', done.stdout)}{done.stderr}"


@pytest.mark.model
def test_python_and_sparql_in_the_readme_run(tmp_path, monkeypatch, capsys):
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    exec(_block("python"), {})
    assert "Mitsubishi Motors" in capsys.readouterr().out
    assert (tmp_path / "cars.graphml").stat().st_size > 1000
    with alliance_graph.open_store("cars.store") as store:
        answer = alliance_graph.query(store, _block("sparql"))
    assert ("Nissan", "Mitsubishi Motors") in answer.rows
