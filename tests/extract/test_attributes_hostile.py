"""Whatever the text, the attribute grammars answer with spans inside it, and never with an error."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_graph.extract.basis import find_basis
from alliance_graph.extract.dates import find_dates
from alliance_graph.extract.exclusive import is_exclusive
from alliance_graph.extract.money import find_money
from alliance_graph.extract.percentages import find_percentages
from alliance_graph.extract.place import find_place
from alliance_graph.extract.topics import find_purpose, find_topics

SPOKEN = """
1 20 0 00 99 100 1,000 1987 2025 5.5 1/2 1/0 12-1/2 ½ ½% $ US$ € £ Rs kr % pct percent -pct per cent m bn mln billion
dlrs dollar won marks pounds Swiss francs a share per half third a one two forty-nine hundred of the its stake shares
from to between and or more than up about another remaining majority minority owned wholly 50-50 60:40 ( ) , . ; '
March May Feb 29 31 30. Sept. Q3 H2 first quarter fiscal year early end last next this ago years week day decade
Thursday today since until by will said sources told by according in a filing reports , " Nissan
exclusive non- sole licence not plant in at U.S. Sines
12/13/2024 2024-02-30 0000-00-00 9999-12-31 ٣ ² Ⅷ
"""
PIECES = [
    *SPOKEN.split(),
    "\u2013",
    "\x00",
    "\ud800",
    "\n\n",
    "\u212ark",
    "\u017fix",
    "m\u0131ll\u0130on",
    "th\u0131rd",
    "f\u0131l\u0131ng",
    "\u0130n",
    "l\u0131ne",
    "exclu\u017f\u0131ve",
]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([" ", "", "-"]), st.dates())
def test_no_text_is_an_error_and_every_span_lies_within(pieces, glue, published):
    text = glue.join(pieces)
    for mentions in (find_percentages(text), find_money(text), find_dates(text, published), find_dates(text, None)):
        ends = 0
        for mention in mentions:
            assert ends <= mention.start < mention.end <= len(text)
            ends = mention.end
    find_topics(text)
    assert len(find_purpose(text)) <= 80
    find_basis(text, 0, {"nissan"})
    is_exclusive(text, 0)
    assert find_place(text, 0, {"nissan"}) in " ".join(text.split())


def test_the_first_and_last_days_of_the_calendar_are_no_error():
    for published in (date.min, date.max):
        find_dates(
            "last week, next week, tomorrow, yesterday, on Friday, next Friday, 1000 years ago, in May", published
        )
