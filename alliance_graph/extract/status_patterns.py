"""Wordings that settle a status, whatever rule and model vote for: `words/status_patterns.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from alliance_graph.extract.findings import Finding
from alliance_graph.extract.relations import SYMMETRIC
from alliance_graph.model import Status

_FIRST, _SECOND = "@1@", "@2@"
_FEW_WORDS = re.compile(r"\{W(\d+)\}")
"""Up to so many words, within one part of the sentence."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    before: frozenset[Status]
    after: Status
    regex: re.Pattern[str]
    unless: re.Pattern[str] | None


def overrule(kind: str, status: Status, finding: Finding) -> Status:
    """The status that the words about the two parties of the finding settle; the same where they settle none."""
    patterns = [pattern for pattern in _patterns().get(kind, ()) if status in pattern.before]
    if not patterns:
        return status
    texts = list(_mark(kind, finding))
    for pattern in patterns:
        if any(pattern.regex.search(text) for text in texts) and not (
            pattern.unless and pattern.unless.search(texts[0])
        ):
            return pattern.after
    return status


def _mark(kind: str, finding: Finding) -> Iterator[str]:
    """The last sentence of the window with the two parties marked, partners both ways round."""
    yield _marked(finding, finding.first)
    if kind in SYMMETRIC:
        yield _marked(finding, finding.second)


def _marked(finding: Finding, first: str) -> str:
    window = finding.window
    text, body = window.text, window.body
    for place in sorted(finding.places, key=lambda place: -place.start):
        if place.start >= body:
            mark = _FIRST if place.key == first else _SECOND
            text = text[: place.start] + mark + text[place.end :]
    return text[body:]


@cache
def _patterns() -> dict[str, list[_Pattern]]:
    """By kind, in the order of the file."""
    text = files("alliance_graph").joinpath("words", "status_patterns.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    words = {**table["words"], "A": _FIRST, "B": _SECOND}
    found: dict[str, list[_Pattern]] = {}
    for row in table["pattern"]:
        pattern = _Pattern(
            frozenset(Status(status) for status in row["before"]),
            Status(row["after"]),
            re.compile(_fill(row["regex"], words), re.IGNORECASE),
            re.compile(_fill(row["unless"], words)) if "unless" in row else None,
        )
        for kind in row["kinds"]:
            found.setdefault(kind, []).append(pattern)
    return found


def _fill(regex: str, words: Mapping[str, str]) -> str:
    for name, pattern in words.items():
        regex = regex.replace(f"{{{name}}}", pattern)
    return _FEW_WORDS.sub(r"(?:[^\\s;]+ ){0,\1}", regex)
