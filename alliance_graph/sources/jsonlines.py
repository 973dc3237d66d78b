"""JSON lines: an article a line, under configurable names; lines of annotations pass through as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from alliance_graph.errors import ArticleError, FormatError
from alliance_graph.jsonl import annotation_from_dict
from alliance_graph.model import Annotation, Article
from alliance_graph.sources.clean import clean_text
from alliance_graph.sources.dates import read_date
from alliance_graph.sources.fields import Fields, find_value
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Stream


def read_json_lines(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article | Annotation]:
    """The articles and annotations of the lines; a line that is neither is a skip with its number."""
    for number, line in enumerate(stream.lines(), 1):
        where = f"{stream.place.name}:{number}"
        try:
            if line is None:
                raise ArticleError("too-large", "a line of more than 20 MB")
            if line.strip():
                yield _read_line(line, where, fields, skips)
        except ArticleError as error:
            skips.skip(error.reason, where, str(error))


def _read_line(line: bytes, where: str, fields: Fields, skips: SkipLog) -> Article | Annotation:
    row = _parse(line)
    if "claims" in row and "entities" in row:
        try:
            return annotation_from_dict(_cleaned(row))
        except (FormatError, RecursionError) as error:
            raise ArticleError("broken-annotation", str(error)) from None
    return _to_article(row, where, fields, skips)


def _parse(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ArticleError("unknown-encoding", "the line is not UTF-8; convert the file first") from None
    except (ValueError, RecursionError) as error:
        hint = "; one object a line is expected (jq -c . makes it so)" if line.strip() in (b"{", b"[") else ""
        raise ArticleError("broken-json", f"not JSON: {error}{hint}") from None
    if not isinstance(row, dict):
        raise ArticleError("broken-json", "not a JSON object")
    return row


def _to_article(row: dict[str, Any], where: str, fields: Fields, skips: SkipLog) -> Article:
    text = find_value(row, fields["text"])
    if text is None:
        known = ", ".join(list(row)[:8])
        raise ArticleError("no-text", f"no field {' or '.join(fields['text'])} among {known}; see --field")
    if not isinstance(text, str):
        raise ArticleError("no-text", f"the text is a {type(text).__name__}")
    return Article(
        id=_word(row, fields["id"]) or _word(row, fields["url"]),
        text=text,
        title=_word(row, fields["title"]),
        date=read_date(find_value(row, fields["date"]), where, skips),
        url=_word(row, fields["url"]),
        outlet=_word(row, fields["outlet"]),
    )


def _word(row: dict[str, Any], names: tuple[str, ...]) -> str:
    """A text or a whole number under one of the names, else ""."""
    value = find_value(row, names)
    return str(value) if isinstance(value, str) or (isinstance(value, int) and value < 10**30) else ""


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {clean_text(key): _cleaned(part) for key, part in value.items()}
    return value
