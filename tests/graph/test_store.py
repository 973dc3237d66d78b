"""Opening stores, adding, replacing and removing articles, reading companies and relationships."""

import gc
import json
import shutil
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest

from alliance_graph import link
from alliance_graph.errors import StoreError
from alliance_graph.graph import Change, Filter, Store
from alliance_graph.graph.directory import store_errors
from alliance_graph.graph.query import query
from tests.graph.make import article, claim, make_store, open_store, triples

STAKE = article("a1", claim("stake", "completed", owner="Nissan", owned="Mitsubishi Motors", percent=34.0))
DEAL = article("a2", claim("acquisition", "agreed", acquirer="Haldern", target="Cellora"))


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path, STAKE, DEAL) as opened:
        yield opened


def test_what_was_added_is_there_after_opening_again(store):
    before = triples(store)
    store.close()
    with Store.open(store.path, linker=link) as again:
        assert triples(again) == before
        assert again.annotation("a1") == STAKE
        assert sorted(again.article_ids()) == ["a1", "a2"]


def test_adding_counts_new_replaced_and_unchanged(store):
    other = article("a1", claim("stake", "completed", owner="Nissan", owned="Mitsubishi Motors", percent=24.0))
    assert store.add([other, DEAL, article("a3")]) == Change(added=1, replaced=1, unchanged=1)
    assert [tie.percentage.value for tie in store.relationships(Filter(kinds=frozenset({"stake"})))] == [24.0]


def test_removing_counts_what_was_there(store):
    assert store.remove(["a1", "nobody"]) == Change(removed=1, unchanged=1)
    assert store.annotation("a1") is None
    assert [company.name for company in store.companies()] == ["Cellora", "Haldern"]


def test_companies_and_relationships_are_counted_alone_as_with_all_else(store):
    stats = store.stats()
    assert store.count() == (stats.companies, stats.relationships) == (4, 2)


def test_an_article_is_known_by_id_and_text(store):
    store.add([article("a3", digest="0" * 64)])
    assert store.has("a3", "0" * 64)
    assert not store.has("a3", "1" * 64)
    assert not store.has("a4", "0" * 64)


@pytest.mark.parametrize("name", ["Nissan", "nissan", "NISSAN Corp."])
def test_a_company_is_found_by_any_spelling(store, name):
    assert [company.name for company in store.find_companies(name)] == ["Nissan"]


def test_a_company_is_not_found_by_a_part_of_its_name(store):
    assert store.find_companies("Mitsubishi") == []


def test_the_graph_is_an_rdflib_graph_too(store):
    rows = store.graph().query("SELECT ?o { ?r <https://w3id.org/alliance-graph/ns#owner> ?o }")
    assert [str(row[0]) for row in rows] == ["https://example.org/ag/company/nissan"]


def test_what_belongs_to_the_store_alone_is_not_in_the_default_graph(store):
    assert not store.oxigraph.query('ASK { ?s ?p ?o FILTER(STRSTARTS(STR(?p), "urn:alliance-graph")) }')


def test_hostile_text_stays_text(tmp_path):
    nasty = '" . } ; DROP ALL ; INSERT DATA { <urn:x> <urn:y> "\\\n\u202e\x00\ud800'
    made = article(nasty, claim("merger", "agreed", text=nasty, partners=f"{nasty},Honda", purpose=nasty))
    with open_store(tmp_path, STAKE, made) as store:
        assert not store.oxigraph.query("ASK { <urn:x> ?p ?o }")
        assert len(list(store.relationships())) == 2
        assert store.remove([nasty]).removed == 1
        assert triples(store) == triples(open_store(tmp_path / "other", STAKE))


def test_a_missing_store_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match=r"no store at .*alliance-graph build"):
        Store.open(tmp_path / "none", linker=link)


def test_a_store_in_use_says_so(store):
    with pytest.raises(StoreError, match="in use"):
        Store.open(store.path, linker=link)


@pytest.mark.parametrize(("name", "other"), [("format", 99), ("ontology", "99.0.0")])
def test_a_store_of_another_version_says_so(store, name, other):
    store.close()
    settings = json.loads((store.path / "store.json").read_text())
    (store.path / "store.json").write_text(json.dumps(settings | {name: other}))
    with pytest.raises(StoreError, match=f"{name} 99.*anew"):
        Store.open(store.path, linker=link)


@pytest.mark.parametrize("content", ["", "[]", "{}", "not json"])
def test_broken_settings_say_so(store, content):
    store.close()
    (store.path / "store.json").write_text(content)
    with pytest.raises(StoreError, match=r"store\.json"):
        Store.open(store.path, linker=link)


def test_a_directory_with_other_files_is_no_store(tmp_path):
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(StoreError, match="other files"):
        Store.open(tmp_path, linker=link, create=True)


def test_a_file_is_no_store(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="is a file"):
        Store.open(tmp_path / "file", linker=link, create=True)


