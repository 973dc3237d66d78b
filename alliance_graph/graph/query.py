"""SPARQL 1.1 on the default graph of a store: read only, within a time limit, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from alliance_graph.errors import QueryError
from alliance_graph.graph.answers import Answer
from alliance_graph.graph.called import Companies
from alliance_graph.graph.complaint import explain_error
from alliance_graph.graph.directory import SNAPSHOT, check_intact
from alliance_graph.graph.guard import check
from alliance_graph.graph.questions import find_question, to_sparql
from alliance_graph.graph.terms import PREFIXES
from alliance_graph.ontology import TOPIC

TIMEOUT = 60.0
"""Seconds, as the Wikidata Query Service allows; a question of ours takes less than one on a million triples."""

WORKER = str(Path(__file__).with_name("worker.py"))
"""The script that answers queries in a process of its own."""


class Asked(Companies, Protocol):
    """A store on disk that can be asked."""

    @property
    def oxigraph(self) -> ox.Store: ...
    @property
    def path(self) -> Path: ...


def query(
    store: Asked, text: str, params: Mapping[str, str] | None = None, *, timeout: float | None = TIMEOUT
) -> Answer:
    """The answer to a SPARQL text or to a named question ("allies") with its parameters.

    Raises QueryError where the text does not parse or may not run, a parameter does not fit, or time runs out;
    StoreError where the store is damaged.
    """
    question = find_question(text)
    if question:
        return _run(store, to_sparql(question, store, params or {}), timeout)
    if params:
        raise QueryError("parameters go with a named question only (query --list); write values into the SPARQL text")
    check(text)
    return _run(store, text, timeout)


def to_prefixes(base_iri: str) -> dict[str, str]:
    """Prefixes that a query need not declare: the vocabularies, topics, and the data under a base IRI."""
    return {**PREFIXES, "topic": TOPIC, "co": f"{base_iri}company/", "rel": f"{base_iri}relationship/"}


def _run(store: Asked, sparql: str, timeout: float | None) -> Answer:
    # Hard links within the store's folder: a copy of 200,000 triples takes 2 ms.
    with tempfile.TemporaryDirectory(prefix=SNAPSHOT, dir=store.path, ignore_cleanup_errors=True) as folder:
        snapshot = Path(folder) / "oxigraph"
        store.oxigraph.backup(str(snapshot))
        prefixes = to_prefixes(store.base_iri)
        request = {"path": str(snapshot), "sparql": sparql, "prefixes": prefixes}
        done = _call_worker(json.dumps(request), timeout)
    if done.returncode:
        raise QueryError("the query was too much for the engine or for its memory: ask for less at a time (LIMIT)")
    head, _, content = done.stdout.partition(b"\n")
    kind = json.loads(head)["kind"]
    if kind == "error":
        message = content.decode(errors="replace")
        check_intact(store.path, message)
        raise QueryError(explain_error(message, sparql, prefixes))
    return Answer(is_graph=kind == "ntriples", content=content)


def _call_worker(request: str, timeout: float | None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", WORKER]
    try:
        return subprocess.run(command, input=request.encode(), capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"the query was ended after {timeout:g} seconds: narrow it down or allow more time (--timeout)"
        ) from None
