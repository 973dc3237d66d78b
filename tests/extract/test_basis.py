"""Who says what a claim tells: a row is a sentence on Kessel and Lumen, its trigger and the basis."""

import pytest

from alliance_graph.extract.attributes import Surroundings, with_attributes
from alliance_graph.extract.basis import find_basis
from alliance_graph.extract.party_words import names_party, party_words
from alliance_graph.model import Basis, Claim, Evidence, Status
from tests.growth import grows_no_faster_than_linear

PARTIES = frozenset({"kessel", "lumen"})

TOLD = [
    ("party", "Kessel said on Monday that it had agreed to buy Lumen.", "buy"),
    ("party", "Kessel, which makes lamps in Ghent, said it will buy Lumen.", "buy"),
    ("party", "Kessel NV (KES.BR) announced a merger with Lumen.", "merger"),
    ("party", "Kessel, a lamp maker, and Lumen, a glass works, today announced that they will merge.", "merge"),
    ("party", "KESSEL SAYS IT WILL BUY LUMEN", "BUY"),
    ("party", "Kessel and Lumen announce a joint venture", "venture"),
    ("party", "Kessel will supply Lumen with glass, the two companies said in a joint statement.", "supply"),
    ("party", "Kessel has bought Lumen, the lamp maker said.", "bought"),
    ("party", "Kessel is to merge with Lumen, a spokeswoman confirmed.", "merge"),
    ("party", '"We are going to take over Lumen," said Karin Doll, who heads Kessel.', "take"),
    ("party", "Kessel denied rumours that it would sell Lumen.", "sell"),
    ("party", "Kessel dismissed a newspaper report that it wanted to buy Lumen.", "buy"),
    ("party", "The alliance was announced by Kessel and Lumen in Lyon.", "alliance"),
    ("party", "Kessel is pleased to announce that it has bought Lumen.", "bought"),
    ("party", "Kessel holds 12 percent of Lumen, according to Kessel.", "holds"),
    ("filing", "Kessel said in a filing with the SEC that it holds 7 percent of Lumen.", "holds"),
    ("filing", "Kessel owns a third of Lumen, its prospectus shows.", "owns"),
    ("filing", "According to court papers, Kessel licensed the process from Lumen.", "licensed"),
    ("filing", "Kessel told the Securities and Exchange Commission it has 6.2 pct of Lumen.", "has"),
    ("filing", "Kessel lifted its stake in Lumen to 9 percent, a regulatory filing showed.", "stake"),
    ("filing", "Lumen's annual report lists Kessel as its supplier.", "supplier"),
    ("unnamed_source", "Kessel is close to buying Lumen, two people familiar with the matter told Reuters.", "buying"),
    ("unnamed_source", "Kessel is understood to have made an offer for Lumen.", "offer"),
    ("unnamed_source", "Lumen is thought to be in talks to merge with Kessel.", "merge"),
    ("unnamed_source", "Kessel wants to sell Lumen, said a source at Kessel.", "sell"),
    ("unnamed_source", "Kessel may buy Lumen, Bloomberg reported, citing people close to the talks.", "buy"),
    ("unnamed_source", "Shares rose on rumours that Kessel would bid for Lumen.", "bid"),
    ("unnamed_source", "Kessel declined to comment on speculation that it would buy Lumen.", "buy"),
    ("unnamed_source", "Kessel is said to be weighing a bid for Lumen.", "bid"),
    ("unnamed_source", "Kessel plans an alliance with Lumen, industry sources said.", "alliance"),
    ("press", "The Financial Times reported that Kessel would buy Lumen.", "buy"),
    ("press", "Kessel has offered to buy Lumen, De Nieuwe Bode reported on Friday.", "buy"),
    ("press", "Kessel is to merge with Lumen, according to the daily La Gazzetta.", "merge"),
    ("press", "Kessel has reportedly taken a stake in Lumen.", "stake"),
    ("press", "Kessel and Lumen will form a venture, Kyodo news agency said.", "venture"),
    ("press", "Media reports put the price that Kessel paid to buy Lumen at 3 billion.", "buy"),
]

