"""Names that XML allows as ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_OTHER = re.compile(r"[^A-Za-z0-9._:-]")


def make_tokens(names: Iterable[str]) -> list[str]:
    """For each name an id of its own (xs:NMTOKEN): the name itself where that will do, else the nearest."""
    names = list(names)
    stems = [_OTHER.sub("_", name) or "_" for name in names]
    kept = set(names).intersection(stems)
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    tokens = []
    for name, stem in zip(names, stems, strict=True):
        token = stem
        while token in taken or (token in kept and token != name):
            seen[stem] += 1
            token = f"{stem}-{seen[stem] + 1}"
        taken.add(token)
        tokens.append(token)
    return tokens
