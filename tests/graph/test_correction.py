"""What a person makes of a claim is a claim that can be, or is refused with what to say instead."""

import pytest

from alliance_graph.errors import JudgementError
from alliance_graph.graph.correction import correct
from alliance_graph.model import Percentage
from tests.graph.make import claim

STAKE = claim("stake", "proposed", owner="Nissan", owned="Renault", percent=20)
TALKS = claim("alliance", "proposed", partners="Nissan, Honda", form="memorandum")

CORRECTIONS = [
    ("a status", STAKE, {"status": "completed"}, {"status": "completed"}),
    ("a figure", STAKE, {"percentage": 34}, {"percentage": Percentage(34.0)}),
    ("bounds", STAKE, {"percentage": {"least": 50}}, {"percentage": Percentage(None, 50.0)}),
    ("no figure", STAKE, {"percentage": None}, {"percentage": None}),
    ("the direction", STAKE, {"swap": True}, {"roles": {"owner": ("Renault",), "owned": ("Nissan",)}}),
    (
        "a party",
        STAKE,
        {"roles": {"owner": " Nissan  Motor"}},
        {"roles": {"owner": ("Nissan Motor",), "owned": ("Renault",)}},
    ),
    (
        "a kind",
        STAKE,
        {"kind": "acquisition"},
        {"kind": "acquisition", "roles": {"acquirer": ("Nissan",), "target": ("Renault",)}},
    ),
    (
        "a kind and the direction",
        STAKE,
        {"kind": "subsidiary", "swap": True},
        {"roles": {"parent": ("Renault",), "child": ("Nissan",)}},
    ),
    (
        "a form",
        STAKE,
        {"kind": "memorandum"},
        {"kind": "alliance", "form": "memorandum", "roles": {"partners": ("Nissan", "Renault")}},
    ),
    ("a kind that has no figure", STAKE, {"kind": "merger"}, {"percentage": None}),
    ("another form", TALKS, {"kind": "consortium"}, {"kind": "alliance", "form": "consortium"}),
    ("no form", TALKS, {"kind": "alliance"}, {"kind": "alliance", "form": "other"}),
    (
        "a symmetric kind",
        TALKS,
        {"kind": "merger"},
        {"kind": "merger", "form": "", "roles": {"partners": ("Nissan", "Honda")}},
    ),
    (
        "from a symmetric kind",
        TALKS,
        {"kind": "supply", "roles": {"supplier": "Honda", "customer": "Nissan"}},
        {"kind": "supply"},
    ),
    (
        "a third partner",
        TALKS,
        {"roles": {"partners": ["Nissan", "Honda", "Renault"]}},
        {"roles": {"partners": ("Nissan", "Honda", "Renault")}},
    ),
    ("the same kind stays a form", TALKS, {"status": "agreed"}, {"form": "memorandum"}),
]


@pytest.mark.parametrize(
    ("read", "changes", "parts"), [row[1:] for row in CORRECTIONS], ids=[r[0] for r in CORRECTIONS]
)
def test_what_is_changed_is_as_it_should_be(read, changes, parts):
    corrected = correct(read, changes)
    assert {name: getattr(corrected, name) for name in parts} == parts
    assert corrected.evidence == read.evidence


WRONG = [
    ({}, "accept it"),
    ({"status": "proposed"}, "accept it"),
    ({"status": "maybe"}, "unknown status 'maybe'; known are proposed, agreed"),
    ({"status": 3}, "no text"),
    ({"kind": "marriage"}, "unknown kind"),
    ({"percentage": 101}, "percentage"),
    ({"percentage": {"most": 3}}, "least"),
    ({"percentage": "34"}, "percentage"),
    ({"percentage": 34, "kind": "supply"}, "no percentage"),
    ({"swap": "yes"}, "neither true"),
    ({"roles": {"owner": "Renault"}}, "are two"),
    ({"roles": {"owner": []}}, "one owner"),
    ({"roles": {"owner": ["A", "B"]}}, "one owner"),
    ({"roles": {"owner": "\x1b[2J"}}, "no name"),
    ({"roles": {"owner": "A" * 201}}, "no name"),
    ({"roles": {"owner": " "}}, "blank"),
    ({"roles": {"owner": 3}}, "no correction"),
    ({"roles": {"partners": "A"}}, "it has owner, owned"),
    ({"roles": "Nissan"}, "role and name"),
    ({"name": "Nissan"}, "cannot be corrected"),
]


@pytest.mark.parametrize(("changes", "word"), WRONG)
def test_what_is_no_correction_is_refused_with_a_word(changes, word):
    with pytest.raises(JudgementError, match=word):
        correct(STAKE, changes)


def test_who_is_who_is_not_guessed():
    with pytest.raises(JudgementError, match="one supplier"):
        correct(TALKS, {"kind": "supply"})
    with pytest.raises(JudgementError, match="nothing to swap"):
        correct(TALKS, {"swap": True})
