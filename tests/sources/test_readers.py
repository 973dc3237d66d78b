"""What comes out of files of every sort, and under which reason the bad ones are counted."""

import gzip
import io
import json
import sys
import time
from datetime import date

import pytest

from alliance_graph.errors import SourceError
from alliance_graph.model import Annotation, Article
from alliance_graph.sources import READERS, SkipLog, find_reader, read, read_articles, streams
from alliance_graph.sources.fields import parse_fields

TEXT = "Nissan and Honda said on Thursday that they would found a joint venture for software in their future cars."
PAGE = f"""<!DOCTYPE html><html><head><title>Nissan and Honda | Wire</title>
<meta property="og:title" content="Nissan and Honda found a venture"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2024-08-01T08:00:00Z">
<link rel="canonical" href="https://example.org/2024/venture"></head>
<body><nav>Home | Cars | Chips</nav><article><h1>Nissan and Honda found a venture</h1><p>{TEXT}</p>
<p>{TEXT.replace("Thursday", "Friday")}</p></article><footer>All rights reserved</footer></body></html>"""
LINE = json.dumps(
    {"id": "a1", "title": "Venture", "text": TEXT, "date": "1-AUG-2024 08:00:00.00", "url": "https://e.org/a"}
)


def run(path, **options):
    skips = SkipLog()
    return list(read([path], skips=skips, **options)), skips


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"Nissan said", "a.txt", "text"),
        (b"Nissan said", "a", "text"),
        (b"Nissan said", "-", "text"),
        (b"<UIS> Unisys said", "a.txt", "text"),
        (b"<!DOCTYPE html><html>", "a", "html"),
        (b"\xef\xbb\xbf\n <html lang=en>", "a.txt", "html"),
        (b"<?xml version='1.0'?><!-- x --><html xmlns=''>", "a", "html"),
        (b"<!-- saved --><html>", "a", "html"),
        (b"Nissan<br>said", "a.htm", "html"),
        (b'{"id": 1}', "a.txt", "jsonl"),
        (b"{curly} Nissan", "a.txt", "text"),
        (b"not json", "a.jsonl.gz", "jsonl"),
        (b'[\n {"id": 1}]', "a.json", "json"),
        (b"<?xml version='1.0'?><rss version='2'>", "a.xml", "feed"),
        (b"<feed xmlns='x'>", "a.html", "feed"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "a", "feed"),
        (b"<p>Cattle feed > rss feed</p>", "a", "html"),
        (b"<?xml version='1.0'?><books>", "a", "xml"),
        (b'{"version": "https://jsonfeed.org/version/1.1"', "a", "json feed"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (b"a,b,c", "a.csv", "table"),
        (b"From Tokyo our reporter says at 10:00\nthat", "a", "text"),
        (b"From x@e.org Thu Aug  1 08:00:00 2024\nSubject: x", "a", "mailbox"),
        (b"Subject: x\nTo: a,\n b\nMIME-Version: 1.0\n", "a", "message"),
        (b"Date: 2024-08-01\nTitle: x\n\nMIME-Version: 1.0", "a.txt", "text"),
        (b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS TOPICS="NO"><TITLE>', "a", "reuters"),
        (b"", "a.jsonl", "text"),
        (b"<\0h\0t\0m\0l\0>\0", "a", "html"),
    ],
)
def test_format_is_told_by_content_with_the_suffix_as_a_hint(head, name, expected):
    assert find_reader(head, name) == expected


