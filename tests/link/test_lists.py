"""Lists of companies are read whatever their form, one row at a time, and found by name in the register."""

import gzip
import io
import json
import os
import sys
import threading
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from alliance_graph.errors import SourceError, StoreError
from alliance_graph.graph.terms import PREFIXES
from alliance_graph.link import Register, read_list
from alliance_graph.link.entries import COLUMNS
from alliance_graph.model import Entry
from tests.bench import FOLDER

LEI = "5493" + "0" * 14 + "02"
OWN = "name,aliases,former,country,lei,wikidata,ticker,industry,parent\n"
GLEIF = (
    "LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.OtherEntityNames.OtherEntityName.1,"
    "Entity.OtherEntityNames.OtherEntityName.1.xmllang,Entity.OtherEntityNames.OtherEntityName.1.type,"
    "Entity.OtherEntityNames.OtherEntityName.2,Entity.OtherEntityNames.OtherEntityName.2.type,"
    "Entity.LegalAddress.Country\n"
    f'{LEI},"Lumeo, Inc.",en,Old Lumeo,en,PREVIOUS_LEGAL_NAME,LumeoNow,TRADING_OR_OPERATING_NAME,US\n'
)
LISTED = Entry(name="Lumeo, Inc.", aliases=("LumeoNow",), former=("Old Lumeo",), country="US", lei=LEI)
FORMS = [
    ("own", f'{OWN}"Lumeo, Inc.",LumeoNow,Old Lumeo,us,{LEI},,,,\n', LISTED),
    ("gleif", GLEIF, LISTED),
    ("semicolons", 'name;aliases\n"Lumeo; Inc.";A|B\n', Entry(name="Lumeo; Inc.", aliases=("A", "B"))),
    (
        "lines",
        json.dumps({"name": "Lumeo", "former": ["Old"], "wikidata": "Q12"}),
        Entry(name="Lumeo", former=("Old",), wikidata="Q12"),
    ),
    (
        "wikidata csv",
        "item,itemLabel,itemAltLabel,lei\nhttp://www.wikidata.org/entity/Q12,Lumeo,LMX,\n",
        Entry(name="Lumeo", aliases=("LMX",), wikidata="Q12"),
    ),
    (
        "wikidata json",
        json.dumps([{"item": "http://www.wikidata.org/entity/Q12", "itemLabel": "Lumeo"}]),
        Entry(name="Lumeo", wikidata="Q12"),
    ),
    (
        "sparql json",
        json.dumps(
            {
                "head": {"vars": ["item"]},
                "results": {"bindings": [{"item": {"value": "x/Q12"}, "itemLabel": {"value": "Lumeo"}}]},
            },
            indent=1,
        ),
        Entry(name="Lumeo", wikidata="Q12"),
    ),
    (
        "one line of sparql json",
        json.dumps({"head": {}, "results": {"bindings": [{"itemLabel": {"value": "Lumeo"}}]}}),
        Entry(name="Lumeo"),
    ),
    (
        "a line with the word head",
        json.dumps({"name": "Head NV", "aliases": ["head"]}),
        Entry(name="Head NV", aliases=("head",)),
    ),
    ("the line of Excel", "sep=;\r\nname;country\r\nLumeo;FR\r\n", Entry(name="Lumeo", country="FR")),
    ("codes of three letters", "name,country\nLumeo,usa\n", Entry(name="Lumeo", country="US")),
    ("another code in use", "name,country\nLumeo,UK\n", Entry(name="Lumeo", country="GB")),
    (
        "names of Wikidata's label service",
        'itemLabel,itemAltLabel\nLumeo,", LMX, , Lumeo, Inc., Lumeo Motor Co., Ltd., Orbach, & Sons"\n',
        Entry(name="Lumeo", aliases=("LMX", "Lumeo, Inc.", "Lumeo Motor Co., Ltd.", "Orbach, & Sons")),
    ),
    (
        "names of Wikidata parted by bars",
        'itemLabel,itemAltLabel\nLumeo,"Lumeo, Orbach and Sons|LMX"\n',
        Entry(name="Lumeo", aliases=("Lumeo, Orbach and Sons", "LMX")),
    ),
    (
        "commas in names of one's own",
        'name,aliases\nLumeo,"Lumeo, Orbach"\n',
        Entry(name="Lumeo", aliases=("Lumeo, Orbach",)),
    ),
    ("what is no identifier", OWN + "Lumeo,,,Mars,123,<Q1>,,,\n", Entry(name="Lumeo")),
    ("control characters", 'name\n"Lu\x1b[2Jmeo"\n', Entry(name="Lu[2Jmeo")),
]


