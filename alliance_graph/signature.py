"""Signatures of texts, by which near-copies of an article are found: a wire report in two papers is one source.

A signature keeps, without the text, what an exact comparison needs: checksums of its groups of five words in a row and
of its figures. Where to look for copies at all, a MinHash over the groups tells (Broder 1997), made by rensa with a
fixed seed; another minor version of rensa may give other bands.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from struct import Struct
from zlib import crc32

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\b\d+(?:[.,/]\d+)*")
_LEAST_WORDS = 30
_MOST_WORDS = 4000
"""Of a longer text the beginning counts, so that no signature is above 32 kB."""
_WORDS_IN_GROUP = 5
_WIDTH = 3
"""Bytes of a checksum; of two other texts of 500 groups one in 60 pairs shares a single one by chance."""
_CHECKSUM = Struct(f"{_WIDTH}s")
_PERMUTATIONS = 64
_VALUES = Struct(f">{_PERMUTATIONS}H")
_SEED = 1987
_BANDS = 32
"""Bands of two values: texts of Jaccard 0.3 share one in 95 % of cases, of 0.5 in 99.99, of 0.02 in 1.3."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two texts is the same: shares of groups of words and of figures, 0 to 1."""

    first: float
    """Of the first text, what stands in the second too; so `second`, the other way round."""
    second: float
    jaccard: float
    figures: float
    """Of the figures of the text that has fewer, those that stand in the other; 1 where it has none."""


def make_signature(text: str) -> str:
    """The signature of a text, four characters a word; empty for less than 30 words, too few to tell by."""
    text = unicodedata.normalize("NFKC", text).casefold()
    matches = list(islice(_WORD.finditer(text), _MOST_WORDS))
    if len(matches) < _LEAST_WORDS:
        return ""
    words = [match.group() for match in matches]
    groups = (" ".join(words[start : start + _WORDS_IN_GROUP]) for start in range(len(words) - _WORDS_IN_GROUP + 1))
    figures = _FIGURE.findall(text, 0, matches[-1].end())
    return f"{_pack(groups)}.{_pack(figures)}"


@lru_cache(maxsize=256)  # an annotation is parsed several times, a few batches apart at most
def is_signature(text: str) -> bool:
    """Whether a text is a signature as `make_signature` makes them, the empty one left out."""
    groups, dot, figures = text.partition(".")
    return bool(groups and dot) and _is_packed(groups) and _is_packed(figures)


def bands(signature: str) -> tuple[str, ...]:
    """The parts of a signature under which to look for copies: near-copies share one at least, as a rule."""
    if not signature:
        return ()
    from rensa import RMinHash  # type: ignore[import-untyped]  # it ships no types

    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update(_parts(base64.b64decode(signature.partition(".")[0])))
    values = [value & 0xFFFF for value in minhash.digest()]  # 16 of 32 bits agree by chance once in 65,536
    digits = _VALUES.pack(*values).hex()
    width = len(digits) // _BANDS
    return tuple(f"{band}-{digits[band * width : (band + 1) * width]}" for band in range(_BANDS))


def compare(first: str, second: str) -> Overlap:
    """How much two texts have in common, exactly; nothing if either has no signature."""
    if not first or not second:
        return Overlap(0.0, 0.0, 0.0, 0.0)
    (one, one_figures), (two, two_figures) = (map(_unpack, signature.split(".")) for signature in (first, second))
    shared = len(one & two)
    fewer = min(len(one_figures), len(two_figures))
    return Overlap(
        first=shared / len(one),
        second=shared / len(two),
        jaccard=shared / (len(one) + len(two) - shared),
        figures=len(one_figures & two_figures) / fewer if fewer else 1.0,
    )


def _pack(texts: Iterable[str]) -> str:
    """Checksums in base64, sorted, each once."""
    sums = {(crc32(text.encode("utf-8", "surrogatepass")) & 0xFFFFFF).to_bytes(_WIDTH, "big") for text in texts}
    return base64.b64encode(b"".join(sorted(sums))).decode("ascii")


@lru_cache(maxsize=16)  # a text that came is compared with many
def _unpack(packed: str) -> frozenset[bytes]:
    return frozenset(_parts(base64.b64decode(packed)))


def _parts(raw: bytes) -> list[bytes]:
    return [part for (part,) in _CHECKSUM.iter_unpack(raw)]


def _is_packed(text: str) -> bool:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return False
    return len(raw) % _WIDTH == 0 and (parts := _parts(raw)) == sorted(set(parts))
