"""The manners of the command line: exit codes, one message, no traceback, quiet pipes, whole files."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from alliance_graph.cli import COMMANDS, main, reference

HERE = Path(__file__).parent
PROGRAM = [sys.executable, "-W", "error", "-m", "alliance_graph"]
ANNOTATION = {
    "id": "a1",
    "date": "2024-08-01",
    "entities": [{"key": "n", "name": "Nissan"}, {"key": "m", "name": "Mitsubishi Motors"}],
    "claims": [
        {
            "type": "stake",
            "owner": "n",
            "owned": "m",
            "status": "completed",
            "percent": 34.0,
            "evidence": "34% owned by N",
        }
    ],
}
LINE = json.dumps(ANNOTATION)


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ALLIANCE_GRAPH_STORE", raising=False)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def run(capsys):
    def call(*arguments):
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return ended.value.code, said.out, said.err

    return call


@pytest.fixture
def store(run):
    Path("a.jsonl").write_text(LINE)
    assert run("build", "a.jsonl", "--store", "s", "--quiet")[0] == 0
    return Path("s")


WRONG = [
    ("", 2),
    ("buidl news", 2),
    ("--nonsense", 2),
    ("build", 2),
    ("build --store s", 2),
    ("build nowhere", 3),
    ("build a.jsonl nowhere", 3),
    ("build a.jsonl --jobs 0", 2),
    ("build a.jsonl --jobs many", 2),
    ("build a.jsonl --limit -1", 2),
    ("build a.jsonl --timeout 0", 2),
    ("build a.jsonl --timeout nan", 2),
    ("build a.jsonl --memory 0", 2),
    ("build a.jsonl --since yesterday", 2),
    ("build a.jsonl --report nowhere/skipped.jsonl", 1),
    ("build a.jsonl --dry-run --store full", 4),
    ("build nowhere --dry-run", 3),
    ("build a.jsonl --companies list.csv --companies wrong.csv", 3),
    ("build a.jsonl --companies half.jsonl --store new", 3),
    ("build a.jsonl --companies half.jsonl --store empty", 3),
    ("build a.jsonl --companies wrong.csv --dry-run", 3),
    ("build a.jsonl --judgements wrong.csv", 3),
    ("build a.jsonl --field text", 2),
    ("build a.jsonl --field colour=red", 2),
    ("build a.jsonl --format xml", 2),
    ("build a.jsonl --store a.jsonl", 2),
    ("build a.jsonl --store a.jsonl/s", 4),
    ("build a.jsonl --store full", 4),
    ("extract", 2),
    ("extract nowhere", 3),
    ("extract a.jsonl --field text", 2),
    ("extract a.jsonl --format xml", 2),
    ("extract a.jsonl --output nowhere/out", 1),
    ("extract a.jsonl --output full", 4),
    ("extract a.jsonl --store s", 2),
    ("query", 2),
    ("query allies --store nowhere", 4),
    ("query allies --store full", 4),
    ("export out.graphml --store nowhere", 4),
    ("export out.xyz", 2),
    ("explain Nissan --store nowhere", 4),
    ("companies --store nowhere", 4),
    ("stats --store nowhere", 4),
    ("remove a1 --store nowhere", 4),
    ("validate --store nowhere", 4),
    ("diff", 2),
    ("diff old --since 2024-01-01", 2),
    ("diff old --until 2024-01-01", 2),
    ("diff --since yesterday", 2),
    ("diff --since 2024-02-01 --until 2024-01-01", 2),
    ("diff --since 2024-01-01 --store nowhere", 4),
    ("diff nowhere --store nowhere", 2),
    ("diff nowhere --store elsewhere", 4),
    ("export out.graphml --kind steak --store nowhere", 2),
    ("export out.graphml --topic carts --store nowhere", 2),
    ("claims correct 123456 --percent abc --store nowhere", 2),
    ("claims correct 123456 --percent 101 --store nowhere", 2),
    ("claims correct 123456 --percent nan --store nowhere", 2),
    ("claims correct 123456 --role foo=Bar --store nowhere", 2),
    ("claims correct 123456 --role owner= --store nowhere", 2),
    ("claims correct 123456 --store nowhere", 2),
    ("evaluate", 2),
    ("evaluate a.jsonl", 2),
    ("evaluate nowhere a.jsonl", 3),
    ("evaluate a.jsonl broken.jsonl", 3),
    ("evaluate full a.jsonl", 3),
]


@pytest.mark.parametrize(("line", "code"), WRONG, ids=[row[0] or "nothing" for row in WRONG])
def test_wrong_use_is_one_clear_message_with_its_exit_code(run, line, code):
    Path("a.jsonl").write_text(LINE)
    Path("broken.jsonl").write_text('{"id": "a", "entities": []}')
    Path("list.csv").write_text("name,country\nNissan,JP\n")
    Path("wrong.csv").write_text("country\nJP\n")
    Path("half.jsonl").write_text('{"name": "Nissan"}\n{"name"')
    Path("empty").mkdir()
    Path("full").mkdir()
    Path("full/other.txt").write_text("")
    before = sorted(Path().rglob("*"))
    found, out, err = run(*line.split())
    assert (found, out) == (code, "")
    assert err
    assert "Traceback" not in err
    assert "fault of the program" not in err
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("qury allies", "No such command 'qury'; did you mean 'query'?"),
        ("Claim", "No such command 'Claim'; did you mean 'claims'?"),
        ("xyz", "No such command 'xyz'"),
        ("companies mrge A B", "No such command 'mrge'; did you mean 'merge'?"),
        ("claims acept abc", "No such command 'acept'; did you mean 'accept'?"),
        ("companies General Motors", "a name of several words stands in quotation marks"),
        ("query allis --store s", "no question is called 'allis'; did you mean 'allies'?"),
    ],
)
def test_a_mistyped_word_is_answered_with_the_one_that_was_meant(run, store, line, said):
    code, out, err = run(*line.split())
    assert (code, out) == (5 if line.startswith("query") else 2, "")
    assert said in err


@pytest.mark.parametrize(("typed", "word"), [("com", "companies"), ("companies me", "merge"), ("claims acc", "accept")])
def test_a_shell_completes_commands(typed, word):
    words = f"alliance-graph {typed}"
    asked = {"_ALLIANCE_GRAPH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(typed.split()))}
    script = "from alliance_graph.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script], env=os.environ | asked, capture_output=True, text=True)
    assert done.stdout == f"plain,{word}\n"


@pytest.mark.parametrize(
    "line",
    [
        "build {0} --store new --report {0}",
        "build empty --store new --companies {0} --report ./{0}",
        "build empty --store new --judgements link --report {0}",
        "extract {0} -o {0}",
        "extract {0} -o link",
        "extract {0} --report {0}",
        "query -f {0} -o {0} --store s",
    ],
)
def test_a_file_that_is_read_is_never_overwritten(run, store, line):
    Path("link").symlink_to("a.jsonl")
    Path("empty").mkdir()
    code, out, err = run(*line.format("a.jsonl").split())
    assert (code, out) == (2, "")
    assert "is read, and would be overwritten" in err
    assert Path("a.jsonl").read_text() == LINE
    assert not Path("new").exists()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("explain \udcff", 5),
        ("explain https://example.org/ag/company/\udcff", 5),
        ("explain https://example.org/ag/relationship/\udcff", 5),
        ("export - --format gexf --company \udcff", 5),
        ("query allies -p company=\udcff", 5),
        ("query ASK{\udcff}", 5),
        ("query \udcff", 5),
        ("companies \udcff", 0),
        ("companies merge Nissan \udcff", 5),
        ("companies undo Nissan \udcff", 1),
        ("claims \udcff", 0),
        ("claims accept \udcff", 5),
        ("claims accept https://example.org/ag/claim/\udcff", 5),
        ("remove \udcff", 1),
        ("build \udcff", 3),
        ("export \udcff/x.gexf", 1),
        ("\udcff", 2),
    ],
)
def test_an_argument_that_is_no_text_is_no_fault_of_the_program(run, store, line, code):
    found, _, err = run(*line.split(), *([] if line in ("\udcff",) else ["--store", "s"]))
    assert (found, "fault of the program" in err) == (code, False)


def test_build_prints_a_summary_that_machines_can_read_too(run, store):
    Path("b.jsonl").write_text(f"{LINE}\nbroken\n")
    code, out, _ = run("build", "b.jsonl", "--store", store, "--format", "json")
    report = json.loads(out)
    assert (code, report["read"], report["unchanged"], report["skipped"]) == (0, 2, 1, {"broken-json": 1})
    assert "relationships" in run("build", "b.jsonl", "--store", store)[1]


def test_store_may_be_named_by_the_environment(run, monkeypatch):
    monkeypatch.setenv("ALLIANCE_GRAPH_STORE", "elsewhere")
    Path("a.jsonl").write_text(LINE)
    assert run("build", "a.jsonl")[0] == 0
    assert Path("elsewhere/store.json").exists()


def test_build_takes_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINE.encode())))
    assert '"done": 1' in run("build", "-", "--store", "s", "--format", "json")[1]


def test_an_address_is_answered_with_what_to_do_as_nothing_is_fetched(run):
    assert run("build", "https://example.org/news")[::2] == (
        3,
        "alliance-graph: no file or folder 'https://example.org/news'; nothing is fetched: save the page and give its "
        "file\n",
    )


def test_message_shows_no_control_characters(run):
    code, _, err = run("build", "no\x1b[31m\nwhere")
    assert code == 3
    assert "\x1b" not in err


def test_fault_of_the_program_is_a_message_and_a_traceback_only_on_demand(run, monkeypatch):
    import alliance_graph.pipeline

    monkeypatch.setattr(alliance_graph.pipeline, "read", lambda *_, **__: 1 / 0)
    code, _, err = run("build", "a.jsonl")
    assert code == 1
    assert err.startswith("alliance-graph: ZeroDivisionError")
    monkeypatch.setenv("ALLIANCE_GRAPH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["build", "a.jsonl"])


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("build a.jsonl", "read", "interrupted; the same command goes on where it stopped"),
        ("extract a.jsonl", "read_articles", "interrupted"),
    ],
)
def test_interruption_is_130_and_says_how_to_go_on(run, monkeypatch, line, name, said):
    import alliance_graph.pipeline

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    Path("a.jsonl").write_text(LINE)
    monkeypatch.setattr(alliance_graph.pipeline, name, interrupt)
    code, out, err = run(*line.split())
    assert (code, out, err.strip()) == (130, "", said)


def test_folder_that_holds_its_own_store_is_read_without_it(run, store):
    report = json.loads(run("build", ".", "--store", store, "--format", "json")[1])
    assert (report["read"], report["unchanged"]) == (1, 1)
    assert run("build", store, "--store", store)[0] == 3


def test_disk_or_permission_error_is_a_message(run, monkeypatch):
    import alliance_graph.pipeline

    def full(*_, **__):
        raise OSError(28, "No space left on device", "s/oxigraph")

    monkeypatch.setattr(alliance_graph.pipeline, "read", full)
    assert run("build", "a.jsonl")[::2] == (1, "alliance-graph: s/oxigraph: No space left on device\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run, name):
    code, out, _ = run(name, "--help")
    assert code == 0
    assert f"alliance-graph {name}" in out


@pytest.mark.parametrize("line", ["--help", "companies --help", "claims --help"])
def test_every_command_is_told_in_one_line_that_is_not_cut(run, line, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    told = run(*line.split())[1].partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(told) > 5
    assert all(re.fullmatch(r"  [a-z]+ +[A-Z].*[^.]\.", text) and len(text) <= 80 for text in told)


def test_version_is_told(run):
    from alliance_graph import __version__

    assert run("--version")[1] == f"alliance-graph, version {__version__}\n"


def test_reader_that_leaves_early_is_no_error():
    for arguments in (["--help"], ["query", "--list"]):
        process = subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 0


def test_full_device_is_a_message():
    with open("/dev/full", "w") as full:
        done = subprocess.run([*PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.startswith(b"alliance-graph: ")
    assert b"Traceback" not in done.stderr


def test_termination_ends_soon_with_143_and_leaves_no_file(tmp_path):
    with subprocess.Popen([*PROGRAM, "extract", "-", "-o", "out"], stdin=subprocess.PIPE) as process:
        while not any(tmp_path.iterdir()):
            time.sleep(0.05)
        process.terminate()
        assert process.wait(5) == 143
    assert not list(tmp_path.iterdir())


def test_help_loads_nothing_heavy():
    script = (
        "import sys; from click.testing import CliRunner; from alliance_graph.cli import cli; "
        "CliRunner().invoke(cli, ['--help'], catch_exceptions=False); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "rdflib", "networkx", "trafilatura", "pyshacl", "numpy"} & set(loaded)


def test_page_of_commands_is_fresh():
    # In a process of its own: click keeps in a command how its help was first asked for, by whichever test that was.
    command = [sys.executable, "-m", "alliance_graph.cli.reference"]
    page = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    assert (HERE.parent.parent / "docs" / "cli.md").read_text(encoding="utf-8") == page, (
        "run python -m alliance_graph.cli.reference > docs/cli.md"
    )


def test_commands_are_the_files_of_the_folder():
    files = {path.stem for path in Path(reference.__file__).parent.glob("*.py")}
    assert set(COMMANDS) == files - {"__init__", "asking", "counting", "judging", "options", "reference"}
