"""An article and its near-copy are one source."""

from __future__ import annotations

from alliance_graph.link import bands, is_copy
from alliance_graph.signature import make_signature

TEXT = " ".join(f"word{number}" for number in range(100))


def test_a_near_copy_is_a_copy():
    first, second = make_signature(TEXT), make_signature(TEXT + " (reporting by our staff)")
    assert is_copy(first, second)
    assert not set(bands(first)).isdisjoint(bands(second))


def test_another_text_and_a_text_without_signature_are_no_copies():
    other = make_signature(" ".join(f"term{number}" for number in range(100)))
    assert not is_copy(make_signature(TEXT), other)
    assert not is_copy("", "")
