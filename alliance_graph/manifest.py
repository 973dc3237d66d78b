"""What a folder of shards holds, by its own account: a line for each shard, with the checksum of its file."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

NAME = ".manifest.jsonl"  # hidden, as it is no news
END = {"complete": True}
"""The last line, as long as the folder holds what one run was asked for, and nothing else."""

Row = dict[str, Any]

_SHARD = re.compile(r"[0-9a-f]{32}")
_KEYS = {"shard": str, "limits": str, "done": int, "claims": dict, "skipped": list, "sha256": str}


def read_manifest(folder: Path) -> tuple[dict[str, Row], bool]:
    """The rows by the name of their shard, the latest of each, and whether the last run came to its end."""
    path = folder / NAME
    rows: dict[str, Row] = {}
    row: Row = {}
    for line in path.read_bytes().splitlines() if path.exists() else ():
        row = _parse(line)
        if row and row != END:
            rows[row["shard"]] = row
    return rows, row == END


def shard_path(folder: Path, shard: str) -> Path:
    """Where the annotations of a shard stand."""
    return folder / f"{shard}.jsonl"


def is_shard(path: Path) -> bool:
    """Whether a file has the name of a shard."""
    return path.suffix == ".jsonl" and _SHARD.fullmatch(path.stem) is not None


def is_whole(folder: Path, row: Row) -> bool:
    """Whether the file of a shard is as it was written; a shard without annotations has none."""
    path = shard_path(folder, row["shard"])
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return bool(found == row["sha256"])


def _parse(line: bytes) -> Row:
    """The row of a line; an empty one where it was cut short or is no row of ours, so that its shard is read again."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if row == END or _is_row(row) else {}


def _is_row(row: Any) -> bool:
    has_all = isinstance(row, dict) and all(isinstance(row.get(key), kind) for key, kind in _KEYS.items())
    return has_all and _SHARD.fullmatch(row["shard"]) is not None  # it becomes the name of a file
