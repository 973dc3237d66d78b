"""The API over two stores: the samples, and articles whose names and addresses are hostile."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alliance_graph import link
from alliance_graph.graph.store import Store
from alliance_graph.jsonl import parse_annotation
from alliance_graph.model import Source
from alliance_graph.sources import read_articles
from tests.graph.make import article, claim
from tests.serve.conftest import serve

DATA = Path(__file__).parent.parent.parent.parent / "data"
EVIL = '</script><img src=x onerror="alert(1)">'
RLO = "\u202egnp.exe"


def make_samples(path):
    """A store of the sample articles with their gold."""
    gold = {}
    for line in (DATA / "gold" / "samples.jsonl").read_text("utf-8").splitlines():
        annotation = parse_annotation(line)
        gold[annotation.id] = annotation
    with Store.open(path, linker=link, create=True) as store:
        store.add(_sign(gold[found.id], found) for found in read_articles([DATA / "samples"]))
    return path


def _sign(annotation, found):
    source = Source(title=found.title, date=found.date, url=found.url, outlet=found.outlet, digest=found.digest)
    return replace(annotation, source=source)


HOSTILE = (
    article(
        "h1",
        claim(
            "stake", "proposed", percent=30, text="Altrex owns Betrix, says Altrex", owner="Altrex", owned="Betrix Inc"
        ),
        claim("stake", "completed", percent=60, owner="Betrix Inc", owned="Gamma"),
        claim("subsidiary", "completed", parent="Gamma", child="Deltek"),
        claim("subsidiary", "completed", parent="Deltek", child="Betrix Inc"),
        claim("merger", "denied", partners=f"Altrex, {EVIL}"),
        claim("joint_venture", "agreed", partners="Altrex, Gamma", venture="Alma", topics=("electric-vehicles",)),
        claim("alliance", "agreed", form="memorandum", partners="Altrex, Deltek, Gamma", text="𝄞 Altrex & Gamma sign."),
        day=date(2023, 12, 30),
        url="javascript:alert(1)",
        outlet="<b>Wire</b>",
        aliases={"Altrex": ["Áltrex Motors"]},
    ),
    article(
        "h2",
        claim("stake", "completed", percent=30, owner="Altrex", owned="Betrix Inc"),
        claim("supply", "completed", supplier=RLO, customer="Altrex"),
        day=date(2024, 2, 1),
        url="https://news.example/2",
    ),
)


def make_hostile(path):
    """A store of HOSTILE."""
    with Store.open(path, linker=link, create=True) as store:
        store.add(HOSTILE)
    return path


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory):
    return make_hostile(tmp_path_factory.mktemp("hostile") / "store")


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory):
    return make_samples(tmp_path_factory.mktemp("samples") / "store")


@pytest.fixture(scope="session")
def hostile(hostile_store):
    with serve(hostile_store) as client:
        yield client


@pytest.fixture(scope="session")
def samples(samples_store):
    with serve(samples_store) as client:
        yield client


def company(name):
    """The IRI of a company."""
    return f"https://example.org/ag/company/{name}"
