"""The look-up of near-copies beside the graph, which knows of every text in it, whatever happened to either."""

import shutil
import sqlite3
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from alliance_graph import link
from alliance_graph.errors import StoreError
from alliance_graph.graph import bands
from alliance_graph.graph.copies import find_digest
from alliance_graph.graph.directory import BANDS
from alliance_graph.graph.erase import erase
from alliance_graph.graph.store import Store
from alliance_graph.signature import make_signature
from tests.graph.make import article, make_store, open_store
from tests.graph.test_families import WHOLE

COPY = WHOLE.upper() + " again"
BANDS_OF_WHOLE = link.bands(make_signature(WHOLE))
OTHERS = [f"{number} {WHOLE[::-1]} " + " ".join(f"w{number}-{word}" for word in range(40)) for number in range(5)]


def report(name, text=WHOLE, day=1):
    return article(name, day=date(2024, 8, day), signature=make_signature(text))


def families(store):
    return [(family.article, [copy.article for copy in family.copies]) for family in store.copies()]


def holders(folder, words):
    """Names of the files that hold any of these words."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path.name for path, content in files.items() if any(word.encode() in content for word in words)}


@pytest.mark.parametrize("most", [1, 2, 3, 99])
def test_copies_are_found_whether_bands_are_sorted_in_yet_or_not(most, tmp_path, monkeypatch):
    monkeypatch.setattr(bands, "_MOST_FRESH", most)
    with open_store(tmp_path, report("first")) as store:
        for number, text in enumerate(OTHERS):
            store.add([report(f"other-{number}", text)])
    with Store.open(tmp_path / "store", linker=link) as store:
        store.add([report("copy", WHOLE.replace("Okayama", "Kurashiki"), day=2)])
        assert families(store) == [("first", ["copy"])]


def test_the_file_is_made_anew_where_it_is_missing(tmp_path):
    open_store(tmp_path, report("first")).close()
    (tmp_path / "store" / BANDS).unlink()
    with Store.open(tmp_path / "store", linker=link) as store:
        store.add([report("copy", COPY, day=2)])
        assert families(store) == [("first", ["copy"])]


def test_an_older_file_is_filled_up(tmp_path):
    file, older = tmp_path / "store" / BANDS, tmp_path / "older"
    open_store(tmp_path, report("other", OTHERS[0])).close()
    shutil.copy(file, older)
    with Store.open(tmp_path / "store", linker=link) as store:
        store.add([report("first")])
    shutil.copy(older, file)
    with Store.open(tmp_path / "store", linker=link) as store:
        store.add([report("copy", COPY, day=2)])
        assert families(store) == [("first", ["copy"])]


def test_a_copy_of_a_store_in_use_without_the_newest_bands_is_filled_up(tmp_path):
    with open_store(tmp_path, report("first")):
        shutil.copytree(tmp_path / "store", tmp_path / "copy")
    (tmp_path / "copy" / f"{BANDS}-wal").unlink()
    with Store.open(tmp_path / "copy", linker=link) as store:
        store.add([report("copy", COPY, day=2)])
        assert families(store) == [("first", ["copy"])]


def test_what_another_process_adds_while_a_store_is_reopened_is_found(tmp_path):
    def add():
        with Store.open(tmp_path / "store", linker=link) as other:
            other.add([report("first")])

    with open_store(tmp_path, report("other", OTHERS[0])) as store:
        store.reopen(add)
        store.add([report("copy", COPY, day=2)])
        assert families(store) == [("first", ["copy"])]


def test_the_texts_are_not_compared_where_the_file_once_held_them_all(tmp_path, monkeypatch):
    with open_store(tmp_path, report("first"), report("other", OTHERS[0])) as store:
        store.remove(["first"])
    with Store.open(tmp_path / "store", linker=link) as store:
        store.add([report("first")])
    monkeypatch.setattr("alliance_graph.graph.index.find_values", lambda *_: map(pytest.fail, ["compared"]))
    with Store.open(tmp_path / "store", linker=link) as store:
        store.add([report("copy", COPY, day=2)])
        assert families(store) == [("first", ["copy"])]


def test_the_digest_of_all_texts_depends_on_these_alone(tmp_path):
    def digest(*names):
        return find_digest(make_store(*(report(name, texts[name]) for name in names)).view().index)

    texts = {"first": WHOLE, "again": WHOLE, "other": OTHERS[0], "third": OTHERS[1]}
    assert digest("first", "other", "third") == digest("third", "again", "other", "first") != digest("first", "other")
    store = make_store(*(report(name, text) for name, text in texts.items()))
    store.remove(["first", "third"])
    assert find_digest(store.view().index) == digest("first", "other")
    store.remove(["again", "other"])
    assert find_digest(store.view().index) == digest() == ""


def test_a_new_store_takes_no_bands_over_from_one_that_was_there_before(tmp_path):
    open_store(tmp_path, report("first")).close()
    (tmp_path / "store" / "store.json").unlink()
    shutil.rmtree(tmp_path / "store" / "oxigraph")
    with open_store(tmp_path) as store:
        assert not store.rulebook.bands.find(BANDS_OF_WHOLE)


def test_a_text_that_only_the_file_knows_is_no_copy_until_it_comes_again(tmp_path):
    with open_store(tmp_path, report("first")) as store:
        store.remove(["first"])
        store.add([report("copy", WHOLE + " Again.", day=2)])
        assert families(store) == []
        store.add([report("first")])
        assert families(store) == [("first", ["copy"])]


def test_the_file_is_written_before_the_store(tmp_path, monkeypatch):
    def fail(_store, _draft):
        raise KeyboardInterrupt

    with open_store(tmp_path) as store:
        monkeypatch.setattr(Store, "_commit", fail)
        with pytest.raises(KeyboardInterrupt):
            store.add([report("first")])
        store.rulebook.bands.close()
        assert store.rulebook.bands.find(BANDS_OF_WHOLE)
        assert list(store.article_ids()) == []


def test_nothing_of_an_erased_text_stays(tmp_path):
    with open_store(tmp_path, report("first"), report("other", OTHERS[0])) as store:
        traces = (sha256(make_signature(WHOLE).encode()).hexdigest()[:32], *BANDS_OF_WHOLE)
        assert f"{BANDS}-wal" in holders(store.path, traces)
        erase(store, ["first"])
        store.add([report("another", OTHERS[1])])
        assert holders(store.path, traces) == set()
        assert not store.rulebook.bands.find(BANDS_OF_WHOLE)
        assert store.rulebook.bands.find(link.bands(make_signature(OTHERS[0])))


def test_a_damaged_file_is_told_with_what_to_do(tmp_path):
    open_store(tmp_path, report("first")).close()
    (tmp_path / "store" / BANDS).write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with (
        Store.open(tmp_path / "store", linker=link) as store,
        pytest.raises(StoreError, match="remove the files of this name"),
    ):
        store.add([report("copy", day=2)])


def failing(code):
    error = sqlite3.OperationalError("so it is")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("path", "error", "told"),
    [
        ("b", failing(sqlite3.SQLITE_FULL), "b: so it is; make room and run the same command again"),
        ("b", failing(sqlite3.SQLITE_CORRUPT_INDEX), "b: so it is; remove the files of this name, which are made anew"),
        ("b", failing(sqlite3.SQLITE_IOERR_READ), "b: so it is"),
        (None, sqlite3.ProgrammingError("so it is"), "so it is"),
    ],
)
def test_only_what_helps_is_advised(path, error, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = bands.Bands(path and Path(path))
    with pytest.raises(StoreError) as caught, found._open():
        raise error
    assert str(caught.value) == told


def test_a_file_that_did_not_open_is_tried_again(tmp_path):
    path = tmp_path / BANDS
    path.write_bytes(b"no database at all, but long enough to be looked at" * 50)
    found = bands.Bands(path)
    with pytest.raises(StoreError):
        found.find(BANDS_OF_WHOLE)
    path.unlink()
    assert found.find(BANDS_OF_WHOLE) == set()
