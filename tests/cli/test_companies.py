"""`companies` lists, merges, splits, takes back, asks and takes over."""

import json

import pytest
from click.testing import CliRunner

from alliance_graph.cli import cli
from alliance_graph.errors import SourceError
from alliance_graph.graph import Store
from alliance_graph.graph.validate import validate
from alliance_graph.pipeline import build
from tests.graph.make import article, claim, open_store

WORLD = [
    article("a1", claim("stake", "completed", owner="Lumeo", owned="Orbach", text="Lumeo \x1b[2Jowns Orbach.")),
    article("a2", claim("stake", "completed", owner="Lumeo Motor", owned="Pensia", text="Lumeo Motor owns Pensia.")),
    article("a3", claim("stake", "completed", owner="Cadwen", owned="Cadwen Motor")),
]


@pytest.fixture
def run(tmp_path):
    open_store(tmp_path, *WORLD).close()
    environment = {"ALLIANCE_GRAPH_STORE": str(tmp_path / "store"), "ALLIANCE_GRAPH_WHO": "ann"}

    def call(*arguments, keys=""):
        return CliRunner(env=environment).invoke(cli, ["companies", *arguments], input=keys)

    return call


def listed(run):
    return run().stdout.split("\n")[:-1]


def test_without_a_command_it_lists(run):
    assert (
        listed(run)
        == run("list").stdout.split("\n")[:-1]
        == [
            "Cadwen",
            "Cadwen Motor",
            "Lumeo",
            "Lumeo Motor",
            "Orbach",
            "Pensia",
        ]
    )
    assert run("motor", "--format", "json").stdout.count("\n") == 2


def test_merge_split_and_undo_write_the_file_and_the_graph(run, tmp_path):
    assert run("merge", "Lumeo Motor", "Lumeo", "--why", "one\nfirm").stdout == "Lumeo Motor and Lumeo are same\n"
    assert "Lumeo Motor | Lumeo" in listed(run)
    (line,) = (tmp_path / "store" / "judgements.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    assert (row["first"], row["second"], row["who"], row["why"]) == ("Lumeo Motor", "Lumeo", "ann", "one\nfirm")
    assert run("judgements").stdout == f"{line}\n"
    assert "judged before" in run("merge", "Lumeo", "Lumeo Motor").stdout
    contrary = str(run("split", "Lumeo", "Lumeo Motor").exception)
    assert "that contradicts what ann judged on 2" in contrary
    assert contrary.endswith("take that back first: alliance-graph companies undo 'Lumeo Motor' Lumeo")
    assert "taken back" in run("undo", "Lumeo", "Lumeo Motor").stdout
    assert run("split", "Lumeo", "Lumeo Motor").exit_code == 0
    assert "Lumeo" in listed(run)


def test_list_says_why_names_were_joined(run):
    run("merge", "Lumeo Motor", "Lumeo")
    told = run("lumeo", "--why").stdout.splitlines()
    assert told[0] == "Lumeo Motor | Lumeo"
    assert any("'lumeo' joined to 'lumeo motor': a person judged them the same" in line for line in told[1:])


def test_review_leaves_out_what_became_clear_and_goes_on_after_a_contradiction(tmp_path):
    names = ["Lumeo", "Lumeo Motor", "Lumeo Motors"]
    world = [article(f"a{n}", claim("stake", "completed", owner=name, owned=f"P{n}")) for n, name in enumerate(names)]
    open_store(tmp_path, *world).close()
    call = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}).invoke
    assert json.loads(call(cli, ["companies", "review", "--format", "json"]).stdout.splitlines()[0])["changes"] == 1
    done = call(cli, ["companies", "review"], input="ssdd")
    assert done.exit_code == 0
    assert "contradict" not in done.stderr


@pytest.mark.parametrize(
    ("keys", "decisions"),
    [("s", ["same"]), ("d\n", ["different"]), ("?x u", ["undecided"]), ("n", []), ("q", []), ("", [])],
)
def test_review_takes_single_keys_from_a_pipe(run, keys, decisions):
    found = run("review", keys=keys)
    assert found.exit_code == 0
    assert "Lumeo Motor owns Pensia." in found.stdout
    assert "\x1b" not in found.stdout
    assert found.stdout.index("Lumeo Motor owns Pensia.") < found.stdout.index("'Lumeo' begins 'Lumeo Motor'")
    assert [json.loads(line)["decision"] for line in run("judgements").stdout.splitlines()] == decisions


