"""Names that stand as places in one sentence and seem to act in another."""

import pytest

from alliance_graph.model import Article

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "is_party"),
    [
        ("Kessel Corp bought three sites near Hull. The batteries for Hull will come from Tarvos Inc.", False),
        ("Kessel Corp bought a stake in Hull. The batteries for Hull will come from Tarvos Inc.", True),
        ("Kessel Corp had a part in Hull's sale. The batteries for Hull will come from Tarvos Inc.", True),
    ],
)
def test_what_lies_in_a_place_makes_no_party_of_it(read, text, is_party):
    assert ("hull" in read(Article(id="a", text=text)).entities) == is_party


@pytest.mark.parametrize(
    ("text", "is_party"),
    [
        ("Kessel AG of Bielstadt acquired Lumen Glass.", False),
        ("The purchase by Kessel AG of Bielstadt was agreed. Lumen Glass was sold to Kessel AG, too.", True),
        ("Kessel AG, the parent company of Bielstadt, acquired Lumen Glass.", True),
    ],
)
def test_where_a_company_with_its_legal_form_is_makes_no_party(read, text, is_party):
    assert ("bielstadt" in read(Article(id="a", text=text)).entities) == is_party


@pytest.mark.parametrize(
    ("text", "is_party"),
    [
        ("Kessel Corp bought an Ibmo from Tarvos Inc.", False),
        ("Kessel Corp bought an Ibmo unit from Tarvos Inc.", True),
    ],
)
def test_one_of_many_things_of_a_name_is_no_party(read, text, is_party):
    assert ("ibmo" in read(Article(id="a", text=text)).entities) == is_party


@pytest.mark.parametrize(
    ("text", "is_party"),
    [
        ("Kessel Corp was chosen to run Tehran's new airport.", False),
        ("Kessel Corp signed a contract with the city of Tehran.", True),
        ("Kessel Corp bought Tehran Cement. Tehran will keep its name.", True),
    ],
)
def test_a_city_is_no_party_but_as_a_city_or_in_a_name(read, text, is_party):
    keys = read(Article(id="a", text=text)).entities
    assert any(key.startswith("tehran") for key in keys) == is_party


@pytest.mark.parametrize(
    ("text", "is_party"),
    [
        ("Kessel BV of Voorst, a subsidiary of Tarvos Inc, sold bonds.", False),
        ("Kessel Corp will supply pumps to Tarvos Ltd, Voorst, Quebec, Canada.", False),
        ("Kessel Corp and Tarvos Ltd, Voorst, Omni Gin and others sold bonds.", True),
    ],
)
def test_where_a_company_is_based_is_no_party(read, text, is_party):
    assert ("voorst" in read(Article(id="a", text=text)).entities) == is_party


@pytest.mark.parametrize(
    ("text", "is_party"),
    [
        ("Police searched Harlow, a cattle ranch owned by Kessel Corp. Harlow lies in Texas.", False),
        ("Police searched Harlow, a cattle breeder owned by Kessel Corp. Harlow lies in Texas.", True),
        ("The brands of Kessel Corp include Tarvos Cola, Harlow and Omni Gin.", False),
        ("The customers of Kessel Corp include Tarvos Cola, Harlow and Omni Gin.", True),
        ("Kessel Corp sold its half of the Harlow gold project to Tarvos Inc.", False),
        ("Kessel Corp sold its half of the Harlow gold unit to Tarvos Inc.", True),
    ],
)
def test_property_and_brands_are_no_parties(read, text, is_party):
    assert ("harlow" in read(Article(id="a", text=text)).entities) == is_party
