"""Names under which JSON keeps the parts of an article."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from alliance_graph.errors import SourceError

Fields = Mapping[str, tuple[str, ...]]

FIELDS: Fields = MappingProxyType(
    {
        "id": ("id",),
        "title": ("title", "headline"),
        "text": ("text", "body", "content", "article", "maintext"),
        "date": ("date", "published", "published_at", "publishedAt", "date_published", "date_publish"),
        "url": ("url", "link"),
        "outlet": ("outlet", "source", "publisher", "source_domain", "sitename"),
    }
)
"""For each part the names tried in turn; those of common news corpora and interfaces come without being told."""


def parse_fields(settings: tuple[str, ...] | list[str]) -> Fields:
    """The table with `part=name` settings laid over it; raises SourceError for anything else."""
    table = dict(FIELDS)
    for setting in settings:
        part, _, name = setting.partition("=")
        if part not in FIELDS or not name:
            raise SourceError(f"field {setting!r} is not like text=body; parts are {', '.join(FIELDS)}")
        table[part] = (name,)
    return table


def find_value(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The first value under one of the names, which may lead into nested objects by dots; None if there is none."""
    for name in names:
        value: Any = row.get(name)
        if value is None and "." in name:
            value = row
            for step in name.split("."):
                value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            return value
    return None
