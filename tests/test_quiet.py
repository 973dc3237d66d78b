"""What a whole run does besides (RELIABILITY, rows 33, 35, 37, 38): no pickle, no look-up, no text in messages."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_graph import pipeline, stores
from alliance_graph.graph.validate import validate
from alliance_graph.sources import read_articles
from tests.stand_in import write_articles
from tests.test_run import run

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "data" / "samples"
WATCHED = """
import json, sys
seen = []
EVENTS = ("pickle.find_class", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
sys.addaudithook(lambda event, arguments: seen.append(event) if event in EVENTS else None)
import alliance_graph as ag
store, samples, folder = sys.argv[1:]
report = ag.build([samples], store)
with ag.open_store(store) as opened:
    ag.query(opened, "allies", {"company": "Nissan"})
    ag.explain(opened, "Nissan")
    ag.validate(opened)
    for format in ("graphml", "gexf", "csv", "turtle", "ntriples", "jsonld"):
        ag.export(opened, f"{folder}/{format}", format)
print(json.dumps([report.done, seen]))
"""

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample articles are in the source tree only")


@needs_samples
@pytest.mark.model
def test_a_whole_run_asks_no_name_connects_to_nothing_and_loads_no_pickle(tmp_path):
    command = [sys.executable, "-c", WATCHED, str(tmp_path / "s"), str(SAMPLES), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    count, seen = json.loads(done.stdout.splitlines()[-1])
    assert count >= 25
    assert seen == []


def test_the_watch_would_see_them():
    script = WATCHED.split("import alliance_graph")[0] + (
        "import pickle, socket, collections\n"
        "pickle.loads(pickle.dumps(collections.OrderedDict))\n"
        "try: socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except OSError: pass\n"
        "print(seen)"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "pickle.find_class" in found
    assert "socket.connect" in found


def test_no_module_reads_pickles_and_no_weight_is_one():
    package = Path(pipeline.__file__).parent
    loads = re.compile(
        r"\b(?:import (?:pickle|marshal|shelve|dill|joblib)|from (?:pickle|marshal|shelve)|torch\.load)\b"
    )
    assert not [path for path in package.rglob("*.py") if loads.search(path.read_text("utf-8"))]
    assert {path.suffix for path in (package / "weights").iterdir() if path.is_file()} <= {".json", ".onnx"}


def test_neither_output_nor_report_nor_shelf_holds_the_text_of_an_article(tmp_path):
    texts = ["Car owns Wheel. QZVW.", "QZVW hang.", "QZVW die.", "", "QZVW explode.", "Le QZVW est un journal. " * 20]
    write_articles(tmp_path / "news.jsonl", texts)
    limits = ["--jobs", 1, "--timeout", 1, "--report", tmp_path / "report.jsonl"]
    code, out, err = run("build", tmp_path / "news.jsonl", "--store", tmp_path / "s", *limits)
    assert code == 0
    told = [out, err, (tmp_path / "report.jsonl").read_text(), (tmp_path / "s" / "aside.jsonl").read_text()]
    assert len((tmp_path / "report.jsonl").read_text().splitlines()) == len(texts) - 1
    assert not [text for text in told if "QZVW" in text]


@needs_samples
@pytest.mark.model
def test_every_claim_says_where_it_stands_by_which_rule_and_version_and_the_graph_conforms(tmp_path):
    contents = {article.id: article.content for article in read_articles([SAMPLES])}
    pipeline.build([SAMPLES], tmp_path / "s")
    with stores.open_store(tmp_path / "s") as store:
        claims = [(one, claim) for one in store.annotations() for claim in one.claims]
        assert len(claims) > 40
        for annotation, claim in claims:
            start, end = claim.evidence.start, claim.evidence.end
            assert contents[annotation.id][start:end] == claim.evidence.text
            assert claim.rule
            assert 0 < claim.confidence <= 1
            assert re.match(r"both \d+\.\d+", annotation.extractor)
        assert validate(store).conforms