@pytest.mark.parametrize(
    ("content", "title", "day", "outlet"),
    [
        (f"Venture founded\n\n{TEXT}", "Venture founded", None, ""),
        (
            f"Date: 2024-08-01\nOutlet: The Wire\n\nVenture founded\n\n{TEXT}",
            "Venture founded",
            date(2024, 8, 1),
            "The Wire",
        ),
        (
            f"title: Venture founded\ndate: 1 August 2024\n\nVenture founded\n{TEXT}",
            "Venture founded",
            date(2024, 8, 1),
            "",
        ),
        (TEXT, "", None, ""),
        (f"Honda said no.\n\n{TEXT}", "", None, ""),
        (f"Two lines\nof it\n\n{TEXT}", "", None, ""),
        (f"\ufeffVenture founded\r\n\r\n{TEXT}", "Venture founded", None, ""),
    ],
)
def test_plain_text_may_carry_title_and_header_lines(tmp_path, content, title, day, outlet):
    [article], skips = run(write(tmp_path, "a.txt", content))
    assert (article.title, article.date, article.outlet) == (title, day, outlet)
    assert article.text.endswith(TEXT)
    assert title not in article.text or not title
    assert not skips.skipped


def test_page_gives_article_title_date_address_and_outlet(tmp_path):
    [article], _ = run(write(tmp_path, "a.html", PAGE))
    assert article.title == "Nissan and Honda found a venture"
    assert (article.date, article.outlet) == (date(2024, 8, 1), "The Wire")
    assert article.url == "https://example.org/2024/venture"
    assert article.text.startswith("Nissan and Honda said")
    assert "rights reserved" not in article.text


LD: dict[str, object] = {
    "@type": ["NewsArticle"],
    "headline": "Venture &amp; more",
    "datePublished": "2024-08-02T09:00:00+02:00",
}
LD |= {"publisher": {"@type": "Organization", "name": "The Daily"}, "articleBody": f"<p>{TEXT}</p>"}


@pytest.mark.parametrize(
    "row", [LD, [LD], {"@graph": [{"@type": "WebPage"}, LD]}, {"@type": "WebPage", "mainEntity": LD}]
)
def test_structured_data_of_a_page_goes_before_everything_else(tmp_path, row):
    script = f'<script type="application/ld+json">{json.dumps(row)}</script>'
    [article], _ = run(write(tmp_path, "a.html", PAGE.replace("<head>", f"<head>{script}")))
    assert (article.title, article.date, article.outlet) == ("Venture & more", date(2024, 8, 2), "The Daily")
    assert "Friday" in article.text
    [article], _ = run(write(tmp_path, "b.html", f"<html><head>{script}</head><body></body></html>"))
    assert article.text == TEXT


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 90_000, '{"@graph": 1}', '{"@type": "NewsArticle", "headline": 1, "publisher": [[]]}', "null", ""],
)
def test_structured_data_that_is_none_is_passed_over(tmp_path, script):
    page = PAGE.replace("<head>", f'<head><script type="application/ld+json">{script}</script>')
    [article], _ = run(write(tmp_path, "a.html", page))
    assert (article.title, article.outlet) == ("Nissan and Honda found a venture", "The Wire")


@pytest.mark.parametrize("broken", ["Nestl\u00c3\u00a9", "Nestl\u00c3\u0083\u00c2\u00a9"])
def test_letters_of_a_wrong_character_set_are_put_right_and_noted(tmp_path, broken):
    [article], skips = run(write(tmp_path, "a.txt", f"{broken}\n\n{TEXT} {broken} agreed \u2014 \u201cyes\u201d."))
    assert article.content == f"Nestlé\n\n{TEXT} Nestlé agreed \u2014 \u201cyes\u201d."
    assert skips.noted == {"mojibake": 1}


@pytest.mark.parametrize("charset", ["latin-1", "utf-8", "utf-16", "utf-8-sig", "cp1252"])
def test_encodings_of_text_are_found(tmp_path, charset):
    [article], _ = run(write(tmp_path, "a.txt", f"{TEXT} Nestlé agreed.".encode(charset)))
    assert article.text == f"{TEXT} Nestlé agreed."


def test_charset_declared_in_a_page_is_obeyed(tmp_path):
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Honda said", "Škoda said")
    [article], _ = run(write(tmp_path, "a.html", page.encode("iso-8859-2")))
    assert "Škoda said" in article.text


