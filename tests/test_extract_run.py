"""`extract` to a folder as a user starts it: killed, ended, short of room; and what the next run makes of it."""

import os
import random
import signal
import time
from contextlib import suppress

import pytest

from tests.stand_in import TEXTS, write_articles
from tests.test_batch import contents
from tests.test_run import (
    EACH,
    KILLS,
    find_workers,
    kill,
    living,
    needs_mount,
    on_read_only_disk,
    on_small_disk,
    quads,
    run,
    start,
)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What a folder holds after a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_articles(folder / "news.jsonl", TEXTS)
    assert run("extract", folder / "news.jsonl", "-o", f"{folder}/s/")[0] == 0
    return contents(folder / "s")


def test_a_run_killed_at_any_moment_goes_on_to_the_same_files(tmp_path, news, undisturbed):
    moments, killed, number = random.Random(7), 0, 0
    while killed < KILLS:
        number += 1
        folder = tmp_path / f"s{number}"
        for _ in range(EACH):
            process = start("extract", news, "-o", f"{folder}/", "--jobs", moments.choice([1, 2]))
            steps = moments.choice([0, 1, 1, 2, 3, 5, 14])
            has_ended = not all(process.stderr.readline() for _ in range(steps))
            time.sleep(moments.uniform(0.0, 0.02 if steps else 0.5))
            kill(process, signal.SIGKILL)
            for path in folder.glob("[!.]*"):
                assert undisturbed[path.name] == path.read_bytes()
            if has_ended:
                break
            killed += 1
        code, out, _ = run("extract", news, "-o", f"{folder}/", "--jobs", 2)
        assert code == 0
        assert out.startswith(f"read{len(TEXTS):>20,}\n")
        assert contents(folder) == undisturbed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("steps", [1, 2, 5, 9])
def test_a_run_that_is_ended_says_how_to_go_on_and_leaves_no_process(tmp_path, news, undisturbed, number, steps):
    folder = tmp_path / "s"
    process = start("extract", news, "-o", f"{folder}/", "--jobs", 2, "--report", tmp_path / "skipped.jsonl")
    assert all(process.stderr.readline() for _ in range(steps))
    begun = time.monotonic()
    out, err = kill(process, number)
    assert time.monotonic() - begun < 5
    assert (process.returncode, out) == (128 + number, ""), err
    assert "Traceback" not in err
    assert ("goes on where" in err) == (number == signal.SIGINT)
    while living(process.pid):
        time.sleep(0.01)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.jsonl", "s"]
    assert not list(folder.glob(".*.tmp"))
    assert run("extract", news, "-o", f"{folder}/")[0] == 0
    assert contents(folder) == undisturbed


@pytest.mark.parametrize("kills", [1, 4])
def test_workers_that_are_killed_change_nothing(tmp_path, news, undisturbed, kills):
    process = start("extract", news, "-o", f"{tmp_path}/s/", "--jobs", 2)
    for _ in range(kills):
        assert process.stderr.readline()
        with suppress(IndexError, ProcessLookupError):  # all may be dead from before
            os.kill(int(random.Random(kills).choice(find_workers(process.pid))), signal.SIGKILL)
    process.communicate()
    assert process.returncode == 0
    assert contents(tmp_path / "s") == undisturbed


def test_options_on_what_is_read_hold_for_a_folder_as_for_a_store(tmp_path, news):
    folder, report = tmp_path / "s", tmp_path / "skipped.jsonl"
    options = ["--since", "2024-09-01", "--report", report]
    code, out, _ = run("extract", news, "-o", f"{folder}/", *options, "--dry-run")
    assert code == 0
    assert "before-since" in out
    assert not folder.exists()
    assert len(report.read_text().splitlines()) == len(TEXTS)
    code, out, _ = run("extract", news, "-o", f"{folder}/", "--limit", 10)
    assert out.startswith("read                  10\ndone                  10\n")
    assert run("build", folder, "--store", tmp_path / "loaded")[0] == 0
    assert run("build", news, "--store", tmp_path / "direct", "--limit", 10)[0] == 0
    assert quads(tmp_path / "loaded") == quads(tmp_path / "direct")


@pytest.mark.parametrize("arguments", [["--dry-run"], ["--cluster", "tcp://h:1"], ["-o", "s/", "--format", "triples"]])
def test_options_that_do_not_go_together_are_wrong_use(news, arguments):
    assert run("extract", news, *arguments)[0] == 2


@needs_mount
@pytest.mark.parametrize("size", [12, 24, 40])
def test_a_full_disk_is_told_and_the_same_command_goes_on(tmp_path, news, undisturbed, size):
    left = tmp_path / "left"
    done = on_small_disk(tmp_path, size, "extract", news, "-o", f"{tmp_path}/disk/s/")
    assert (done.returncode, done.stdout) == (4, "")
    assert "No space left on device; mend that and run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("extract", news, "-o", f"{left}/s/")[0] == 0
    assert contents(left / "s") == undisturbed


@needs_mount
def test_a_read_only_disk_is_told(tmp_path, news):
    disk = tmp_path / "disk"
    disk.mkdir()
    done = on_read_only_disk(disk, "extract", news, "-o", f"{disk}/s/")
    assert (done.returncode, done.stdout) == (4, "")
    assert "Read-only file system; mend that" in done.stderr


def test_of_many_runs_into_one_folder_one_works_and_nothing_is_damaged(tmp_path, news, undisturbed):
    processes = [start("extract", news, "-o", f"{tmp_path}/s/") for _ in range(4)]
    ended = [(*process.communicate(), process.returncode) for process in processes]
    codes = sorted(code for *_, code in ended)
    assert codes[0] == 0
    assert set(codes) <= {0, 4}
    assert all("in use by another process" in err for _, err, code in ended if code)
    assert contents(tmp_path / "s") == undisturbed
