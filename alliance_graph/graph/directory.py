"""The directory of a store: how it was made, and opening it with an error that says what to do."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyoxigraph as ox

from alliance_graph.errors import StoreError, StoreInUseError
from alliance_graph.graph.bands import Bands, files
from alliance_graph.graph.rebuild import clear, settle
from alliance_graph.graph.rules import ontology_quads
from alliance_graph.graph.terms import PUBLIC, value
from alliance_graph.ontology import DIRECTORY

FORMAT = 6
"""Goes up when a store of the older program cannot be read any more."""
SNAPSHOT = "query-"
"""What the folders begin with in which queries see the store as it was."""
JUDGEMENTS = "judgements.jsonl"
"""The file of judgements, which may be there before the store: who builds anew leaves it."""
REVIEWS = "reviews.jsonl"
"""The file of reviews of claims, which may be there before the store as well."""
COMPANIES = "companies.sqlite"
"""The lists of companies, which may be there before the store too."""
BANDS = "bands.sqlite"
"""The file of bands of texts, which is filled up where it lags behind the store."""
_SETTINGS = "store.json"


_OURS = {"oxigraph", f"{_SETTINGS}.new", JUDGEMENTS, REVIEWS, COMPANIES, f"{COMPANIES}-journal", *files(Path(BANDS))}


def digest_file(path: Path) -> str:
    """SHA-256 of what is in a file, "" where there is none."""
    with store_errors(path.parent):
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def ontology_version() -> str:
    """The version of the ontology that this program writes."""
    versions = (
        quad for quad in ontology_quads() if quad.predicate.value == "http://www.w3.org/2002/07/owl#versionInfo"
    )
    return value(next(versions))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a store was made with; it never changes afterwards."""

    base_iri: str
    threshold: float
    format: int = FORMAT
    ontology: str = field(default_factory=ontology_version)


def open_directory(path: Path, wanted: Settings, *, create: bool) -> tuple[ox.Store, Settings]:
    """Oxigraph and the settings of the store at `path`; raises StoreError."""
    if not (path / _SETTINGS).is_file() and not _is_made_since(path, create=create):
        with store_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            oxigraph = ox.Store(str(path / "oxigraph"))
            load_ontology(oxigraph)
            Bands(path / BANDS).remove()  # of a store that was here before, perhaps of another format
            _write_settings(path, wanted)
        return oxigraph, wanted
    settings = _read_settings(path)
    settle(path)
    if not (path / "oxigraph" / "CURRENT").is_file():  # Oxigraph would make a new store there, an empty one
        raise StoreError(f"{path}: {_DAMAGED}")
    return open_oxigraph(path), settings


def open_oxigraph(path: Path) -> ox.Store:
    """Oxigraph in the directory of a store, without what killed queries left there; raises StoreError."""
    with store_errors(path):
        oxigraph = ox.Store(str(path / "oxigraph"))
    for snapshot in path.glob(f"{SNAPSHOT}*"):  # whoever has the lock asks alone
        shutil.rmtree(snapshot, ignore_errors=True)
    clear(path)
    return oxigraph


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Errors of disk and Oxigraph as StoreError with what to try."""
    try:
        yield
    except OSError as error:
        advice = _explain(str(error))
        kind = StoreInUseError if advice is _IN_USE else StoreError
        raise kind(f"{path}: {advice}") from error
    except RuntimeError as error:
        check_intact(path, str(error))
        raise


def check_intact(path: Path, message: str) -> None:
    """Raise StoreError where a message of Oxigraph says that its files are damaged."""
    if "corruption:" in message.lower():
        raise StoreError(f"{path}: {_DAMAGED} ({message[:200]})")


_DAMAGED = "the store is damaged; build it anew from the articles or annotations"
_IN_USE = "the store is in use by another process; wait until it has ended, or work on a copy of the directory"
_ADVICE = {
    "no space left": "the disk is full; nothing was changed. Make room and run the same command again",
    "file too large": "a file may not grow as the store needs; nothing was changed. Raise ulimit -f, or take another "
    "disk, and run the same command again",
    "permission denied": "the store may not be written by you; give yourself the right, or copy the directory",
    "read-only file system": "the disk is read-only; copy the directory to where you may write",
    "corruption": _DAMAGED,
    "while lock file": _IN_USE,
    "lock hold by": _IN_USE,
    "resource temporarily unavailable": _IN_USE,
}
"""What to do, by words in the messages of the system and of RocksDB."""


def _explain(message: str) -> str:
    return next((advice for words, advice in _ADVICE.items() if words in message.lower()), message)


def _is_made_since(path: Path, *, create: bool) -> bool:
    """Whether another process has just made the store; raises where there is something else, or nothing may be made."""
    try:
        _check_absent(path, create=create)
    except StoreError:
        if (path / _SETTINGS).is_file():
            return True
        raise
    return False


def _check_absent(path: Path, *, create: bool) -> None:
    """Raise where there is something else, or nothing and nothing may be made."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not a store; give the directory of a store")
    rest = {entry.name for entry in path.iterdir()} - _OURS if path.is_dir() else set()
    if rest:
        raise StoreError(f"{path} is no store, but a directory with other files; give another one with --store")
    if not create:
        raise StoreError(f"there is no store at {path}; make one with: alliance-graph build SOURCES --store {path}")


def load_ontology(oxigraph: ox.Store) -> None:
    """Put in what every store holds from its beginning."""
    topics = ox.parse(path=str(DIRECTORY / "topics.ttl"), format=ox.RdfFormat.TURTLE)
    oxigraph.extend(ontology_quads())
    oxigraph.extend(ox.Quad(quad.subject, quad.predicate, quad.object, PUBLIC) for quad in topics)


def _write_settings(path: Path, settings: Settings) -> None:
    """Last of all, so that a store whose making was cut short is made again.

    Beside it under a name of ours, not one of `open_output`: what a kill leaves must not look like another's file.
    """
    new = path / f"{_SETTINGS}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump(asdict(settings), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path / _SETTINGS)


def _read_settings(path: Path) -> Settings:
    try:
        text = (path / _SETTINGS).read_text(encoding="utf-8")
    except PermissionError as error:
        raise StoreError(f"{path}: {_explain('permission denied')}") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path / _SETTINGS} cannot be read ({error}); build the store anew") from error
    return parse_settings(text, str(path / _SETTINGS))


def parse_settings(text: str, place: str) -> Settings:
    """The settings of a store somewhere, if this program can read it; raises StoreError."""
    try:
        row = json.loads(text)
        settings = Settings(str(row["base_iri"]), float(row["threshold"]), int(row["format"]), str(row["ontology"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{place}: the settings cannot be read ({error}); build the store anew") from error
    if (settings.format, settings.ontology) != (FORMAT, ontology_version()):
        raise StoreError(
            f"{place} is of format {settings.format} with ontology {settings.ontology}, this program writes "
            f"{FORMAT} with {ontology_version()}; build the store anew, or use the version of the program that made it"
        )
    return settings