@pytest.mark.parametrize("pack", ["plain", "gzip", "zip"])
@pytest.mark.parametrize(("text", "entry"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS])
def test_every_form_gives_the_same_entries(tmp_path, text, entry, pack):
    path = tmp_path / "list"
    if pack == "zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("list.csv", text)
    else:
        path.write_bytes(gzip.compress(text.encode()) if pack == "gzip" else text.encode())
    assert list(read_list(path)) == [entry]


def test_rows_without_a_name_are_left_out(tmp_path):
    (tmp_path / "list").write_text(f"{OWN},a,,,,,,,\nLumeo,,,,,,,,\n\n", "utf-8")
    assert list(read_list(tmp_path / "list")) == [Entry(name="Lumeo")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "no column with names"),
        ('{"name": "A"}\n{broken\n', "row 2"),
        ('{"name": "A"}\n[1]\n', "row 2"),
        ('{"head": {}, "results": 3}', "cannot be read"),
        ('{"results":{}}', "neither a list nor the results"),
        ('{"name":{"a":1}}\n', "row 1: \"{'a': 1}\" is no text"),
        ('{"name":"Lumeo"}\n{"name":"Orbach","aliases":[["x"]]}\n', "row 2: .* is no text"),
        ('name,country\n"Lumeo\n', "row 2: a quotation mark is not closed"),
        ('name,country\nLumeo,US\n"Orb', "row 3: a quotation mark is not closed"),
        ("[" * 10_000, "cannot be read"),
        ("\x1f\x8b not gzip", "cannot be read"),
        ("PK\x03\x04 not zip", "cannot be read"),
    ],
)
def test_what_is_no_list_says_so(tmp_path, text, words):
    (tmp_path / "list").write_bytes(text.encode("latin-1"))
    with pytest.raises(SourceError, match=words):
        list(read_list(tmp_path / "list"))


def noted(path):
    found = []
    entries = list(read_list(path, lambda reason, where, _: found.append((reason, where.rpartition(", ")[2]))))
    return entries, found


WRONG = [
    ("lei", LEI[:-2] + "03", "list-lei"),
    ("lei", "123", "list-lei"),
    ("wikidata", "X9", "list-wikidata"),
    ("country", "Mars", "list-country"),
    ("country", "ZZ", "list-country"),
    ("country", "XQX", "list-country"),
    ("industry", "witchcraft", "list-industry"),
]


@pytest.mark.parametrize(("column", "value", "reason"), WRONG)
def test_what_is_wrong_with_a_row_is_told_and_left_out(tmp_path, column, value, reason):
    (tmp_path / "list").write_text(f"name,{column}\nOrbach,\nLumeo,{value}\n", "utf-8")
    entries, found = noted(tmp_path / "list")
    assert found == [(reason, "row 3")]
    kept = {"industry": value} if column == "industry" else {}
    assert entries == [Entry(name="Orbach"), Entry(name="Lumeo", **kept)]


def test_rows_without_a_name_and_cells_without_a_column_are_told(tmp_path):
    (tmp_path / "list").write_text("item,itemLabel\nQ12,Q12\nQ13,\n,\n\nQ14,Lumeo, Inc\n", "utf-8")
    entries, found = noted(tmp_path / "list")
    assert entries == [Entry(name="Lumeo", wikidata="Q14")]
    assert found == [("list-no-name", "row 2"), ("list-no-name", "row 3"), ("list-cells", "row 6")]


def test_the_list_of_the_samples_can_be_read():
    entries = list(read_list(FOLDER.parent / "data" / "companies.csv"))
    assert len(entries) > 20
    assert {entry.wikidata for entry in entries if entry.name.startswith("Nissan")} == {"Q20165"}


def test_the_query_for_wikidata_in_the_documentation_gives_columns_of_a_list():
    text = (FOLDER.parent / "docs" / "linking.md").read_text("utf-8")
    spaces = dict.fromkeys(("wd", "wdt", "p", "pq"), "http://www.wikidata.org/") | PREFIXES
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in spaces.items())
    found = ox.Store().query(prefixes + text.partition("```sparql\n")[2].partition("```")[0])
    assert isinstance(found, ox.QuerySolutions)
    known = {column for columns in COLUMNS.values() for column in columns}
    assert {variable.value.lower() for variable in found.variables} < known


# --------------------------------------------------------------- the register


