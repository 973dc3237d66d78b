"""The main path with a stand-in for the extractor: counts that add up, runs that go on, workers that may die."""

import inspect
import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alliance_graph import pipeline, stores
from alliance_graph.errors import AllianceGraphError, ModelError, SourceError, StoreError, StoreInUseError
from alliance_graph.graph import store as store_module
from alliance_graph.graph.directory import open_oxigraph
from alliance_graph.graph.filter import Filter
from alliance_graph.graph.query import TIMEOUT
from alliance_graph.model import Annotation, Article
from alliance_graph.sources import SkipLog
from alliance_graph.sources.skips import Skip
from alliance_graph.workers import annotate
from tests.stand_in import annotation_of, articles, read_by_pattern


def build(sources, store, **options):
    return pipeline.build(sources, store, extract=read_by_pattern, **options)


def assert_adds_up(report):
    assert report.read == report.done + report.unchanged + report.planned + sum(report.skipped.values())
    assert json.loads(report.to_json())["read"] == report.read


def test_build_reads_into_a_new_store_and_reports(tmp_path):
    report = build([*articles(), Article(id="empty", text="")], tmp_path / "s")
    assert (report.read, report.done, report.skipped) == (11, 10, {"empty": 1})
    assert (report.claims, report.companies, report.relationships) == ({"stake": 10}, 20, 10)
    assert "stake" in report.to_text()
    assert_adds_up(report)


def test_running_again_reads_nothing_and_changes_nothing(tmp_path):
    build(articles(), tmp_path / "s")
    report = build(articles(), tmp_path / "s")
    assert (report.done, report.unchanged) == (0, 10)
    assert_adds_up(report)


def test_changed_article_is_read_again_and_takes_the_place(tmp_path):
    build(articles(), tmp_path / "s")
    changed = [replace(article, text="Car1 owns Wheel9.") if article.id == "a1" else article for article in articles()]
    report = build(changed, tmp_path / "s")
    assert (report.done, report.replaced, report.unchanged) == (1, 1, 9)
    assert_adds_up(report)


@pytest.mark.parametrize("options", [{"again": True}, {"extractor": "other"}, {"model": "other"}])
def test_other_extractor_or_again_reads_again(tmp_path, options):
    seen = []

    def extract(found):
        for article in found:
            seen.append(article.id)
            yield annotation_of(article)

    build(articles(3), tmp_path / "s")
    pipeline.build(articles(3), tmp_path / "s", extract=extract, **options)
    assert seen == ["a0", "a1", "a2"]


