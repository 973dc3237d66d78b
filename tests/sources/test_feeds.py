"""Feeds: an article an entry, with the fullest text; names that a careless parser would cut stay whole."""

import json
from datetime import date

import pytest

from tests.sources.test_readers import TEXT, run, write

RSS = f"""<?xml version="1.0" encoding="{{charset}}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Wire</title>
<item><title>AT&amp;T &amp;amp; Nestlé found a venture</title><link>https://e.org/1</link><guid>1</guid>
<pubDate>Thu, 01 Aug 2024 08:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><script>x()</script><p>Nestlé &amp; Co agreed.</p>]]></content:encoded></item>
<item><title>Second</title><guid>urn:2</guid><pubDate>some day</pubDate><description>{TEXT} Second.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title><entry>
<title type="html">A &amp;lt;b&amp;gt; C</title>
<id>tag:e.org,2024:1</id><link href="https://e.org/1"/><updated>2024-08-01T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>More.</p></div></content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Wire</title></channel><item rdf:about="https://e.org/1">
<title>Venture</title><link>https://e.org/1</link><dc:date>2024-08-01</dc:date><description>{TEXT}</description></item></rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Wire",
    "items": [
        {"id": 1, "url": "https://e.org/1", "title": "Venture", "content_html": f"<p>{TEXT}</p><p>More.</p>"},
        {"id": "2", "content_text": f"{TEXT} <b>", "date_published": "2024-08-01T08:00:00Z"},
        "nothing",
        {"id": "3"},
    ],
}


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_entries_of_rss_are_articles_with_the_fullest_text(tmp_path, charset):
    [first, second], skips = run(write(tmp_path, "a.xml", RSS.format(charset=charset).encode(charset)))
    assert (first.id, first.url, first.outlet) == ("https://e.org/1", "https://e.org/1", "The Wire")
    assert first.title == "AT&T & Nestlé found a venture"
    assert first.date == date(2024, 8, 1)
    assert first.text == f"{TEXT}\n\nNestlé & Co agreed."
    assert (second.id, second.date, second.text) == ("urn:2", None, f"{TEXT} Second.")
    assert skips.noted == {"unknown-date": 1}


@pytest.mark.parametrize(("feed", "text"), [(ATOM, f"{TEXT}\n\nMore."), (RDF, TEXT)])
def test_atom_and_rss_1_are_read_too(tmp_path, feed, text):
    [article], skips = run(write(tmp_path, "a", feed))
    assert (article.id, article.date, article.text) == ("https://e.org/1", date(2024, 8, 1), text)
    assert article.outlet == "The Wire"
    assert not skips.skipped


def test_json_feed_is_read_and_what_is_no_entry_is_counted(tmp_path):
    [first, second], skips = run(write(tmp_path, "a", json.dumps(JSON_FEED)))
    assert (first.id, first.text, first.outlet) == ("https://e.org/1", f"{TEXT}\n\nMore.", "The Wire")
    assert (second.id, second.text, second.date) == ("2", f"{TEXT} <b>", date(2024, 8, 1))
    assert skips.skipped == {"broken-json": 1, "empty": 1}


@pytest.mark.parametrize(("part", "other"), [("AT&amp;T", "AT&T"), ("</channel>", ""), ("&lt;", "<"), ("</item>", "")])
def test_damaged_feed_keeps_its_titles(tmp_path, part, other):
    found, _ = run(write(tmp_path, "a.rss", RSS.format(charset="utf-8").replace(part, other, 1)))
    assert found[0].title == "AT&T & Nestlé found a venture"


def test_feed_that_is_cut_keeps_the_entries_before(tmp_path):
    feed = RSS.format(charset="utf-8")
    found, _ = run(write(tmp_path, "a.rss", feed[: feed.index("Second")]))
    assert found[0].text.startswith(TEXT)
