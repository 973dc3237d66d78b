"""Two names of one company: wordings that say so, and those that only sound alike."""

import pytest

from alliance_graph.extract import EXTRACTORS, MODEL
from alliance_graph.extract.clean import clean_paragraphs
from alliance_graph.model import Article
from tests.growth import grows_no_faster_than_linear

# What is said, today's name, the other one; "|" is where the sentence goes on.
ASIDES = [
    ("Elion, formerly Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, formerly called Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, formerly known as Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, which was previously named Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, once called Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, known until 2021 as Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, called Volta Cells until May 2021,| owns", "Elion", "Volta Cells"),
    ("Elion (formerly Volta Cells)| owns", "Elion", "Volta Cells"),
    ("Elion (formerly <Volta Cells Ltd>)| owns", "Elion", "Volta Cells Ltd"),
    ("Elion (NYSE: ELN), formerly Volta Cells, Inc.,| owns", "Elion", "Volta Cells, Inc."),
    ("Elion, the former Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, fka Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, formerly Volta Cells plc,| owns", "Elion", "Volta Cells plc"),
    ("Elion (formerly Volta Cells plc)| owns", "Elion", "Volta Cells plc"),
    ("Elion, the company formerly known as Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, f/k/a Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, renamed from Volta Cells in 2021,| owns", "Elion", "Volta Cells"),
    ("Elion, which changed its name from Volta Cells in May,| owns", "Elion", "Volta Cells"),
    ("Elion, also known as Volta Cells,| owns", "Elion", "Volta Cells"),
    ('Elion, also known as "Volta Cells",| owns', "Elion", "Volta Cells"),
    ("Elion, doing business as Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Elion, trading as Volta Cells,| owns", "Elion", "Volta Cells"),
    ("Volta Cells, now Elion,| owns", "Elion", "Volta Cells"),
    ("Volta Cells (now Elion)| owns", "Elion", "Volta Cells"),
    ("Volta Cells, now called Elion,| owns", "Elion", "Volta Cells"),
    ("Volta Cells, which is now known as Elion,| owns", "Elion", "Volta Cells"),
    ("Volta Cells, which was renamed Elion last year,| owns", "Elion", "Volta Cells"),
    ("Volta Cells, since renamed Elion,| owns", "Elion", "Volta Cells"),
    ("Volta Cells, which has renamed itself Elion,| owns", "Elion", "Volta Cells"),
    ("Volta Cells, which changed its name to Elion in 2021,| owns", "Elion", "Volta Cells"),
    ("Elion, formerly the Volta Oil and Gas Corp,| owns", "Elion", "Volta Oil and Gas Corp"),
]
NO_ASIDES = [
    "Elion, formerly a unit of Volta Cells, owns",
    "Elion, formerly of Volta Cells, owns",
    "Elion, formerly part of Volta Cells, owns",
    "Elion, formerly Volta Cells' battery unit, owns",
    "Elion, formerly Volta Cells's, owns",
    "Lundgren, formerly Volta Cells chief, owns",
    "Lundgren, formerly President, owns",
    "Elion, previously owned by Volta Cells, owns",
    "Elion, now part of Volta Cells, owns",
    "Elion, now Volta's largest rival, owns",
    "Elion, once Volta's largest customer, owns",
    "Elion, formerly based in Volta, owns",
    "Elion, formerly Germany, owns",
    "Elion, formerly Nasdaq-listed, owns",
    "Elion, formerly Chinese-owned, owns",
    "Elion, formerly Volta and Kessel, owns",
    "Volta Cells, which will be renamed Elion, owns",
    "Volta Cells, which will be called Elion, owns",
    "Volta Cells, to be renamed Elion, owns",
    "Volta Cells, which plans to change its name to Elion, owns",
    "the venture of Kessel and Lumen, formerly Volta Cells, owns",
    "a unit of Kessel, formerly Volta Cells, owns",
    "its renamed Kessel Oil, now Volta Oil, owns",
    "the carmaker, formerly Volta Cells, owns",
]
CLAUSES = [
    "Volta Cells was renamed Elion in 2021.",
    "Volta Cells has since been renamed Elion.",
    "Volta Cells renamed itself Elion.",
    "Volta Cells changed its name to Elion after a dispute.",
    "Volta Cells said it has changed its name to Elion, effective today.",
    "Volta Cells, the venture of Kessel Motor and Lumen Chemicals, changed its corporate name to Elion.",
    "Volta Cells was sold in May and is now called Elion.",
    "Kessel Motor's battery arm, Volta Cells, was renamed Elion.",
    "Elion was formerly known as Volta Cells.",
    "The venture of Kessel Motor and Lumen Chemicals changed its name from Volta Cells to Elion.",
]
NO_CLAUSES = [
    "Volta Cells will be renamed Elion.",
    "Volta Cells is to be renamed Elion.",
    "Volta Cells plans to change its name to Elion.",
    "Volta Cells said it would change its name to Elion.",
    "Volta Cells has not changed its name to Elion.",
    "Shareholders of Volta Cells approved changing its name to Elion.",
    "The owner of Volta Cells was renamed Elion.",
    "A plant of Volta Cells was renamed Elion.",
]


