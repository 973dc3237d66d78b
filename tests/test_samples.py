"""The project's own articles and their gold: what the samples promise to the demo, the docs and the quality gate."""

from collections import Counter
from pathlib import Path

import pytest

from alliance_graph.jsonl import parse_annotation
from alliance_graph.model import Status
from alliance_graph.ontology import FORMS, KINDS
from alliance_graph.sources import SkipLog, read_articles

DATA = Path(__file__).parent.parent / "data"
GOLD = ("samples", "gold")

if not DATA.is_dir():
    pytest.skip("the sample articles are in the source tree only", allow_module_level=True)


def _read_gold(name):
    return [parse_annotation(line) for line in (DATA / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _read_articles(name):
    skips = SkipLog()
    source = DATA / "samples" if name == "samples" else DATA / "gold" / "articles.jsonl"
    articles = list(read_articles([source], skips=skips))
    assert not skips.skipped + skips.noted, skips.examples
    return articles


@pytest.fixture(scope="module", params=GOLD)
def pairs(request):
    """Every article of one collection with its gold."""
    gold = {annotation.id: annotation for annotation in _read_gold(request.param)}
    return [(article, gold[article.id]) for article in _read_articles(request.param)]


@pytest.mark.parametrize("name", GOLD)
def test_every_article_has_gold_and_every_gold_its_article_once(name):
    annotated = [annotation.id for annotation in _read_gold(name)]
    assert sorted(annotated) == sorted(article.id for article in _read_articles(name))
    assert len(annotated) == len(set(annotated))


def test_every_sample_has_title_date_address_and_outlet():
    samples = _read_articles("samples")
    assert len(samples) >= 25
    lacking = [a.id for a in samples if not (a.title and a.date and a.url and a.outlet)]
    assert not lacking


def test_every_quotation_stands_in_its_article(pairs):
    missing = [
        (article.id, claim.evidence.text)
        for article, annotation in pairs
        for claim in annotation.claims
        if not claim.evidence.text or claim.evidence.text not in article.content
    ]
    assert not missing


def test_every_name_stands_in_its_article(pairs):
    missing = [
        (article.id, name)
        for article, annotation in pairs
        for entity in annotation.entities
        for name in (entity.name, *entity.aliases)
        if name not in article.content
    ]
    assert not missing


def test_the_entities_are_those_in_the_claims(pairs):
    for article, annotation in pairs:
        keys = [entity.key for entity in annotation.entities]
        assert len(keys) == len(set(keys)), article.id
        assert set(keys) == {key for claim in annotation.claims for key in claim.parties}, article.id


def test_shares_belong_to_partners_and_forms_are_known(pairs):
    for article, annotation in pairs:
        for claim in annotation.claims:
            assert set(claim.shares) <= set(claim.roles.get("partners", ())), article.id
            assert sum(claim.shares.values()) <= 100, article.id
            assert claim.form == "" if claim.kind != "alliance" else claim.form in {*FORMS, "other"}, article.id


@pytest.mark.parametrize("name", GOLD)
def test_no_kind_and_no_status_is_missing(name):
    claims = [claim for annotation in _read_gold(name) for claim in annotation.claims]
    assert {claim.kind for claim in claims} == set(KINDS)
    assert {claim.status for claim in claims} == set(Status)


@pytest.mark.parametrize(("name", "least"), [("samples", 3), ("gold", 35)])
def test_articles_without_a_claim_test_for_false_alarms(name, least):
    assert sum(not annotation.claims for annotation in _read_gold(name)) >= least


def test_the_samples_of_nissan_and_honda_hold_exactly_four_claims():
    gold = next(annotation for annotation in _read_gold("samples") if annotation.id == "samples/nissan-honda.txt")
    found = Counter((claim.kind, claim.form, claim.parties, claim.status, claim.start) for claim in gold.claims)
    assert found == Counter(
        [
            ("stake", "", ("mitsubishi", "nissan"), Status.COMPLETED, ""),
            ("joint_venture", "", ("honda", "nissan"), Status.AGREED, ""),
            ("alliance", "memorandum", ("honda", "mitsubishi", "nissan"), Status.AGREED, ""),
            ("alliance", "strategic_partnership", ("honda", "nissan"), Status.COMPLETED, "2024-03"),
        ]
    )