@pytest.mark.parametrize("charset", ["idna", "unicode_escape", "rot13", "nonsense", "utf-7"])
def test_charset_that_is_none_is_passed_over(tmp_path, charset):
    [article], _ = run(write(tmp_path, "a.html", PAGE.replace("<head>", f'<head><meta charset="{charset}">')))
    assert article.text.startswith("Nissan and Honda said")


def test_json_lines_with_own_field_names(tmp_path):
    path = write(tmp_path, "a.jsonl", json.dumps({"nr": 7, "data": {"story": TEXT}, "when": "2024-08-01"}))
    [article], _ = run(path, fields=parse_fields(["id=nr", "text=data.story", "date=when"]))
    assert (article.id, article.text, article.date) == ("7", TEXT, date(2024, 8, 1))


@pytest.mark.parametrize("setting", ["text", "text=", "body=text", "=x", ""])
def test_field_setting_that_makes_no_sense_is_an_error(setting):
    with pytest.raises(SourceError, match="text=body"):
        parse_fields([setting])


def test_gzipped_lines_read_like_plain_ones(tmp_path):
    plain, _ = run(write(tmp_path, "a.jsonl", LINE))
    packed, _ = run(write(tmp_path, "a.jsonl.gz", gzip.compress(LINE.encode())))
    assert plain == packed


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"id": "a", "url": "https://e.org/1"}, "a"),
        ({"url": "https://e.org/1"}, "https://e.org/1"),
        ({"id": 12}, "12"),
        ({"id": None}, "a.jsonl#"),
        ({"id": "\u202e\n"}, "a.jsonl#"),
    ],
)
def test_id_is_the_given_one_then_the_address_then_one_of_the_content(tmp_path, row, expected):
    [article], _ = run(write(tmp_path, "a.jsonl", json.dumps(row | {"text": TEXT})))
    assert article.id.removeprefix(f"{tmp_path.name}/").startswith(expected)


def test_folder_is_read_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path, name, f"{name}\n\n{TEXT}")
    found, skips = run(tmp_path)
    names = [article.id.removeprefix(f"{tmp_path.name}/") for article in found]
    assert names == ["b.txt", "a/1.txt", "a/2.txt"]
    assert not skips.skipped


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("mon", "mon/a.txt"),
        ("mon/", "mon/a.txt"),
        ("./mon/a.txt", "mon/a.txt"),
        ("mon/../mon", "mon/a.txt"),
        ("tue", "tue/a.txt"),
        ("today", "mon/a.txt"),
        ("today/a.txt", "mon/a.txt"),
    ],
)
def test_file_has_one_id_and_shares_it_with_no_file_of_another_folder(tmp_path, monkeypatch, source, expected):
    for folder in ("mon", "tue"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "a.txt", f"{folder}\n\n{TEXT}")
    (tmp_path / "today").symlink_to("mon")
    monkeypatch.chdir(tmp_path)
    assert [article.id for article in run(source)[0]] == [expected]


def test_store_is_no_news_but_other_folders_with_a_file_of_that_name_are(tmp_path):
    rows = {
        "cars.store": '{"base_iri": "x", "threshold": 0.5, "format": 1, "ontology": "0.1"}',
        "shop": "{}",
        "list": "[",
    }
    for name, row in rows.items():
        (tmp_path / name).mkdir()
        write(tmp_path / name, "store.json", row)
        write(tmp_path / name, "LOG.txt", f"{name} {TEXT}")
    found, _ = run(tmp_path)
    assert [article.id.removeprefix(f"{tmp_path.name}/") for article in found] == ["list/LOG.txt", "shop/LOG.txt"]
    with pytest.raises(SourceError, match="is a store"):
        run(tmp_path / "cars.store")


