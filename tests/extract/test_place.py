"""Where a tie works: a row is a sentence on Kessel and Lumen, its trigger and the place."""

import pytest

from alliance_graph.extract.attributes import Surroundings, with_attributes
from alliance_graph.extract.place import find_place
from alliance_graph.model import Claim, Evidence, Status
from tests.growth import grows_no_faster_than_linear

PARTIES = frozenset({"kessel", "lumen"})

TOLD = [
    ("Thailand", "Kessel and Lumen set up a joint venture in Thailand.", "venture"),
    ("Chennai, India", "Kessel and Lumen form a venture to build cars in Chennai, India.", "venture"),
    ("Sines", "Kessel and Lumen will run a plant at Sines as a venture.", "venture"),
    ("eastern Germany", "A venture of Kessel and Lumen will make cells in eastern Germany.", "venture"),
    ("the Dutch port of Rotterdam", "Kessel and Lumen share a terminal in the Dutch port of Rotterdam.", "share"),
    ("China's Hunan province", "Kessel and Lumen plan a venture in China's Hunan province.", "venture"),
    ("Salem, N.H.", "Kessel and Lumen agreed on a jointly owned plant at Salem, N.H.", "owned"),
    ("France and Spain", "Kessel and Lumen will jointly make trains in France and Spain.", "jointly"),
    ("the North Sea", "Kessel and Lumen formed a consortium to drill in the North Sea.", "consortium"),
    ("Zug", "The joint venture of Kessel and Lumen will be based in Zug.", "venture"),
    ("South Korea", "Kessel will distribute Lumen's lamps in South Korea.", "distribute"),
    ("Linköping", "Kessel sold its factory in Linköping to Lumen.", "sold"),
    ("the United States", "Kessel bought Lumen's lamp business in the United States.", "bought"),
    ("Bremerhaven", "A venture of Kessel and Lumen has begun to take apart old lamps in Bremerhaven.", "venture"),
    ("Pernis, the Netherlands", "Kessel and Lumen share a refinery at Pernis, the Netherlands.", "share"),
    ("Ghent", "Kessel will supply Lumen from its plant outside Ghent.", "supply"),
    ("Örebro", "Kessel and Lumen will build a foundry in Örebro together.", "build"),
    ("\u0130zmir", "Kessel and Lumen set up a venture in \u0130zmir.", "venture"),
    ("Ireland", "The lamps of Kessel will be sold in Ireland by Lumen.", "sold"),
    ("Norway", "Kessel and Lumen hold half each of their jointly owned company in Norway.", "hold"),
    ("Norway", "Kessel and Lumen will build a wind farm off Norway.", "build"),
    ("Gdańsk", "A foundry near Gdańsk is to be run by Kessel and Lumen together.", "run"),
]

UNTOLD = [
    ("TOKYO, March 5 - Kessel and Lumen formed a venture.", "venture"),
    ("Kessel, based in Ghent, and Lumen formed a joint venture.", "venture"),
    ("Kessel of Belgium and Lumen of France formed a joint venture.", "venture"),
    ("Kessel and Lumen formed a venture in March.", "venture"),
    ("Kessel and Lumen formed a venture, they said in London.", "venture"),
    ("Kessel and Lumen agreed on a venture at a meeting in Paris.", "venture"),
    ("The venture of Kessel and Lumen was announced at a conference in Geneva.", "venture"),
    ("The venture papers were signed in Oslo by Kessel and Lumen.", "venture"),
    ("Kessel has an alliance with Lumen, whose shares are listed in New York.", "alliance"),
    ("Kessel formed a venture to invest in Orvane Motors.", "venture"),
    ("Kessel and Lumen will work together in Phase II.", "work"),
    ("The venture took a holding in Lumen, which is Kessel's.", "venture"),
    ("Kessel and Lumen formed a venture for cells in German cars.", "venture"),
    ("Kessel and Lumen formed a venture in solid-state cells.", "venture"),
    ("Kessel and Lumen supply the company in Ghent with glass.", "supply"),
    ("Kessel and Lumen formed a venture to make a van in Orvane colours.", "venture"),
    ("Kessel will sell Lumen's lamps outside Norway.", "sell"),
    ("Kessel supplies Lumen with glass used in Orvane lamps.", "supplies"),
]


@pytest.mark.parametrize(("place", "text", "trigger"), TOLD)
def test_the_place_is_where_the_tie_works(place, text, trigger):
    assert find_place(text, text.index(trigger), PARTIES) == place


@pytest.mark.parametrize(("text", "trigger"), UNTOLD)
def test_datelines_seats_meetings_dates_and_companies_are_no_place(text, trigger):
    assert find_place(text, text.index(trigger), PARTIES) == ""


def test_a_party_that_bears_the_name_of_a_place_is_none():
    text = "Kessel and Sines formed a venture to run the plant at Sines."
    assert find_place(text, text.index("venture"), frozenset({"sines"})) == ""


def test_only_ties_that_work_somewhere_have_a_place():
    around = Surroundings("Kessel, which has a plant in Peru, bought Lumen.", 0, None)
    purchase = Claim(kind="acquisition", roles={}, status=Status.AGREED, evidence=Evidence("q"))
    assert with_attributes(purchase, 35, around).place == ""


@pytest.mark.parametrize(
    "attack", ["plant ", "plant in ", "Aa ", "plant in Aa of ", "venture in France, and ", "in the ", "plant in Aa's "]
)
def test_a_long_sentence_costs_no_more_than_its_length(attack):
    assert grows_no_faster_than_linear(lambda text: find_place(text, 0, PARTIES), attack)
