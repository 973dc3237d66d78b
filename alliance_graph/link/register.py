"""The register: all entries of the lists of companies, on disk by the keys of their names."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from alliance_graph.errors import StoreError
from alliance_graph.jsonl import parse_entry, write_entry
from alliance_graph.link.keys import key_of
from alliance_graph.link.strangers import are_strangers
from alliance_graph.model import Entry
from alliance_graph.notes import Note, no_note

_TABLES = """
CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, line TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS name (key TEXT, entry INTEGER, rank INTEGER, PRIMARY KEY (key, entry)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS identifier (value TEXT PRIMARY KEY, entry INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (digest TEXT);
"""
_MAIN, _OTHER, _OVER = 0, 1, 2
"""How good a name is; that of a company that is no more comes after all others."""


class Register:
    """A file of SQLite, made when the first list is added."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    @property
    def digest(self) -> str:
        """Another text after each list that was added; "" before the first."""
        rows = self._connect().execute("SELECT digest FROM state").fetchall() if self._path.exists() else []
        return str(rows[0][0]) if rows else ""

    def find(self, key: str) -> Entry | None:
        """The one company of this name: by its first name, else by another; None where there are several.

        One that is no more is found where there is no other.
        """
        if not self._path.exists():
            return None
        rows = self._connect().execute(
            "SELECT rank, line FROM name JOIN entry ON entry.id = name.entry WHERE key = ? ORDER BY rank LIMIT 3", [key]
        )
        found = rows.fetchall()
        best = [line for rank, line in found if rank == found[0][0]]
        return parse_entry(best[0]) if len(best) == 1 else None

    def add(self, entries: Iterable[Entry], note: Note = no_note) -> int:
        """Add a list, all of it or, when it breaks off, nothing; how many entries it has.

        What one identifier makes one company is noted where the names have nothing in common.
        """
        with _named_errors(self._path), self._connect() as connection:  # one transaction
            count = sum(_add(entry, connection, note) for entry in entries)
            connection.execute("DELETE FROM state")
            connection.execute("INSERT INTO state VALUES (?)", [secrets.token_hex(8)])
        return count

    def _connect(self) -> sqlite3.Connection:
        if not self._connection:
            with _named_errors(self._path):
                self._connection = sqlite3.connect(self._path)
                self._connection.executescript(_TABLES)
        return self._connection


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}; make room, or remove the file and add the lists anew") from error


def _add(entry: Entry, connection: sqlite3.Connection, note: Note) -> int:
    """Add one entry, together with those that have one of its identifiers."""
    marks = ",".join("?" * len(found := _identifiers(entry)))
    known = connection.execute(
        f"SELECT id, line FROM entry WHERE id IN (SELECT entry FROM identifier WHERE value IN ({marks})) ORDER BY id",
        found,
    ).fetchall()
    for _, line in known:
        old = parse_entry(line)
        if are_strangers(entry, old):
            shared = entry.id if entry.lei == old.lei else replace(entry, lei="").id
            note("list-one-id", shared, f"{old.name!r} and {entry.name!r} share it and no name, and are one now")
        entry = _unite(entry, old)
    for number, line in known:
        keys = [(key, number) for key in _ranks(parse_entry(line))]
        connection.executemany("DELETE FROM name WHERE key = ? AND entry = ?", keys)
        connection.execute("DELETE FROM entry WHERE id = ?", [number])
    cursor = connection.execute("INSERT INTO entry (line) VALUES (?)", [write_entry(entry)])
    number = cursor.lastrowid
    names = [(key, number, rank) for key, rank in _ranks(entry).items()]
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
    identifiers = [(value, number) for value in _identifiers(entry)]
    connection.executemany("INSERT OR REPLACE INTO identifier VALUES (?, ?)", identifiers)
    return 1


def _identifiers(entry: Entry) -> list[str]:
    found = [f"lei {entry.lei}"] if entry.lei else []
    found += [f"wikidata {entry.wikidata}"] if entry.wikidata else []
    return found or [f"name {key_of(entry.name)} {entry.country}"]


def _ranks(entry: Entry) -> dict[str, int]:
    """The keys of all names, with how good each is."""
    ranks = {key_of(name): _OTHER for name in (*entry.aliases, *entry.former)} | {key_of(entry.name): _MAIN}
    return {key: rank + _OVER * entry.is_over for key, rank in ranks.items() if key}


def _unite(new: Entry, old: Entry) -> Entry:
    """The newer entry, with what the older one knows more."""
    fields = {name: getattr(new, name) or getattr(old, name) for name in Entry.__slots__}
    fields["is_over"] = new.is_over
    fields["former"] = tuple(dict.fromkeys((*new.former, *old.former)))
    names = dict.fromkeys((*new.aliases, *old.aliases, old.name))
    fields["aliases"] = tuple(name for name in names if name not in (new.name, *fields["former"]))
    return Entry(**fields)
