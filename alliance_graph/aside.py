"""The articles put aside because reading them costs too much, so that a run that goes on does not pay again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from alliance_graph.errors import StoreError
from alliance_graph.model import Annotation, Article
from alliance_graph.output import open_output
from alliance_graph.sources.skips import Skip

_NAME = "aside.jsonl"


@dataclass(frozen=True, slots=True)
class Aside(Skip):
    """An article that took too long, too much memory or the life of its workers; `digest` tells its text."""

    digest: str


class Shelf:
    """What was put aside beside a store, by one extractor under the same limits; other limits are a new try."""

    def __init__(self, folder: Path, extractor: str, limits: str) -> None:
        self._path = folder / _NAME
        self._mark = {"extractor": extractor, "limits": limits}
        self._known = {(aside.where, aside.digest): aside for aside in self._read()}

    def find(self, item: Article | Annotation) -> Aside | None:
        """Why this very text was put aside; None if it was not."""
        return self._known.get((item.id, item.digest)) if self._known and isinstance(item, Article) else None

    def put(self, aside: Aside) -> None:
        """Keep one more; raises StoreError."""
        if self._known.setdefault((aside.where, aside.digest), aside) is not aside:
            return
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(aside) | self._mark) + "\n")
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror}; mend that and run the same command again") from error

    def _read(self) -> Iterator[Aside]:
        lines = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
        for line in lines:
            try:
                row = json.loads(line)
                if self._mark.items() <= row.items():
                    yield Aside(**{name: row[name] for name in ("reason", "where", "message", "digest")})
            except (ValueError, KeyError, AttributeError):  # cut short by a full disk: the article is tried again
                continue


def forget(folder: Path, article_ids: Iterable[str]) -> None:
    """Leave nothing of these articles on the shelf of a store; raises AllianceGraphError."""
    path, gone = folder / _NAME, set(article_ids)
    if not path.exists():
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if _where(line) not in gone]
    if len(kept) < len(lines):
        with open_output(path) as file:
            file.writelines(f"{line}\n".encode() for line in kept)


def _where(line: str) -> str | None:
    try:
        return str(json.loads(line)["where"])
    except (ValueError, KeyError, TypeError):
        return None
