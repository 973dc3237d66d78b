import json

import pytest

from alliance_graph import pipeline, stores
from alliance_graph.errors import FormatError
from alliance_graph.graph.validate import validate
from alliance_graph.jsonl import parse_annotation, to_json
from alliance_graph.signature import make_signature

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


CLAIM = {"type": "stake", "owner": "n", "owned": "m", "status": "agreed", "evidence": "It bought 34%."}
ENTITIES = [{"key": "n", "name": "Nissan"}, {"key": "m", "name": "Mitsubishi Motors"}]
GOOD = {"id": "a", "entities": ENTITIES, "claims": [CLAIM]}
DEAL = {"price": "$2", "price_currency": "USD"}
NAN, INFINITE = float("nan"), float("inf")


@pytest.mark.parametrize(
    "said",
    [
        {"confidence": 0},
        {"confidence": 1},
        {"percent": 0, "percent_min": 0.0, "percent_max": 100},
        {**DEAL, "price_amount": 0},
        {**DEAL, "price_amount": None},
        {**DEAL, "price_amount": 999_999_999_999_999_000.0},
        {"shares": {"n": 100}},
        {"basis": "unnamed_source", "exclusive": True, "place": "Chennai, India"},
        {"basis": "", "exclusive": False, "place": ""},
        {"evidence_start": -1, "evidence_end": -1},
        {"evidence_start": 0, "evidence_end": 14},
    ],
)
def test_values_at_their_bounds_come_back_the_same(said):
    annotation = parse_annotation(json.dumps(GOOD | {"claims": [CLAIM | said]}))
    assert parse_annotation(to_json(annotation)) == annotation


def test_gaps_come_back_the_same_and_are_no_key_where_there_are_none():
    gaps = [{"evidence": "So it went.", "evidence_start": 4, "evidence_end": 15}, {"evidence": "Where, nobody knows."}]
    annotation = parse_annotation(json.dumps(GOOD | {"gaps": gaps}))
    assert [(gap.text, gap.start) for gap in annotation.gaps] == [("So it went.", 4), ("Where, nobody knows.", -1)]
    assert parse_annotation(to_json(annotation)) == annotation
    assert "gaps" not in json.loads(to_json(parse_annotation(json.dumps(GOOD))))


def test_what_is_not_told_of_basis_exclusiveness_and_place_is_no_key():
    line = to_json(parse_annotation(json.dumps(GOOD)))
    assert not {"basis", "exclusive", "place"} & json.loads(line)["claims"][0].keys()


@pytest.mark.parametrize("bad", [NAN, INFINITE, -INFINITE, -0.1, 10**400, True, "1", [], {}])
@pytest.mark.parametrize("name", ["confidence", "percent", "percent_min", "percent_max", "price_amount", "shares"])
def test_a_number_that_is_none_or_out_of_bounds_is_refused(name, bad):
    with pytest.raises(FormatError, match="not an annotation"):
        parse_annotation(
            json.dumps(GOOD | {"claims": [CLAIM | DEAL | {name: {"n": bad} if name == "shares" else bad}]})
        )


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"confidence": 1.01}, "confidence"),
        ({"confidence": None}, "confidence"),
        ({"shares": {"n": 100.5}}, "percentage"),
        ({"shares": {"": 5}}, "blank"),
        ({**DEAL, "price_amount": 10**18}, "sum of money"),
        ({"evidence": ""}, "blank"),
        ({"evidence": " \n"}, "blank"),
        ({"evidence_start": 0}, "count"),
        ({"evidence_start": -1, "evidence_end": 14}, "count"),
        ({"evidence_start": -14, "evidence_end": 0}, "count"),
        ({"evidence_start": 14, "evidence_end": 0}, "reach"),
        ({"evidence_start": 0, "evidence_end": 13}, "reach"),
        ({"evidence_start": 0.0, "evidence_end": 14.0}, "count"),
        ({"evidence_start": "0", "evidence_end": "14"}, "count"),
        ({"evidence_start": 10**400, "evidence_end": 14}, "count"),
        ({"owner": " "}, "blank"),
        ({"owner": ["n"]}, "text"),
        ({"topics": "cars"}, "list"),
        ({"basis": "gossip"}, "gossip"),
        ({"basis": None}, "None"),
        ({"basis": ["party"]}, "party"),
        ({"exclusive": "yes"}, "neither true nor false"),
        ({"exclusive": 1}, "neither true nor false"),
        ({"exclusive": None}, "neither true nor false"),
        ({"place": None}, "text"),
        ({"type": "merger", "partners": "nm"}, "list"),
    ],
)
def test_a_claim_that_makes_no_sense_is_refused(said, word):
    with pytest.raises(FormatError, match=word):
        parse_annotation(json.dumps(GOOD | {"claims": [CLAIM | said]}))


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"entities": [{"key": "", "name": "Nissan"}]}, "blank"),
        ({"entities": [{"key": "n", "name": "\u00a0"}]}, "blank"),
        ({"entities": [{"key": "n", "name": "Nissan", "aliases": "NSANY"}]}, "list"),
        ({"entities": [{"key": "n", "name": "Nissan", "aliases": [""]}]}, "blank"),
        ({"unresolved": -1}, "count"),
        ({"gaps": [{"evidence": ""}]}, "blank"),
        ({"gaps": ["a sentence"]}, "indices"),
        ({"gaps": [{"evidence": "four", "evidence_start": 0, "evidence_end": 9}]}, "evidence"),
        ({"unresolved": NAN}, "count"),
        ({"signature": "not base64"}, "signature"),
        ({"signature": "AAAA"}, "signature"),
        ({"signature": "A" * 348}, "signature"),
        ({"signature": "\u00e4" * 344}, "signature"),
        ({"signature": "AAACAAAB."}, "signature"),
        ({"date": "yesterday"}, "yesterday"),
    ],
)
def test_an_annotation_that_makes_no_sense_is_refused(said, word):
    with pytest.raises(FormatError, match=word):
        parse_annotation(json.dumps(GOOD | said))


def test_a_signature_of_the_program_is_taken():
    signed = GOOD | {"signature": make_signature(" ".join(map(str, range(100))))}
    assert parse_annotation(json.dumps(signed)).source.signature == signed["signature"]


@pytest.mark.parametrize(
    ("said", "skipped"),
    [
        ({"evidence": "It\x00 bought\r\n34%.", "owner": "n\x1b"}, {}),
        ({"evidence": "It\x00 bought 34%.", "evidence_start": 0, "evidence_end": 15}, {"broken-annotation": 1}),
        ({"evidence": "\x00"}, {"broken-annotation": 1}),
        ({"confidence": NAN}, {"broken-annotation": 1}),
    ],
)
def test_what_control_characters_leave_is_stored_rightly_or_skipped(tmp_path, said, skipped):
    entities = [{"key": "n\x1b", "name": "Nis\x00san"}, ENTITIES[1]]
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "entities": entities, "claims": [CLAIM | said]}))
    assert pipeline.build([tmp_path / "a.jsonl"], tmp_path / "s").skipped == skipped
    with stores.open_store(tmp_path / "s") as store:
        assert validate(store).conforms
        assert [company.name for company in store.companies()] == ([] if skipped else ["Mitsubishi Motors", "Nissan"])
