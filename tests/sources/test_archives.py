"""ZIP and tar: members read as files are, damage counted, bombs stopped, names that lead out made harmless."""

import bz2
import gzip
import io
import lzma
import resource
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from tests.sources.test_readers import LINE, PAGE, TEXT, run, write


def make_zip(members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def make_tar(members, mode="w", **options):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode, **options) as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            content = content.encode() if isinstance(content, str) else content
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


MEMBERS = [
    ("mon/a.txt", f"A\n\n{TEXT}"),
    ("mon/b.html", PAGE),
    ("c.jsonl", LINE),
    (".hidden", "x"),
    ("__MACOSX/a", "x"),
]
ARCHIVES = {
    "zip": make_zip(MEMBERS),
    "zip, stored": make_zip(MEMBERS, zipfile.ZIP_STORED),
    "zip, bzip2": make_zip(MEMBERS, zipfile.ZIP_BZIP2),
    "zip, lzma": make_zip(MEMBERS, zipfile.ZIP_LZMA),
    "tar": make_tar(MEMBERS),
    "tar, gnu": make_tar(MEMBERS, format=tarfile.GNU_FORMAT),
    "tar.gz": make_tar(MEMBERS, "w:gz"),
    "tar.bz2": make_tar(MEMBERS, "w:bz2"),
    "tar.xz": make_tar(MEMBERS, "w:xz"),
    "zip in tar.gz": make_tar([("inner", make_zip(MEMBERS))], "w:gz"),
    "tar.gz in zip": make_zip([("inner", make_tar(MEMBERS, "w:gz"))]),
}


@pytest.mark.parametrize("content", ARCHIVES.values(), ids=ARCHIVES)
def test_members_are_read_by_their_content_whatever_the_archive_is_called(tmp_path, content):
    found, skips = run(write(tmp_path, "news", content))
    names = [article.id.removeprefix(f"{tmp_path.name}/news/").removeprefix("inner/") for article in found]
    assert names == ["mon/a.txt", "mon/b.html", "a1"]
    assert not skips.skipped


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files_read_like_plain_ones(tmp_path, pack):
    plain, _ = run(write(tmp_path, "a", LINE))
    packed, skips = run(write(tmp_path, "b", pack(f"{LINE[:50]}".encode()) + pack(LINE[50:].encode()) + bytes(64)))
    assert plain == packed
    assert not skips.skipped


@pytest.mark.parametrize(
    ("pack", "reason"), [(gzip.compress, "broken-gzip"), (bz2.compress, "broken-bzip2"), (lzma.compress, "broken-xz")]
)
@pytest.mark.parametrize("cut", [1, 9, 30])
def test_packed_file_that_is_cut_is_a_skip(tmp_path, pack, reason, cut):
    _, skips = run(write(tmp_path, "a.txt", pack(TEXT.encode())[:-cut]))
    assert skips.skipped == {reason: 1}