def test_review_as_json_asks_nothing_and_what_is_tied_is_never_asked(run):
    (line,) = run("review", "--format", "json").stdout.splitlines()
    row = json.loads(line)
    assert (row["names"], row["changes"]) == (["lumeo", "lumeo motor"], 1)


def test_judgements_travel_and_contradictions_are_told(run, tmp_path):
    file = tmp_path / "others.jsonl"
    rows = [("Lumeo", "Lumeo Motor", "same"), ("Lumeo Motor", "Lumeo", "different"), ("Elsewhere", "Nowhere", "same")]
    lines = [{"first": first, "second": second, "decision": decision} for first, second, decision in rows]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    found = run("judgements", "--import", str(file))
    assert found.stdout.count("\n") == 3
    assert "3 new judgements" in found.stderr
    assert "contradict" in found.stderr
    assert "Lumeo Motor" in listed(run)


def test_build_takes_over_judgements_and_lists(run, tmp_path):
    (tmp_path / "j.jsonl").write_text('{"first": "Lumeo", "second": "Lumeo Motor", "decision": "same"}\n', "utf-8")
    (tmp_path / "l.jsonl").write_text('{"name": "Orbach", "aliases": ["Pensia"], "wikidata": "Q12"}\n', "utf-8")
    (tmp_path / "none.jsonl").write_text("", "utf-8")
    arguments = ["build", str(tmp_path / "none.jsonl"), "-q", "--store", str(tmp_path / "store")]
    arguments += ["--judgements", str(tmp_path / "j.jsonl"), "--companies", str(tmp_path / "l.jsonl")]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert set(listed(run)) >= {"Lumeo | Lumeo Motor", "Orbach | Pensia"}


def test_a_list_of_companies_joins_names_and_gives_properties(run, tmp_path):
    file = tmp_path / "list.csv"
    lei = "5493" + "0" * 14 + "02"
    row = f"Orbach,Pensia,,NO,{lei},Q12,ORB,carmaking,\n"
    file.write_text(f"name,aliases,former,country,lei,wikidata,ticker,industry,parent\n{row}", "utf-8")
    assert run("import", str(file)).stdout == f"1 company in {file}\n"
    assert "Orbach | Pensia" in listed(run)
    from alliance_graph import link

    with Store.open(tmp_path / "store", linker=link) as store:
        (company,) = store.find_companies("Orbach")
        said = {
            str(q.predicate.value).rpartition("/")[2]: q.object.value
            for q in store.oxigraph.quads_for_pattern(None, None, None)
            if q.subject.value == company.iri
        }
        assert said["leiCode"] == lei
        assert (said["tickerSymbol"], said["addressCountry"]) == ("ORB", "NO")
        assert validate(store).conforms


def test_a_company_is_found_by_a_name_that_only_a_list_gives_it(run, tmp_path):
    file, new = tmp_path / "list.csv", tmp_path / "new.csv"
    file.write_text("name,aliases,former,wikidata\nLumeo,Lux Ltd,Oldlight,Q12\n", "utf-8")
    new.write_text("name,aliases,wikidata\nLumeo,Lumen,Q12\nCadwen,Brightco,Q13\nCadwen Motor,Brightco,Q14\n", "utf-8")
    call = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}).invoke
    run("import", str(file))
    for name in ("Lux", "lux ltd", "OLDLIGHT", "Lumeo"):
        assert call(cli, ["explain", name]).stdout.startswith("Lumeo's stake in Orbach")
        assert call(cli, ["query", "stakes", "-p", f"company={name}"]).exit_code == 0
        assert run(name).stdout.startswith("Lumeo\n")
    assert call(cli, ["conflicts", "Lux"]).exit_code == 0
    assert call(cli, ["export", str(tmp_path / "t.gexf"), "--company", "Oldlight"]).exit_code == 0
    run("import", str(new))
    assert call(cli, ["explain", "Lumen"]).exit_code == 0
    assert "2 companies are called 'brightco'" in str(
        call(cli, ["query", "stakes", "-p", "company=brightco"]).exception
    )


def test_a_name_that_articles_have_outranks_the_same_in_a_list(run, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("name,aliases,wikidata\nLumeo,Orbach,Q12\nOrbach,,Q13\n", "utf-8")
    run("import", str(file))
    call = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}).invoke
    assert call(cli, ["query", "stakes", "-p", "company=Orbach"]).exit_code == 0


