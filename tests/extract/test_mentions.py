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
        ("Dow Chemical bought Teller Corp from Sun Microsystems Inc.", "Dow Chemical"),
        ("Dow Chemical bought Teller Corp from Sun Microsystems Inc.", "Sun Microsystems Inc"),
        ("Pan Am said it will sell Teller Corp to Research In Motion.", "Pan Am"),
        ("Pan Am said it will sell Teller Corp to Research In Motion.", "Research In Motion"),
        ("Deutsche Boerse made a bid for the London Stock Exchange.", "London Stock Exchange"),
        ("News Corp owns 20th Century Fox.", "20th Century Fox"),
        ("Greene King has bought Teller Corp.", "Greene King"),
        ("Debenhams has bought Teller Corp.", "Debenhams"),
        ("Teller Corp sold it to 20th Century Fox Film Corp.", "20th Century Fox Film Corp"),
        ("Teller Corp sold its process to Dow.", "Dow"),
        ("Scarp is a venture of Taransay Cars and Ulva Kemi.", "Ulva Kemi"),
        ("Taransay and Ulva Kemi signed the pact that Teller Corp wanted.", "Taransay"),
        ("Ninebarns won a contract from Teller Corp.", "Ninebarns"),
        ("Ninebarns is bidding for Teller Corp.", "Ninebarns"),
        ("Trencott is wholly owned by Teller Corp.", "Trencott"),
        ("Gap agreed on Monday to buy Teller Corp.", "Gap"),
        ("Tapestry has a 20 percent stake in Teller Corp.", "Tapestry"),
        ("Imagination said it bought Teller Corp.", "Imagination"),
        ("Next has agreed to buy Teller Corp.", "Next"),
        ("Teller Corp will supply Next with shoes.", "Next"),
        ("Half of Teller Corp is held by Merrans.", "Merrans"),
        ("Its customers include Dorvale, AB Taransay and Teller Corp.", "AB Taransay"),
        ("Its customers include Dorvale, AB Taransay and Teller Corp.", "Dorvale"),
        ("Dorvale, Inc. bought Teller Corp.", "Dorvale, Inc"),
        ("Dorvale, Lattimer and Co sold Teller Corp.", "Dorvale, Lattimer and Co"),
        ("They are Dorvale, Lattimer & Co and Teller Corp.", "Lattimer & Co"),
        ("The Tyre Division of Teller Corp was sold.", "Teller Corp"),
        ("Dorvale bought Lattimer Guard Service of Camden, N.J., in May.", "Lattimer Guard Service"),
        ("Bank fuer Ulvawirtschaft AG bought Teller Corp.", "Bank fuer Ulvawirtschaft AG"),
        ("Republic Dorvale Corp bought Republic Airways.", "Republic Dorvale Corp"),
        ("Republic Dorvale Corp bought Republic Airways.", "Republic Airways"),
        ("Teller Corp sold its stake to SAS.", "SAS"),
        ("Iberia said that it will buy Teller Corp.", "Iberia"),
        ("St James's Place agreed to buy Teller Corp.", "St James's Place"),
        ("Ulva und Taransayer Beteiligungs AG bought Teller Corp.", "Ulva und Taransayer Beteiligungs AG"),
        ("Random House said that it will buy Teller Corp.", "Random House"),
        ("Just Eat said that it will buy Sun Pharma from Under Armour.", "Just Eat"),
        ("Just Eat said that it will buy Sun Pharma from Under Armour.", "Sun Pharma"),
        ("Just Eat said that it will buy Sun Pharma from Under Armour.", "Under Armour"),
        ("A/S Dorvale bought Teller Corp.", "A/S Dorvale"),
        ("D/A-Lattimer Inc bought Teller Corp.", "D/A-Lattimer Inc"),
        ("The Dorvale Company of America(DCA) bought Teller Corp.", "Dorvale Company of America"),
        ("Teller Corp won a contract from the U.S. Department of Energy.", "Department of Energy"),
        ("Lattimer's British Printing Corp bought Teller Corp.", "British Printing Corp"),
        ("Dorvale Cars of North America Inc bought Teller Corp.", "Dorvale Cars of North America Inc"),
        ("Dorvale Corp of America bought Teller Corp.", "Dorvale Corp of America"),
        ("Financial Corp of Santa Ulva bought Teller Corp.", "Financial Corp of Santa Ulva"),
        ("Envases de Ulva bought Teller Corp.", "Envases de Ulva"),
        ("Teller Corp borrowed from Kreditanstalt fur Ulvabau.", "Kreditanstalt fur Ulvabau"),
        ("Boatmen's Bancshares bought Teller Corp.", "Boatmen's Bancshares"),
        ("The Immigration and Naturalization Service chose Teller Corp.", "Immigration and Naturalization Service"),
        ("Teller Corp won an order from the Algerian Ministry of Health.", "Algerian Ministry of Health"),
        ("An airline picked the Lattimer LT56 engine over one of Teller Corp.", "Lattimer"),
        ("Teller Corp lent money to Lattimer Baron Inc.", "Lattimer Baron Inc"),
        ("Teller Corp is a unit of Lattimer Venture Capital.", "Lattimer Venture Capital"),
        ("An airline will buy five Lattimer Corp <LAT> LD-11 jets from Teller Corp.", "Lattimer Corp"),
        ("An airline will buy five Lattimer LD-11 jets from Teller Corp.", "Lattimer"),
        ("A Turkish-West German venture, Turk Dorvale A.S., bought Teller Corp.", "Turk Dorvale A.S"),
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
        ("Installers say that Teller Corp sold it.", "Installers"),
        ("Teller Corp raised $3M from Harmon Corp.", "3M"),
        ("The Dow fell after Teller Corp bought Harmon Corp.", "Dow"),
        ("Teller Corp bought Harmon Corp to grow on the US West Coast.", "US West"),
        ("Teller Corp, listed on the New York Stock Exchange, fell.", "New York Stock Exchange"),
        ("Restructuring is what Teller Corp needs.", "Restructuring"),
        ("Installers won against Teller Corp.", "Installers"),
        ("Management said it will sell Teller Corp.", "Management"),
        ("Brewers own half of Teller Corp.", "Brewers"),
        ("Optimism has returned to Teller Corp.", "Optimism"),
        ("Brewer agrees to buy Teller Corp", "Brewer"),
        ("Next came the sale of Teller Corp.", "Next"),
        ("Next year Teller Corp will be sold.", "Next"),
        ("Everyone at Teller Corp was paid.", "Everyone"),
        ("Some officers of Dorvale's U.S. courier division bought Teller Corp.", "U.S."),
        ("The UK arm of Teller Corp was sold.", "UK"),
        ("The Californian subsidiary of Teller Corp was sold.", "Californian"),
        ("Teller Corp is half owned by Arab interests.", "Arab"),
        ("Teller Corp, a Jacksonville, Fla., real estate firm, was sold.", "Fla"),
        ("Teller Corp, an Albany N.Y. holding company, was sold.", "Albany N.Y"),
        ("Dorvale bought Teller Corp of Paxton, Ill., in May.", "Paxton"),
        ("Dorvale sold it to meet the Department's complaints.", "Department"),
        ("Dorvale sold its Subsidiary to Teller Corp.", "Subsidiary"),
        ("And Dorvale N.V. was sold to Teller Corp.", "And Dorvale N.V"),
        ("The Germans bought Teller Corp.", "Germans"),
        ("Its debt was raised to A-1 from Baa-2 after it bought Teller Corp.", "A-1"),
        ("An airline bought five LD-11 jets from Teller Corp.", "LD-11"),
        ("West German Finance Minister Lund sold Teller Corp.", "West German Finance"),
        ("A Turkish-West German venture, Turk Dorvale A.S., bought Teller Corp.", "-West German"),
    ],
)
def test_other_words_stay_outside(read, text, name):
    assert name not in names(read, text)


