"""What each partner of a venture holds, told in the sentence of the venture or behind it."""

import pytest

from alliance_graph.extract.shares import fill_shares, find_holdings, find_shares
from alliance_graph.model import Article

pytestmark = pytest.mark.model

VENTURE = "Harlow Corp and Pettifer AG have founded a venture."


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Harlow Corp will hold 60% and Pettifer AG 40%.", {"harlow-corp": 60, "pettifer-ag": 40}),
        ("Harlow Corp (51%) and Pettifer AG (49%) founded Birch.", {"harlow-corp": 51, "pettifer-ag": 49}),
        ("It is 70% owned by Harlow Corp and 30% by Pettifer AG.", {"harlow-corp": 70, "pettifer-ag": 30}),
        ("Harlow Corp takes 75%, Pettifer AG the rest.", {"harlow-corp": 75, "pettifer-ag": 25}),
        ("It is owned equally by Harlow Corp and Pettifer AG.", {"harlow-corp": 50, "pettifer-ag": 50}),
        ("They will set up the equally-owned Birch.", {"harlow-corp": 50, "pettifer-ag": 50}),
        ("Harlow Corp, which controls 40%, and Pettifer AG, holder of 30%.", {"harlow-corp": 40, "pettifer-ag": 30}),
        ("Harlow Corp, whose share rose to 60%, and Pettifer AG, 40%.", {"harlow-corp": 60, "pettifer-ag": 40}),
        ("The two own equal shares.", {"harlow-corp": 50, "pettifer-ag": 50}),
        ("They will each own half.", {"harlow-corp": 50, "pettifer-ag": 50}),
        ("Each of the two had owned half of it.", {"harlow-corp": 50, "pettifer-ag": 50}),
        ("The company is called Birch, and each partner owns half of it.", {"harlow-corp": 50, "pettifer-ag": 50}),
        ("Lumen has 50 percent, Harlow Corp 30, Pettifer AG 20 percent.", {"harlow-corp": 30, "pettifer-ag": 20}),
        ("Both will hold a 48% stake.", {"harlow-corp": 48, "pettifer-ag": 48}),
        ("Each has a 70% stake.", {}),
        ("Each of the two said sales rose 30%.", {}),
        ("Harlow Corp, as the 51% owner, will run it with Pettifer AG.", {"harlow-corp": 51}),
        ("Harlow Corp, 75% owned by Lumen, holds 20% and Pettifer AG 80%.", {"pettifer-ag": 80}),
        ("Harlow Corp holds 55% of it and the bank 45.", {"harlow-corp": 55, "pettifer-ag": 45}),
        ("Harlow Corp holds 55% of it, which lost 45% of its value.", {"harlow-corp": 55}),
        ("Harlow Corp, led by Ann Bo, owns 55%, the rival Pettifer AG 45%.", {"harlow-corp": 55, "pettifer-ag": 45}),
        ("Harlow Corp said profit rose 60%, and Pettifer AG fell 40%.", {}),
        ("Harlow Corp will hold 60% of the votes at Lumen, which has 40% of the market.", {"harlow-corp": 60}),
        ("The partners have equal rights.", {}),
        ("Pettifer AG and Harlow Corp hold 55% and 45% of it.", {"pettifer-ag": 55, "harlow-corp": 45}),
        ("Harlow Corp and Pettifer AG own it, 51, 25 and 24%.", {}),
        ("Harlow Corp will hold 80% and Pettifer AG 70%.", {}),
    ],
)
def test_shares_are_read_beside_the_names(read, text, shares):
    reading = read(Article(id="a", text=f"{VENTURE} {text}"))
    assert find_shares(reading.sentences[1:], ["harlow-corp", "pettifer-ag"]) == shares


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (
            "Lumen's owners are Harlow Corp, with 35%, and Pettifer AG, with 25%.",
            {"harlow-corp": 35, "pettifer-ag": 25},
        ),
        ("Harlow Corp, which holds 35%, and Pettifer AG own Lumen.", {"harlow-corp": 35}),
        ("Harlow Corp and Pettifer AG own Lumen, 35% of which is theirs.", {}),
        (
            "Harlow Corp and Pettifer AG hold 14% and 9% of Lumen respectively.",
            {"harlow-corp": 14, "pettifer-ag": 9},
        ),
        ("Lumen sold 10% of Birch Works to Harlow Corp and 5% to Pettifer AG.", {"harlow-corp": 10, "pettifer-ag": 5}),
        (
            "With 18%, Harlow Corp is the largest owner after Pettifer AG, with 34%.",
            {"harlow-corp": 18, "pettifer-ag": 34},
        ),
        ("A third of the shares of Lumen are held by Harlow Corp.", {"harlow-corp": 33.3}),
    ],
)
def test_holdings_are_read_beside_the_names_and_make_up_no_whole(read, text, shares):
    reading = read(Article(id="a", text=f"{VENTURE} {text}"))
    assert find_holdings(reading.sentences[1:][0], ["harlow-corp", "pettifer-ag"]) == shares


def test_the_first_sentence_that_tells_of_shares_counts(read):
    text = f"{VENTURE} Both are glad. Harlow Corp will hold 60%. Harlow Corp has 9% of Lumen."
    assert find_shares(read(Article(id="a", text=text)).sentences, ["harlow-corp"]) == {"harlow-corp": 60}


def test_what_stands_beside_a_name_outdoes_what_was_guessed_and_more_than_all_is_nobodys():
    assert fill_shares({"a": 49.0, "b": 49.0}, {"a": 51.0}) == {"a": 51.0, "b": 49.0}
    assert fill_shares({"a": 35.0, "b": 35.0}, {"a": 35.0}) == {"a": 35.0}
    assert fill_shares({"a": 50.0, "b": 50.0}, {"a": 50.0}) == {"a": 50.0, "b": 50.0}
    assert fill_shares({"a": 80.0, "b": 80.0}, {"a": 51.0}) == {"a": 51.0}
