"""A store at an endpoint is the store that a directory would be, from every machine and through every failure."""

import json
import random
import signal
import time
from datetime import timedelta

import pyoxigraph as ox
import pytest

from alliance_graph import link, pipeline, stores
from alliance_graph.errors import StoreError
from alliance_graph.graph import Store
from alliance_graph.graph.judging import judge
from alliance_graph.graph.remote import line, remote
from alliance_graph.graph.remote.change import Change
from alliance_graph.graph.remote.client import Client
from alliance_graph.graph.remote.remote import Remote
from alliance_graph.model import Decision, Judgement
from alliance_graph.signature import make_signature
from tests.graph.make import article, claim
from tests.remote.endpoint import running
from tests.remote.faults import FAULTS, Proxy
from tests.remote.stores import NASTY, articles, kept, local, rest
from tests.stand_in import TEXTS, read_by_pattern, write_articles
from tests.test_run import kill, run, start

ARTICLES = articles(24)


def fill(place, made=ARTICLES, batch=6):
    """Add articles in some batches, take two out and judge two companies to be one."""
    with stores.open_store(place, create=True) as store:
        for start in range(0, len(made), batch):
            store.add(made[start : start + batch])
        store.remove(["a3", "a4"])
        judge(store, Judgement(first="Car 1", second="Car 2", decision=Decision.SAME, who="me", when="2026", why=""))


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    path = tmp_path_factory.mktemp("local") / "store"
    fill(path)
    with stores.open_store(path) as store:
        return local(store.oxigraph)


@pytest.fixture
def url(endpoint):
    return f"{endpoint.url}/query"


@pytest.mark.parametrize("graph", ["", "https://example.org/news"])
def test_what_is_at_the_endpoint_is_what_a_directory_would_hold(endpoint, url, expected, graph):
    place = f"{url}?default-graph-uri={graph}" if graph else url
    fill(place)
    assert kept(endpoint.store, graph) == expected
    assert rest(endpoint.store, graph) == []
    with stores.open_store(place) as store:
        assert local(store.oxigraph) == expected


def test_a_machine_without_a_copy_reads_and_goes_on(endpoint, url, expected, move, tmp_path):
    fill(tmp_path / "local")
    fill(url)
    move("other")
    with stores.open_store(url) as there, stores.open_store(tmp_path / "local") as here:
        assert local(there.oxigraph) == expected
        assert there.judgements() == here.judgements() != []
        assert there.add(ARTICLES[3:4]) == here.add(ARTICLES[3:4])
        assert kept(endpoint.store) == local(here.oxigraph)
    move("first")
    with stores.open_store(url) as there:
        assert local(there.oxigraph) == kept(endpoint.store)
        assert there.add(ARTICLES[3:4]).unchanged == 1


def test_a_near_copy_is_found_of_what_another_machine_wrote_meanwhile(url, move):
    def add(name, words):
        with stores.open_store(url, create=True) as store:
            store.add([article(name, signature=make_signature(" ".join(words)))])
            return [(family.article, [copy.article for copy in family.copies]) for family in store.copies()]

    words = [f"word{number}" for number in range(60)]
    move("first")
    assert add("a0", [f"other{number}" for number in range(60)]) == []
    move("other")
    assert add("a1", words) == []
    move("first")
    assert add("a2", [*words, "more"]) == [("a1", ["a2"])]


def test_questions_are_answered_as_from_a_directory(url, move, tmp_path):
    fill(tmp_path / "local")
    fill(url)
    move("other")
    asked = [
        ("allies", {"company": "car 3"}),
        ("stakes", {}),
        ("single-source", {}),
        ("SELECT ?c { ?c a ag:Claim } ORDER BY ?c", {}),
        ("PREFIX ag: <https://example.org/other> ASK { ?c a ag:Claim }", {}),
        ("CONSTRUCT { ?c a ag:Told } WHERE { ?c a ag:Claim }", {}),
    ]
    for text, params in asked:
        here, there = (stores.query(place, text, params) for place in (tmp_path / "local", url))
        assert (here.is_graph, here.boolean, here.variables) == (there.is_graph, there.boolean, there.variables)
        assert sorted(here.rows, key=str) == sorted(there.rows, key=str)
        assert here.rows or here.boolean is False
    assert str(stores.explain(url, "Car 3")) == str(stores.explain(tmp_path / "local", "Car 3"))
    assert not (tmp_path / "copies-other").exists()


def test_two_stores_at_one_endpoint_know_nothing_of_each_other(endpoint, url, expected):
    fill(f"{url}?default-graph-uri=https://example.org/one")
    with stores.open_store(f"{url}?default-graph-uri=https://example.org/two", create=True) as two:
        two.add(ARTICLES[:2])
    assert kept(endpoint.store, "https://example.org/one") == expected
    assert len(kept(endpoint.store, "https://example.org/two")["annotations"]) == 2


