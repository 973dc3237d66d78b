"""One look-up of companies by name, with one message, for every command and question."""

import pytest
from click.testing import CliRunner

from alliance_graph.cli import cli
from tests.graph.make import article, claim, open_store

COMMANDS = [
    "explain NAME",
    "explain Lumeo NAME",
    "export - --format turtle --company NAME",
    "conflicts NAME",
    "gaps NAME",
    "query stakes -p company=NAME",
    "claims review NAME",
    "companies merge NAME Lumeo",
    "companies split Lumeo NAME",
]


def test_a_company_of_doubtful_claims_alone_is_told_with_the_command_that_lists_them(tmp_path):
    doubtful = claim("merger", "agreed", partners="Cadwen Motor,Pensia", confidence=0.1)
    open_store(tmp_path, article("a1", doubtful)).close()
    done = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}).invoke(cli, ["explain", "cadwen motor"])
    assert str(done.exception).endswith(
        "but in no claim that counts; `alliance-graph claims 'cadwen motor'` lists doubtful ones"
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Orbac", "no company is called 'Orbac'; did you mean 'Orbach'?"),
        ("Zzyzx", "no company is called 'Zzyzx'; `alliance-graph companies` lists those of the store"),
        ("https://example.org/ag/company/none", "no company is called 'https://example.org/ag/company/none'"),
    ],
)
def test_every_command_says_the_same_of_a_company_that_is_not_there(tmp_path, command, name, said):
    open_store(tmp_path, article("a1", claim("stake", "completed", owner="Lumeo", owned="Orbach"))).close()
    words = [word.replace("NAME", name) for word in command.split()]
    done = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}).invoke(cli, words)
    assert str(done.exception).startswith(said)
    assert done.exception.exit_code == 5
