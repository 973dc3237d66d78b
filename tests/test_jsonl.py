import pytest

from alliance_graph.errors import FormatError
from alliance_graph.jsonl import parse_annotation, to_json

GOLD = (
    '{"id": "a", "entities": [{"key": "n", "name": "Nissan", "aliases": ["Nissan Motor"], "type": "company"},'
    ' {"key": "m", "name": "Mitsubishi Motors"}], "claims": [{"type": "stake", "owner": "n", "owned": "m",'
    ' "percent": 34, "status": "completed", "evidence": "34% owned by Nissan", "price": "$2 billion"},'
    ' {"type": "joint_venture", "partners": ["n", "m"], "shares": {"n": 60}, "status": "agreed", "evidence": "v"}]}'
)


def test_a_gold_line_comes_back_the_same():
    annotation = parse_annotation(GOLD)
    assert parse_annotation(to_json(annotation)) == annotation
    assert annotation.claims[0].percentage.value == 34
    assert annotation.claims[1].roles == {"partners": ("n", "m")}


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "Expecting"),
        ("[]", "list"),
        ('{"entities": [], "claims": []}', "id"),
        ('{"id": "a", "entities": [], "claims": [{"type": "marriage"}]}', "marriage"),
        ('{"id": "a", "entities": [{"key": "k", "name": 7}], "claims": []}', "7"),
        (GOLD.replace("34,", "340,"), "percentage"),
        (GOLD.replace("completed", "rumoured"), "rumoured"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_broken_line_is_refused_with_its_reason(line, word):
    with pytest.raises(FormatError, match=word):
        parse_annotation(line)
