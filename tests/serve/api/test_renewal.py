"""After a change the API answers as a server would that had just been started, but reads only what changed."""

import pytest

from alliance_graph import link
from alliance_graph.graph.store import Store
from alliance_graph.serve.access import Access
from alliance_graph.serve.api.atlas import Atlas
from tests.serve.api.conftest import HOSTILE, company, make_hostile
from tests.serve.conftest import serve

TOKEN = {"authorization": "Bearer t"}
TIE = "https://example.org/ag/relationship/"


@pytest.fixture
def store(tmp_path):
    return make_hostile(tmp_path / "store")


@pytest.fixture
def whole(monkeypatch):
    """Counts how often a snapshot is read whole."""
    found = []
    of = Atlas.of

    def count(snapshot):
        found.append(snapshot.name)
        return of(snapshot)

    monkeypatch.setattr(Atlas, "of", count)
    return found


@pytest.fixture
def client(store, whole):  # counted from the start, when the store is read
    with serve(store, access=Access(token="t")) as opened:
        yield opened


def post(client, path, **body):
    answer = client.post(f"/api/{path}", json=body, headers=TOKEN)
    assert answer.status_code == 200, answer.text
    assert answer.json()["changed"]


def find_claim(client, tie):
    return client.get("/api/tie", params={"iri": TIE + tie}).json()["claims"][0]["iri"]


def read(client):
    """All that is answered from memory."""
    answers = [
        client.get(f"/api/{path}").json()
        for path in ("network?limit=30000&status=denied", "network", "search?q=&limit=100")
    ]
    about = client.get("/api/about").json()
    del about["snapshot"], about["is_writable"]
    return [*answers, about]


CHANGES = {
    "a claim rejected": lambda client: post(
        client, "claims/review", claim=find_claim(client, "supply_gnp-exe_altrex-motors"), decision="rejected"
    ),
    "a claim corrected": lambda client: post(
        client,
        "claims/review",
        claim=find_claim(client, "joint-venture_alma"),
        decision="corrected",
        correction={"status": "denied"},
    ),
    "companies joined": lambda client: post(client, "companies/judge", first="Deltek", second="Gamma", decision="same"),
    "companies parted": lambda client: post(
        client, "companies/judge", first="Altrex", second="Áltrex Motors", decision="different"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_changed_is_read_and_nothing_of_it_is_missed(client, store, whole, name):
    before = read(client)
    CHANGES[name](client)
    after = read(client)
    assert after != before
    assert len(whole) == 1
    with serve(store) as other:
        assert read(other) == after


def test_changes_between_two_questions_are_all_heeded(client, store, whole):
    read(client)
    for change in ("a claim rejected", "a claim corrected"):
        CHANGES[change](client)
    after = read(client)
    assert len(whole) == 1
    with serve(store) as other:
        assert read(other) == after


def test_what_others_did_meanwhile_is_read_too(client, store, whole):
    read(client)
    with Store.open(store, linker=link) as opened:
        opened.remove([HOSTILE[1].id])
    CHANGES["a claim corrected"](client)
    after = read(client)
    assert len(whole) == 2
    assert company("gnp-exe") not in {row["iri"] for row in after[2]}
    with serve(store) as other:
        assert read(other) == after
