"""What the engine says of a broken query, in words: where it breaks off, what does not fit there, what to try."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from alliance_graph.graph.hints import suggest

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
_UNBOUND = "The SELECT contains a variable that is unbound"
_MOST = 8
"""Marks that are told of those expected."""
_LONGEST = 60
"""Characters that are told of a word of the query."""
_WIDEST = 120
"""Characters of the line that is shown."""


def explain_error(message: str, sparql: str, prefixes: Mapping[str, str]) -> str:
    """The engine's message with the place that it speaks of; `prefixes` are those that need no declaration."""
    found = re.match(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", message, re.DOTALL)
    first = re.match(r"(?:\s|#.*)*([^\s{<]*)", sparql)
    if not sparql.strip():
        return "SPARQL error: the query is empty; `query --list` shows questions with a name"
    if first and first[1].upper() not in _FORMS:
        forms = f"{', '.join(_FORMS[:-1])} or {_FORMS[-1]}"
        return f"SPARQL error: a query begins with {forms}, not with {first[1][:_LONGEST]!r}"
    if not found:
        return f"SPARQL error: {message}"
    lines = [*sparql.splitlines(), ""]
    number, column, expected = int(found[1]), int(found[2]), found[3]
    if number > len(lines):
        return f"SPARQL error: {message}"
    declared = {*prefixes, *re.findall(r"(?i)\bPREFIX\s+([\w.-]*):", sparql)}
    column, told = _explain(expected, lines[number - 1], column, prefixes, declared)
    return f"SPARQL error in line {number}, column {column}: {told}{_show(lines[number - 1], column)}"


def _explain(expected: str, line: str, column: int, prefixes: Mapping[str, str], declared: Set[str]) -> tuple[int, str]:
    """Where the fault begins, and what it is."""
    before = line[: column - 1]
    name = re.search(r"(?<![\w.-])(?P<prefix>[\w.-]*):[^\s:]*$", before)
    if "Prefix not found" in expected and name:
        return name.start() + 1, _tell_unknown(name["prefix"], prefixes)
    iri = re.search(r"<[^<>]*>?$", before)
    if "IRI parsing failed" in expected and iri:
        return iri.start() + 1, f"{iri[0][:_LONGEST]} is no IRI; write it whole and without spaces, as <https://...>"
    if _UNBOUND in expected:
        return column, "a variable of SELECT stands neither within the braces nor in GROUP BY"
    marks = [mark.removeprefix("\\") or mark for mark in re.findall(r'"((?:[^"\\]|\\.)+)"', expected)]
    word = re.search(r"(?<![\w:?$])[A-Za-z]\w*$", before)
    if ":" in marks and word and word[0] not in ("a", "true", "false"):
        is_prefix = before[: word.start()].rstrip().upper().endswith("PREFIX")
        noun = word[0][:_LONGEST]
        hint = f"with a colon, as {noun}:" if is_prefix else f"with a prefix, as ag:{noun}"
        return word.start() + 1, f"{noun!r} is no name; write it {hint}"
    if marks:
        return column, f"expected {' or '.join(marks[:_MOST])}; check brackets, dots and prefixes"
    if "['0'" in expected:
        return column, "expected a number"
    column, word_here = _find_word(expected, line, column)
    unknown = re.match(r"([\w.-]*):", word_here)
    if unknown and unknown[1] not in declared:
        return column, _tell_unknown(unknown[1], prefixes)
    told = f"{word_here[:_LONGEST]!r} does not fit here" if word_here else "something is missing before the end"
    return column, f"{told}; check brackets, dots and prefixes"


def _tell_unknown(prefix: str, prefixes: Mapping[str, str]) -> str:
    known = ", ".join(sorted(prefixes))
    prefix = prefix[:_LONGEST]
    hint = suggest(prefix, prefixes) if prefix else ""
    declared = f"{known} need no declaration, others do: PREFIX {prefix or 'name'}: <https://...>"
    return f"the prefix {prefix + ':'!r} is unknown{hint}; {declared}"


def _find_word(expected: str, line: str, column: int) -> tuple[int, str]:
    """The word that does not fit: the engine tells of any character where those that would fit might have ended."""
    longest = max((len(word) for word in re.findall(r"[A-Za-z]{2,}", expected)), default=1)
    start = max(column - longest, 1)
    found = re.match(r"\s*(\S+)", line[start - 1 :])
    return start + (found.start(1) if found else 0), found[1] if found else ""


def _show(line: str, column: int) -> str:
    """The line, or as much of it as is shown, with a mark below the column."""
    start = max(0, column - _WIDEST)
    shown = line[start : start + _WIDEST].replace("\t", " ").rstrip()
    return f"\n  {shown}\n  {' ' * (column - 1 - start)}^"
