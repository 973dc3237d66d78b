"""Judgements go to their file and come back as they were, and only those that agree count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.errors import SourceError
from alliance_graph.link import read_judgements, weigh, write_judgements
from alliance_graph.model import Decision, Judgement

TEXT = st.text(max_size=20) | st.sampled_from(["\u2028", "a\x85b", "\x1b[2J", "\r\n"])
NAME = TEXT.filter(str.strip)
ROWS = st.builds(Judgement, first=NAME, second=NAME, decision=st.sampled_from(Decision), who=TEXT, when=TEXT, why=TEXT)


@given(st.lists(ROWS, unique=True, max_size=5))
def test_what_is_written_comes_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("store") / "judgements.jsonl"
    write_judgements(path, rows)
    assert read_judgements(path) == rows
    assert path.read_bytes().count(b"\n") == len(rows)


def judged(*rows):
    return [Judgement(first=one, second=two, decision=Decision(said)) for one, two, said in rows]


WEIGHED = [
    ("agreeing", [("A", "B", "same"), ("C", "D", "different"), ("A", "D", "undecided")], 3, 0),
    ("a pair judged both ways", [("A", "B", "same"), ("B", "A", "different"), ("C", "D", "same")], 2, 1),
    ("a chain over a different", [("A", "B", "same"), ("B", "C", "same"), ("A", "C", "different")], 1, 1),
    ("two groups", [("A", "B", "same"), ("A", "B", "different"), ("C", "D", "same"), ("D", "C", "different")], 2, 2),
    ("undecided, then decided", [("A", "B", "undecided"), ("B", "A", "same")], 1, 0),
    ("one name", [("Orbach AG", "Orbach", "different")], 1, 1),
]


@pytest.mark.parametrize(
    ("rows", "standing", "contradictions"), [row[1:] for row in WEIGHED], ids=[r[0] for r in WEIGHED]
)
def test_only_judgements_that_agree_count(rows, standing, contradictions):
    for order in (rows, rows[::-1]):
        found = weigh(judged(*order))
        assert (len(found.judgements), len(found.contradictions)) == (standing, contradictions)


def test_a_file_that_is_no_text_says_so(tmp_path):
    (tmp_path / "judgements.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="cannot be read as judgements"):
        read_judgements(tmp_path / "judgements.jsonl")