def test_run_that_was_cut_off_goes_on_where_it_stopped(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        pipeline.build(articles(40), tmp_path / "s", extract=cut, batch_size=4)
    report = build(articles(40), tmp_path / "s")
    assert report.unchanged == 32
    assert report.unchanged + report.done == 40
    whole = build(articles(40), tmp_path / "whole")
    assert (report.companies, report.relationships) == (whole.companies, whole.relationships)


def cut(found):
    """Gives up at the second chunk, as Ctrl-C would."""
    found = list(found)
    if found[0].id != "a0":
        raise KeyboardInterrupt
    yield from map(annotation_of, found)


def test_annotations_pass_straight_through(tmp_path):
    lines = pipeline.extract(articles(3), extract=read_by_pattern)
    from alliance_graph.jsonl import to_json

    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{to_json(line)}\n" for line in lines))

    def never(_):
        raise ModelError("not needed")
        yield

    report = pipeline.build([path], tmp_path / "s", extract=never)
    assert (report.done, report.relationships) == (3, 3)
    assert pipeline.build(articles(3), tmp_path / "s", extract=never).unchanged == 3
    assert pipeline.build([path], tmp_path / "s", extract=never).unchanged == 3


def test_article_that_breaks_the_extractor_costs_only_itself(tmp_path):
    bad = [Article(id="bad", text="Please explode here."), *articles(40)]
    report = build(bad, tmp_path / "s")
    assert (report.done, report.skipped) == (40, {"extraction-failed": 1})
    assert report.examples == (Skip("extraction-failed", "bad", "ValueError: boom"),)
    assert_adds_up(report)


def test_annotation_that_cannot_be_stored_costs_only_itself(tmp_path):
    def extract(found):
        for annotation in map(annotation_of, found):
            [claim] = annotation.claims
            yield replace(annotation, claims=(replace(claim, confidence=7.0),)) if annotation.id == "a3" else annotation

    report = pipeline.build(articles(), tmp_path / "s", extract=extract)
    assert (report.done, report.skipped, report.claims, report.relationships) == (9, {"not-stored": 1}, {"stake": 9}, 9)
    [skip] = report.examples
    assert (skip.where, "confidence" in skip.message) == ("a3", True)
    assert_adds_up(report)


def test_store_that_fails_ends_the_run(tmp_path, monkeypatch):
    def fail(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr("alliance_graph.graph.store.Store.add", fail)
    with pytest.raises(StoreError, match="full"):
        build(articles(), tmp_path / "s")


@pytest.mark.parametrize("answers", [[], ["a0", "a0"], ["other"]])
def test_extractor_that_gives_no_or_wrong_annotations_is_found_out(answers):
    [skip] = annotate(articles(1), lambda _: (Annotation(id=name) for name in answers))
    assert isinstance(skip, Skip)


def test_missing_model_ends_the_run():
    def missing(_):
        raise ModelError("install it")
        yield

    with pytest.raises(ModelError):
        list(annotate(articles(2), missing))


def test_source_that_is_not_there_makes_no_store(tmp_path):
    with pytest.raises(SourceError):
        build([tmp_path / "nowhere"], tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_limit_ends_the_run_early(tmp_path):
    assert build(articles(), tmp_path / "s", limit=4).read == 4


def test_dry_run_counts_what_there_is_to_read_and_writes_nothing(tmp_path):
    found = [*articles(), Article(id="empty", text="")]
    report = build(found, tmp_path / "s", dry_run=True)
    assert (report.read, report.planned, report.done, report.skipped) == (11, 10, 0, {"empty": 1})
    assert not (tmp_path / "s").exists()
    assert_adds_up(report)
    build(articles(4), tmp_path / "s")
    report = build(found, tmp_path / "s", dry_run=True)
    assert (report.planned, report.unchanged, report.relationships) == (6, 4, 4)
    assert "planned                6" in report.to_text()
    assert_adds_up(report)


def test_earlier_and_undated_articles_are_left_out_with_a_count(tmp_path):
    days = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), None]
    found = [replace(article, date=day) for article, day in zip(articles(4), days, strict=True)]
    report = build(found, tmp_path / "s", since=date(2024, 2, 1), limit=1)
    assert (report.done, report.skipped) == (1, {"before-since": 1})
    report = build(found, tmp_path / "s", since=date(2024, 2, 1))
    assert (report.done, report.unchanged, report.skipped) == (1, 1, {"before-since": 1, "undated": 1})
    assert_adds_up(report)
    assert [a.id for a in pipeline.extract(found, extract=read_by_pattern, since=date(2024, 3, 1))] == ["a2"]


def test_order_and_batches_do_not_matter(tmp_path):
    shuffled = articles(30)
    random.Random(1).shuffle(shuffled)
    build(articles(30), tmp_path / "one", batch_size=7)
    build(shuffled, tmp_path / "two")
    assert triples(tmp_path / "one") == triples(tmp_path / "two")


def triples(path):
    with stores.open_store(path) as store:
        return sorted(map(str, store.oxigraph))


def test_store_is_reopened_in_a_long_run_also_while_somebody_reads_it(tmp_path, monkeypatch):
    opened, build_of_one = [], {"batch_size": 1}
    build(articles(), tmp_path / "whole", **build_of_one)

    def open_late(path):
        opened.append(path)
        if len(opened) % 3:
            raise StoreInUseError("somebody reads")
        return open_oxigraph(path)

    monkeypatch.setattr(pipeline, "_BATCHES_OPEN", 2)
    monkeypatch.setattr(store_module, "_WAIT", 0)
    monkeypatch.setattr(store_module, "open_oxigraph", open_late)
    report = build(articles(), tmp_path / "parts", **build_of_one)
    assert (report.done, len(opened)) == (10, 3 * 5)
    assert triples(tmp_path / "parts") == triples(tmp_path / "whole")


def test_extract_tells_where_each_annotation_comes_from():
    text = " ".join(["Honda owns Wheels."] * 20)
    [annotation] = pipeline.extract([Article(id="a", text=text)], extract=read_by_pattern)
    assert annotation.extractor.startswith("both ")
    assert len(annotation.source.digest) == 64
    assert annotation.source.signature


def test_extract_skips_are_counted():
    skips = SkipLog()
    assert not list(pipeline.extract([Article(id="a", text="")], extract=read_by_pattern, skips=skips))
    assert skips.skipped == {"empty": 1}


@pytest.mark.parametrize("format", ["graphml", "turtle"])
@pytest.mark.parametrize("kinds", [frozenset(), frozenset({"stake"})])
def test_export_writes_networks_and_triples(tmp_path, format, kinds):
    build(articles(2), tmp_path / "s")
    [name] = stores.export(tmp_path / "s", tmp_path / "out", format, filter=Filter(kinds=kinds))
    assert "Wheel1" in Path(name).read_text()


def test_export_in_unknown_format_names_the_known_ones(tmp_path):
    build(articles(1), tmp_path / "s")
    with pytest.raises(AllianceGraphError, match=r"graphml.*turtle"):
        stores.export(tmp_path / "s", tmp_path / "out", "docx")
    assert not (tmp_path / "out").exists()


def test_query_and_explain_take_a_path_or_an_open_store(tmp_path):
    build(articles(2), tmp_path / "s")
    asked = [stores.query(tmp_path / "s", "SELECT ?name { ?c a ag:Company ; skos:prefLabel ?name }").rows]
    told = [str(stores.explain(str(tmp_path / "s"), "Car1 Motors", "Wheel1 Motors"))]
    with stores.open_store(tmp_path / "s") as store:
        asked.append(stores.query(store, "SELECT ?name { ?c a ag:Company ; skos:prefLabel ?name }").rows)
        told.append(str(stores.explain(store, "Car1 Motors", "Wheel1 Motors")))
    assert asked[0] == asked[1] != []
    assert told[0] == told[1]
    assert "Car1 owns Wheel1." in told[0]
    with pytest.raises(StoreError, match="no store"):
        stores.query(tmp_path / "none", "ASK {}")


def test_query_is_given_the_time_of_the_command():
    assert inspect.signature(stores.query).parameters["timeout"].default == TIMEOUT


def test_report_in_a_notebook_is_escaped(tmp_path):
    report = build([Article(id="<script>", text="")], tmp_path / "s")
    assert "&lt;script&gt;" in report._repr_html_()
    assert "<script>" not in report._repr_html_()
