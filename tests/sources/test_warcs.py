"""Web archives: every record that is whole is read, every other is counted, whatever was done to the file."""

import base64
import gzip
import hashlib
import random
from itertools import pairwise

import pytest

from tests.sources.test_archives import line
from tests.sources.test_readers import PAGE, TEXT, run, write

COUNT = 8


def make_record(content, kind="response", mime="application/http; msgtype=response", url="https://e.org/a", **headers):
    content = content.encode() if isinstance(content, str) else content
    headers = {"Content_Length": len(content), "WARC_Block_Digest": digest(content)} | headers
    lines = [
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {mime}",
        "WARC-Date: 2024-08-01T00:00:00Z",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join(["WARC/1.0", *lines, "", ""]).encode() + content + b"\r\n\r\n"


def digest(content):
    return f"sha1:{base64.b32encode(hashlib.sha1(content).digest()).decode()}"


def make_page(body=PAGE, head="Content-Type: text/html; charset=utf-8", status="200 OK"):
    return f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + (body.encode() if isinstance(body, str) else body)


RECORDS = [
    make_record(make_page(f"{number} {TEXT}", "Content-Type: text/plain"), url=f"https://e.org/{number}")
    for number in range(COUNT)
]
PLAIN = b"".join(RECORDS)
PACKED = b"".join(map(gzip.compress, RECORDS))


def test_pages_of_an_archive_are_articles_with_their_address(tmp_path):
    content = b"".join(
        gzip.compress(record)
        for record in (
            make_record(b"software: x", "warcinfo", "application/warc-fields"),
            make_record(b"GET / HTTP/1.1\r\n\r\n", "request"),
            make_record(make_page(gzip.compress(PAGE.encode()), "Content-Type: text/html\r\nContent-Encoding: gzip")),
            make_record(f"Venture\n\n{TEXT} 2", "conversion", "text/plain", "https://e.org/2"),
            make_record(f"{TEXT} \u0160koda".encode("iso-8859-2"), "resource", "text/plain", "https://e.org/3"),
            make_record(
                make_page(f"{TEXT} \u0160koda".encode("iso-8859-2"), "Content-Type: text/plain; charset=iso-8859-2"),
                url="https://e.org/4",
            ),
        )
    )
    found, skips = run(write(tmp_path, "a", content))
    assert [article.id for article in found] == [f"https://e.org/{name}" for name in "a234"]
    assert found[0].url == "https://example.org/2024/venture"
    assert (found[1].title, found[1].url) == ("Venture", "https://e.org/2")
    assert found[3].text.endswith("\u0160koda")
    assert not skips.skipped


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (make_record(make_page(status="404 Not Found")), "http-status"),
        (make_record(b"garbage"), "http-status"),
        (make_record(make_page(head="Content-Type: image/png")), "other-type"),
        (make_record(make_page(head="Content-Type: text/css")), "other-type"),
        (make_record(make_page(), "revisit"), "revisit"),
        (make_record(make_page(), "strange"), "broken-record"),
        (make_record(make_page(), WARC_Segment_Number=2), "broken-record"),
        (make_record(make_page(), WARC_Block_Digest=digest(b"x")), "wrong-digest"),
        (make_record(make_page(), Content_Length="many"), "broken-record"),
        (make_record(make_page(), Content_Length=10**12), "too-large"),
        (make_record(make_page("no brotli", "Content-Encoding: br")), "broken-record"),
        (make_record(make_page(gzip.compress(TEXT.encode())[:-9], "Content-Encoding: gzip")), "broken-gzip"),
        (make_record(make_page(line(), "Content-Type: text/html\r\nContent-Encoding: gzip")), "bomb"),
        (make_record(make_page(b"\x89PNG\r\n\x1a\n" + bytes(99))), "binary"),
        (make_record(make_page(""), url="../../etc/passwd"), "empty"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_record_that_holds_no_article_is_a_skip_and_the_next_is_read(tmp_path, record, reason, pack):
    found, skips = run(write(tmp_path, "a.warc", pack(record) + pack(RECORDS[1])))
    assert [article.id for article in found] == ["https://e.org/1"]
    assert skips.skipped == {reason: 1}


def test_page_that_the_crawler_cut_is_a_note(tmp_path):
    [_], skips = run(write(tmp_path, "a.warc", make_record(make_page(), WARC_Truncated="length")))
    assert skips.noted == {"truncated": 1}


def _bounds(packed):
    sizes = [len(gzip.compress(record)) if packed else len(record) for record in RECORDS]
    return [sum(sizes[:number]) for number in range(COUNT + 1)]


def _damage(content, random):
    """The content with one thing wrong, and from where to where it is."""
    start = random.randrange(len(content))
    end = min(len(content), start + random.choice([1, 2, 16, 200, 700]))
    kind = random.choice(["flip", "zero", "delete", "insert", "noise", "cut"])
    if kind == "cut":
        return content[:start], start, len(content)
    noise = random.randbytes(end - start)
    middle = {"flip": bytes([content[start] ^ 1 << random.randrange(8)]), "zero": bytes(end - start), "delete": b""}
    middle |= {"insert": content[start:end] + noise, "noise": noise}
    end = start + 1 if kind == "flip" else end
    return content[:start] + middle[kind] + content[end:], start, end


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a"])
@pytest.mark.parametrize("seed", range(7))
def test_every_record_of_a_damaged_archive_is_read_or_counted(tmp_path, name, seed):
    content = PACKED if name == "a.warc.gz" else PLAIN
    bounds = _bounds(name == "a.warc.gz")
    texts = {f"{number} {TEXT}" for number in range(COUNT)}
    chance = random.Random(seed)
    for _ in range(100):
        damaged, start, end = _damage(content, chance)
        found, skips = run(write(tmp_path, name, damaged))
        read = {article.text for article in found}
        whole = {f"{n} {TEXT}" for n, (a, b) in enumerate(pairwise(bounds)) if b <= start or a >= end}
        assert read <= texts
        assert whole <= read or (name == "a" and start < bounds[1] and skips.skipped)
        if read < texts and len(damaged) >= len(content):  # what is cut off or out at a record's edge leaves no trace
            assert skips.skipped


def test_wrong_length_does_not_swallow_the_next_record(tmp_path):
    for length in (0, 5, 100, len(RECORDS[0]), len(PLAIN), 1_000_000, 19_999_999):
        wrong = make_record(make_page(), Content_Length=length, WARC_Block_Digest=None)
        found, skips = run(write(tmp_path, "a.warc", wrong + PLAIN))
        assert len(found) == COUNT
        assert skips.skipped
    swallowing = make_record(make_page() + b"\r\n\r\n" + RECORDS[0][:-4], WARC_Block_Digest=None)
    found, skips = run(write(tmp_path, "a.warc", swallowing + b"".join(RECORDS[1:])))
    assert len(found) == COUNT
    assert skips.skipped == {"broken-record": 1}