@pytest.mark.parametrize("name", ["long/" * 60 + "a.txt", "\u00fcber/a.txt", "b" * 120 + ".txt"])
@pytest.mark.parametrize("format", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_in_tar_are_read(tmp_path, name, format):
    [article], _ = run(write(tmp_path, "a.tar", make_tar([(name, TEXT)], format=format)))
    assert article.id == f"{tmp_path.name}/a.tar/{name}"[: len(f"{tmp_path.name}/a.tar/") + 300]


NAMES = [
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\windows\\a",
    "..\\..\\a",
    "a/../../b",
    "a\0b",
    "x" * 300,
    "\u202etxt.a",
]
NAMES += [f"{'../' * depth}out{depth}" for depth in range(1, 43)]
NAMES += [
    f"{step}/a{number}" for number, step in enumerate(["...", ". .", "~", "%2e%2e", "\u2025", "nul", "//", "-"] * 5)
]
NAMES += [f"{start}tmp/b{number}" for number, start in enumerate(["/", "//", "\\\\", "file:///", "/./", "/../"] * 2)]


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_name_that_leads_out_of_its_archive_writes_and_reads_nothing_outside(tmp_path, make):
    content = make([(name, f"{number} {TEXT}") for number, name in enumerate(NAMES)])
    (tmp_path / "in").mkdir()
    found, skips = run(write(tmp_path / "in", "a", content))
    assert len(found) == len(NAMES) - skips.skipped.total()
    assert len(found) > 0.9 * len(NAMES)
    for article in found:
        assert article.id.startswith("in/a/")
        assert not {"..", ""} & set(article.id.split("/"))
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["in", "a"]


def test_link_in_tar_is_not_followed(tmp_path):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for type in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo(type.decode())
            member.type, member.linkname = type, "/etc/passwd"
            archive.addfile(member)
    content = file.getvalue()[:-1024] + make_tar([("a.txt", TEXT)])
    found, skips = run(write(tmp_path, "a.tar", content))
    assert len(found) == 1
    assert skips.skipped == {"unreadable": 4}


def test_member_that_is_damaged_costs_only_itself(tmp_path):
    good = [(f"{number}.txt", f"{number} {TEXT}") for number in range(9)]
    for make in (make_zip, make_tar):
        content = bytearray(make(good))
        place = content.find(b"4 Nissan") if make is make_tar else content.find(b"4.txt") + 20
        content[place - 512 if make is make_tar else place] ^= 0xFF  # the header of one, the data of the other
        found, skips = run(write(tmp_path, "a", bytes(content)))
        assert len(found) == 8
        assert skips.skipped == {"broken-archive": 1}


def test_archive_that_is_cut_gives_what_it_has_and_says_so(tmp_path):
    content = make_tar([(f"{number}.txt", f"{number} {TEXT}") for number in range(9)])[: 9 * 1024]
    for cut in range(700, len(content), 131):
        found, skips = run(write(tmp_path, "a.tar", content[:cut]))
        assert len(found) == (cut - 512 - len(TEXT) - 2) // 1024 + 1
        assert len(found) + skips.skipped.total() == cut // 1024 + 1
    assert run(write(tmp_path, "a.zip", make_zip(MEMBERS)[:-30]))[1].skipped == {"broken-archive": 1}


def test_encrypted_member_and_office_document_say_what_they_are(tmp_path):
    content = bytearray(make_zip([("a.txt", TEXT)]))
    for start in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[start] |= 1
    assert run(write(tmp_path, "a", bytes(content)))[1].skipped == {"broken-archive": 1}
    assert run(write(tmp_path, "b", make_zip([("[Content_Types].xml", "<x/>")])))[1].skipped == {
        "unsupported-format": 1
    }


def test_archive_in_archives_without_end_is_left(tmp_path):
    content = TEXT.encode()
    for _ in range(9):
        content = make_zip([("a", content)])
    assert run(write(tmp_path, "a", content))[1].skipped == {"too-deep": 1}
    content = TEXT.encode()
    for _ in range(9):
        content = gzip.compress(content)
    assert run(write(tmp_path, "a", content))[1].skipped == {"too-deep": 1}


@cache
def zeros():
    """300 MB of zeros in 300 kB."""
    file = io.BytesIO()
    with gzip.GzipFile(fileobj=file, mode="w") as packed:
        for _ in range(300):
            packed.write(bytes(1_000_000))
    return file.getvalue()


@cache
def line():
    """A line of 100 MB in 100 kB."""
    return gzip.compress(b'{"text": "' + b"a" * 100_000_000)


def _wide_xz():
    return lzma.compress(TEXT.encode(), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}])


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip of zeros": zeros,
    "gzip in gzip": lambda: gzip.compress(zeros()),
    "gzip of one line": line,
    "bzip2": lambda: bz2.compress(bytes(50_000_000)),
    "xz": lambda: lzma.compress(bytes(50_000_000), preset=0),
    "xz with a dictionary of 1 GB": _wide_xz,
    "zip": lambda: make_zip([("a.jsonl", b"{" + b" " * 50_000_000)]),
    "zip, bzip2": lambda: make_zip([("a.jsonl", bytes(50_000_000))], zipfile.ZIP_BZIP2),
    "zip, lzma": lambda: make_zip([("a.jsonl", bytes(25_000_000))], zipfile.ZIP_LZMA),
    "many in zip": lambda: make_zip([(f"{number}.jsonl", b"{" + b" " * 19_000_000) for number in range(12)]),
    "gzip in zip": lambda: make_zip([("a.gz", zeros())]),
    "gzip in tar": lambda: make_tar([("a.gz", line())]),
    "tar.gz": lambda: make_tar([("a.jsonl", bytes(50_000_000))], "w:gz"),
    "a million members of gzip": lambda: gzip.compress(b"") * 1_000_000,
    "many members of zip": lambda: make_zip([(f"{number}", b"") for number in range(120_000)], zipfile.ZIP_STORED),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_stopped_and_its_neighbours_are_read(tmp_path, name):
    write(tmp_path, "a", BOMBS[name]())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    good = write(tmp_path, "b", TEXT)
    found, skips = run(tmp_path)
    assert [article.id for article in found] == [f"{tmp_path.name}/{good.name}"]
    assert skips.skipped
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kilobytes


def test_bomb_in_an_archive_leaves_the_next_member_to_be_read(tmp_path):
    for make in (make_zip, make_tar):
        members = [("a.jsonl.gz", line()), ("b.txt", TEXT)]
        found, skips = run(write(tmp_path, "a", make(members)))
        assert [article.text for article in found] == [TEXT]
        assert skips.skipped == {"bomb": 1}
