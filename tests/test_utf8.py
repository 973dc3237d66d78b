"""Bytes that are no text are told with the line, what they are, and what to try, by every file that people give."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.errors import SourceError
from alliance_graph.link import read_judgements, read_list
from alliance_graph.reviews import read_reviews
from alliance_graph.sources.annotations import read_annotations
from alliance_graph.utf8 import find_fault, find_fault_in, read_utf8

SAVE = "; save it as"
READERS = {
    "list": (lambda path: list(read_list(path)), b"name\nOrbach\n"),
    "judgements": (read_judgements, b'{"first": "A", "second": "B", "decision": "same"}\n' * 2),
    "reviews": (read_reviews, b""),
    "annotations": (read_annotations, b""),
}
FAULTS = [
    ("Café AG\n".encode("latin-1"), "is no text in UTF-8: byte 0xe9 after 'Caf'; save it as UTF-8"),
    (b"\x00\x01\x02\xff\n", "is no text but binary; save it as text in UTF-8"),
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("content", "said"), FAULTS)
def test_a_file_that_is_no_text_is_told_with_its_line(tmp_path, reader, content, said):
    read, head = READERS[reader]
    path = tmp_path / "given"
    path.write_bytes(head + content)
    with pytest.raises(SourceError) as failed:
        read(path)
    assert said in str(failed.value)
    assert "codec" not in str(failed.value)
    if reader in ("list", "judgements"):
        assert "line 3 is" in str(failed.value)


@pytest.mark.parametrize(
    ("head", "said"), [(b"PK\x03\x04\xff", "a ZIP file"), (b"\xff\xfen\0", "UTF-16"), (b"%PDF-\xff", "a PDF")]
)
def test_what_begins_as_another_sort_of_file_is_called_so(tmp_path, head, said):
    (tmp_path / "j").write_bytes(head)
    with pytest.raises(ValueError, match=said):
        read_utf8(tmp_path / "j")


def test_the_line_of_a_packed_list_is_told_too(tmp_path):
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(b"name\n" + b"Orbach\n" * 20_000 + "Café\n".encode("latin-1")))
    with pytest.raises(SourceError, match="line 20002 is no text in UTF-8"):
        list(read_list(path))


@pytest.mark.parametrize(("member", "said"), [("[Content_Types].xml", "is a workbook"), (None, "is empty")])
def test_a_workbook_is_no_list(tmp_path, member, said):
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as file:
        if member:
            file.writestr(member, "<Types/>")
    if member is None:
        (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04" + (tmp_path / "list.xlsx").read_bytes())
    with pytest.raises(SourceError, match=f"{said}; save the sheet as CSV"):
        list(read_list(tmp_path / "list.xlsx"))


def test_a_byte_order_mark_is_no_fault(tmp_path):
    path = Path(tmp_path / "j.jsonl")
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"first": "A", "second": "B", "decision": "same"}).encode())
    assert [one.first for one in read_judgements(path)] == ["A"]


@given(st.lists(st.binary()))
def test_a_fault_is_found_where_there_is_one_and_nowhere_else(lines):
    wrong = [number for number, line in enumerate(lines, 1) if find_fault_in(line)]
    for number, line in enumerate(lines, 1):
        try:
            line.decode("utf-8-sig")
        except UnicodeDecodeError:
            assert number in wrong
        else:
            assert number not in wrong
    assert find_fault(lines).startswith(f"line {wrong[0]} is" if wrong else "it was text")
