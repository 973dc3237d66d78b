"""Cleaned paragraphs: the wire's habits are rewritten, and every character is still known by where it stood."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alliance_graph.extract.clean import clean_paragraphs
from tests.growth import grows_no_faster_than_linear

PIECES = [
    "Motors\u201434% owned by Nissan\u2014to",
    "Motors--34 pct owned",
    " #39;s",
    "&#39;s",
    "quot;",
    "&amp;",
    "amp;",
    "lt;GRA.Ngt;",
    "&lt;GRA&gt;",
    "<GRA>",
    "<ISLG.F>",
    "<Fichtel und Sachs AG>",
    "<<",
    ">",
    "26.5 mln dlrs",
    "1.2 bln dlrs",
    "wholly- owned",
    "34%-owned",
    "a 51-per-cent",
    "51-percent",
    "LONDON, October 28 (newratings.com) - ",
    "SAN JOSE, Calif. -- ",
    "TOKYO (Reuters) - ",
    "Nissan",
    "Honda's",
    "so\u00adlar",
    "\u200b",
    "\ufeff",
    "\u00a0",
    "\t",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "\n \n",
    "\u2028",
    "\x0b",
    "\u2018both\u2019",
    "\u201cboth\u201d",
    "\u2014",
    "\u2013 ",
    " - ",
    "-",
    "--",
    "\U0001f697",
    "\u0646\u064a\u0633\u0627\u0646",
    "e\u0301",
    "\x00",
    "\ud800",
]
texts = st.builds(str.join, st.sampled_from(["", " "]), st.lists(st.sampled_from(PIECES), max_size=20))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(texts | st.text(max_size=60))
@example("LONDON, October 28 (newratings.com) - Nissan\u2014one of two\u2014said.")
@example("\n".join(PIECES))
def test_every_character_knows_where_it_stood(content):
    reached = -1
    for cleaned in clean_paragraphs(content):
        assert len(cleaned.text) == len(cleaned.origin)
        assert all(a <= b for a, b in zip(cleaned.origin, cleaned.origin[1:], strict=False))
        assert "\n" not in cleaned.text
        for start in range(len(cleaned.text)):
            first, last = cleaned.to_content(start, start + 1)
            assert reached < last <= len(content)
            assert 0 <= first < last
        for start, end in cleaned.quoted:
            assert 0 <= start < end <= len(cleaned.text)
        assert all(0 <= position <= len(cleaned.text) for position, _ in cleaned.tickers)
        reached = cleaned.origin[-1] if cleaned.origin else reached


@settings(max_examples=120, deadline=None, derandomize=True)
@given(texts)
def test_a_name_is_quoted_as_it_stood(content):
    for cleaned in clean_paragraphs(content):
        at = cleaned.text.find("Nissan")
        while at >= 0:
            start, end = cleaned.to_content(at, at + len("Nissan"))
            assert content[start:end] == "Nissan"
            at = cleaned.text.find("Nissan", at + 1)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "Mitsubishi Motors\u201434% owned by Nissan\u2014to sign",
            "Mitsubishi Motors, 34 percent owned by Nissan, to sign",
        ),
        ("Kessel #39;s bid for quot;Lumen quot;", 'Kessel\'s bid for "Lumen "'),
        ("Brisk & Sons", "Brisk & Sons"),
        ("Brisk amp; Sons", "Brisk & Sons"),
        ("its wholly- owned unit", "its wholly-owned unit"),
        ("26.5 mln dlrs and 1.2 bln dlrs", "26.5 million dollars and 1.2 billion dollars"),
        ("34 pct, 34% and 34 per cent", "34 percent, 34 percent and 34 percent"),
        ("a 34%-owned unit", "a 34 percent owned unit"),
        ("so\u00adlar cells", "solar cells"),
        ("\u201cours\u201d, Kessel\u2019s", '"ours", Kessel\'s'),
        ("Kessel\u00a0AG\tsaid", "Kessel AG said"),
        ("2019\u20132024", "2019\u20132024"),
        ("a well-known maker", "a well-known maker"),
        ("pctanything and a mlnaire", "pctanything and a mlnaire"),
    ],
)
def test_what_a_parser_stumbles_over_is_rewritten_and_the_rest_left(content, text):
    (cleaned,) = clean_paragraphs(content)
    assert cleaned.text == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("LONDON, October 28 (newratings.com) - Kessel rose.", "Kessel rose."),
        ("SAN JOSE, Calif. -- Kessel rose.", "Kessel rose."),
        ("BEIJING - Kessel rose.", "Kessel rose."),
        ("Kessel - a maker of pumps - rose.", "Kessel - a maker of pumps - rose."),
        ("BMW rose.", "BMW rose."),
        ("TNK-BP rose.", "TNK-BP rose."),
        ("TNK\u2013BP rose.", "TNK - BP rose."),
        ("LONDON (Reuters)-Kessel rose.", "Kessel rose."),
        ("KESSEL- Shares rose.", "Shares rose."),
        ("BOISE, March 4, 2025 (GLOBE NEWSWIRE) -- Kessel rose.", "Kessel rose."),
        ("BOISE, Idaho--(BUSINESS WIRE)--Kessel rose.", "Kessel rose."),
        ("Boise, ID, March 4, 2025 /PRNewswire-Wire/ -- Kessel rose.", "Kessel rose."),
    ],
)
def test_a_dateline_is_left_out_and_a_name_is_not(content, text):
    (cleaned,) = clean_paragraphs(content)
    assert cleaned.text == text


def test_a_ticker_leaves_the_text_and_a_name_in_brackets_stays():
    content = "Kessel Inc <KSL> bought <Fichtel und Sachs AG>."
    (cleaned,) = clean_paragraphs(content)
    assert cleaned.text == "Kessel Inc bought Fichtel und Sachs AG."
    assert cleaned.tickers == ((len("Kessel Inc"), "KSL"),)
    ((start, end),) = cleaned.quoted
    assert cleaned.text[start:end] == "Fichtel und Sachs AG"
    first, last = cleaned.to_content(start, end)
    assert content[first:last] == "Fichtel und Sachs AG"


@pytest.mark.parametrize(
    ("content", "text", "tickers"),
    [
        ("Fiat SPA <FIA> and <MTU> of West Germany", "Fiat SPA and MTU of West Germany", ["FIA"]),
        ("General Electric <GE> and France's <SNECMA>", "General Electric and France's SNECMA", ["GE"]),
        ("eBay <EBAY> rose", "eBay rose", ["EBAY"]),
        ("Kessel Corp's <KSL> Tarvos unit", "Kessel Corp's Tarvos unit", ["KSL"]),
        ("Kessel AB <KSL ST> rose", "Kessel AB rose", ["KSL ST"]),
        ("Kessel plc <KSL.L> rose", "Kessel plc rose", ["KSL.L"]),
        ("the company's <TARVOS> unit", "the company's TARVOS unit", []),
        ("Kessel Inc. (NASDAQ: KSL) rose", "Kessel Inc. rose", ["KSL"]),
        ("Kessel (TSX-V: KSL; OTCQB: KSLF) rose", "Kessel rose", ["KSL", "KSLF"]),
        ("Kessel (Tokyo: 7203) rose", "Kessel rose", []),
        ("Kessel (photo: AP) rose", "Kessel (photo: AP) rose", []),
    ],
)
def test_capitals_in_brackets_are_a_ticker_only_behind_a_name(content, text, tickers):
    (cleaned,) = clean_paragraphs(content)
    assert cleaned.text == text
    assert [ticker for _, ticker in cleaned.tickers] == tickers


def test_paragraphs_are_parted_by_blank_lines_and_by_nothing_else():
    content = "Title\n\none\ntwo\n \t\nthree"
    assert [cleaned.text for cleaned in clean_paragraphs(content)] == ["Title", "one two", "three"]
    assert list(clean_paragraphs("")) == list(clean_paragraphs(" \n\n\t")) == []


@pytest.mark.parametrize(
    "piece",
    [
        "&lt;",
        "<A",
        "<",
        "A ",
        "A. ",
        "(",
        "LONDON, A",
        " -",
        "\u2014",
        "\n",
        "\n ",
        " ",
        "#39",
        "quot;",
        "%",
        "1 pct-",
        "\u00a0",
    ],
)
def test_time_grows_with_the_length_of_an_attack_and_not_with_its_square(piece):
    assert grows_no_faster_than_linear(lambda text: list(clean_paragraphs("x" + text)), piece)
