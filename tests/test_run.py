"""A run as a user starts it: killed, interrupted, short of room, beside another; and what the next run makes of it."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from alliance_graph import pipeline, stores
from tests.graph.make import make_store
from tests.stand_in import TEXTS, read_by_pattern, write_articles

ROOT = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-m", "tests.stand_in"]
KILLS = 20
EACH = 5  # kills of one store, fewer where a run ends before it is killed


def start(*arguments, **options):
    command = [*PROGRAM, *map(str, arguments), "--quiet"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
        **{"preexec_fn": heed_interrupts, **options},
    )


def heed_interrupts():
    """A shell has what it starts in the background ignore them, and so would all below."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(*arguments, **options):
    process = start(*arguments, **options)
    out, err = process.communicate()
    assert "Traceback" not in err
    return process.returncode, out, err


def kill(process, number):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    out, err = process.communicate()
    return out, err


def living(group):
    """Processes of a group that are not dead yet."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, own_group = path.read_text().rpartition(")")[2].split()[:3]
            found += [path.parent.name] if int(own_group) == group and state not in "ZX" else []
    return found


def find_workers(group):
    """Processes of a group that multiprocessing has started to work; one may end while it is looked at."""
    found = []
    for pid in living(group):
        with suppress(OSError):
            found += [pid] if "multiprocessing.spawn" in Path(f"/proc/{pid}/cmdline").read_text() else []
    return found


def canonical(store):
    """All that a store holds as canonical N-Quads: it has no blank nodes, so sorting is enough."""
    dumped = store.oxigraph.dump(format=ox.RdfFormat.N_QUADS).decode()
    assert "_:" not in dumped
    return sorted(dumped.splitlines())


def quads(path):
    with stores.open_store(path) as store:
        return canonical(store)


def assert_whole(path, empty):
    """What the store holds follows from its articles, no more and no less: none is in it by half."""
    with stores.open_store(path) as store:
        assert canonical(store) == sorted({*empty, *canonical(make_store(*store.annotations()))})


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The quads of a store of all articles, and those of an empty one."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_articles(folder / "news.jsonl", TEXTS)
    pipeline.build([folder / "news.jsonl"], folder / "s", extract=read_by_pattern)
    pipeline.build([], folder / "empty", extract=read_by_pattern)
    return quads(folder / "s"), quads(folder / "empty")


def test_a_run_killed_at_any_moment_goes_on_to_the_same_store(tmp_path, news, undisturbed):
    moments, killed, number = random.Random(5), 0, 0
    while killed < KILLS:
        number += 1
        store = tmp_path / f"s{number}"
        for _ in range(EACH):
            process = start("build", news, "--store", store, "--jobs", 2)
            steps = moments.choice([0, 1, 1, 2, 3, 5])
            has_ended = not all(process.stderr.readline() for _ in range(steps))
            time.sleep(moments.uniform(0.0, 0.05 if steps else 0.5))  # how far it comes until then is chance
            kill(process, signal.SIGKILL)
            if (store / "store.json").exists():
                assert_whole(store, undisturbed[1])
            if has_ended:
                break
            killed += 1
        code, out, _ = run("build", news, "--store", store, "--jobs", 2, "--format", "json")
        report = json.loads(out)
        assert (code, report["read"]) == (0, len(TEXTS))
        assert report["done"] + report["unchanged"] == len(TEXTS)
        assert quads(store) == undisturbed[0]


@pytest.mark.parametrize(("number", "code", "said"), [(signal.SIGINT, 130, "goes on where"), (signal.SIGTERM, 143, "")])
def test_a_run_that_is_ended_says_how_to_go_on_and_leaves_no_process(tmp_path, news, undisturbed, number, code, said):
    store = tmp_path / "s"
    process = start("build", news, "--store", store, "--jobs", 2, "--report", tmp_path / "skipped.jsonl")
    while not (store / "store.json").exists():
        time.sleep(0.01)
    out, err = kill(process, number)
    assert (process.returncode, out) == (code, ""), err
    assert said in err
    assert "Traceback" not in err
    while living(process.pid):  # the tracker of multiprocessing goes after its parent
        time.sleep(0.01)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.jsonl", "s"]
    assert run("build", news, "--store", store)[0] == 0
    assert quads(store) == undisturbed[0]


def test_a_run_under_limits_puts_aside_and_does_not_pay_again(tmp_path):
    write_articles(tmp_path / "news.jsonl", [*TEXTS[:6], "Now hang.", "Now die.", "Now gobble.", "", *TEXTS[6:9]])
    limits = ["--jobs", 2, "--timeout", 1, "--memory", 1000, "--store", tmp_path / "s", "--format", "json"]
    rows = []
    for _ in range(2):
        code, out, _ = run("build", tmp_path / "news.jsonl", *limits, "--report", tmp_path / "skipped.jsonl")
        report = json.loads(out)
        assert (code, report["read"], report["done"] + report["unchanged"]) == (0, 13, 9)
        assert report["skipped"] == {"empty": 1, "too-slow": 1, "worker-died": 1, "too-much-memory": 1}
        lines = (tmp_path / "skipped.jsonl").read_text().splitlines()
        rows.append({(row["event"], row["reason"], row["where"]) for row in map(json.loads, lines)})
    assert rows[0] == rows[1] >= {("skipped", "too-slow", "a6"), ("skipped", "worker-died", "a7")}
    assert len((tmp_path / "s" / "aside.jsonl").read_text().splitlines()) == 3
    write_articles(tmp_path / "news.jsonl", ["Car owns Wheel."])
    _, out, _ = run("build", tmp_path / "news.jsonl", *limits)
    assert json.loads(out)["replaced"] == 1


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_is_extracted_is_the_same_for_any_number_of_jobs(tmp_path, news, jobs):
    expected = run("extract", news)[1]
    assert run("extract", news, "--jobs", jobs)[1] == expected
    assert len(expected.splitlines()) == len(TEXTS)


def test_of_many_runs_into_one_store_one_works_and_nothing_is_damaged(tmp_path, news, undisturbed):
    processes = [start("build", news, "--store", tmp_path / "s") for _ in range(4)]
    ended = [(*process.communicate(), process.returncode) for process in processes]
    assert sorted(code for *_, code in ended) == [0, 4, 4, 4]
    assert all("in use by another process" in err for _, err, code in ended if code)
    assert quads(tmp_path / "s") == undisturbed[0]


needs_mount = pytest.mark.skipif(
    not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode != 0,
    reason="no right to mount a file system of its own",
)


def mounted(script, *arguments):
    """The program in a shell that may mount: `$@` in the script is the call."""
    command = ["unshare", "-rm", "sh", "-c", script, "sh", *PROGRAM, *map(str, arguments), "--quiet"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def on_small_disk(tmp_path, size, *arguments):
    """The program while `disk` has so many kB; what it leaves there is then in `left`."""
    disk, left = tmp_path / "disk", tmp_path / "left"
    disk.mkdir()
    script = f'mount -t tmpfs -o size={size}k tmpfs {disk} && {{ "$@"; code=$?; cp -r {disk} {left}; exit $code; }}'
    return mounted(script, *arguments)


def on_read_only_disk(disk, *arguments):
    """The program while a folder is one."""
    script = f'mount --bind {disk} {disk} && mount -o remount,bind,ro {disk} && "$@"'
    return mounted(script, *arguments)


@needs_mount
@pytest.mark.parametrize("size", [400, 700, 1000])
def test_a_full_disk_is_told_and_the_same_command_goes_on(tmp_path, news, undisturbed, size):
    done = on_small_disk(tmp_path, size, "build", news, "--store", tmp_path / "disk" / "s")
    assert (done.returncode, done.stdout) == (4, "")
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("build", news, "--store", tmp_path / "left" / "s")[0] == 0
    assert quads(tmp_path / "left" / "s") == undisturbed[0]


@needs_mount
@pytest.mark.parametrize("is_there", [True, False])
def test_a_read_only_disk_is_told_and_nothing_changes(tmp_path, news, is_there):
    disk = tmp_path / "disk"
    disk.mkdir()
    if is_there:
        assert run("build", news, "--store", disk / "s", "--limit", 8)[0] == 0
    before = sorted((path, path.is_file() and path.read_bytes()) for path in disk.rglob("*"))
    done = on_read_only_disk(disk, "build", news, "--store", disk / "s")
    assert (done.returncode, done.stdout) == (4, "")
    assert "read-only" in done.stderr
    assert sorted((path, path.is_file() and path.read_bytes()) for path in disk.rglob("*")) == before


def test_a_file_that_may_not_grow_is_told_and_the_same_command_goes_on(tmp_path, news, undisturbed):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    code, out, err = run("build", news, "--store", tmp_path / "s", preexec_fn=limit)
    assert (code, out) == (4, "")
    assert "may not grow" in err
    assert run("build", news, "--store", tmp_path / "s")[0] == 0
    assert quads(tmp_path / "s") == undisturbed[0]
