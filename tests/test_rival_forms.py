"""Two names that are one but for their legal forms are told apart by them, or not."""

import pytest

from alliance_graph.rival_forms import are_rivals, find_forms, is_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Apple Computer Inc", "inc"),
        ("The Ricoh Company, Limited", "co ltd"),
        ("AB Volvo", "ab"),
        ("Charles Schwab and Co Inc", "and co inc"),
        ("Siemens Aktiengesellschaft", "ag"),
        ("Apple", ""),
        ("Boston Co", ""),
        ("AKZO.AS", ""),
        ("", ""),
    ],
)
def test_legal_forms_are_told_in_their_usual_spelling(name, forms):
    assert find_forms(name) == forms
    assert is_forms(forms) == bool(forms)


@pytest.mark.parametrize("forms", [("inc", "gmbh"), ("ltd", "inc"), ("corp ltd", "co"), ("ag", "gmbh"), ("nv", "bv")])
def test_other_forms_are_those_of_two_companies(forms):
    assert are_rivals(*forms)
    assert are_rivals(*reversed(forms))


@pytest.mark.parametrize("forms", [("corp", "corp ltd"), ("inc", "co inc"), ("ltd", "plc"), ("inc", ""), ("ag", "ag")])
def test_a_form_in_short_is_no_other(forms):
    assert not are_rivals(*forms)
    assert not are_rivals(*reversed(forms))
