"""Claims on the terminal: shown in words, asked about by single keys, and what is typed to correct one."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import click

from alliance_graph import values
from alliance_graph.cli import options
from alliance_graph.cli.judging import ask_key, sign
from alliance_graph.errors import JudgementError, UseError
from alliance_graph.graph.answers import show
from alliance_graph.graph.claims import Listed, Open
from alliance_graph.graph.explanation import plain
from alliance_graph.graph.hints import suggest
from alliance_graph.graph.reviewing import review
from alliance_graph.graph.store import Store
from alliance_graph.graph.telling import name_article, quote
from alliance_graph.ontology import KINDS
from alliance_graph.reviews import Verdict

_ID = 8
"""Digits of an id that are shown: of 10,000 claims two begin alike in one store of a hundred."""
_KEYS = {"a": Verdict.ACCEPTED, "r": Verdict.REJECTED, "c": Verdict.CORRECTED, "n": None}
_ROLES = tuple(dict.fromkeys(role for kind in KINDS.values() for role in kind.roles))


def tell(listed: Listed) -> Iterator[str]:
    """The sentence with its article, and below it what the claim makes of it."""
    yield quote(listed.sentence)
    yield f"    {name_article(listed.article, listed.source)}"
    yield f"    {listed.id[:_ID]}  {', '.join(_say(listed))}"


def to_row(listed: Listed, one: Open | None = None) -> str:
    """The same as a line of JSON."""
    row = {"id": listed.id, **asdict(listed)} | (asdict(one) if one else {})
    return json.dumps(row, ensure_ascii=False, default=plain)


def ask(store: Store, listed: Listed, one: Open, who: str, why: str) -> bool:
    """Show a claim and write what is answered; False at the end."""
    click.echo("\n".join(tell(listed)))
    if one.tie:
        disputed = "; figures differ" if one.is_disputed else ""
        click.echo(f"    {one.sources} source{'' if one.sources == 1 else 's'}{disputed}")
    while True:
        key = ask_key("[a]ccept [r]eject [c]orrect [n]ext", _KEYS)
        if not key:
            return False
        decision = _KEYS[key]
        if decision is None or _decide(store, listed.iri, decision, sign(who, why)):
            return True


def _decide(store: Store, iri: str, decision: Verdict, said: dict[str, str]) -> bool:
    """Whether it could be written."""
    try:
        changes = parse_changes(shlex.split(_read_line())) if decision is Verdict.CORRECTED else None
        review(store, iri, decision, correction=changes, **said)
    except (JudgementError, UseError, ValueError) as error:
        options.warn(str(error))
        return False
    return True


def _read_line() -> str:
    click.echo('  status=... percent=... kind=... swap ROLE="NAME": ', err=True, nl=False)
    return sys.stdin.readline()


def parse_changes(words: Sequence[str]) -> dict[str, object]:
    """What is to be corrected: `swap`, `NAME=VALUE` of kind, status, percent and any role; raises UseError."""
    changes: dict[str, object] = {}
    roles: dict[str, list[str]] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if word == "swap":
            changes["swap"] = True
        elif not equals or not value:
            raise UseError(f"{word!r} is no correction; write swap, or NAME=VALUE such as status=completed")
        elif name == "percent":
            changes["percentage"] = _parse_percent(value)
        elif name in ("kind", "status"):
            changes[name] = value
        elif name not in _ROLES:
            raise UseError(f"there is no role {name!r}{suggest(name, _ROLES)}; roles are {', '.join(_ROLES)}")
        else:
            roles.setdefault(name, []).append(value)
    return changes | ({"roles": roles} if roles else {})


def _parse_percent(text: str) -> float | None:
    try:
        return None if text == "none" else values.percent(float(text.removesuffix("%")))
    except ValueError:
        raise UseError(f"{text!r} is no percentage; write a number from 0 to 100 such as 34, or none") from None


def _say(listed: Listed) -> Iterator[str]:
    yield (listed.form or listed.kind).replace("_", " ")
    for role, names in listed.roles.items():
        yield f"{role} {show(' and '.join(names))}"
    yield listed.status.value
    if listed.percentage:
        yield str(listed.percentage)
    yield f"confidence {listed.confidence:.2f}"
    if listed.is_candidate:
        yield "candidate"
    if listed.review:
        yield show(listed.review)
