"""Reviews go to their file and come back as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.errors import SourceError
from alliance_graph.model import Claim, Evidence, Percentage, Status
from alliance_graph.reviews import Review, Verdict, parse_review, read_reviews, to_line, write_lines

TEXT = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(["\u2028", "a\x85b", "\x1b[2J", "\r\n"])
NAME = TEXT.filter(str.strip)
SHARE = st.floats(0, 100)
KINDS = [("stake", "", ["owner", "owned"]), ("alliance", "memorandum", ["partners"]), ("supply", "", ["supplier"])]


@st.composite
def claims(draw, evidence):
    kind, form, roles = draw(st.sampled_from(KINDS))
    most = 3 if roles == ["partners"] else 1
    return Claim(
        kind=kind,
        form=form,
        roles={role: tuple(draw(st.lists(NAME, min_size=1, max_size=most))) for role in roles},
        status=draw(st.sampled_from(Status)),
        percentage=draw(st.none() | st.builds(Percentage, SHARE) | st.builds(Percentage, st.none(), SHARE)),
        evidence=evidence,
    )


@st.composite
def reviews(draw):
    evidence = Evidence(draw(NAME))
    decision = draw(st.sampled_from(Verdict))
    return Review(
        article=draw(TEXT),
        claim=draw(claims(evidence)),
        decision=decision,
        correction=draw(claims(evidence)) if decision is Verdict.CORRECTED else None,
        **{name: draw(TEXT) for name in ("who", "when", "why")},
    )


@given(st.lists(reviews(), max_size=5))
def test_what_is_written_comes_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("store") / "reviews.jsonl"
    write_lines(path, map(to_line, rows))
    assert read_reviews(path) == rows
    assert path.read_bytes().count(b"\n") == len(rows)


CLAIM = {"type": "merger", "partners": ["Honda", "Nissan"], "status": "agreed", "evidence": "They merge."}
LINE = {"article": "a1", "claim": CLAIM, "decision": "accepted"}


def test_a_line_by_hand_needs_no_more_than_the_claim_and_the_decision():
    review = parse_review(json.dumps(LINE))
    assert review.claim.roles == {"partners": ("Honda", "Nissan")}
    assert parse_review(to_line(review)) == review


WRONG = [
    "{",
    "[]",
    json.dumps(LINE | {"article": 1}),
    json.dumps(LINE | {"decision": "maybe"}),
    json.dumps(LINE | {"decision": "corrected"}),
    json.dumps(LINE | {"correction": CLAIM}),
    json.dumps(LINE | {"claim": CLAIM | {"type": "marriage"}}),
    json.dumps(LINE | {"claim": CLAIM | {"evidence": " "}}),
    json.dumps(LINE | {"who": None}),
]


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_line_is_named(tmp_path, line):
    (tmp_path / "reviews.jsonl").write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(SourceError, match=r"line 2 is no review of a claim"):
        read_reviews(tmp_path / "reviews.jsonl")


def test_a_file_that_is_no_text_says_so(tmp_path):
    (tmp_path / "reviews.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="cannot be read as reviews"):
        read_reviews(tmp_path / "reviews.jsonl")
