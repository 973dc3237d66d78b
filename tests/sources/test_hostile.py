"""Hostile input (RELIABILITY, rows 1, 15, 18, 19): nothing raises, nothing hangs, everything is read or counted."""

import gzip
import importlib
import json
import pkgutil
import random
import re
import resource
import time

import pytest

import alliance_graph.sources
from alliance_graph.sources import find_reader, html
from tests.growth import grows_no_faster_than_linear
from tests.sources import test_documents, test_feeds, test_warcs
from tests.sources.test_archives import MEMBERS, make_tar, make_zip
from tests.sources.test_readers import LINE, PAGE, TEXT, run, write
from tests.sources.test_sitemaps import make_sitemap

SEEDS = {
    "a.txt": f"Date: 2024-08-01\n\nVenture\n\n{TEXT}".encode(),
    "a.html": PAGE.encode(),
    "a.jsonl": f"{LINE}\n{LINE.replace('a1', 'a2')}".encode(),
    "a.rss": test_feeds.RSS.format(charset="utf-8").encode(),
    "a.atom": test_feeds.ATOM.encode(),
    "feed.json": json.dumps(test_feeds.JSON_FEED).encode(),
    "a.warc": test_warcs.PLAIN,
    "a.warc.gz": test_warcs.PACKED,
    "a.eml": test_documents.make_message(page=f"<p>{TEXT}</p>"),
    "a.mbox": b"From a@e.org Thu Aug  1 08:00:00 2024\n" + test_documents.make_message(),
    "a.sgm": test_documents.REUTERS.encode(),
    "a.pdf": test_documents.make_pdf(),
    "a.zip": make_zip(MEMBERS),
    "a.tar": make_tar(MEMBERS),
    "a.xml": make_sitemap("https://e.org/1").encode(),
    "a.txt.gz": gzip.compress(TEXT.encode()),
}
PIECES = [
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"<",
    b"]]>",
    b"<!DOCTYPE a [",
    b"&#x110000;",
    b"&",
    b'"',
    b"{",
    b"\\ud800",
    b"--",
]
PIECES += [
    "\u202e\u0301".encode(),
    b"=?utf-8?b?/w==?=",
    b"\r\n\r\n",
    b"WARC/1.0\r\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"<" * 99,
    b"9" * 99,
]


def mutate(content, chance):
    """The content with one to five things cut, doubled, moved, overwritten or put in."""
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice([1, 3, 20, 200]))
        piece = chance.choice([b"", chance.choice(PIECES), chance.randbytes(8), content[start:end] * 2])
        content = content[:start] + piece + content[chance.choice([start, end]) :]
    return content


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.slow)])
def test_every_malformed_file_is_read_or_counted_and_good_ones_among_them_are_all_read(tmp_path, count):
    chance = random.Random(1)
    for number in range(count):
        name = chance.choice(list(SEEDS))
        path = write(tmp_path, f"{number}-{name}", mutate(SEEDS[name], chance))
        found, skips = run(path)
        assert found or skips.skipped, name
        assert "failed" not in skips.skipped, skips.to_lines()
        if number % 10 == 0:
            write(tmp_path, f"{number}-good.txt", f"{number} {TEXT}")
    found, skips = run(tmp_path)
    good = [article for article in found if article.id.endswith("-good.txt")]
    assert len(good) == len(range(0, count, 10))
    assert [article.text for article in good] == [f"{a.id.partition('/')[2].partition('-')[0]} {TEXT}" for a in good]


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "laughs": f'[<!ENTITY a0 "ha">{LAUGHS}]',
    "quadratic": f'[<!ENTITY a9 "{"a" * 50_000}">]',
    "parameter": '[<!ENTITY % a0 "ha"><!ENTITY % b "%a0;%a0;">%b;<!ENTITY a9 "x">]',
    "file": '[<!ENTITY a9 SYSTEM "file:///etc/passwd">]',
    "external": 'SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % a SYSTEM "http://127.0.0.1:9/b"> %a;]',
}
ROOTS = {
    "rss": "<rss version='2.0'><channel><item><title>{}</title><description>{}</description></item></channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{}</title><summary>{}</summary></entry></feed>",
    "rdf": "<rdf:RDF><item><title>{}</title><description>{}</description></item></rdf:RDF>",
    "sitemap": "<urlset><url><loc>https://e.org/{}{}</loc></url></urlset>",
    "other": "<graphml><a>{}{}</a></graphml>",
    "xhtml": "<html><head><title>{}</title></head><body><p>{}</p></body></html>",
    "svg": "<html><body><p>Nissan</p><svg><text>{}{}</text></svg></body></html>",
    "reuters": "<REUTERS NEWID='1'><TEXT><TITLE>{}</TITLE><BODY>{}</BODY></TEXT></REUTERS>",
}


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("kind", DOCTYPES)
def test_entities_of_a_file_of_its_own_are_never_unfolded(tmp_path, kind, root):
    name = {"rss": "rss", "atom": "feed", "rdf": "rdf:RDF", "sitemap": "urlset"}.get(root, "html")
    bomb = f"<?xml version='1.0'?><!DOCTYPE {name} {DOCTYPES[kind]}>{ROOTS[root].format('&a9;' * 2000, '&a9;' * 2000)}"
    path = write(tmp_path, "a.xml", bomb)
    run(write(tmp_path, "warm.html", PAGE))  # loads the libraries
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found, skips = run(path)
    assert time.process_time() - start < 0.5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200_000
    assert not any("root:" in article.content or len(article.content) > 20_000 for article in found)
    assert found or skips.skipped
    if root in ("rss", "atom", "rdf", "sitemap"):
        assert found == []


