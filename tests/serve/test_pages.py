import pytest

from alliance_graph.serve.app import PAGES
from tests.serve.conftest import serve

built = pytest.mark.skipif(not PAGES.is_dir(), reason="`make web` builds the pages")


@built
def test_the_pages_are_served_with_a_policy_that_lets_nothing_else_in(client):
    answer = client.get("/")
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "http://" not in answer.text
    assert "https://" not in answer.text


@built
def test_every_file_of_the_pages_is_served(client):
    names = [file.relative_to(PAGES).as_posix() for file in PAGES.rglob("*") if file.is_file()]
    assert len(names) > 5
    assert {client.get(f"/{name}").status_code for name in names} == {200}


@built
def test_no_file_above_the_pages_is_served(client):
    for path in ("/../app.py", "/%2e%2e/app.py", "/assets/..%2f..%2fapp.py", "/..%5capp.py"):
        assert client.get(path).status_code == 404


@built
def test_the_licences_of_what_the_pages_contain_are_with_them():
    text = (PAGES / "licences.txt").read_text(encoding="utf-8")
    for name in ("preact", "sigma", "graphology", "@zazuko/yasgui", "dompurify"):
        assert f"\n{name} " in f"\n{text}"


def test_without_the_pages_the_endpoint_says_how_to_get_them(store, monkeypatch, tmp_path):
    monkeypatch.setattr("alliance_graph.serve.app.PAGES", tmp_path / "none")
    with serve(store) as client:
        text = client.get("/").text
        assert "http://localhost/sparql" in text
        assert "make web" in text
