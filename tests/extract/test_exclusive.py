"""Whether a tie is exclusive: a row is a sentence with the trigger of its claim."""

import pytest

from alliance_graph.extract.attributes import Surroundings, with_attributes
from alliance_graph.extract.exclusive import is_exclusive
from alliance_graph.model import Claim, Evidence, Status
from tests.growth import grows_no_faster_than_linear

YES = [
    ("Kessel signed an exclusive licensing agreement with Lumen.", "licensing"),
    ("Kessel is the sole supplier of glass to Lumen.", "supplier"),
    ("Kessel will supply glass exclusively to Lumen.", "supply"),
    ("Lumen will exclusively distribute Kessel's lamps in Peru.", "distribute"),
    ("Kessel granted Lumen exclusive, worldwide rights to the process.", "granted"),
    ("The licence that Kessel gave Lumen is exclusive.", "licence"),
    ("Kessel takes its glass exclusively from Lumen.", "glass"),
    ("Lumen becomes Kessel's exclusive U.S. distributor.", "distributor"),
    ("Kessel and Lumen formed an exclusive alliance.", "alliance"),
    ("Kessel licensed the process to Lumen on an exclusive basis.", "licensed"),
    ("The licence from Kessel gives Lumen exclusivity in Asia.", "licence"),
    ("Kessel's lamps are sold exclusively through Lumen.", "sold"),
    ("Lumen distributes Kessel's lamps, and has done so exclusively since 2022.", "distributes"),
    ("Lumen has sole and exclusive use of Kessel's patents.", "patents"),
    ("Unlike the non-exclusive licence for Orvane, Kessel's with Lumen is an exclusive licence.", "with Lumen"),
]

NO = [
    ("Kessel gave Lumen a non-exclusive licence.", "licence"),
    ("Kessel gave Lumen a nonexclusive licence.", "licence"),
    ("The licence that Kessel gave Lumen is not exclusive.", "licence"),
    ("The supply agreement of Kessel and Lumen isn't an exclusive agreement.", "supply"),
    ("Kessel will not supply Lumen exclusively.", "supply"),
    ("In an exclusive interview, Kessel spoke of its licence for Lumen.", "licence"),
    ("Kessel and Lumen are in exclusive talks on a supply contract.", "supply"),
    ("Kessel entered an exclusive negotiations phase on the licence.", "licence"),
    ("Kessel makes exclusive cars under licence from Lumen.", "licence"),
    ("Kessel supplies lamps for Lumen's exclusive hotels.", "supplies"),
    ("Lumen sells exclusively electric lamps under licence from Kessel.", "licence"),
    ("The price of the supply contract is exclusive of taxes.", "supply"),
    ("Kessel is the sole owner of Lumen, which has a licence.", "licence"),
    ("EXCLUSIVE: Kessel gives Lumen a licence", "licence"),
    ("Kessel licensed the process to Lumen.", "licensed"),
    ("Kessel and Lumen license patents without any exclusivity.", "license"),
    ("Unlike the exclusive licence for Orvane, Kessel's with Lumen is a non-exclusive licence.", "with Lumen"),
]


@pytest.mark.parametrize(("text", "trigger"), YES)
def test_a_tie_that_is_said_to_be_exclusive_is(text, trigger):
    assert is_exclusive(text, text.index(trigger))


@pytest.mark.parametrize(("text", "trigger"), NO)
def test_other_things_that_are_exclusive_or_a_tie_that_is_not_say_nothing(text, trigger):
    assert not is_exclusive(text, text.index(trigger))


def test_only_ties_that_can_bind_are_exclusive():
    around = Surroundings("Kessel holds an exclusive licence and bought Lumen.", 0, None)
    licence = Claim(kind="license", roles={}, status=Status.AGREED, evidence=Evidence("q"))
    purchase = Claim(kind="acquisition", roles={}, status=Status.AGREED, evidence=Evidence("q"))
    assert with_attributes(licence, 26, around).exclusive
    assert not with_attributes(purchase, 38, around).exclusive


@pytest.mark.parametrize("attack", ["exclusive ", "sole a ", "supply x exclusively ", "not ", "exclusive, a, b, "])
def test_a_long_sentence_costs_no_more_than_its_length(attack):
    assert grows_no_faster_than_linear(lambda text: is_exclusive(text, 0), attack)
