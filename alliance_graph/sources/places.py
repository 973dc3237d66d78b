"""The files behind the sources that a user names: files, folders all the way down, `-` for standard input."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from alliance_graph.errors import SourceError
from alliance_graph.manifest import NAME, is_whole, read_manifest, shard_path
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Place

STANDARD_INPUT = Place("-", None)

_LONGEST_SETTINGS = 10_000


def find_places(sources: Iterable[str | Path], skips: SkipLog) -> Iterator[Place]:
    """Every place in the order of the sources, folders sorted, hidden files and stores left out.

    A file is named by its path from the folder given, with that folder's own name in front: `samples/a.txt` and
    `samples/sub/b.txt` for `data/samples`. A file given by itself is named as if its folder had been given.
    Raises SourceError before the first place if a source does not exist or is a store.
    """
    named = [str(source) for source in sources]
    for source in named:
        if source != "-" and not os.path.exists(source):
            hint = "; nothing is fetched: save the page and give its file" if "://" in str(source) else ""
            raise SourceError(f"no file or folder {printable(source)!r}{hint}")
        if _is_store(source):
            raise SourceError(f"{printable(source)!r} is a store, not news; give the folder of the articles")
    return _walk(named, skips)


def printable(path: str) -> str:
    """A path with forward slashes, bytes that are no UTF-8 shown as escapes."""
    return os.fsencode(path.replace(os.sep, "/")).decode("utf-8", "backslashreplace")


def _walk(sources: list[str], skips: SkipLog) -> Iterator[Place]:
    for source in sources:
        if source == "-":
            yield STANDARD_INPUT
        elif os.path.isdir(source):
            yield from _walk_folder(source, skips)
        else:
            folder, name = os.path.split(source)
            yield Place(_name(folder, name), Path(source), given=True)


def _name(folder: str, path: str) -> str:
    """The path in a folder with the folder's name in front, so that files of other folders are other articles."""
    return printable(os.path.join(os.path.basename(os.path.realpath(folder or ".")), path))


def _walk_folder(folder: str, skips: SkipLog) -> Iterator[Place]:
    def note(error: OSError) -> None:
        skips.skip("unreadable", printable(error.filename or folder), error.strerror or str(error))

    for root, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not _is_store(os.path.join(root, name))
        )
        broken = _find_broken(Path(root), skips) if NAME in files else set()
        for name in sorted(files):
            path = os.path.join(root, name)
            if name.startswith(".") or name in broken:
                continue
            if os.path.isfile(path):  # opening a named pipe or a device would wait for ever
                yield Place(_name(folder, os.path.relpath(path, folder)), Path(path))
            else:
                skips.skip("unreadable", printable(path), "not a regular file")


def _find_broken(folder: Path, skips: SkipLog) -> set[str]:
    """The files of a folder of shards that are not as extract wrote them; those and lost ones are counted."""
    rows, is_complete = read_manifest(folder)
    if not is_complete:
        skips.note("unfinished", printable(str(folder)), "extract did not end; the same command goes on")
    broken = [shard_path(folder, name) for name, row in rows.items() if not is_whole(folder, row)]
    for path in broken:
        skips.skip("damaged-shard", printable(str(path)), "not as it was written; run the same extract again")
    return {path.name for path in broken}


def _is_store(folder: str) -> bool:
    """Whether the folder holds the settings of a store of this program."""
    try:
        with open(os.path.join(folder, "store.json"), "rb") as file:
            row = json.loads(file.read(_LONGEST_SETTINGS))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(row, dict) and {"base_iri", "threshold", "format", "ontology"} <= row.keys()
