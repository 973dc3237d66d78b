"""Workers that die, hang or want too much: the article at fault is put aside, all others come as without workers."""

import multiprocessing
import os
import signal

import pytest

from alliance_graph import crew, worker
from alliance_graph.aside import Aside, Shelf
from alliance_graph.errors import AllianceGraphError, ModelError, StoreError
from alliance_graph.limits import Limits
from alliance_graph.model import Annotation, Article
from alliance_graph.sources.skips import Skip
from alliance_graph.workers import annotate
from tests.stand_in import annotation_of, articles, read_by_pattern


def workers():
    return [process for process in multiprocessing.active_children() if process.name.startswith("SpawnProcess")]


def test_workers_give_the_same_in_the_same_order():
    found = articles(200)
    assert list(annotate(found, read_by_pattern, jobs=2)) == list(annotate(found, read_by_pattern))


def test_articles_at_fault_are_put_aside_each_with_its_reason():
    found = articles(150)
    for place, word in ((3, "explode"), (70, "die"), (71, "gobble"), (72, "hang"), (149, "die")):
        found[place] = Article(id=word, text=f"Now {word}.")
    results = list(annotate(found, read_by_pattern, jobs=2, limits=Limits(timeout=1.0, memory=1000)))
    skips = [result for result in results if isinstance(result, Skip)]
    assert [(skip.reason, skip.where) for skip in skips] == [
        ("extraction-failed", "explode"),
        ("worker-died", "die"),
        ("too-much-memory", "gobble"),
        ("too-slow", "hang"),
        ("worker-died", "die"),
    ]
    assert [result.id for result in results if isinstance(result, Annotation)] == [
        article.id for article in found if article.id.startswith("a")
    ]
    assert not workers()


def test_a_worker_killed_once_costs_nothing(tmp_path):
    found = articles(40)
    for count, place in enumerate((7, 39)):
        found[place] = Article(id=f"k{count}", text=f"Car owns Wheel. kill once beside {tmp_path / str(count)}")
    results = list(annotate(found, read_by_pattern, jobs=2))
    assert [result.id for result in results] == [article.id for article in found]
    assert not [result for result in results if isinstance(result, Skip)]


def test_workers_killed_from_outside_are_replaced():
    results: list[Annotation | Skip] = []
    for result in annotate(articles(300), read_by_pattern, jobs=2):
        if len(results) % 100 == 50:
            for process in workers():
                process.kill()  # which takes one that is ending already, too
        results.append(result)
    assert results == list(annotate(articles(300), read_by_pattern))


def test_a_worker_that_has_read_enough_is_replaced(monkeypatch):
    monkeypatch.setattr(crew, "_LIFE", 32)
    seen = set()
    for result in annotate(articles(100), tell_process, jobs=1):
        seen.add(result.extractor)
    assert len(seen) == 4


def tell_process(found):
    for article in found:
        yield Annotation(id=article.id, extractor=str(os.getpid()))


def test_a_reader_that_leaves_early_leaves_no_worker():
    results = annotate(articles(500), read_by_pattern, jobs=2)
    assert next(results).id == "a0"
    assert workers()
    results.close()
    assert not workers()


def test_reading_waits_for_who_takes_the_results():
    left = iter(articles(5000))
    results = annotate(left, read_by_pattern, jobs=2)
    assert next(results).id == "a0"
    assert next(left).id == f"a{5 * 32}"
    results.close()


def test_annotations_alone_need_no_worker():
    found = [annotation_of(article) for article in articles(40)]
    assert list(annotate(found, end_at_once, jobs=2)) == found


@pytest.mark.parametrize(("extract", "said"), [("no_model", "install it"), ("end_at_once", "ends as it starts")])
def test_an_extractor_that_cannot_be_loaded_ends_the_run(extract, said):
    with pytest.raises(ModelError, match=said):
        list(annotate(articles(2), globals()[extract], jobs=2))
    assert not workers()


@pytest.mark.parametrize("limits", [{"timeout": 0}, {"timeout": float("nan")}, {"memory": 0}, {"memory": 10**9}])
def test_limits_that_cannot_be_held_are_refused(limits):
    with pytest.raises(AllianceGraphError, match="give 1 or more"):
        Limits(**limits)


def no_model(_):
    raise ModelError("install it")
    yield


def end_at_once(_):
    os._exit(3)
    yield


ASIDE = Aside("too-slow", "a1", "not read", articles(2)[1].digest)


def test_what_was_put_aside_is_known_to_the_same_extractor_under_the_same_limits(tmp_path):
    Shelf(tmp_path, "both", "60 s").put(ASIDE)
    assert Shelf(tmp_path, "both", "60 s").find(articles(2)[1]) == ASIDE
    for other in (Article(id="a1", text="new"), articles(2)[0], annotation_of(articles(2)[1])):
        assert Shelf(tmp_path, "both", "60 s").find(other) is None
    assert Shelf(tmp_path, "rules", "60 s").find(articles(2)[1]) is None
    assert Shelf(tmp_path, "both", "90 s").find(articles(2)[1]) is None


def test_a_shelf_that_was_cut_short_is_read_as_far_as_it_goes(tmp_path):
    Shelf(tmp_path, "both", "60 s").put(ASIDE)
    path = tmp_path / "aside.jsonl"
    path.write_text(f'{path.read_text()}{{"reason": "too-sl')
    assert Shelf(tmp_path, "both", "60 s").find(articles(2)[1]) == ASIDE


def test_a_shelf_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(StoreError, match=r"aside\.jsonl.*same command again"):
        Shelf(tmp_path / "none", "both", "60 s").put(ASIDE)


def test_a_worker_that_is_gone_as_it_starts_is_replaced(monkeypatch):
    start, failures = crew.Crew._start, [BrokenPipeError(), BrokenPipeError()]

    def fail_twice(self):
        if failures:
            raise failures.pop()
        return start(self)

    monkeypatch.setattr(crew.Crew, "_start", fail_twice)
    assert len(list(annotate(articles(3), read_by_pattern, jobs=1))) == 3


def test_a_worker_that_has_gone_is_replaced_before_it_is_asked(monkeypatch):
    lasting = crew.Crew(read_by_pattern, 1, Limits())
    first = lasting.read(articles(40))
    for process in workers():
        process.kill()
        process.join()
    monkeypatch.setattr(lasting, "_read_alone", None)
    assert lasting.read(articles(40)) == first
    lasting._dismiss()


def test_a_worker_without_work_goes(monkeypatch):
    monkeypatch.setattr(worker, "_IDLE", 0.01)
    heed = signal.getsignal(signal.SIGINT)
    ours, theirs = multiprocessing.Pipe()
    try:
        worker.work(theirs, read_by_pattern, Limits())
    finally:
        signal.signal(signal.SIGINT, heed)
    assert ours.recv() is None
