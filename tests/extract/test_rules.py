"""The table of sentences and their claims, each sentence read as an article of its own.

A row is what a careful reader draws from the sentence. `"known"` marks a row that the extractor misses or reads
wrongly; take the mark off when it is mended. `"off"` marks a deal that is denied, ended or never was: no
mark excuses one that comes out in force.
"""

from collections import Counter

import pytest

from alliance_graph.extract.gate import load_gate
from alliance_graph.extract.rule_extractor import draw_claims
from alliance_graph.model import Article
from tests.extract.table import IN_FORCE, judge, read_rows, to_row, to_rows

pytestmark = pytest.mark.model

ROWS = read_rows("extract_sentences.jsonl")
FIRM = [row for row in ROWS if "known" not in row]
KNOWN = [row for row in ROWS if "known" in row]
OFF = [row for row in ROWS if row.get("off")]
MOST = {"miss": 30, "wrong": 20}
"""Rows known to fail when the table was written; the numbers may only fall."""


@pytest.fixture(scope="module")
def found(read):
    """What the rules draw from each text, but for one without claims that never passes the gate."""

    def draw(row):
        is_read = row["claims"] or load_gate().opens(row["text"])
        return to_rows(draw_claims(read(Article(id="a", text=row["text"])))) if is_read else set()

    return {row["text"]: draw(row) for row in ROWS}


@pytest.mark.parametrize("row", FIRM, ids=lambda row: row["text"][:50])
def test_sentence_gives_its_claims_and_no_others(found, row):
    assert found[row["text"]] == {to_row(*claim) for claim in row["claims"]}


@pytest.mark.parametrize("row", OFF, ids=lambda row: row["text"][:50])
def test_a_deal_that_is_denied_or_over_is_never_in_force(found, row):
    expected = {to_row(*claim) for claim in row["claims"]}
    assert not [line for line in found[row["text"]] - expected if any(f'"{status}"' in line for status in IN_FORCE)]


def test_known_misses_and_errors_do_not_grow_in_number():
    known = Counter(row["known"] for row in KNOWN)
    assert not {mark: number for mark, number in known.items() if number > MOST[mark]}


def test_a_sentence_known_as_missed_is_not_read_wrongly(found):
    assert not [row["text"] for row in KNOWN if row["known"] == "miss" and judge(row, found[row["text"]]) == "wrong"]


def test_table_is_large_enough_to_mean_something():
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    assert sum(bool(row["claims"]) for row in ROWS) >= 150
    assert sum(not row["claims"] for row in ROWS) >= 60
    assert len(OFF) >= 40