def test_the_base_of_a_store_stays_when_it_is_opened_again(tmp_path):
    with open_store(tmp_path, STAKE, base_iri="https://news.example/") as store:
        assert {company.iri for company in store.companies()} == {
            "https://news.example/company/nissan",
            "https://news.example/company/mitsubishi-motors",
        }
        path = store.path
    with Store.open(path, linker=link) as again:
        assert again.rulebook.iris.base == "https://news.example/"


MESSAGES = [
    ("IO error: While lock file: /x/LOCK: Resource temporarily unavailable", "in use"),
    ("IO error: No space left on device: While appending to file: /blocks/lock/1.log", "disk is full"),
    ("IO error: While appending to file: /x/1.log: File too large", "may not grow"),
    ("[Errno 13] Permission denied: '/x'", "may not be written"),
    ("IO error: /x/LOCK: Read-only file system", "read-only"),
    ("Corruption: block checksum mismatch in /x/1.sst", "damaged"),
    ("something never seen", "something never seen"),
]


@pytest.mark.parametrize(("message", "told"), MESSAGES)
def test_what_the_disk_says_is_told_in_words(tmp_path, message, told):
    with pytest.raises(StoreError, match=told), store_errors(tmp_path):
        raise OSError(message)


def test_a_store_whose_closing_fails_lets_go(tmp_path):
    class Full:
        def flush(self):
            raise OSError("No space left on device")

    store = make_store()
    setattr(store, "oxigraph", Full())  # noqa: B010  # no Oxigraph by its type
    with pytest.raises(StoreError, match="full"):
        store.close()
    assert not hasattr(store, "oxigraph")


@pytest.mark.parametrize("was_enabled", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_writing_leaves_the_collector_as_it_was(store, was_enabled, fails, monkeypatch):
    seen = []

    def commit(_store, _draft):
        seen.append(gc.isenabled())
        if fails:
            raise KeyboardInterrupt

    monkeypatch.setattr(Store, "_commit", commit)
    (gc.enable if was_enabled else gc.disable)()
    try:
        with pytest.raises(KeyboardInterrupt) if fails else nullcontext():
            store.add([article("a3")])
        assert (seen, gc.isenabled()) == ([False], was_enabled)
    finally:
        gc.enable()


def test_opening_clears_away_what_a_killed_query_left(store):
    store.close()
    (store.path / "query-x1" / "oxigraph").mkdir(parents=True)
    with Store.open(store.path, linker=link) as again:
        assert sorted(entry.name for entry in store.path.iterdir()) == ["bands.sqlite", "oxigraph", "store.json"]
        assert list(again.article_ids())


def _garble(path):
    for file in path.glob("MANIFEST*"):
        file.write_bytes(file.read_bytes()[::-1])


def _remove_current(path):
    (path / "CURRENT").unlink()


@pytest.mark.parametrize("damage", [shutil.rmtree, _garble, _remove_current])
@pytest.mark.parametrize("create", [False, True])
def test_a_damaged_store_says_so_and_is_left_as_it_is(store, damage, create):
    store.close()
    damage(store.path / "oxigraph")
    left = sorted(store.path.rglob("*"))
    with pytest.raises(StoreError, match=r"damaged; build it anew") as caught:
        Store.open(store.path, linker=link, create=create)
    assert caught.value.exit_code == 4
    assert not {file.name for file in set(store.path.rglob("*")) - set(left)} & {"oxigraph", "CURRENT"}


@pytest.mark.parametrize("kind", [OSError, RuntimeError])
def test_damage_found_later_says_so_and_the_store_lets_go(store, kind):
    with pytest.raises(StoreError, match=r"damaged.*checksum"), store:
        raise kind("Corruption: block checksum mismatch")
    Store.open(store.path, linker=link).close()


@pytest.mark.parametrize("kind", [OSError, RuntimeError, RecursionError])
def test_an_error_of_others_stays_what_it_is(store, kind):
    with pytest.raises(kind, match="not yours"), store:
        raise kind("not yours")
    with pytest.raises(RuntimeError, match="not yours"), store_errors(store.path):
        raise RuntimeError("not yours")


def test_a_query_that_finds_damage_says_so(store, monkeypatch):
    reply = b'{"kind": "error", "length": 35}\nCorruption: block checksum mismatch'
    failed = subprocess.CompletedProcess([], 0, reply, b"")
    monkeypatch.setattr("alliance_graph.graph.query._call_worker", lambda *_: failed)
    with pytest.raises(StoreError, match="damaged"):
        query(store, "ASK {}")


def test_a_store_that_another_process_makes_at_this_moment_is_opened_as_it_is(store, monkeypatch):
    store.close()
    is_file, looks = Path.is_file, iter([False])

    def look(path):
        return next(looks, is_file(path)) if path.name == "store.json" else is_file(path)

    monkeypatch.setattr(Path, "is_file", look)
    with Store.open(store.path, linker=link, create=True) as again:
        assert sorted(again.article_ids()) == ["a1", "a2"]