@pytest.mark.parametrize("text", ["The U.S. bought Teller Corp.", "The US agreed to sell its stake in Teller Corp."])
def test_a_nation_that_acts_stays_a_party(read, text):
    assert any(entity.type == "government" for entity in read(Article(id="a", text=text)).entities.values())


@pytest.mark.parametrize(
    ("text", "name", "sort"),
    [
        ("Thomas Cook said that it will buy Teller Corp.", "Thomas Cook", "company"),
        ("Charles Schwab and Co said that it will buy Teller Corp.", "Charles Schwab and Co", "company"),
        ("Teller Corp bought the clothes chain Karen Harlow.", "Karen Harlow", "company"),
        ("Raymond Harlow Financial bought Teller Corp.", "Raymond Harlow Financial", "company"),
        ("Teller Corp was bought by Karen Harlow.", "Karen Harlow", "person"),
    ],
)
def test_companies_that_bear_a_persons_name_are_none(read, text, name, sort):
    types = {entity.name: entity.type.value for entity in read(Article(id="a", text=text)).entities.values()}
    assert types[name] == sort


def test_a_ticker_of_a_nation_and_a_dot_is_no_name(read):
    text = "The other bidder was Kessel Corp's <UK.> French subsidiary <Kessel France>."
    names = {entity.name for entity in read(Article(id="a", text=text)).entities.values()}
    assert names == {"Kessel Corp", "Kessel France"}
