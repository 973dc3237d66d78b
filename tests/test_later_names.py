"""From text to graph: ventures and companies are found again under the name that an article says they have now."""

from datetime import date

import pytest

from alliance_graph import pipeline, stores
from alliance_graph.graph.explain import explain
from tests.graph.make import triples

pytestmark = pytest.mark.model

PARTNERS = "Tarnow Motor and Lindal Chemicals"
SET_UP = f"{PARTNERS} agreed to set up a joint venture called Volta Cells to make batteries in Poland."
LATER = f"Elion, the joint venture between {PARTNERS}, will double output."
WORDINGS = [
    f"Elion, formerly Volta Cells, is a joint venture of {PARTNERS}.",
    f"Elion (formerly known as Volta Cells) is a joint venture of {PARTNERS}.",
    f"Volta Cells, now called Elion, is a joint venture of {PARTNERS}.",
    f"Volta Cells, the joint venture of {PARTNERS}, was renamed Elion.",
    f"The joint venture of {PARTNERS} changed its name from Volta Cells to Elion.",
]
PLAN = f"Volta Cells, which will be renamed Elion, is a joint venture of {PARTNERS}."
STAKES = ["Facelook owns 9 percent of Iris Glass.", "Meta Boards, formerly Facelook, owns 12 percent of Iris Glass."]


def build(folder, texts):
    """A store of these articles, a year apart."""
    folder.mkdir(exist_ok=True)
    for year, text in enumerate(texts, start=2020):
        (folder / f"{year}.txt").write_text(f"Title: News of {year}\nDate: {date(year, 5, 1)}\n\n{text}\n", "utf-8")
    pipeline.build(sorted(folder.glob("*.txt")), folder / "store")
    return stores.open_store(folder / "store")


@pytest.mark.parametrize("text", WORDINGS)
def test_a_venture_is_one_under_its_former_and_its_later_name(tmp_path, text):
    with build(tmp_path, [SET_UP, text, LATER]) as store:
        (tie,) = [tie for tie in store.relationships() if tie.kind == "joint_venture"]
        assert (tie.sources, tie.label.rpartition(": ")[2]) == (3, "Elion")
        (venture,) = [company for company in store.companies() if company.iri in tie.roles["venture"]]
        assert "Volta Cells" in venture.aliases
        assert "an article gives 'volta cells' as another name of 'elion'" in str(explain(store, "Elion"))


def test_a_plan_gives_no_name(tmp_path):
    with build(tmp_path, [SET_UP, PLAN, LATER]) as store:
        assert {"Elion", "Volta Cells"} <= {company.name for company in store.companies()}


def test_a_stake_is_one_holding_under_both_names_of_the_owner(tmp_path):
    with build(tmp_path / "one", STAKES) as store:
        assert {company.name for company in store.companies()} == {"Meta Boards", "Iris Glass"}
        sizes = {tie.percentage.value: str(tie.status) for tie in store.relationships()}
        assert sizes == {9: "ended", 12: "completed"}
        whole = triples(store)
    for name in ("2021.txt", "2020.txt"):
        pipeline.build([tmp_path / "one" / name], tmp_path / "again")
    with stores.open_store(tmp_path / "again") as store:
        assert triples(store) == whole