def test_explain_says_where_an_old_relationship_leads(run, tmp_path):
    run("merge", "Cadwen", "Lumeo")
    environment = {"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}
    base = "https://example.org/ag/relationship/stake_"
    told = CliRunner(env=environment).invoke(cli, ["explain", f"{base}lumeo_orbach"])
    assert told.stderr == f"{base}lumeo_orbach leads to {base}cadwen_orbach, as its companies are called now\n"
    assert "Cadwen's stake in Orbach" in told.stdout


def test_lists_are_taken_back_by_deleting_their_file(run, tmp_path):
    before = listed(run)
    (tmp_path / "list.csv").write_text("name,aliases,lei\nOrbach,Pensia,123\n", "utf-8")
    told = run("import", str(tmp_path / "list.csv"))
    assert "noted 1: list-lei\n  list-lei: " in told.stderr
    assert listed(run) != before
    (tmp_path / "store" / "companies.sqlite").unlink()
    assert listed(run) == before


@pytest.mark.parametrize(
    "arguments", [["import", "none.csv"], ["judgements", "--import", "none.jsonl"], ["import", "."]]
)
def test_a_file_that_is_not_there_is_a_source_that_cannot_be_read(run, arguments):
    with pytest.raises(SourceError, match=r"there is no file none\..* looked for from|is a directory"):
        raise run(*arguments).exception


def test_a_build_without_a_file_it_is_given_makes_no_store(tmp_path):
    place, missing = tmp_path / "new", tmp_path / "none"
    done = CliRunner().invoke(cli, ["build", str(tmp_path), "-q", "--store", str(place), "--companies", str(missing)])
    assert isinstance(done.exception, SourceError)
    with pytest.raises(SourceError, match="there is no file"):
        build([tmp_path], place, companies=[missing])
    with pytest.raises(SourceError, match="there is no file"):
        build([tmp_path], place, judgements=[missing])
    assert not place.exists()


def test_a_build_notes_what_is_wrong_with_a_list(tmp_path):
    (tmp_path / "list.csv").write_text("name,wikidata\nOrbach,X9\n", "utf-8")
    (tmp_path / "none.jsonl").write_text("", "utf-8")
    done = build([tmp_path / "none.jsonl"], tmp_path / "store", companies=[tmp_path / "list.csv"])
    assert done.noted == {"list-wikidata": 1}


def test_a_merge_says_which_ties_are_gone_with_it(run):
    told = run("merge", "Lumeo", "Orbach").stderr.splitlines()
    assert told[0].startswith("1 relationship between them is gone with that; to take it back: ")
    assert told[0].endswith("alliance-graph companies undo Lumeo Orbach")
    assert told[1:] == ["  Lumeo's stake in Orbach"]
    assert run("merge", "Cadwen", "Pensia").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "LIST"], "1 company in "),
        (["judgements", "--import", "JUDGEMENTS"], "1 new judgement\n"),
        (["review"], "1 pair may be one company\n"),
        (["review"], "; 1 relationship would change\n"),
    ],
)
def test_numbers_agree_with_what_they_count(run, tmp_path, arguments, said):
    files = {"LIST": tmp_path / "list.csv", "JUDGEMENTS": tmp_path / "j.jsonl"}
    files["LIST"].write_text("name\nOrbach\n", "utf-8")
    files["JUDGEMENTS"].write_text('{"first": "Orbach", "second": "Lumeo", "decision": "different"}\n', "utf-8")
    run("split", "Cadwen", "Cadwen Motor")
    assert said in run(*(str(files.get(argument, argument)) for argument in arguments)).output


def test_explain_says_that_several_companies_bear_a_name(tmp_path):
    ties = [claim("supply", "agreed", supplier=f"Tarvo {form}", customer="Lumeo") for form in ("AG", "Inc")]
    open_store(tmp_path, *(article(f"t{number}", tie) for number, tie in enumerate(ties))).close()
    call = CliRunner(env={"ALLIANCE_GRAPH_STORE": str(tmp_path / "store")}).invoke
    told = call(cli, ["explain", "Tarvo", "Lumeo"])
    assert told.stderr.startswith("2 companies are called 'Tarvo', and the ties of all are shown; ")
    first, second = told.stderr.splitlines()[1:]
    assert (first.rpartition("  ")[2], second.rpartition("  ")[2]) == ("Tarvo Inc", "Tarvo AG")
    alone = call(cli, ["explain", second.split()[0]])
    assert (alone.stderr, "Tarvo Inc" in alone.stdout) == ("", False)