UNITS = [
    "<div>",
    "<p>a",
    "<table><tr><td>a",
    "<tr><td>a<td>b",
    "<a href=x>a</a>",
    "<span>a",
    "<b><i>",
    "<ul><li>a",
    "<h1>a",
]
UNITS += [
    "<script>a</script>",
    "<!-- a -->",
    "&amp;&#9;",
    "<form><input>",
    "<svg><g>",
    "<math><mi>",
    "<font size=1>a</font>",
]
UNITS += ["<meta property='og:title' content='a'>", "<img src='data:a'>", "<p>Nissan and Honda agreed. </p>", "<br>"]
SIZES = (20_000, 40_000, 60_000, 80_000, 100_000, 150_000, 250_000, 500_000, 1_000_000, 1_999_999)
PAGES = [(unit, size) for unit in UNITS for size in SIZES]


def _too_long(unit, size, limit, folder):
    page = f"<html><body><article>{unit * (size // len(unit))}"
    path = write(folder, "a.html", page[:1_999_999])
    start = time.monotonic()
    found, skips = run(path)
    assert len(found) + skips.skipped.total() == 1
    return time.monotonic() - start > limit


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_page_ends_in_time(tmp_path, monkeypatch, unit):
    monkeypatch.setattr(html, "_SECONDS", 0.5)
    assert not _too_long(unit, 60_000, 5.0, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "size"), PAGES)
def test_hostile_pages_of_all_sizes_end_in_time(tmp_path, unit, size):
    assert not _too_long(unit, size, 11.0, tmp_path)


def _patterns():
    for module in pkgutil.iter_modules(alliance_graph.sources.__path__):
        for name, value in vars(importlib.import_module(f"alliance_graph.sources.{module.name}")).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield pytest.param(value, id=f"{module.name}.{name}")


ATTACKS = [
    "<",
    "<!",
    "<a",
    "<!DOCTYPE",
    "&",
    "&#",
    "a",
    "a-",
    "-\n",
    " ",
    "\n",
    "\n ",
    "1",
    "1-",
    "From ",
    "x:",
    "<loc>",
    "\u00e9",
]


@pytest.mark.parametrize("pattern", list(_patterns()))
@pytest.mark.parametrize("attack", ATTACKS)
def test_pattern_of_a_reader_takes_linear_time(pattern, attack):
    assert grows_no_faster_than_linear(lambda text: pattern.sub("", text), attack)


STARTS = [
    "<",
    "<!",
    "<!>",
    "<!-",
    "<?",
    "{",
    "{ ",
    '{"version"',
    "a:",
    "a: b\n",
    "\n",
    "From ",
    "WARC",
    "\nWARC-",
    "\0",
    "<a",
    " ",
]


@pytest.mark.parametrize("attack", STARTS)
def test_format_of_hostile_bytes_is_told_in_linear_time(attack):
    assert grows_no_faster_than_linear(lambda text: find_reader(text.encode()[:4096], "a"), attack)
    start = time.process_time()
    find_reader((attack.encode() * 4096)[:4096], "a")
    assert time.process_time() - start < 0.05
