"""Newsletters: messages (EML) and mailboxes (mbox), an article a message; what is attached is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from alliance_graph.errors import ArticleError
from alliance_graph.model import Article
from alliance_graph.sources.clean import clean_line, clean_text
from alliance_graph.sources.dates import parse_date
from alliance_graph.sources.deadline import guard
from alliance_graph.sources.encoding import decode
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.fragments import to_text
from alliance_graph.sources.packing import MAX_RECORD
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import MAX_FILE, Stream

_SECONDS = 10.0
_MAX_PARTS = 1000
_SEPARATOR = re.compile(rb"From [^\n]{0,200}\d\d:\d\d[^\n]{0,40}\r?\n")
_LEAST_PLAIN = 0.3  # of the HTML's words; a plain part with less says no more than "open this in a browser"
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_message(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article]:
    """The one article of a message."""
    yield _to_article(stream.read(MAX_RECORD), stream.place.id)


def read_mailbox(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article]:
    """The messages of a mailbox; one that cannot be read is a skip with its number."""
    for number, content in enumerate(_split(stream), 1):
        try:
            if content is None:
                raise ArticleError("too-large", f"a message of more than {MAX_RECORD:,} bytes")
            yield _to_article(content, "")
        except ArticleError as error:
            skips.skip(error.reason, f"{stream.place.name}:{number}", str(error))


def _split(stream: Stream) -> Iterator[bytes | None]:
    """The bytes of message after message; None stands for one that is too long."""
    message = bytearray()
    size, is_blank = 0, True
    for line in stream.lines():
        if is_blank and line and _SEPARATOR.fullmatch(line):
            if size:
                yield _QUOTED_FROM.sub(rb"\1", message) if size <= MAX_RECORD else None
            message, size = bytearray(), 0
            continue
        size += len(line) if line else MAX_RECORD + 1
        is_blank = not (line or b"x").strip()
        if size <= MAX_RECORD:
            message += line or b""
    if size:
        yield _QUOTED_FROM.sub(rb"\1", message) if size <= MAX_RECORD else None


def _to_article(content: bytes, place_id: str) -> Article:
    with guard(_SECONDS, "broken-message", "the message cannot be read"):
        message = BytesParser(policy=policy.default).parsebytes(content)
        return _read_parts(message, place_id)


def _read_parts(message: EmailMessage, place_id: str) -> Article:
    texts = {"plain": "", "html": ""}
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            raise ArticleError("too-large", f"a message of more than {_MAX_PARTS} parts")
        kind = part.get_content_subtype()
        if part.get_content_maintype() == "text" and kind in texts and not part.is_attachment() and not texts[kind]:
            texts[kind] = _read_text(part)
    from_html = to_text(texts["html"])
    sender = message["from"].addresses if message["from"] else ()
    return Article(
        id=place_id or clean_line(str(message["message-id"] or "")).strip("<>"),
        title=str(message["subject"] or ""),
        text=texts["plain"] if len(texts["plain"]) > _LEAST_PLAIN * len(from_html) else from_html,
        date=parse_date(str(message["date"] or "")),
        outlet=(sender[0].display_name or sender[0].domain) if sender else "",
    )


def _read_text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    if len(content) > MAX_FILE:
        raise ArticleError("too-large", f"more than {MAX_FILE:,} bytes of text")
    return clean_text(decode(content, part.get_content_charset() or ""))
