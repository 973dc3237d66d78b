"""What was left unread is told: sentences with a cue and two companies, and no claim."""

import pytest

from alliance_graph.extract.gaps import find_gaps
from alliance_graph.extract.rule_extractor import draw_claims
from alliance_graph.model import Article

pytestmark = pytest.mark.model

DRAWN = "Alder Corp owns 34% of Birch Works Inc."
UNREAD = "Holders of Alder Corp would get 0.8 share of Birch Works Inc for each share under the agreement."
ONE = "Alder Corp said that the agreement would be signed soon."
QUIET = "Alder Corp and Birch Works Inc opened their offices late on Monday."


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([DRAWN], []),
        ([UNREAD], [UNREAD]),
        ([ONE], []),
        ([QUIET], []),
        ([DRAWN, UNREAD, QUIET], [UNREAD]),
        ([DRAWN, QUIET, DRAWN], []),
        ([UNREAD, QUIET, UNREAD.replace(" ", "  ", 1)], [UNREAD]),
    ],
    ids=["a claim", "none", "one company", "no cue", "among others", "a claim and again", "none and again"],
)
def test_a_sentence_with_a_cue_and_two_companies_is_a_gap_where_no_claim_quotes_it(read, sentences, expected):
    article = Article(id="a", title="Two makers", text=" ".join(sentences))
    annotation = draw_claims(read(article))
    assert [gap.text for gap in annotation.gaps] == expected
    assert all(article.content[gap.start : gap.end] == gap.text for gap in annotation.gaps)


@pytest.mark.parametrize(
    ("filling", "length"), [("z" * 400, 300), ("z" * (299 - len(UNREAD)) + " and more words", 299)]
)
def test_a_gap_is_quoted_in_300_characters_at_most_and_without_a_blank_at_its_end(read, filling, length):
    article = Article(id="a", text=UNREAD.replace("agreement.", f"agreement {filling}."))
    [gap] = find_gaps(read(article), [])
    assert gap.text == article.content[gap.start : gap.end] == gap.text.strip()
    assert len(gap.text) == length
