"""Extraction to a folder of shards: what was read is not read again, and the folder tells the truth of itself."""

import json
import multiprocessing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph import extract_shard, extract_to, load_shards, pipeline, plan_shards, shards
from alliance_graph.errors import StoreError
from alliance_graph.journal import Journal
from alliance_graph.jsonl import to_json
from alliance_graph.model import Article
from alliance_graph.sources import SkipLog
from tests.stand_in import articles, read_by_pattern
from tests.test_run import quads

COUNT = 60


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch):
    monkeypatch.setattr(shards, "_SIZE", 8)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "shards"


def extract(sources, folder, **options):
    return extract_to(sources, folder, **{"extract": read_by_pattern, **options})


def contents(folder):
    """All that a folder holds, but for the shards that are no longer asked for."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".old" not in path.parts and path.name != ".lock"
    }


def texts(folder):
    """The lines of all shards, in the order of the manifest."""
    *rows, end = map(json.loads, (folder / ".manifest.jsonl").read_text().splitlines())
    assert end == {"complete": True}
    return "".join((folder / f"{row['shard']}.jsonl").read_text() for row in rows if row["sha256"])


def read_again(sources, folder, **options):
    """The ids of the articles that a run over a folder reads, with its report."""
    seen: list[str] = []

    def read(found):
        for article in found:
            seen.append(article.id)
            yield from read_by_pattern([article])

    report = extract(sources, folder, extract=read, **options)
    assert report.read == len(sources)
    return seen, report


def test_a_folder_holds_what_extract_gives_for_any_number_of_jobs(tmp_path):
    expected = "".join(f"{to_json(one)}\n" for one in pipeline.extract(articles(COUNT), extract=read_by_pattern))
    for jobs in (None, 1, 3):
        report = extract(articles(COUNT), tmp_path / str(jobs), jobs=jobs)
        assert (report.read, report.done, report.claims) == (COUNT, COUNT, {"stake": COUNT})
        assert texts(tmp_path / str(jobs)) == expected
        assert contents(tmp_path / str(jobs)) == contents(tmp_path / "None")


def test_a_store_of_the_shards_is_that_of_the_articles(tmp_path, folder):
    extract(articles(COUNT), folder)
    pipeline.build(articles(COUNT), tmp_path / "direct", extract=read_by_pattern)
    assert load_shards(folder, tmp_path / "loaded").done == COUNT
    assert load_shards(folder, tmp_path / "loaded").unchanged == COUNT
    assert quads(tmp_path / "loaded") == quads(tmp_path / "direct")


def test_a_second_run_reads_nothing_and_counts_the_same(folder):
    found = [*articles(COUNT), Article(id="bad", text="Now explode."), Article(id="none", text=" ")]
    first = extract(found, folder)
    before = contents(folder)
    seen, second = read_again(found, folder)
    assert (seen, second.done, second.unchanged) == ([], 0, first.done)
    assert first.skipped == second.skipped == {"extraction-failed": 1, "empty": 1}
    assert contents(folder) == before


def test_a_changed_article_costs_its_shard_and_the_old_one_comes_back_unread(tmp_path, folder):
    extract(articles(COUNT), folder)
    before = contents(folder)
    changed = articles(COUNT)
    changed[20] = Article(id="a20", text="Ford owns Wheel20.")
    seen, report = read_again(changed, folder)
    assert "a20" in seen
    assert report.done == len(seen) < COUNT / 2
    extract(changed, tmp_path / "new")
    assert contents(folder) == contents(tmp_path / "new")
    assert read_again(articles(COUNT), folder)[0] == []
    assert contents(folder) == before


@given(st.integers(0, 200), st.text(min_size=1, max_size=3))
def test_an_article_that_comes_in_changes_at_most_the_two_shards_it_parts(place, name):
    found = articles(200)
    more = [*found[:place], Article(id=f"new{name}", text="New."), *found[place:]]
    before, after = ({part.name for part in plan_shards(some, skips=SkipLog())} for some in (found, more))
    assert len(after - before) <= 2
    assert len(before - after) <= 1


def test_another_extractor_reads_anew_and_so_do_candidates(folder):
    extract(articles(COUNT), folder)
    assert len(read_again(articles(COUNT), folder, extractor="rules")[0]) == COUNT
    assert len(read_again(articles(COUNT), folder, candidates=True)[0]) == COUNT


def test_what_was_put_aside_is_tried_again_under_other_limits_only(folder):
    found = [
        *articles(20),
        Article(id="slow", text="Now hang."),
        Article(id="dead", text="Now die."),
        *articles(30)[20:],
    ]
    limits = {"jobs": 2, "timeout": 1, "memory": 1000}
    first = extract(found, folder, **limits)
    assert (first.done, first.skipped) == (30, {"too-slow": 1, "worker-died": 1})
    again = extract(found, folder, **limits)
    assert (again.done, again.unchanged, again.skipped) == (0, 30, first.skipped)
    other = extract(found, folder, **limits | {"timeout": 1.5})
    assert 0 < other.done < 30
    assert (other.done + other.unchanged, other.skipped) == (30, first.skipped)


def test_a_damaged_or_lost_shard_is_counted_by_build_and_mended_by_the_next_run(tmp_path, folder):
    extract(articles(COUNT), folder)
    before = contents(folder)
    cut, lost, *_ = sorted(folder.glob("[!.]*.jsonl"))
    cut.write_text(cut.read_text()[:-30])
    lost.unlink()
    report = load_shards(folder, tmp_path / "store")
    assert report.skipped == {"damaged-shard": 2}
    assert 0 < report.done < COUNT
    seen, _ = read_again(articles(COUNT), folder)
    assert len(seen) == COUNT - report.done
    assert contents(folder) == before


def test_shards_of_a_run_that_did_not_end_are_taken_with_a_note(tmp_path, folder):
    with pytest.raises(KeyboardInterrupt):
        extract(articles(COUNT), folder, extract=interrupt)
    report = load_shards(folder, tmp_path / "store")
    assert 0 < report.done < COUNT
    assert report.noted == {"unfinished": 1}


def interrupt(found):
    for article in found:
        if article.id == "a40":
            raise KeyboardInterrupt
        yield from read_by_pattern([article])


def test_a_manifest_that_was_cut_short_costs_one_shard(folder):
    extract(articles(COUNT), folder)
    before = contents(folder)
    path = folder / ".manifest.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3]) + lines[3][:50])
    seen, _ = read_again(articles(COUNT), folder)
    assert 0 < len(seen) < COUNT
    assert contents(folder) == before


HOSTILE = [
    b"\xff\xfe",
    b"[" * 100_000,
    b"[1]",
    b'{"shard": 3}',
    b'{"shard": "%s"}' % (b"a" * 32),
    b'{"shard": "../../%s", "limits": "", "done": 1, "claims": {}, "skipped": [], "sha256": "0"}' % (b"a" * 32),
]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_line_of_the_manifest_that_is_none_of_ours_is_passed_over(tmp_path, folder, line):
    extract(articles(COUNT), folder)
    before = contents(folder)
    path = folder / ".manifest.jsonl"
    path.write_bytes(line + b"\n" + path.read_bytes())
    report = load_shards(folder, tmp_path / "store")
    assert (report.done, report.skipped, report.noted) == (COUNT, {}, {})
    assert read_again(articles(COUNT), folder)[0] == []
    assert contents(folder) == before


def test_a_dry_run_counts_and_writes_nothing(folder):
    assert extract(articles(COUNT), folder, dry_run=True).planned == COUNT
    assert not folder.exists()
    extract(articles(20), folder)
    before = contents(folder)
    report = extract(articles(COUNT), folder, dry_run=True)
    assert report.planned + report.unchanged == report.read == COUNT
    assert report.unchanged
    assert contents(folder) == before


def test_a_folder_of_other_files_is_left_alone(folder):
    folder.mkdir()
    (folder / "thesis.txt").touch()
    with pytest.raises(StoreError, match="holds other files"):
        extract(articles(2), folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


def test_a_folder_in_use_is_left_alone(folder):
    with Journal.open(folder), pytest.raises(StoreError, match="in use by another process"):
        extract(articles(2), folder)
    assert extract(articles(2), folder).done == 2


def test_a_file_of_another_name_in_the_folder_stays(folder):
    extract(articles(COUNT), folder)
    (folder / "notes.jsonl").write_text("mine")
    extract(articles(20), folder)
    assert (folder / "notes.jsonl").read_text() == "mine"


def test_shards_are_read_by_any_pool_even_one_of_daemons(folder):
    plan = list(plan_shards(articles(COUNT), extract=read_by_pattern))
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.map(extract_shard, plan)
    extract(articles(COUNT), folder)
    assert b"".join(result.lines for result in results).decode() == texts(folder)