@pytest.mark.parametrize(("text", "name", "other"), ASIDES)
def test_what_is_said_in_passing_is_taken_out_and_kept_as_a_name(text, name, other):
    rest = "Alder Foods."
    (cleaned,) = clean_paragraphs(f"{text.replace('|', '')} {rest}")
    (found,) = cleaned.others
    before, _, behind = text.partition("|")
    assert cleaned.text.endswith(f"{behind} {rest}")
    assert {name, other} == {found.name, before.partition(",")[0].partition(" (")[0]}
    assert found.is_now == (found.name == name)


@pytest.mark.parametrize("text", NO_ASIDES)
def test_what_only_sounds_like_another_name_stays(text):
    (cleaned,) = clean_paragraphs(f"{text} Alder Foods.")
    assert (cleaned.text, cleaned.others) == (f"{text} Alder Foods.", ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("its renamed <Kessel Oil>, now <Volta Oil Ltd>, grew.", "its renamed Kessel Oil, now Volta Oil Ltd, grew."),
        ("Elion, formerly Volta, a maker of cells, grew.", "Elion, a maker of cells, grew."),
        ("Elion, formerly Volta, Kessel and Lumen met.", "Elion, Kessel and Lumen met."),
        ("Lumen bought it from Elion, formerly Volta, and Kessel.", "Lumen bought it from Elion, and Kessel."),
        ("Elion, formerly Volta and now part of Kessel, grew.", "Elion, now part of Kessel, grew."),
        ("Kessel bought Elion, formerly Volta.", "Kessel bought Elion."),
        ("Kessel bought Elion Corp, formerly Volta Inc. Lumen did not.", "Kessel bought Elion Corp. Lumen did not."),
    ],
)
def test_a_sentence_goes_on_as_if_nothing_had_been_said(text, left):
    (cleaned,) = clean_paragraphs(text)
    assert cleaned.text == left


@pytest.mark.parametrize(
    "piece",
    [
        "Elion, formerly Volta Cells and ",
        "a unit of Elion, formerly Volta, and ",
        "Aa, now B.B.B of B of ",
        "unit of Aa, B and C, ",
        "Elion, formerly A of B and C of the D ",
    ],
)
def test_many_asides_cost_no_more_than_their_length(piece):
    assert grows_no_faster_than_linear(lambda text: list(clean_paragraphs(text)), piece)


@pytest.mark.model
@pytest.mark.parametrize("text", CLAUSES)
def test_a_clause_tells_another_name(read, text):
    entities = {one.name: one for one in read(Article(id="a", text=f"{text} Elion said so.")).entities.values()}
    assert entities["Elion"].aliases == ("Volta Cells",)
    assert "Volta Cells" not in entities


@pytest.mark.model
@pytest.mark.parametrize("text", NO_CLAUSES)
def test_a_plan_and_what_is_said_of_another_tell_none(read, text):
    entities = read(Article(id="a", text=f"{text} Elion said so. Volta Cells did, too.")).entities.values()
    assert {"Elion", "Volta Cells"} <= {one.name for one in entities}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("Elion, formerly Volta Cells, grew. Volta said so.", "Elion", {"Volta Cells", "Volta"}),
        ("Elion, formerly Volta Cells Inc, grew. Volta Cells grew, too.", "Elion", {"Volta Cells Inc", "Volta Cells"}),
        ("Kessel, formerly Kessel Industries, grew.", "Kessel", {"Kessel Industries"}),
        ("Kessel Foods, formerly Kessel Mills, grew.", "Kessel Foods", {"Kessel Mills"}),
        ("Volta Cells renamed itself Elion Platforms. Elion grew.", "Elion Platforms", {"Volta Cells", "Elion"}),
        ("Alder Corp, formerly Birch, grew. Birch was called Cedar Mills.", "Alder Corp", {"Birch"}),
    ],
)
def test_the_name_is_that_of_today_and_short_forms_of_both_are_its_own(read, text, name, aliases):
    entities = {one.name: one for one in read(Article(id="a", text=text)).entities.values()}
    assert set(entities[name].aliases) == aliases


@pytest.mark.model
def test_a_person_and_a_town_have_no_other_name():
    text = "Karen Harlow, formerly Volta Cells, joined Kessel Corp. It has a plant in Mumbai, formerly Bombay."
    found = _extract(f"{text} Kessel Corp owns 12 percent of Lumen Glass.")
    assert not [entity for entity in found.entities if entity.aliases]


@pytest.mark.model
@pytest.mark.parametrize("said", ["formerly Volta Cells", "also known as Volta Cells", "formerly known as Volta Cells"])
def test_no_tie_is_drawn_for_the_former_name_and_formerly_ends_no_holding(said):
    found = _extract(f"Elion, {said}, owns 12 percent of Lumen Glass.")
    (claim,) = found.claims
    assert (claim.kind, claim.status, claim.roles["owner"]) == ("stake", "completed", ("elion",))
    assert claim.evidence.text == f"Elion, {said}, owns 12 percent of Lumen Glass."


def _extract(text):
    (found,) = EXTRACTORS["both"](MODEL).extract([Article(id="a", text=text)])
    return found
