"""The page to pass on: whole in itself, and harmless whatever articles say."""

import base64
import hashlib
import io
import re
from datetime import date
from html.parser import HTMLParser

import networkx as nx
import pytest
from hypothesis import given, settings

import alliance_graph
from alliance_graph.errors import AllianceGraphError
from alliance_graph.export.page import write_page
from tests.export.networks import networks
from tests.graph.make import article, claim, make_store

EVIL = '</script></style></svg><img src=x onerror="alert(1)">\'" onload=alert(2) \u202e\x00 &lt;'
ELEMENTS = (
    *("html", "head", "meta", "title", "style", "body", "h1", "p", "input", "label", "div", "svg", "defs", "marker"),
    *("path", "a", "g", "line", "circle", "text", "span", "output", "table", "thead", "tbody", "tr", "th", "td"),
    *("details", "summary", "blockquote", "mark", "bdi", "br", "script"),
)


class Reader(HTMLParser):
    """What a browser would see: elements with attributes, and the text of some."""

    def __init__(self, page):
        super().__init__()
        self.elements = []
        self.texts = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, text):
        self.texts.setdefault(self._open, []).append(text)


@pytest.fixture(scope="module")
def store():
    stake = {"owner": "Alpha", "owned": EVIL, "percent": 30}
    return make_store(
        article("a1", claim("stake", "proposed", text=f"Alpha wants {EVIL}", **stake), url="javascript:alert(3)"),
        article("a2", claim("stake", "completed", text="Alpha holds a third.", **stake), day=date(2024, 9, 1),
                url='https://news.example/"><script>', outlet="<b>Wire</b>"),
        article(EVIL, claim("joint_venture", "agreed", partners="Alpha, Beta, Gamma", venture="Alma")),
    )  # fmt: skip


@pytest.fixture(scope="module", params=["edges", "nodes"])
def page(store, tmp_path_factory, request):
    path = tmp_path_factory.mktemp("page") / "ties.html"
    assert alliance_graph.export(store, path, "html", relationships_as=request.param) == [str(path)]
    return path.read_text("utf-8")


def check_harmless(page):
    """Only our elements, no attribute that acts, no address but of the web or in the page."""
    reader = Reader(page)
    for tag, attributes in reader.elements:
        assert tag in ELEMENTS
        assert not [
            name for name in attributes if name.startswith("on") or name in ("src", "srcdoc", "action", "style")
        ]
        assert re.match(r"https?://|#", attributes.get("href", "#"))
    assert [tag for tag, _ in reader.elements].count("script") == 1
    return reader


def test_text_of_articles_never_becomes_markup(page):
    reader = check_harmless(page)
    assert "<b>Wire</b>" in "".join(reader.texts["bdi"])
    assert "javascript:" not in page


@given(networks())
@settings(max_examples=50)
def test_no_network_breaks_out(network: "nx.MultiDiGraph[str]"):
    network.graph["points"] = {node: (float(number), 0.0) for number, node in enumerate(network)}
    file = io.StringIO()
    write_page(network, file)
    check_harmless(file.getvalue())
    file.getvalue().encode()


def test_nothing_is_asked_of_any_host_and_only_our_script_runs(page):
    reader = Reader(page)
    (policy,) = [row["content"] for tag, row in reader.elements if row.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for element, rule in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert "url(" not in page.replace('url("#arrow")', "")
    assert "@import" not in page


def test_every_sentence_is_there_with_its_article(page):
    text = re.sub(r"<[^>]+>", "", page)
    assert "Alpha holds a third." in text
    assert "completed, 30 %, confidence 0.90" in text
    assert "2024-09-01" in text
    assert "2 sentences" in text
    assert "<mark>Alpha</mark> holds" in page


def test_every_tie_in_the_picture_leads_to_its_row(page):
    reader = Reader(page)
    rows = {row["id"] for tag, row in reader.elements if tag == "tbody"}
    assert {row["href"] for tag, row in reader.elements if tag == "a" and row["href"].startswith("#")} == {
        f"#{row}" for row in rows
    }
    assert len(rows) == 2


def test_the_same_store_gives_the_same_page(store, page, tmp_path):
    view = "nodes" if 'class="hub"' in page else "edges"
    alliance_graph.export(store, tmp_path / "again.html", "html", relationships_as=view)  # type: ignore[arg-type]
    assert (tmp_path / "again.html").read_text("utf-8") == page


def test_more_ties_than_a_page_takes_are_refused_with_what_to_do(tmp_path):
    claims = [claim("supply", "agreed", supplier=f"Alpha {number}", customer="Beta") for number in range(501)]
    with pytest.raises(AllianceGraphError, match=r"html takes 500 ties, and 501 pass: narrow them down by company"):
        alliance_graph.export(make_store(article("a1", *claims)), tmp_path / "x.html", "html")
    assert list(tmp_path.iterdir()) == []
