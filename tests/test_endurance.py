"""Runs that the machine disturbs (RELIABILITY, rows 4 to 6, 8, 9, 28, 29): a few here, the full number with -m slow."""

import json
import os
import random
import resource
import shutil
import signal
import time
from contextlib import suppress

import pytest

from alliance_graph import link, stores
from alliance_graph.graph.store import Store
from tests import test_run
from tests.graph.make import make_store
from tests.stand_in import TEXTS, annotation_of, articles, write_articles
from tests.test_run import assert_whole, canonical, kill, needs_mount, on_small_disk, quads, run, start

undisturbed = test_run.undisturbed


def few_or_many(name, few, many):
    """A small number in every run, and the one that is published with -m slow."""
    return pytest.mark.parametrize(name, [few, pytest.param(many, marks=pytest.mark.slow)])


# ------------------------------------------------------------ 4 power loss


@few_or_many("cuts", 12, 100)
def test_a_log_cut_anywhere_loses_nothing_that_was_flushed_and_halves_no_article(tmp_path, undisturbed, cuts):
    """Power loss: what the system had not written yet is gone, from some byte of the last log on."""
    flushed, later = articles(6), articles(18)[6:]
    with Store.open(tmp_path / "s", linker=link, create=True) as store:
        store.add(map(annotation_of, flushed))
        store.oxigraph.flush()
        for article in later:
            store.add([annotation_of(article)])
        copy_open(tmp_path / "s", tmp_path / "copy")
    log = max((tmp_path / "copy" / "oxigraph").glob("*.log"))
    whole, chance, counts = log.read_bytes(), random.Random(4), set()
    assert len(whole) > 10_000
    for number in range(cuts):
        cut = tmp_path / f"cut{number}"
        shutil.copytree(tmp_path / "copy", cut)
        (cut / "oxigraph" / log.name).write_bytes(whole[: chance.randrange(len(whole))])
        counts.add(count_after(cut, undisturbed[1]))
        shutil.rmtree(cut)
    assert min(counts) >= len(flushed)
    assert len(counts) > 3


def copy_open(path, copy):
    """Copy a store that is open, when RocksDB has done what it does in the background after a flush."""
    files = None
    while files != (files := sorted(path.rglob("*"))):
        shutil.rmtree(copy, ignore_errors=True)
        with suppress(shutil.Error, FileNotFoundError):  # a file that it deleted meanwhile; the list is another then
            shutil.copytree(path, copy)


def count_after(path, empty):
    """How many articles a cut store holds, each of them whole."""
    with stores.open_store(path) as store:
        count = len(list(store.article_ids()))
    assert_whole(path, empty)
    return count


# ------------------------------------------------------------ 5 disk full


@needs_mount
@pytest.mark.slow
@pytest.mark.parametrize("size", range(100, 1080, 20))
def test_a_disk_that_is_full_at_any_point_is_told_and_the_same_command_goes_on(tmp_path, news, undisturbed, size):
    done = on_small_disk(tmp_path, size, "build", news, "--store", tmp_path / "disk" / "s")
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (4, "", False)
    assert "the disk is full" in done.stderr
    assert run("build", news, "--store", tmp_path / "left" / "s")[0] == 0
    assert quads(tmp_path / "left" / "s") == undisturbed[0]


# ------------------------------------------------------------ 6 two writers


@pytest.mark.slow
def test_of_twenty_runs_into_one_store_one_works_and_nothing_is_damaged(tmp_path, news, undisturbed):
    processes = [start("build", news, "--store", tmp_path / "s") for _ in range(20)]
    ended = [(*process.communicate(), process.returncode) for process in processes]
    codes = sorted(code for *_, code in ended)
    assert set(codes) == {0, 4}
    assert all("in use by another process" in err for _, err, code in ended if code)
    assert quads(tmp_path / "s") == undisturbed[0]


# ------------------------------------------------------------ 8 non-determinism


@few_or_many("runs", 3, 20)
def test_any_order_seed_and_number_of_jobs_gives_the_same_store(tmp_path, undisturbed, runs):
    chance = random.Random(8)
    rows = [{"id": f"a{number}", "text": text, "date": "2024-08-01"} for number, text in enumerate(TEXTS)]
    for number in range(runs):
        chance.shuffle(rows)
        (tmp_path / "news.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        store, jobs = tmp_path / f"s{number}", (1, 2, 4)[number % 3]
        environment = os.environ | {"PYTHONHASHSEED": str(chance.randrange(2**32))}
        code, *_ = run("build", tmp_path / "news.jsonl", "--store", store, "--jobs", jobs, env=environment)
        assert code == 0
        assert quads(store) == undisturbed[0]


# ------------------------------------------------------------ 9 idempotence


@few_or_many("count", 100, 5_000)
def test_the_same_articles_three_times_change_nothing(tmp_path, count):
    made = [annotation_of(article) for article in articles(count)]
    store = make_store(*made)
    before = canonical(store)
    for _ in range(2):
        assert store.add(made).unchanged == count
        store.add(reversed(made))
    assert canonical(store) == before


# ------------------------------------------------------------ 28 file handles


@few_or_many("transactions", 50, 2_000)
def test_many_transactions_need_few_files(tmp_path, transactions):
    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))

    write_articles(tmp_path / "news.jsonl", [f"Car{n} owns Wheel{n}." for n in range(4 * transactions)])
    code, out, err = run(
        "build", tmp_path / "news.jsonl", "--store", tmp_path / "s", "--format", "json", preexec_fn=limit
    )
    assert code == 0, err
    assert json.loads(out)["done"] == 4 * transactions
    assert err.count("add") == transactions


# ------------------------------------------------------------ 29 signals


@few_or_many("moments", 4, 100)
def test_a_run_ended_at_any_moment_ends_soon_says_so_and_goes_on(tmp_path, news, undisturbed, moments):
    chance, slowest = random.Random(29), 0.0
    for number in range(moments):
        store = tmp_path / f"s{number}"
        process = start("build", news, "--store", store, "--jobs", 2)
        while not (store / "store.json").exists():
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 2.0))
        which, code = chance.choice([(signal.SIGINT, 130), (signal.SIGTERM, 143)])
        begin = time.monotonic()
        _, err = kill(process, which)
        slowest = max(slowest, time.monotonic() - begin)
        assert process.returncode in (code, 0), err
        assert "Traceback" not in err
        assert_whole(store, undisturbed[1])
        if number % 10 == 0:
            assert run("build", news, "--store", store)[0] == 0
            assert quads(store) == undisturbed[0]
    print(f"slowest end {slowest:.1f} s")  # noqa: T201  # a figure to publish, shown with -rP
