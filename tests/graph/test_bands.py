"""The look-up of near-copies beside the graph, which knows of every text in it, whatever happened to either."""

from datetime import date

import pytest

from alliance_graph import link
from alliance_graph.errors import StoreError
from alliance_graph.graph import bands
from alliance_graph.graph.directory import BANDS
from alliance_graph.graph.erase import erase
from alliance_graph.graph.store import Store
from alliance_graph.signature import make_signature
from tests.graph.make import article, open_store
from tests.graph.test_families import WHOLE

OTHERS = [f"{number} {WHOLE[::-1]} " + " ".join(f"w{number}-{word}" for word in range(40)) for number in range(5)]


def report(name, text=WHOLE, day=1):
    return article(name, day=date(2024, 8, day), signature=make_signature(text))


def families(store):
    return [(family.article, [copy.article for copy in family.copies]) for family in store.copies()]


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
        store.add([report("copy", WHOLE.upper() + " again", day=2)])
        assert families(store) == [("first", ["copy"])]


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
        assert bands.Bands(tmp_path / "store" / BANDS).find(link.bands(make_signature(WHOLE)))
        assert list(store.article_ids()) == []


def test_nothing_of_an_erased_text_stays(tmp_path):
    with open_store(tmp_path, report("first"), report("other", OTHERS[0])) as store:
        erase(store, ["first"])
        store.add([report("another", OTHERS[1])])
        assert not store.rulebook.bands.find(link.bands(make_signature(WHOLE)))
        assert store.rulebook.bands.find(link.bands(make_signature(OTHERS[0])))


def test_a_damaged_file_is_told_with_what_to_do(tmp_path):
    open_store(tmp_path, report("first")).close()
    (tmp_path / "store" / BANDS).write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with (
        Store.open(tmp_path / "store", linker=link) as store,
        pytest.raises(StoreError, match="remove the files of this name"),
    ):
        store.add([report("copy", day=2)])
