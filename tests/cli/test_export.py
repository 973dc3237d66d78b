from datetime import date

import networkx as nx
import pytest
from click.testing import CliRunner

from alliance_graph import link
from alliance_graph.cli.export import export
from alliance_graph.errors import AllianceGraphError, QueryError, StoreError, UseError
from alliance_graph.graph.store import Store
from alliance_graph.model import Annotation, Claim, Entity, Evidence, Percentage, Source, Status

NAMES = {"n": "Nissan Motor", "h": "Honda", "m": "Mitsubishi Motors", "t": "Tesla"}


def annotate(number, *claims):
    entities = tuple(Entity(key=key, name=name) for key, name in NAMES.items())
    source = Source(digest=str(number), date=date(2024, 1, number))
    return Annotation(id=f"article-{number}", entities=entities, claims=claims, source=source)


def claim(kind, status=Status.COMPLETED, **said):
    roles = {role: tuple(keys) for role, keys in said.pop("roles").items()}
    return Claim(kind=kind, roles=roles, status=status, evidence=Evidence(f"A {kind}."), extractor="test", **said)


STAKE = claim("stake", roles={"owner": "n", "owned": "m"}, percentage=Percentage(34.0))
MEMORANDUM = claim("alliance", Status.AGREED, roles={"partners": "hmn"}, form="memorandum", topics=("carmaking",))
MERGER = claim("merger", Status.DENIED, roles={"partners": "ht"})


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("stores") / "ties.store"
    with Store.open(path, linker=link, create=True) as opened:
        opened.add([annotate(1, STAKE, MEMORANDUM), annotate(2, STAKE), annotate(3, MERGER)])
    return path


def run(store, *arguments):
    return CliRunner().invoke(export, [*map(str, arguments), "--store", str(store)], standalone_mode=True)


def read_kinds(store, *arguments):
    result = run(store, "-", "--format", "graphml", *arguments)
    assert result.exit_code == 0, result.output
    network = nx.parse_graphml(result.stdout.encode(), force_multigraph=True, edge_key_type=str)
    return len(network), sorted(tie["interaction"] for *_, tie in network.edges(data=True))


MERGED, SIGNED, OWNED = ["Merger"], ["MemorandumOfUnderstanding"] * 3, ["Stake"]
FILTERS = [
    ("", 4, SIGNED + MERGED + OWNED),
    ("--kind stake", 2, OWNED),
    ("--kind memorandum", 3, SIGNED),
    ("--kind alliance --kind merger", 4, SIGNED + MERGED),
    ("--status denied", 2, MERGED),
    ("--status agreed --status completed", 3, SIGNED + OWNED),
    ("--company tesla", 2, MERGED),
    ("--company Tesla --distance 2", 4, SIGNED + MERGED),
    ("--company Tesla --kind stake", 0, []),
    ("--min-sources 2", 2, OWNED),
    ("--min-confidence 1 --kind merger", 2, MERGED),
    ("--topic mobility", 3, SIGNED),
    ("--topic batteries", 0, []),
    ("--since 2024-01-03", 2, MERGED),
    ("--until 2024-01-02", 3, SIGNED + OWNED),
    ("--relationships-as nodes", 5, MERGED + OWNED + ["partner"] * 3),
]


@pytest.mark.parametrize(("options", "companies", "ties"), FILTERS)
def test_what_is_asked_for_is_written_and_nothing_else(store, options, companies, ties):
    assert read_kinds(store, *options.split()) == (companies, ties)


@pytest.mark.parametrize(("kind", "told"), [("supply", "no relationship passed the filter\n"), ("stake", "")])
def test_a_filter_that_nothing_passes_is_told_before_what_was_written(store, kind, told, tmp_path):
    assert run(store, "-", "--format", "turtle", "--kind", kind).stderr == told
    output = tmp_path / "ties.gexf"
    assert run(store, output, "--kind", kind).stderr == f"{told}written: {output}\n"


@pytest.mark.parametrize("name", ["ties.graphml", "ties.GEXF", "ties.csv", "ties.ttl", "ties.nt", "ties.jsonld"])
def test_the_suffix_tells_the_format(store, name, tmp_path):
    result = run(store, tmp_path / name)
    assert result.exit_code == 0
    written = [line.removeprefix("written: ") for line in result.stderr.splitlines()]
    assert written == sorted(map(str, tmp_path.iterdir()), reverse=True)
    assert result.stdout == ""


USAGE = [
    ("ties.xyz", "add --format"),
    ("-", "add --format"),
    ("ties.gexf --raw-csv", "--raw-csv is for CSV"),
    ("ties.gexf --kind romance", "is no kind; kinds are acquisition"),
    ("ties.gexf --kind Stake", "did you mean 'stake'?"),
    ("ties.gexf --status maybe", "--status"),
    ("ties.gexf --topic carmakin", "did you mean"),
    ("ties.gexf --since yesterday", "--since"),
    ("ties.gexf --distance 0", "--distance"),
    ("ties.gexf --min-confidence 2", "--min-confidence"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_a_wrong_option_is_named_and_nothing_is_written(store, arguments, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(store, *arguments.split())
    assert result.exit_code == 2
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


ERRORS = [
    ("ties.gexf --company Toyota", QueryError, "no company is called 'Toyota'"),
    ("- --format csv", UseError, "two tables"),
    (". --format gexf", AllianceGraphError, "is a folder"),
]


@pytest.mark.parametrize(("arguments", "error", "message"), ERRORS)
def test_what_cannot_be_done_is_raised_in_words(store, arguments, error, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(store, *arguments.split())
    assert isinstance(result.exception, error)
    assert message in str(result.exception)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_not_there_is_not_made(tmp_path):
    result = run(tmp_path / "missing", tmp_path / "ties.gexf")
    assert isinstance(result.exception, StoreError)
    assert list(tmp_path.iterdir()) == []


def test_raw_csv_leaves_texts_as_they_are(store, tmp_path):
    assert run(store, tmp_path / "ties.csv", "--raw-csv").exit_code == 0
    assert (tmp_path / "ties-nodes.csv").exists()
