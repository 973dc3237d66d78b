"""A store at an endpoint with a copy on this machine: it reads the copy, and writes to the endpoint first."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pyoxigraph as ox

from alliance_graph.address import find_cache, parse_address
from alliance_graph.errors import StoreError
from alliance_graph.graph.bands import Bands
from alliance_graph.graph.directory import BANDS, Settings, load_ontology, open_oxigraph, store_errors
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.iris import BASE, Iris
from alliance_graph.graph.linker import Linker
from alliance_graph.graph.remote.client import Client
from alliance_graph.graph.remote.copying import copy_graphs
from alliance_graph.graph.remote.graphs import CONFIGURATION, DECISIONS, REVISION, SETTINGS, STORE
from alliance_graph.graph.remote.line import RefusedError
from alliance_graph.graph.remote.remote import Remote
from alliance_graph.graph.remote.state import Revision, State
from alliance_graph.graph.store import Store
from alliance_graph.graph.terms import value
from alliance_graph.graph.view import Rulebook
from alliance_graph.model import THRESHOLD, Entry
from alliance_graph.notes import Note, no_note

_TRIES = 3


def open_mirror(
    place: str, *, linker: Linker, create: bool = False, base_iri: str = BASE, threshold: float = THRESHOLD
) -> Store:
    """The store at an endpoint, copied to this machine where the copy here is of another state; raises StoreError.

    With `create` a new one where there is none, to which `base_iri` and `threshold` count.
    """
    remote = Remote(Client(parse_address(place)))
    path = find_cache(remote.client.address)
    try:
        if not create:
            remote.read_settings()
        with store_errors(path):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        oxigraph, settings = _open_copy(remote, path, Settings(base_iri, threshold))
        rulebook = Rulebook(linker, Iris(settings.base_iri), settings.threshold, bands=Bands(path / BANDS))
        return Mirror(path, oxigraph, rulebook, remote)
    except BaseException:
        remote.client.close()
        raise


class Mirror(Store):
    """A store of which an endpoint has the state."""

    def __init__(self, path: Path, oxigraph: ox.Store, rulebook: Rulebook, remote: Remote) -> None:
        super().__init__(path, oxigraph, rulebook)
        self.remote = remote
        try:
            self.heed()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the copy, and hang up."""
        try:
            super().close()
        finally:
            self.remote.client.close()

    def add_list(self, entries: Iterable[Entry], note: Note = no_note) -> int:
        """Raises StoreError: a list may be larger than all else, and each machine would have to have the same."""
        raise StoreError(
            "lists of companies are kept beside a store in a directory, not at an endpoint; build in a directory, or "
            "without the list"
        )

    def _commit(self, draft: Draft) -> None:
        """Write a draft to the endpoint, with what people decided, and then to the copy."""
        for file, name in DECISIONS.items():
            path = self.path / file
            _set(draft, name, path.read_text("utf-8") if path.is_file() else "")
        removed, added = draft.changes()
        if removed or added:
            revision = self.remote.push(removed, added, _find_revision(self.oxigraph))
            _set(draft, REVISION, str(revision))
            draft.commit()


def _make(remote: Remote, settings: Settings, path: Path) -> None:
    """Make a store at the endpoint, with what every store holds."""
    remote.check_free()
    new = ox.Store()
    load_ontology(new)
    new.add(_setting(CONFIGURATION, json.dumps(asdict(settings))))
    try:
        remote.push([], list(new), None)
    except RefusedError as error:
        raise StoreError(f"{error}; are updates sent to the right address (ALLIANCE_GRAPH_UPDATE_URL)?") from error
    for file in DECISIONS:
        (path / file).unlink(missing_ok=True)  # of a store that was there before


def _open_copy(remote: Remote, path: Path, wanted: Settings) -> tuple[ox.Store, Settings]:
    """The copy, made anew where it is of another state, and the settings; a store as wanted where there is none."""
    oxigraph, wrong = open_oxigraph(path), ""  # first of all: who has it is the only writer of this name
    remote.writer = _find_writer(path)
    if remote.read().revision is None:
        _make(remote, wanted, path)
    for _ in range(_TRIES):
        state, settings = remote.read_settings()
        if _find_revision(oxigraph) == state.revision:
            return oxigraph, settings
        del oxigraph
        with store_errors(path):
            Bands(path / BANDS).remove()
            shutil.rmtree(path / "oxigraph")
            oxigraph = open_oxigraph(path)
            wrong = copy_graphs(remote, state.revision.counts if state.revision else (), oxigraph, path)
            if not wrong:
                _finish_copy(oxigraph, state, path)
    raise StoreError(
        f"{remote.client.address}: {wrong or 'it changes faster than it can be copied'}; another program writes to it, "
        "or it cuts its answers short"
    )


def _find_writer(path: Path) -> str:
    """The name by which the endpoint knows who writes through this copy."""
    file = path / "writer"
    with store_errors(path):
        if not file.is_file() or not re.fullmatch("[0-9a-f]{8}", file.read_text("utf-8")):
            file.write_text(secrets.token_hex(4), "utf-8")
        return file.read_text("utf-8")


def _finish_copy(oxigraph: ox.Store, state: State, path: Path) -> None:
    """Write decisions and settings, and at last the revision, without which a copy is none."""
    for file, text in state.decisions.items():
        if text:
            (path / file).write_text(text, "utf-8")
            oxigraph.add(_setting(DECISIONS[file], text))
        else:
            (path / file).unlink(missing_ok=True)
    oxigraph.add(_setting(CONFIGURATION, state.configuration))
    oxigraph.add(_setting(REVISION, str(state.revision)))


def _find_revision(oxigraph: ox.Store) -> Revision | None:
    """The state of which this is a copy."""
    found = oxigraph.quads_for_pattern(STORE, REVISION, None, SETTINGS)
    return next((Revision.parse(value(quad)) for quad in found), None)


def _set(draft: Draft, predicate: ox.NamedNode, text: str) -> None:
    """Make a text the value of a setting, or leave it out where it is empty."""
    old = draft.find(STORE, predicate, None, SETTINGS)
    draft.replace(old, [_setting(predicate, text)] if text else [])


def _setting(predicate: ox.NamedNode, text: str) -> ox.Quad:
    return ox.Quad(STORE, predicate, ox.Literal(text), SETTINGS)
