"""Progress outside a terminal: plain lines now and then, and never a changed item."""

import gzip

import pytest

from alliance_graph import progress
from alliance_graph.sources.count import count_articles


def test_items_pass_and_a_short_run_is_silent(capsys):
    assert list(progress.track(iter("abc"), "build", 3)) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("total", "said"), [(4, "build: 2 of 4 articles, "), (None, "build: 2 articles, ")])
def test_lines_tell_how_far_it_is(capsys, monkeypatch, total, said):
    monkeypatch.setattr(progress, "_SECONDS", 0.0)
    list(progress.track(iter("ab"), "build", total))
    out, err = capsys.readouterr()
    assert not out
    assert err.splitlines()[1].startswith(said)


@pytest.mark.parametrize(("seconds", "told"), [(0, "0:00"), (59.7, "1:00"), (3661, "1:01:01")])
def test_duration_is_told_in_hours_minutes_seconds(seconds, told):
    assert progress._duration(seconds) == told


def test_articles_are_counted_where_that_is_cheap(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 5))
    assert count_articles([tmp_path]) == 8
    assert count_articles([tmp_path, "-"]) is None
    (tmp_path / "d.jsonl.gz").write_bytes(b"broken")
    assert count_articles([tmp_path]) is None


@pytest.mark.parametrize("name", ["a.zip", "a.warc.gz", "a.mbox", "a.tar.xz", "a.rss"])
def test_articles_of_an_archive_are_not_counted_beforehand(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    assert count_articles([tmp_path]) is None
