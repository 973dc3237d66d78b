"""What SPARQL may run: reading only, without the network, and small enough for the engine's stack.

The engine dies of deep or long expressions and cannot switch SERVICE off, so a text is judged before it sees it.
Its grammar alone tells an IRI from two comparisons ("?a<b:c#>..."); where that could hide a word, the text is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance_graph.errors import QueryError

LONGEST = 64 * 1024
"""Bytes of a query in UTF-8."""

DEEPEST = 128
"""Levels of brackets and unary operators; pyoxigraph 0.5.13 ends the process at 4,000 groups."""

MOST_PARTS = 4_000
"""Operators, keywords and punctuation marks; pyoxigraph 0.5.13 ends the process at 8,000 additions, not at 6,000."""

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\x00-\x20]*>)
    |(?P<text>'''(?:[^'\\]|\\.|'(?!''))*'''|\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}
        |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    |(?P<name>[?$]\w+|@[A-Za-z][A-Za-z0-9-]*|[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<run>[\w.-]+)
    |(?P<mark>!=|<=|>=|&&|\|\||\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)
_IN_RUN = re.compile(r"(?P<name>[0-9][\w.]*)|(?P<word>[A-Za-z_]\w*)|(?P<mark>.)")
"""The tokens of a run that no colon follows; the colon is looked for once and not from every letter."""

_REFUSED = {
    "SERVICE": "would ask a server on the network",
    "LOAD": "would read from the network",
    "FROM": "names a data set; all queries ask the default graph",
} | dict.fromkeys(
    ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"),
    "would change the store; queries only read (use build or remove)",
)
_HIDDEN = re.compile(r"service|load|from|insert|delete|clear|drop|create|copy|move|add", re.IGNORECASE)


def check(sparql: str) -> None:
    """Nothing, where the text may run; raises QueryError with the line and what to try."""
    try:
        size = len(sparql.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise QueryError(f"the query is no text in UTF-8: character {error.start + 1} is half of one") from None
    if size > LONGEST:
        raise QueryError(f"the query has {size:,} bytes, at most {LONGEST:,} are allowed: ask for less at a time")
    depth = unary = parts = 0
    for kind, token, line in _read_tokens(sparql):
        if kind == "mark":
            _check_mark(token, line)
            depth += (token in "([{") - (token in ")]}")
        unary = unary + 1 if token in ("!", "-", "+") else 0
        parts += kind in ("mark", "word")
        if kind == "word" and token.upper() in _REFUSED:
            raise QueryError(f"line {line}: {token.upper()} is refused: it {_REFUSED[token.upper()]}")
        if max(depth, unary, token.count("(") if kind == "iri" else 0) > DEEPEST:
            raise QueryError(f"line {line}: nested more than {DEEPEST} levels deep: take some brackets out")
        if parts > MOST_PARTS:
            raise QueryError(f"line {line}: more than {MOST_PARTS:,} operators and words: split the query")


def _read_tokens(sparql: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and line of each token but space."""
    line, before, depth, is_doubtful = 1, "", 0, False
    for match in _match_tokens(sparql):
        kind, token = match.lastgroup or "", match.group()
        is_doubtful |= kind == "iri" and depth > 0 and _ends_term(before) and ("'" in token or "#" in token)
        if is_doubtful and kind in ("text", "space") and _HIDDEN.search(token):
            raise QueryError(
                f"line {line}: cannot tell whether '<' compares or begins an IRI: put a space or a prefix there"
            )
        if kind != "space":
            yield kind, token, line
            before = token if kind == "mark" else kind
            depth += (token in ("(", "[")) - (token in (")", "]")) if kind == "mark" else 0
        line += token.count("\n")


def _match_tokens(sparql: str) -> Iterator[re.Match[str]]:
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup == "run":
            yield from _IN_RUN.finditer(sparql, *match.span())
        else:
            yield match


def _ends_term(before: str) -> bool:
    return before in ("iri", "text", "name", "word", ")", "]")


def _check_mark(mark: str, line: int) -> None:
    if mark in "'\"":
        raise QueryError(f"line {line}: a string that begins here does not end: close the quotation mark")
    if mark == "\\":
        raise QueryError(f"line {line}: a backslash stands outside of a string: write the character itself")
