"""Messages, mailboxes, Reuters' SGML and PDF: whole ones are read, damaged ones counted."""

import builtins
from datetime import date
from email.message import EmailMessage

import pytest

from alliance_graph.sources import mail, pdf
from tests.sources.test_readers import TEXT, run, write


def make_message(number=1, plain=TEXT, page="", charset="utf-8", **headers):
    message = EmailMessage()
    told = {"From": "The Wire <news@e.org>", "Subject": f"Nestlé {number}", "Date": "Thu, 01 Aug 2024 08:00:00 +0000"}
    for name, value in (told | {"Message-ID": f"<{number}@e.org>"} | headers).items():
        message[name] = value
    message.set_content(plain, charset=charset)
    if page:
        message.add_alternative(page, subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="../../a.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252"])
def test_message_is_an_article_with_subject_sender_and_date(tmp_path, charset):
    [article], skips = run(write(tmp_path, "a", make_message(plain=f"{TEXT} Nestlé", charset=charset)))
    assert (article.id, article.title, article.outlet) == (f"{tmp_path.name}/a", "Nestlé 1", "The Wire")
    assert (article.text, article.date) == (f"{TEXT} Nestlé", date(2024, 8, 1))
    assert not skips.skipped


def test_page_of_a_newsletter_is_read_where_the_plain_part_says_nothing(tmp_path):
    page = f"<table><tr><td><h1>News</h1></td></tr><tr><td>{TEXT}</td></tr></table>"
    [article], _ = run(write(tmp_path, "a.eml", make_message(plain="Open in browser", page=page)))
    assert article.text == f"News\n\n{TEXT}"


def test_mailbox_gives_its_messages_and_counts_what_is_none(tmp_path):
    line = b"From news@e.org Thu Aug  1 08:00:00 2024\n"
    quoted = make_message(2, f"{TEXT}\n\n>From Tokyo at 10:00").replace(b">From", b">>From")
    content = line + make_message(1) + b"\n" + line + b"Subject: nothing\n\n\n" + line + quoted
    found, skips = run(write(tmp_path, "a", content))
    assert [article.id for article in found] == ["1@e.org", "2@e.org"]
    assert found[1].text.endswith(">From Tokyo at 10:00")
    assert skips.skipped == {"empty": 1}


@pytest.mark.parametrize(
    "content",
    [
        b"Message-ID: <1>\nContent-Type: multipart/mixed; boundary=a\n"
        + b"\n--a\nContent-Type: multipart/mixed; boundary=a\n" * 5000,
        b"Message-ID: <1>\nFrom: " + b"(" * 100_000 + b"\n\n" + TEXT.encode(),
        b"Message-ID: <1>\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\n",
        b"Message-ID: <1>\nContent-Type: text/plain; charset=x\nContent-Transfer-Encoding: base64\n\n\xff\xfe!!!",
        b"Message-ID: <1>\nContent-Type: message/rfc822\n\n" * 2000,
        b"Message-ID: " + b"<" * 50_000 + b"\n\nx",
    ],
    ids=range(6),
)
def test_hostile_message_ends_in_time(tmp_path, monkeypatch, content):
    monkeypatch.setattr(mail, "_SECONDS", 1.0)
    found, skips = run(write(tmp_path, "a.eml", content))
    assert len(found) + skips.skipped.total() == 1


REUTERS = f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" OLDID="5544" NEWID="1">
<DATE> 1-AUG-1987 15:01:01.79</DATE>
<TEXT>&#2;
<TITLE>VENTURE &lt;VNT> FOUNDED</TITLE>
<DATELINE>    TOKYO, Aug 1 - </DATELINE><BODY>{TEXT.replace(" would ", chr(10))}
    Second paragraph,
of two lines.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="2">
<TEXT TYPE="BRIEF">&#2;
******<TITLE>NO BODY</TITLE></TEXT>
</REUTERS>
<REUTERS NEWID="3">
<TEXT><BODY>cut
<REUTERS NEWID="4">
<TEXT><TITLE>LAST</TITLE><BODY>{TEXT}</BODY></TEXT></REUTERS>
"""


def test_articles_of_reuters_have_the_ids_of_the_collection(tmp_path):
    [first, last], skips = run(write(tmp_path, "reut2-000.sgm", REUTERS))
    assert (first.id, first.title, first.date) == ("reuters-1", "VENTURE <VNT> FOUNDED", date(1987, 8, 1))
    assert first.text == f"{TEXT.replace(' would', '')}\n\nSecond paragraph, of two lines."
    assert last.id == "reuters-4"
    assert skips.skipped == {"empty": 1, "broken-sgml": 1}


def make_pdf(text=TEXT, extra=b""):
    lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {lines}ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>/MediaBox [0 0 9 9]>>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Venture) /CreationDate (D:20240801080000Z) >>",
    ]
    content, places = b"%PDF-1.4\n" + extra, []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 7\n0000000000 65535 f \n%strailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF"
    return content + tail % (table, len(content))


def test_text_title_and_day_of_a_pdf_are_read_and_broken_words_joined(tmp_path):
    [article], skips = run(write(tmp_path, "a", make_pdf("Nissan and Honda found a ven-\nture.")))
    assert (article.title, article.date) == ("Venture", date(2024, 8, 1))
    assert article.text == "Nissan and Honda found a venture."
    assert not skips.skipped


def test_damaged_pdf_is_read_or_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "_SECONDS", 2.0)
    content = make_pdf()
    for cut in range(10, len(content), 37):
        for damaged in (content[:cut], content[:cut] + b"\0\xff" + content[cut + 2 :]):
            found, skips = run(write(tmp_path, "a.pdf", damaged))
            assert len(found) + skips.skipped.total() == 1


def test_missing_extra_says_what_to_install(tmp_path, monkeypatch):
    load = builtins.__import__

    def refuse(name, *args):
        if name.startswith("pypdf"):
            raise ImportError(name)
        return load(name, *args)

    monkeypatch.setattr(builtins, "__import__", refuse)
    found, skips = run(write(tmp_path, "a.pdf", make_pdf()))
    assert found == []
    assert skips.skipped == {"missing-extra": 1}
    assert "alliance-graph[pdf]" in skips.examples[0].message
