"""Erasure (RELIABILITY, row 36): what was erased stands in no file of the store any more."""

import json
import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from alliance_graph import link
from alliance_graph.aside import Aside, Shelf
from alliance_graph.cli import cli
from alliance_graph.graph.erase import erase
from alliance_graph.graph.query import query
from alliance_graph.graph.store import Store
from alliance_graph.model import Article
from tests.graph.make import article, claim, open_store, triples

TOKENS = [f"qzvw{number:02}xjk" for number in range(50)]
KEPT = article("kept", claim("merger", "agreed", partners="Honda,Nissan"))


def planted(token, number):
    """An article that has the token in one of its parts."""
    made = claim("merger", "agreed", partners="Honda,Nissan")
    parts = [
        article(f"id {token}", made),
        article(f"t{number}", made, outlet=token),
        article(f"t{number}", made, url=f"https://e.org/{token}"),
        article(f"t{number}", claim("merger", "agreed", text=f"so said {token}", partners="Honda,Nissan")),
        article(f"t{number}", claim("merger", "agreed", partners=f"Honda,{token} Motor")),
        article(f"t{number}", claim("supply", "agreed", supplier="Honda", customer="Nissan", purpose=token)),
        article(f"t{number}", made, aliases={"Honda": [token]}),
    ]
    return parts[number % len(parts)]


@pytest.fixture
def store(tmp_path):
    articles = [planted(token, number) for number, token in enumerate(TOKENS)]
    with open_store(tmp_path, KEPT, *articles) as store:
        Shelf(store.path, "rules", "1").put(Aside("too-slow", articles[0].id, f"reads {TOKENS[0]}", ""))
        Shelf(store.path, "rules", "1").put(Aside("too-slow", "other", "", ""))
        query(store, f'SELECT ?s {{ ?s ?p "{TOKENS[1]}" }}')
    with Store.open(store.path, linker=link) as store:
        yield store


def ids():
    return [planted(token, number).id for number, token in enumerate(TOKENS)]


def hits(folder):
    """Files that hold a token, in any case and in the two encodings of Unicode that programs write."""
    found = set()
    for path in folder.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        content += str(path).encode()
        found |= {path.name for token in TOKENS if token.encode() in content or token.encode("utf-16-le") in content}
    return found


def test_nothing_of_fifty_articles_is_left_in_any_file_and_all_else_stays(store):
    assert hits(store.path)
    erase(store, ids())
    assert hits(store.path) == set()
    store.close()
    assert hits(store.path) == set()
    with Store.open(store.path, linker=link) as again, open_store(store.path.parent / "new", KEPT) as new:
        assert triples(again) == triples(new)
        assert again.add([KEPT]).unchanged == 1


def test_what_was_only_removed_before_is_erased_too(store):
    store.remove(ids())
    assert hits(store.path)
    assert erase(store, ids()).unchanged == len(ids())
    assert hits(store.path) == set()


def test_the_record_says_when_and_how_many_and_nothing_else(store):
    erase(store, ids())
    (row,) = map(json.loads, (store.path / "erased.jsonl").read_text().splitlines())
    assert (set(row), row["articles"], row["when"][:2]) == ({"when", "articles"}, 50, "20")


def test_only_the_erased_leave_the_shelf(store):
    erase(store, ids())
    assert [json.loads(line)["where"] for line in (store.path / "aside.jsonl").read_text().splitlines()] == ["other"]
    assert Shelf(store.path, "rules", "1").find(Article(id="x", text="", date=date.min)) is None


def test_the_command_erases_and_says_what_it_did(store):
    store.close()
    found = CliRunner().invoke(cli, ["remove", "--erase", *ids(), "--store", str(store.path)])
    assert (found.exit_code, found.output) == (0, "removed 50, not in the store 0\n")
    assert hits(store.path) == set()


def test_the_command_warns_where_a_server_has_the_old_files(store):
    store.close()
    from alliance_graph.serve.snapshot import Snapshots

    served = Snapshots(store.path)
    found = CliRunner().invoke(cli, ["remove", "--erase", "t1", "--store", str(store.path)])
    assert "restart it" in found.stderr
    served.close()


@pytest.mark.parametrize("moment", ["new is not whole", "between the names", "old is not gone"])
def test_a_crash_at_any_moment_leaves_a_store_that_opens(store, moment):
    before = triples(store)
    store.close()
    current, new, old = (store.path / name for name in ("oxigraph", "oxigraph.new", "oxigraph.old"))
    shutil.copytree(current, old if moment == "old is not gone" else new)
    if moment == "between the names":
        current.rename(old)
    with Store.open(store.path, linker=link) as again:
        assert triples(again) == before
    assert sorted(path.name for path in store.path.glob("oxigraph*")) == ["oxigraph"]