def test_file_in_the_working_folder_has_the_id_that_the_folder_gives_it(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    ids = [article.id for source in (".", "a.txt", tmp_path) for article in run(source)[0]]
    assert ids == [f"{tmp_path.name}/a.txt"] * 3


@pytest.mark.parametrize("content", [TEXT, PAGE, LINE, gzip.compress(LINE.encode())])
def test_standard_input_is_told_by_content(monkeypatch, content):
    raw = content if isinstance(content, bytes) else content.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    [article], _ = run("-")
    assert "joint venture" in article.text
    assert article.id


def test_annotation_lines_pass_as_they_are(tmp_path):
    line = json.dumps({"id": "x", "entities": [{"key": "a", "name": "A\ud800 Co"}], "claims": []})
    path = write(tmp_path, "a.jsonl", f"{line}\n{LINE}\n")
    [annotation, article], _ = run(path)
    assert isinstance(annotation, Annotation)
    assert annotation.entities[0].name == "A Co"
    assert isinstance(article, Article)
    skips = SkipLog()
    assert list(read_articles([path], skips=skips)) == [article]
    assert skips.skipped == {"annotation": 1}


DEEP = b'{"text": ' + b"[" * 100_000
ANNOTATION = '{"id": "x", "claims": [{"type": "friendship"}], "entities": []}'

BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "empty"),
    ("marks.txt", "\u202e\ufeff--- ...".encode(), "empty"),
    ("empty.html", b"<html></html>", "no-article"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
    ("program", bytes(range(256)) * 4, "binary"),
    ("paper.pdf", b"%PDF-1.7\nstream", "broken-pdf"),
    ("huge.txt", b"word " * 500_000, "too-large"),
    ("huge.jsonl", json.dumps({"text": "word " * 500_000}).encode(), "too-large"),
    (
        "german.txt",
        ("Das Unternehmen will dreißig Prozent der Aktien kaufen, sagte ein Sprecher. " * 3).encode(),
        "not-english",
    ),
    (
        "chinese.txt",
        ("日产汽车和本田汽车周四表示他们将成立一家合资企业开发下一代软件平台。" * 5).encode(),
        "not-english",
    ),
    ("broken.jsonl", b'{"text": "x', "broken-json"),
    ("list.jsonl", b"[1, 2]", "broken-json"),
    ("number.jsonl", b"12", "broken-json"),
    ("digits.jsonl", b'{"id": ' + b"1" * 5000 + b"}", "broken-json"),
    ("deep.jsonl", DEEP, "broken-json"),
    ("latin.jsonl", '{"text": "Nestlé"}'.encode("latin-1"), "unknown-encoding"),
    ("missing.jsonl", b'{"id": "a", "title": "b"}', "no-text"),
    ("wrong.jsonl", b'{"text": ["a"]}', "no-text"),
    ("annotation.jsonl", ANNOTATION.encode(), "broken-annotation"),
    ("nameless.jsonl", b'{"id": "", "claims": [], "entities": []}', "broken-annotation"),
    ("array.json", b'[{"text": "a"}]', "unsupported-format"),
    ("feed.xml", b"<?xml version='1.0'?><rss></rss>", "no-article"),
    ("feed.json", b'{"version": "https://jsonfeed.org/version/1.1"}', "no-article"),
    ("cut.json", b'{"version": "https://jsonfeed.org/version/1.1", ', "broken-json"),
    ("cut.sgm", b"<REUTERS><TEXT><BODY>x", "broken-sgml"),
    ("empty.eml", b"Message-ID: <1>\n\n", "empty"),
    ("other.xml", b"<?xml version='1.0'?><books><book/></books>", "unsupported-format"),
    ("archive.warc.gz", gzip.compress(b"WARC/1.0\r\n"), "broken-record"),
    ("table.csv", b"a,b\n1,2", "unsupported-format"),
    ("cut.jsonl.gz", gzip.compress(LINE.encode())[:-12], "broken-gzip"),
    ("cut.txt.gz", gzip.compress(TEXT.encode())[:30], "broken-gzip"),
    ("garbage.gz", b"\x1f\x8bnot gzip at all", "broken-gzip"),
    ("flipped.gz", gzip.compress(TEXT.encode() * 9)[:40] + b"\xff\xff\xff" + bytes(30), "broken-gzip"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_a_skip_with_a_reason_and_a_place(tmp_path, name, content, reason):
    found, skips = run(write(tmp_path, name, content))
    assert found == []
    assert dict(skips.skipped) == {reason: 1}
    assert name in skips.examples[0].where
    assert skips.examples[0].message


def test_good_articles_among_bad_ones_are_all_read(tmp_path):
    for name, content, _ in BAD:
        write(tmp_path, name, content)
    good = [write(tmp_path, f"good{number}.txt", f"{number} {TEXT}") for number in range(5)]
    found, skips = run(tmp_path)
    assert len(found) == len(good)
    assert skips.skipped.total() == len(BAD)


def test_bad_line_costs_only_itself(tmp_path):
    _, skips = found = run(write(tmp_path, "a.jsonl", f'{LINE}\n{{"text": \n\n{LINE.replace("a1", "a2")}'))
    assert [article.id for article in found[0]] == ["a1", "a2"]
    assert skips.examples[0].where.endswith("a.jsonl:2")


def test_line_too_long_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "MAX_RECORD", 1000)
    found, skips = run(write(tmp_path, "a.jsonl", f'{LINE}\n{{"text": "{"x" * 5000}"}}\n{LINE.replace("a1", "a2")}'))
    assert [article.id for article in found] == ["a1", "a2"]
    assert skips.skipped == {"too-large": 1}


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.txt.gz"])
def test_gzip_bomb_ends_early(tmp_path, name):
    path = write(tmp_path, name, gzip.compress(b'{"text": "' + bytes(100_000_000)))
    found, skips = run(path)
    assert found == []
    assert set(skips.skipped) <= {"bomb", "too-large", "unknown-encoding"}


def test_unknown_date_is_a_note_and_the_article_is_taken(tmp_path):
    [article], skips = run(write(tmp_path, "a.txt", f"Date: some day\n\n{TEXT}"))
    assert article.date is None
    assert not skips.skipped
    assert skips.noted == {"unknown-date": 1}


def test_same_id_again_is_a_skip(tmp_path):
    other = LINE.replace("Thursday", "Friday")
    found, skips = run(write(tmp_path, "a.jsonl", f"{LINE}\n{other}\n{LINE}"))
    assert len(found) == 1
    assert skips.skipped == {"duplicate-id": 1, "repeated": 1}


def test_source_that_does_not_exist_is_an_error_before_any_work(tmp_path):
    with pytest.raises(SourceError, match="nowhere"):
        read([write(tmp_path, "a.txt", TEXT), tmp_path / "nowhere"])


def test_file_name_that_is_no_text_gives_a_printable_id(tmp_path):
    path = bytes(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:
        file.write(TEXT.encode())
    [article], _ = run(tmp_path)
    assert article.id == f"{tmp_path.name}/caf\\xe9.txt"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://", "https://a b/", "file:///etc/passwd", 'http://e.org/"><b>', "//"]
)
def test_address_that_is_not_of_the_web_is_dropped(tmp_path, url):
    [article], _ = run(write(tmp_path, "a.jsonl", json.dumps({"id": "a", "text": TEXT, "url": url})))
    assert article.url == ""


def test_slow_page_is_given_up(tmp_path, monkeypatch):
    import trafilatura

    from alliance_graph.sources import html

    monkeypatch.setattr(html, "_SECONDS", 0.05)
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: time.sleep(5))
    found, skips = run(write(tmp_path, "a.html", PAGE))
    assert found == []
    assert skips.skipped == {"too-slow": 1}


def test_every_reader_can_read_or_says_what_to_do():
    assert all(reader.read or reader.hint for reader in READERS.values())