@pytest.mark.parametrize("seed", range(2))
def test_a_proxy_that_fails_at_forty_points_loses_and_doubles_nothing(endpoint, expected, monkeypatch, move, seed):
    monkeypatch.setattr(line, "_FIRST_WAIT", 0.001)
    with running(Proxy(endpoint.url, apart=2, seed=seed, most=40, asks=0.02)) as proxy:
        fill(f"{proxy.url}/query", batch=3)
        move("other")
        while proxy.counts.total() < proxy.most:
            with stores.open_store(f"{proxy.url}/query") as store:
                assert local(store.oxigraph) == expected
            move(proxy.counts.total())
        assert proxy.waited == proxy.asked_to_wait > 0
    assert kept(endpoint.store) == expected
    assert set(proxy.counts) == set(FAULTS)


@pytest.mark.parametrize("done", [1, 2, 5, 9, 10, 14])
def test_a_change_that_the_endpoint_carried_out_by_half_is_finished_by_whoever_comes(
    endpoint, url, expected, monkeypatch, move, done
):
    """An endpoint that is not atomic dies after some operations of the request that decides."""
    fill(url, ARTICLES[:18])
    whole = Client.update

    def halve(self, sparql):
        operations = sparql.split(";\n")
        whole(self, ";\n".join(operations[:done]))
        if len(operations) > done:
            raise StoreError("the endpoint died")

    with stores.open_store(url) as store, monkeypatch.context() as patch:
        patch.setattr(Client, "update", halve)
        with pytest.raises(StoreError, match="died"):
            store.add(ARTICLES[18:])
    move("other")
    with stores.open_store(url) as store:
        assert local(store.oxigraph) == kept(endpoint.store) == expected
        assert store.add(ARTICLES[18:]).unchanged == 6


def test_a_change_of_which_nobody_heard_whether_it_was_made_is_made_once(endpoint, url, monkeypatch, tmp_path):
    """The writer dies after the endpoint has decided, before its copy has it."""
    with stores.open_store(url, create=True) as store, monkeypatch.context() as patch:
        patch.setattr(Remote, "read", die)
        with pytest.raises(KeyboardInterrupt):
            store.add(ARTICLES[:4])
    with stores.open_store(url) as store:
        assert store.add(ARTICLES[:4]).unchanged == 4
    with Store.open(tmp_path / "local", linker=link, create=True) as here:
        here.add(ARTICLES[:4])
        assert kept(endpoint.store) == local(here.oxigraph)


def die(*_):
    raise KeyboardInterrupt


def test_a_writer_that_died_before_it_decided_holds_up_others_for_a_while_and_itself_not(url, move, monkeypatch):
    with stores.open_store(url, create=True) as store, monkeypatch.context() as patch:
        patch.setattr(Change, "decide", die)
        with pytest.raises(KeyboardInterrupt):
            store.add(ARTICLES[:4])
    move("other")
    with stores.open_store(url) as store, pytest.raises(StoreError, match="or is about to"):
        store.add(ARTICLES[:4])
    with monkeypatch.context() as patch, stores.open_store(url) as store:
        patch.setattr(remote, "_SILENT", timedelta(seconds=-5))
        assert store.add(ARTICLES[:4]).added == 4
        patch.setattr(Change, "decide", die)
        with pytest.raises(KeyboardInterrupt):
            store.add(ARTICLES[4:6])
    with stores.open_store(url) as store:
        assert store.add(ARTICLES[4:6]).added == 2


def test_of_two_writers_the_slower_one_is_told_and_changes_nothing(endpoint, url, move, tmp_path):
    with stores.open_store(url, create=True) as first:
        move("other")
        with stores.open_store(url) as second:
            second.add(ARTICLES[:3])
        with pytest.raises(StoreError, match="another program has changed the store"):
            first.add(ARTICLES[3:6])
    assert rest(endpoint.store) == []
    move("third")
    with stores.open_store(url) as third, Store.open(tmp_path / "local", linker=link, create=True) as here:
        here.add(ARTICLES[:3])
        assert local(third.oxigraph) == local(here.oxigraph) == kept(endpoint.store)


def test_parts_that_a_writer_left_long_ago_are_swept(endpoint, url):
    with stores.open_store(url, create=True) as store:
        store.add(ARTICLES[:2])
    old, new = (f"{year}0101T000000Z-00000000-0000000000000000" for year in (2020, 9999))
    for change in (old, new):
        endpoint.store.update(
            f"INSERT DATA {{ GRAPH <urn:alliance-graph:settings> {{ <urn:alliance-graph:store> "
            f'<urn:alliance-graph:sending> "{change}" }} '
            f"GRAPH <urn:alliance-graph:change:{change}:added:public> {{ <urn:a> <urn:b> <urn:c> }} }}"
        )
    with stores.open_store(url) as store:
        store.add(ARTICLES[2:4])
    assert rest(endpoint.store) == [f"urn:alliance-graph:change:{new}:added:public"]


