"""A Dask cluster on this machine, as its people start it: what it reads, loses and refuses."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from alliance_graph import cluster, plan_shards
from alliance_graph.errors import AllianceGraphError, ModelError
from tests.stand_in import TEXTS, articles, read_by_pattern, write_articles
from tests.test_batch import contents
from tests.test_run import ROOT, find_workers, run, start

LIMITS = ["--timeout", 1, "--memory", 1000]


def test_without_the_extra_the_line_that_installs_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ModelError, match=r"pip install 'alliance-graph\[dask\]'"):
        list(cluster.spread_over(iter([]), address="tcp://127.0.0.1:1"))


class Cluster:
    """A scheduler and its workers in a process group of their own, each worker with a nanny that replaces it."""

    def __init__(self, folder, workers=2, **settings):
        self._file = folder / "scheduler.json"
        environment = os.environ | {f"DASK_DISTRIBUTED__{name}": value for name, value in settings.items()}
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", 0, env=environment)
        while not self._file.exists() or not self._file.read_text():
            assert self._scheduler.poll() is None
            time.sleep(0.05)
        self.address = json.loads(self._file.read_text())["address"]
        self._workers = self._start("worker", "--nworkers", workers, "--nthreads", 1) if workers else None

    def _start(self, name, *arguments, **options):
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.dask_{name}",
            "--scheduler-file",
            self._file,
            "--no-dashboard",
        ]
        return subprocess.Popen(
            [*map(str, [*command, *arguments])],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
            **options,
        )

    def find_processes(self):
        """The workers and what reads beneath them."""
        return find_workers(self._workers.pid)

    def kill_scheduler(self):
        self._scheduler.kill()
        self._scheduler.wait()

    def stop(self):
        for process in filter(None, (self._workers, self._scheduler)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def make_cluster(tmp_path_factory):
    pytest.importorskip("distributed")
    made = []

    def make(**options):
        made.append(Cluster(tmp_path_factory.mktemp("cluster"), **options))
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.fixture(scope="module")
def two_workers(make_cluster):
    return make_cluster()


def test_a_cluster_gives_the_same_files_and_counts_whose_workers_hold_the_limits(tmp_path, two_workers):
    news = tmp_path / "news.jsonl"
    write_articles(news, [*TEXTS[:9], "Now hang.", "Now explode.", *TEXTS[9:50], "Now die.", "Now gobble.", ""])
    code, out, err = run("extract", news, "-o", f"{tmp_path}/far/", "--cluster", two_workers.address, *LIMITS)
    assert (code, err.replace("put\n", "").replace("settle\n", "")) == (0, "")
    for line in ("read 55", "done 50", "empty 1", "too-slow 1", "too-much-memory 1", "worker-died 1", "stake 50"):
        assert line in " ".join(out.split())
    assert run("extract", news, "-o", f"{tmp_path}/near/", "--jobs", 2, *LIMITS)[0] == 0
    assert contents(tmp_path / "far") == contents(tmp_path / "near")
    assert "\nunchanged             50\n" in run("extract", news, "-o", f"{tmp_path}/far/", "--jobs", 1, *LIMITS)[1]


def test_workers_that_are_killed_change_nothing(tmp_path, news, two_workers):
    assert run("extract", news, "-o", f"{tmp_path}/near/")[0] == 0
    moments = random.Random(3)
    for kills in (1, 2, 4):
        folder = tmp_path / f"far{kills}"
        process = start("extract", news, "-o", f"{folder}/", "--cluster", two_workers.address)
        for _ in range(kills):
            assert process.stderr.readline()
            time.sleep(moments.uniform(0, 0.05))
            with contextlib.suppress(IndexError, ProcessLookupError):  # another killed one may not be back
                os.kill(int(moments.choice(two_workers.find_processes())), signal.SIGKILL)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert contents(folder) == contents(tmp_path / "near")


def test_a_shard_that_ends_worker_after_worker_is_read_here(tmp_path, make_cluster):
    write_articles(tmp_path / "news.jsonl", [*TEXTS[:5], "Ford owns Wheel. A mutiny."])
    one = make_cluster(workers=1, SCHEDULER__ALLOWED_FAILURES="0")
    code, out, _ = run("extract", tmp_path / "news.jsonl", "-o", f"{tmp_path}/s/", "--cluster", one.address)
    assert code == 0
    assert "read                   6\ndone                   6\n" in out


def test_a_scheduler_that_goes_is_told_and_the_same_command_goes_on(tmp_path, news, make_cluster):
    one = make_cluster(workers=1)
    process = start("extract", news, "-o", f"{tmp_path}/s/", "--cluster", one.address)
    assert process.stderr.readline()
    one.kill_scheduler()
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert "is gone; start it and run the same command again" in err
    assert run("extract", news, "-o", f"{tmp_path}/s/")[0] == 0
    assert run("extract", news, "-o", f"{tmp_path}/new/")[0] == 0
    assert contents(tmp_path / "s") == contents(tmp_path / "new")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_on_a_cluster_that_is_ended_leaves_it_to_others(tmp_path, news, two_workers, number):
    process = start("extract", news, "-o", f"{tmp_path}/s/", "--cluster", two_workers.address)
    assert process.stderr.readline()
    os.kill(process.pid, number)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (128 + number, ""), err
    assert "Traceback" not in err
    assert run("extract", news, "-o", f"{tmp_path}/s/", "--cluster", two_workers.address)[0] == 0


def test_no_scheduler_and_no_worker_are_told_with_the_command_that_starts_one(monkeypatch, make_cluster):
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
    idle = make_cluster(workers=0)
    for address, said in (("tcp://127.0.0.1:1", "by: dask scheduler"), (idle.address, "by: dask worker tcp")):
        with pytest.raises(AllianceGraphError, match=said):
            list(cluster.spread_over(iter([]), address=address))


def test_a_worker_of_another_version_reads_nothing():
    [shard] = plan_shards(articles(3), extract=read_by_pattern)
    with pytest.raises(ModelError, match=r"install the same on both"):
        cluster._extract_there(shard, "both 0.0.9")
