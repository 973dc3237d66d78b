"""The gate: a text without a word of ownership or alliance never meets the parser, which is what reading costs."""

from __future__ import annotations

import re
from functools import cache

from alliance_graph.extract.words import read_words


@cache
def _cue() -> re.Pattern[str]:
    cues = (re.escape(cue).replace(r"\*", r"\w*") for cue in sorted(read_words("cues.txt")))
    return re.compile(rf"(?<![^\W\d])(?:{'|'.join(cues)})(?!\w)", re.IGNORECASE)


def has_cue(text: str) -> bool:
    """Whether any word of `words/cues.txt` stands in the text; without one no rule can read a claim from it."""
    return _cue().search(text) is not None
