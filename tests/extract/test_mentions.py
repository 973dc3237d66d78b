"""Where a name begins and ends: words that are no names alone, numerals and places belong to it or do not."""

import pytest

from alliance_graph.model import Article

pytestmark = pytest.mark.model


def names(read, text):
    return {entity.name.rstrip(".") for entity in read(Article(id="a", text=text)).entities.values()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("First Meridian Corp agreed to buy Coast Bank.", "First Meridian Corp"),
        ("Coast Bank said First Meridian will buy its shares.", "First Meridian"),
        ("Fifth Third Bank bought Seven Oaks International Inc.", "Fifth Third Bank"),
        ("Fifth Third Bank bought Seven Oaks International Inc.", "Seven Oaks International Inc"),
        ("Dorvale Inc said its unit, DV Acquisition Corp, will bid for Harmon Corp.", "DV Acquisition Corp"),
        ("Glenmoor Trust Co and Sun Co said they will sell their shares.", "Sun Co"),
        ("Dorvale said its Wharf 9 Imports Inc unit bought Harmon Corp.", "Wharf 9 Imports Inc"),
        ("US Harbour Inc said it sold Teller Corp.", "US Harbour Inc"),
        ("Dorvale sold it to Calif.-based Lattimer Industries Inc.", "Lattimer Industries Inc"),
        ("Dorvale bought Harmon Co. Teller Corp said so.", "Teller Corp"),
        ("Ninebarn won a contract from Teller Corp.", "Ninebarn"),
        ("Harmon Foods plc bought Teller Corp.", "Harmon Foods plc"),
        ("Insurer Kestrel Mutual bought Teller Corp.", "Kestrel Mutual"),
        ("Publisher Harmon said it owned half of Teller Corp.", "Harmon"),
        ("Airline Partners bought Teller Corp.", "Airline Partners"),
    ],
)
def test_the_name_is_whole_and_nothing_else(read, text, name):
    assert name in names(read, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two Dorvale units were sold to Teller Corp.", "Two Dorvale"),
        ("First, Dorvale Inc bought Teller Corp.", "First"),
        ("Its unit sold Boeing 747 planes to Teller Corp.", "Boeing 747"),
        ("The US Harmon Corp unit was sold to Teller Corp.", "US Harmon Corp"),
        ("The Co is owned by Teller Corp.", "The Co"),
        ("Installers will strike at Teller Corp.", "Installers"),
        ("Gold rose, and Teller Corp did.", "Gold"),
    ],
)
def test_other_words_stay_outside(read, text, name):
    assert name not in names(read, text)
