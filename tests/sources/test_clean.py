"""Text at the door: what goes, what stays, and that cleaning twice is cleaning once."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_graph.errors import ArticleError
from alliance_graph.model import Article
from alliance_graph.sources.clean import clean_line, clean_text
from alliance_graph.sources.dates import parse_date
from alliance_graph.sources.door import admit, find_other_language, repair
from alliance_graph.sources.encoding import decode
from tests.growth import grows_no_faster_than_linear

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\r\nb\rc\vd\u2028e", "a\nb\nc\nd\ne"),
        ("Nis\0san\x07 \x1b[31mred", "Nissan [31mred"),
        ("a\ud800b\udfffc", "abc"),
        ("\ud83d\ude97", "\N{AUTOMOBILE}"),
        ("Nestle\u0301", "Nestlé"),
        ("Honda\x92s", "Honda\u2019s"),
        ("a\ufeffb\ufffec\U0001ffffd\ufdd0", "abcd"),
        ("kept\u202e\u200f here", "kept\u202e\u200f here"),
        ("tab\tkept \u2014 and “quotes”, 日本", "tab\tkept \u2014 and “quotes”, 日本"),
    ],
)
def test_text_is_cleaned(dirty, clean):
    assert clean_text(dirty) == clean


def test_line_has_no_breaks_and_no_turned_writing():
    assert clean_line(" Nissan\n\u202eHonda \x00 ") == "Nissan Honda"


@given(ANY_TEXT)
def test_cleaning_again_changes_nothing(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text("\u0344\u0301\u0316a\u0f73\u1fee", max_size=200))
def test_cleaning_again_changes_nothing_in_piles_of_marks(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANY_TEXT)
def test_repairing_again_changes_nothing(text):
    once = repair(Article(id="a", text=text))
    assert repair(once) is once


@pytest.mark.parametrize(
    "attack", ["\u00c3\u00a9", "\u00c3\u0083\u00c2\u00a9", "\u00e2\u20ac", "\u00c3", "\u00c2\u00a0 "]
)
def test_repair_takes_linear_time(attack):
    assert grows_no_faster_than_linear(lambda text: repair(Article(id="a", text=text)), attack)


def test_pile_of_marks_is_cut_and_takes_linear_time():
    assert len(clean_text("a" + "\u0301\u0316" * 500_000)) < 100
    assert grows_no_faster_than_linear(clean_text, "\u0301\u0316")


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_admitted_article_is_admitted_unchanged(text, title, name):
    try:
        once = admit(Article(id=name, text=text, title=title))
    except ArticleError:
        return
    assert admit(once) == once


@given(st.binary(max_size=300))
def test_bytes_are_text_or_a_named_skip(content):
    try:
        found = decode(content)
    except ArticleError as error:
        found = error.reason
    assert isinstance(found, str)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-08-01", date(2024, 8, 1)),
        ("2024-08-01T23:59:59+09:00", date(2024, 8, 1)),
        ("20240801", date(2024, 8, 1)),
        ("12-MAR-1987 03:54:53.32", date(1987, 3, 12)),
        ("Thu, 01 Aug 2024 08:00:00 GMT", date(2024, 8, 1)),
        ("August 1, 2024", date(2024, 8, 1)),
        ("Thursday, 1 August 2024", date(2024, 8, 1)),
        (1722470400, date(2024, 8, 1)),
        (1722470400000, date(2024, 8, 1)),
        ("03/04/2024", None),
        ("2024-13-45", None),
        ("31-FEB-2024", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
        (1e300, None),
        (float("nan"), None),
        ("9" * 5000, None),
        (["2024"], None),
    ],
)
def test_date_is_read_where_it_is_clear(written, day):
    assert parse_date(written) == day


@given(ANY_TEXT | st.floats() | st.integers())
def test_anything_is_a_date_or_none(value):
    found = parse_date(value)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    "text",
    [
        "ALCAN TO CLOSE WEST GERMAN ALUMINIUM SMELTER. <Alcan Aluminiumwerke GmbH>, a subsidiary of Alcan Aluminium "
        "Ltd <AL.N> of Canada, said it plans to close its smelter at Ludwigshafen in June.",
        "ITT CORP <ITT> REGULAR QTRLY DIVIDEND. Qtly div 25 cts vs 25 cts prior Payable July one Record May 7 ITT CORP",
        "Une phrase courte.",
    ],
)
def test_english_full_of_names_and_figures_is_english(text):
    assert find_other_language(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Der Autobauer Haldern übernimmt den Zellhersteller Cellora für 1,8 Milliarden Euro, wie er am Montag sagte.",
        "Le constructeur a annoncé jeudi la création d'une coentreprise avec son partenaire japonais à Paris.",
        "El fabricante anunció el jueves la creación de una empresa conjunta con su socio japonés de la ciudad.",
    ],
)
def test_other_languages_are_not(text):
    assert find_other_language(text) != ""