@pytest.mark.parametrize("has_gaps", [False, True])
def test_an_endpoint_that_gives_few_rows_is_copied_page_by_page(endpoint, url, expected, move, monkeypatch, has_gaps):
    fill(url)
    endpoint.has_gaps = has_gaps
    move("other")
    endpoint.most = 400
    monkeypatch.setattr("alliance_graph.graph.remote.copying._PAGE", 400)
    with stores.open_store(url) as store:
        assert local(store.oxigraph) == expected


def test_triples_of_others_in_the_graph_are_told(endpoint, url, move):
    fill(url)
    move("other")
    endpoint.store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
    with pytest.raises(StoreError, match=r"default has [\d,]+ triples, and should have [\d,]+; another program writes"):
        stores.open_store(url)


@pytest.mark.parametrize("shows_all", [True, False])
def test_a_store_is_not_made_where_its_graph_shows_other_triples(endpoint, url, shows_all):
    endpoint.shows_all = shows_all
    if not shows_all:
        endpoint.store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
    before = sorted(map(str, endpoint.store))
    with pytest.raises(StoreError, match=r"query\?default-graph-uri=https://example.org/news'"):
        stores.open_store(url, create=True)
    assert sorted(map(str, endpoint.store)) == before


def test_a_store_of_another_version_says_so(endpoint, url):
    fill(url)
    endpoint.store.update(
        "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { GRAPH ?g { ?s ?p ?new } } WHERE { GRAPH ?g { ?s ?p ?o "
        "FILTER(?p = <urn:alliance-graph:configuration>) "
        'BIND(REPLACE(?o, "format.: [0-9]+", "format\\": 99") AS ?new) } }'
    )
    with pytest.raises(StoreError, match="of format 99"):
        stores.open_store(url)


def test_an_article_that_the_endpoint_refuses_costs_only_itself(endpoint, url, tmp_path):
    endpoint.poison = "Wheel3 Motors"
    rows = ({"id": f"a{n}", "text": f"Car{n} owns Wheel{n}."} for n in range(6))
    (tmp_path / "news.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    report = pipeline.build([tmp_path / "news.jsonl"], url, extract=read_by_pattern)
    assert (report.done, report.skipped) == (5, {"not-stored": 1})
    assert rest(endpoint.store) == []


def test_a_dry_run_makes_no_store(endpoint, url, tmp_path):
    (tmp_path / "news.txt").write_text("Car owns Wheel.")
    assert pipeline.build([tmp_path / "news.txt"], url, extract=read_by_pattern, dry_run=True).planned == 1
    assert len(endpoint.store) == 0
    with pytest.raises(StoreError, match=r"there is no store at .*; make one with"):
        stores.open_store(url)


def test_lists_of_companies_are_refused(url):
    with stores.open_store(url, create=True) as store, pytest.raises(StoreError, match="beside a store in a dir"):
        store.add_list([])


def test_texts_come_back_as_they_were(endpoint, url, move):
    """Names and quotations full of what ends a literal, an IRI or a request elsewhere."""
    chance = random.Random(23)
    letters = "\"'\\{}<>#;.@^_:|`$%&?\n\r\t\x01\x1f\x7f \u00a0\u202e\u2028é漢😀aZ09"
    texts = [*NASTY, *("x" + "".join(chance.choices(letters, k=chance.randrange(1, 40))) for _ in range(89))]
    made = [
        article(f"a{n}{text}", claim("stake", "completed", owner=f"Car {n}", owned="Wheel", text=text), outlet=text)
        for n, text in enumerate(texts)
    ]
    with stores.open_store(url, create=True) as store:
        store.add(made)
        count, annotations = len(endpoint.store), list(store.annotations())
        assert len(annotations) == len(made) == 100
    move("other")
    with stores.open_store(url) as store:
        assert list(store.annotations()) == annotations
        store.remove([one.id for one in made])
        assert len(endpoint.store) < count
        assert kept(endpoint.store)["annotations"] == kept(endpoint.store)["index"][1:] == []


def test_a_build_killed_at_any_moment_goes_on_to_the_same_store(endpoint, url, tmp_path):
    write_articles(tmp_path / "news.jsonl", TEXTS)
    moments, killed = random.Random(7), 0
    while killed < 5:
        process = start("build", tmp_path / "news.jsonl", "--store", url)
        has_ended = not all(process.stderr.readline() for _ in range(moments.randrange(4)))
        time.sleep(moments.uniform(0, 0.3))  # how far it comes until then is chance
        kill(process, signal.SIGKILL)
        if has_ended:
            break
        killed += 1
    code, out, err = run("build", tmp_path / "news.jsonl", "--store", url, "--format", "json")
    report = json.loads(out)
    assert (code, report["read"], report["done"] + report["unchanged"]) == (0, len(TEXTS), len(TEXTS)), err
    pipeline.build([tmp_path / "news.jsonl"], tmp_path / "local", extract=read_by_pattern)
    with stores.open_store(tmp_path / "local") as here:
        assert kept(endpoint.store) == local(here.oxigraph)
