import os
import stat

import pytest

from alliance_graph.errors import AllianceGraphError
from alliance_graph.export import EXPORTERS, write
from alliance_graph.network import to_network
from tests.network.ties import COMPANIES, TIES

NETWORK = to_network(COMPANIES, TIES)


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_format_writes_its_files_and_nothing_else(format, tmp_path):
    output = tmp_path / f"ties{EXPORTERS[format].suffix}"
    names = write(NETWORK, output, format)
    assert sorted(names) == sorted(map(str, tmp_path.iterdir()))
    assert all(os.path.getsize(name) for name in names)


def test_tables_go_beside_each_other_or_into_a_folder(tmp_path):
    write(NETWORK, tmp_path / "ties.csv", "csv")
    write(NETWORK, tmp_path / "tables", "csv")
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {"ties-nodes.csv", "ties-edges.csv", "tables/nodes.csv", "tables/edges.csv"}


def test_standard_output_gets_the_file_and_stays_open(capfdbinary):
    assert write(NETWORK, "-", "graphml") == ["-"]
    write(NETWORK, "-", "gexf")
    assert capfdbinary.readouterr().out.count(b"<?xml") == 2


WRONG = [
    ("graphml", ".", "is a folder"),
    ("graphml", "missing/ties.graphml", "make the folder"),
    ("csv", "-", "two tables"),
    ("csv", "missing/tables", "cannot make the folder"),
    ("csv", "file/tables", "cannot make the folder"),
    ("gexf", "file/ties.gexf", "cannot write"),
]


@pytest.mark.parametrize(("format", "output", "message"), WRONG)
def test_what_cannot_be_written_is_said_in_one_sentence(format, output, message, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(AllianceGraphError, match=message):
        write(NETWORK, output if output == "-" else tmp_path / output, format)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_failure_leaves_the_old_file_as_it_was(tmp_path):
    output = tmp_path / "ties.graphml"
    output.write_text("old")
    broken = NETWORK.copy()
    broken.nodes["honda"]["name"] = Unprintable()
    with pytest.raises(RuntimeError):
        write(broken, output, "graphml")
    assert output.read_text() == "old"
    assert list(tmp_path.iterdir()) == [output]


class Unprintable:
    def __str__(self):
        raise RuntimeError


def test_a_link_goes_on_pointing_at_the_file(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real.graphml")
    write(NETWORK, tmp_path / "link", "graphml")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real.graphml").read_text().startswith("<?xml")


def test_a_device_is_written_to_and_not_replaced():
    write(NETWORK, os.devnull, "graphml")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