def test_a_list_may_come_through_a_pipe_plain_or_packed(tmp_path, monkeypatch):
    lists = (b"name\nLumeo\n", gzip.compress(b"name\nLumeo\n"), b"name\n" + b"Lumeo\n" * 9000)
    for number, content in enumerate(lists):
        pipe = tmp_path / f"pipe{number}"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_bytes, args=[content])
        writer.start()
        assert {entry.name for entry in read_list(pipe)} == {"Lumeo"}
        writer.join()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(lists[0]))))
    assert [entry.name for entry in read_list(Path("-"))] == ["Lumeo"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b'[{"name": "A"}, 3]', "'3' is no object with a name"), (b'{\n"a": 1}', "neither a list nor the results")],
)
def test_json_of_another_shape_is_told(tmp_path, content, said):
    (tmp_path / "l.json").write_bytes(content)
    with pytest.raises(SourceError, match=said):
        list(read_list(tmp_path / "l.json"))


@pytest.fixture
def register(tmp_path):
    found = Register(tmp_path / "companies.sqlite")
    yield found
    found.close()


def test_a_company_is_found_by_any_name_but_not_one_of_several(register):
    assert (register.find("lumeo"), register.digest) == (None, "")
    assert register.add([LISTED, Entry(name="Orbach"), Entry(name="Old Lumeo Works", aliases=("Orbach",))]) == 3
    assert register.find("lumeo") == register.find("old lumeo") == LISTED
    assert register.find("orbach") == Entry(name="Orbach")
    register.add([Entry(name="ORBACH", country="NO")])
    assert register.find("orbach") is None


def test_rows_of_one_identifier_are_one_company_and_a_list_may_be_added_again(register):
    rows = [Entry(name="Lumeo", wikidata="Q12", aliases=("LMX",)), Entry(name="Lumeo Inc", lei=LEI, wikidata="Q12")]
    register.add([*rows, Entry(name="Orbach")])
    register.add([*rows, Entry(name="Orbach")])
    found = register.find("lmx")
    assert found == register.find("lumeo")
    assert (found.name, found.lei, found.wikidata) == ("Lumeo Inc", LEI, "Q12")
    assert register.find("orbach")


GLEIF_ROWS = [
    ("Lumeo SA", "5493", "ACTIVE", "DUPLICATE"),
    ("Lumeo SA", "2138", "INACTIVE", "RETIRED"),
    ("Lumeo SA", "3000", "ACTIVE", "ISSUED"),
    ("Orbach SA", "4000", "INACTIVE", "MERGED"),
]


def make_lei(start):
    body = start + "0" * 14
    return body + f"{98 - int(f'{body}00') % 97:02d}"


def test_companies_that_are_no_more_do_not_compete_with_those_that_are(register, tmp_path):
    rows = [",".join((name, make_lei(start), *rest)) for name, start, *rest in GLEIF_ROWS]
    header = "Entity.LegalName,LEI,Entity.EntityStatus,Registration.RegistrationStatus"
    (tmp_path / "list").write_text("\n".join([header, *rows]), "utf-8")
    entries, found = noted(tmp_path / "list")
    assert found == [("list-void", "row 2")]
    for order in (entries, entries[::-1]):
        register.add(order)
        assert register.find("lumeo").lei == make_lei("3000")
        assert register.find("orbach").lei == make_lei("4000")


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("Lumeo", "Orbach"), 1),
        (("Lumeo Holdings", "Orbach Holdings"), 1),
        (("Lumeo Motor", "Lumeo Bau"), 0),
        (("LMW", "Lumeo Motor Works"), 0),
        (("LUMEO", "Lumeo Inc"), 0),
        (("日立製作所", "Hitachi"), 0),
    ],
)
def test_strangers_that_one_identifier_makes_one_company_are_told(register, names, count):
    found = []
    rows = [Entry(name=name, lei=LEI) for name in names]
    register.add(rows, lambda reason, where, _: found.append((reason, where)))
    assert found == [("list-one-id", f"LEI {LEI}")] * count


def test_of_two_identifiers_the_one_that_strangers_share_is_told(register):
    found = []
    rows = [Entry(name=name, lei=make_lei(lei), wikidata="Q7") for name, lei in (("Lumeo", "3000"), ("Orbach", "4000"))]
    register.add(rows, lambda reason, where, _: found.append((reason, where)))
    assert found == [("list-one-id", "Wikidata Q7")]


def test_a_list_that_breaks_off_adds_nothing(register):
    def rows():
        yield LISTED
        raise SourceError("row 2")

    register.add([Entry(name="Orbach")])
    digest = register.digest
    with pytest.raises(SourceError):
        register.add(rows())
    assert (register.find("lumeo"), register.digest) == (None, digest)


def test_a_damaged_register_says_what_to_do(tmp_path):
    (tmp_path / "companies.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with pytest.raises(StoreError, match="remove the file"):
        Register(tmp_path / "companies.sqlite").find("lumeo")