UNTOLD = [
    ("Kessel has agreed to buy Lumen for 3 billion euros.", "buy"),
    ("Kessel sources its glass from Lumen.", "sources"),
    ("Kessel and Lumen formed a venture for renewable sources of heat.", "venture"),
    ("Analysts said Kessel could buy Lumen.", "buy"),
    ("Kessel should sell Lumen, said an analyst at a bank in Paris.", "sell"),
    ("Orvane said Kessel would buy Lumen.", "buy"),
    ("The regulator said Kessel may buy Lumen.", "buy"),
    ("Kessel will supply Lumen, the transport ministry said.", "supply"),
    ("Kessel is expected to announce its merger with Lumen in May.", "merger"),
    ("Kessel has not confirmed that it will buy Lumen.", "buy"),
    ("Kessel would not say whether it will buy Lumen.", "buy"),
    ("Kessel said nothing of its plan to buy Lumen.", "buy"),
    ("Kessel said it would not comment on its plan to buy Lumen.", "buy"),
    ("The merger of Kessel and Lumen was announced in March.", "merger"),
    ("Kessel is filing for bankruptcy, and Lumen will buy its lamps.", "buy"),
    ("Lumen, which is filing patents fast, is a unit of Kessel.", "unit"),
    ("Kessel and Lumen report to one board since the merger.", "merger"),
    ("Kessel showed the lamps that Lumen will supply.", "supply"),
    ("The long-announced supply of glass by Lumen began in May.", "supply"),
    ("Kessel gave some thought to the merger with Lumen.", "merger"),
    ("Insiders own 20 percent of Lumen, which Kessel wants to buy.", "buy"),
    ("The press shop of Lumen was bought by Kessel.", "bought"),
    ("Kessel has a source code licence from Lumen.", "licence"),
    ("Kessel has a daily supply of 40 tonnes from Lumen.", "supply"),
    ("The union said Kessel must not sell Lumen.", "sell"),
    ("Under the terms of the agreement, Kessel will supply Lumen.", "supply"),
    ("According to the contract, Kessel supplies Lumen until 2030.", "supplies"),
    ("The statement of accounts lists what Lumen supplies.", "supplies"),
    ("Kessel's newspaper arm merged with Lumen.", "merged"),
    ("It remains to be announced when Kessel will take over Lumen.", "take"),
    ("Kessel bought Lumen, shareholders of a rival said.", "bought"),
    ("Lumen's chief source of income is the supply of glass to Kessel.", "supply"),
    ("Kessel and Lumen make the United States their first market.", "market"),
    ("Kessel quietly bought Lumen in 2019.", "bought"),
    ("Lumen was a unit of Kessel until its sale.", "unit"),
]


@pytest.mark.parametrize(("basis", "text", "trigger"), TOLD)
def test_the_one_who_says_so_is_the_basis(basis, text, trigger):
    assert find_basis(text, text.index(trigger), PARTIES) is Basis(basis)


@pytest.mark.parametrize(("text", "trigger"), UNTOLD)
def test_where_nobody_says_so_there_is_no_basis(text, trigger):
    assert find_basis(text, text.index(trigger), PARTIES) is None


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Lumen, a unit of Kessel, said it would open a shop.", None),
        ("Kessel said its unit Lumen would open a shop.", Basis.PARTY),
        ("Lumen is a unit of Kessel, a filing showed.", Basis.FILING),
    ],
)
def test_a_state_of_affairs_told_in_passing_is_not_what_is_said(text, basis):
    assert find_basis(text, text.index("unit"), PARTIES, is_state=True) is basis


def test_who_speaks_far_away_says_nothing_of_the_claim():
    text = f"Kessel said so{' again' * 80} and then bought Lumen"
    assert find_basis(text, text.index("bought"), PARTIES) is None


@pytest.mark.parametrize("attack", ["said ", "x, ", "sources said, ", "a" * 50, "according to ", "said, ", '," said '])
def test_a_long_sentence_costs_no_more_than_its_length(attack):
    assert grows_no_faster_than_linear(lambda text: find_basis(text, 0, PARTIES), attack)


def claim(**roles):
    return Claim(kind="acquisition", roles=roles, status=Status.AGREED, evidence=Evidence("q"))


def test_a_party_is_known_by_what_tells_its_name_from_others_and_by_initials():
    words = party_words(claim(acquirer=("general-lamp-works",), target=("bank-of-ghent",)))
    assert {"lamp", "general", "glw", "ghent"} <= words
    assert not words & {"works", "of"}
    assert names_party("Lamp Works", words)
    assert not names_party("the lamp", words)


def test_claims_of_one_sentence_have_each_the_basis_of_their_parties():
    text = "Kessel said Orvane would merge with Tirvo."
    around = Surroundings(text, 0, None)
    assert with_attributes(claim(target=("orvane",)), 20, around).basis is None
    assert with_attributes(claim(target=("kessel-nv",)), 20, around).basis is Basis.PARTY
