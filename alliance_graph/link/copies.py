"""Which articles are copies of each other, and so one source."""

from __future__ import annotations

from alliance_graph.signature import compare

_LEAST_SHARE = 0.8
"""Of the shorter text, what stands in the longer: reprints with cuts and longer versions of one report."""
_LEAST_JACCARD = 0.4
"""Reports written anew here and there."""
_LEAST_LENGTH = 0.2
"""Jaccard below which one text is a small part of another, as in a survey of the week, and no copy."""
_LEAST_FIGURES = 0.7
"""Forms filled in anew (auctions, prices, quarterly results) share words, not figures.

Each measured among the 19,001 articles of Reuters (docs/linking.md).
"""


def is_copy(first: str, second: str) -> bool:
    """Whether two signatures are of near-copies; never for texts too short to have one."""
    overlap = compare(first, second)
    is_near = overlap.jaccard >= _LEAST_JACCARD or max(overlap.first, overlap.second) >= _LEAST_SHARE
    return is_near and overlap.jaccard >= _LEAST_LENGTH and overlap.figures >= _LEAST_FIGURES
