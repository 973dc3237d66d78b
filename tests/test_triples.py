"""Rows of subject, relation and object for every shape of claim, on one line whatever the text holds."""

import pytest

from alliance_graph.model import Annotation, Claim, Entity, Evidence, Status
from alliance_graph.triples import to_table, to_triples

NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


def annotate(kind, roles, sentence="Said.", **more):
    claim = Claim(kind=kind, roles=roles, status=Status.AGREED, evidence=Evidence(sentence), **more)
    return Annotation(id="x", entities=tuple(Entity(key=k, name=n) for k, n in NAMES.items()), claims=(claim,))


@pytest.mark.parametrize(
    ("annotation", "rows"),
    [
        (annotate("stake", {"owner": ("a",), "owned": ("b",)}), ["Alpha stake Beta"]),
        (annotate("acquisition", {"acquirer": ("a",), "target": ("b",), "seller": ("c",)}), ["Alpha acquisition Beta"]),
        (annotate("acquisition", {"target": ("b",), "seller": ("c",)}), []),
        (annotate("asset_purchase", {"buyer": ("a",), "seller": ("b",)}, asset="mine"), ["Alpha asset_purchase Beta"]),
        (annotate("asset_purchase", {"buyer": ("a",)}, asset="mine"), ["Alpha asset_purchase mine"]),
        (
            annotate("alliance", {"partners": ("a", "b", "c")}),
            ["Alpha alliance Beta", "Alpha alliance Gamma", "Beta alliance Gamma"],
        ),
        (
            annotate("joint_venture", {"partners": ("a", "b"), "venture": ("c",)}),
            ["Alpha joint_venture Beta", "Alpha venture Gamma", "Beta venture Gamma"],
        ),
        (annotate("joint_venture", {"partners": ("a",), "venture": ("c",)}), ["Alpha venture Gamma"]),
        (annotate("stake", {"owner": ("unnamed",), "owned": ("b",)}), ["unnamed stake Beta"]),
    ],
)
def test_claim_becomes_rows(annotation, rows):
    assert [" ".join(row[:3]) for row in to_triples(annotation)] == rows


def test_row_is_one_line_whatever_the_sentence_holds():
    annotation = annotate("stake", {"owner": ("a",), "owned": ("b",)}, "tab\there\nline\\ \x1b[31m\x9b")
    assert to_table(annotation) == "Alpha\tstake\tBeta\ttab\\there\\nline\\\\ \\x1b[31m\\x9b\n"
