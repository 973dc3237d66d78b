"""Sums of money: a row is a text, its amount and its currency; for the forms found, those that are no money."""

from decimal import Decimal

import pytest

from alliance_graph.extract.money import find_money
from tests.growth import grows_no_faster_than_linear

# The text is found whole; "-" is an open currency, "?" an open amount, and "/" at the end says that it is per share.
FORMS = """
$5 | 5 | USD
$5.50 | 5.5 | USD
$1,250,000 | 1250000 | USD
$5 billion | 5000000000 | USD
$5-billion | 5000000000 | USD
$5bn | 5000000000 | USD
$5 bn | 5000000000 | USD
$5B | 5000000000 | USD
$5 bln | 5000000000 | USD
$1.2bn | 1200000000 | USD
$1.4 billion | 1400000000 | USD
$200m | 200000000 | USD
$200M | 200000000 | USD
$200 m | 200000000 | USD
$200mn | 200000000 | USD
$200 mln | 200000000 | USD
$200 million | 200000000 | USD
$200-million | 200000000 | USD
$300k | 300000 | USD
$300 thousand | 300000 | USD
$1.5 trillion | 1500000000000 | USD
$1.5tn | 1500000000000 | USD
$2T | 2000000000000 | USD
US$1.2bn | 1200000000 | USD
US$ 5 million | 5000000 | USD
USD 5 million | 5000000 | USD
USD5m | 5000000 | USD
5 million USD | 5000000 | USD
A$2.5m | 2500000 | AUD
AU$2.5m | 2500000 | AUD
AUD 10 million | 10000000 | AUD
C$3bn | 3000000000 | CAD
CA$3bn | 3000000000 | CAD
CAD 3 billion | 3000000000 | CAD
HK$5 billion | 5000000000 | HKD
HKD 300m | 300000000 | HKD
S$400 million | 400000000 | SGD
NT$5bn | 5000000000 | TWD
NZ$7m | 7000000 | NZD
R$2 billion | 2000000000 | BRL
€1.2bn | 1200000000 | EUR
€ 20 million | 20000000 | EUR
EUR 500 | 500 | EUR
EUR1.2bn | 1200000000 | EUR
5bn euros | 5000000000 | EUR
820 million euros | 820000000 | EUR
1.5 mln euros | 1500000 | EUR
200 € | 200 | EUR
1.2bn € | 1200000000 | EUR
a billion euros | 1000000000 | EUR
a 5-billion-euro | 5000000000 | EUR | 5-billion-euro
£20m | 20000000 | GBP
£1.35bn | 1350000000 | GBP
£800,000 | 800000 | GBP
GBP 20m | 20000000 | GBP
302.6 mln stg | 302600000 | GBP
1.1 billion stg | 1100000000 | GBP
250 mln pounds | 250000000 | GBP
250 million pounds sterling | 250000000 | GBP | 250 million pounds
20 million sterling | 20000000 | GBP
50 pence | 0.5 | GBP
530 pence per LSE share | 5.3 | GBP/
530p a share | 5.3 | GBP/
Three pence | 0.03 | GBP
¥300 billion | 300000000000 | JPY
300 billion yen | 300000000000 | JPY
30.6bn yen | 30600000000 | JPY
JPY 12 billion | 12000000000 | JPY
one trillion yen | 1000000000000 | JPY
CNY 5 billion | 5000000000 | CNY
RMB 5 billion | 5000000000 | CNY
5 billion yuan | 5000000000 | CNY
3.2 bln yuan | 3200000000 | CNY
100 million renminbi | 100000000 | CNY
100 trillion won | 100000000000000 | KRW
2.1 billion won | 2100000000 | KRW
50,000 won | 50000 | KRW
500 billion South Korean won | 500000000000 | KRW
₩300 billion | 300000000000 | KRW
Rs 500 crore | 5000000000 | INR
Rs. 500 crore | 5000000000 | INR
Rs500 crore | 5000000000 | INR
Rs 2 lakh | 200000 | INR
Rs 1.5 lakh crore | 1500000000000 | INR
₹500 crore | 5000000000 | INR
INR 20 million | 20000000 | INR
2 lakh rupees | 200000 | INR
500 crore rupees | 5000000000 | INR
1,125 rupees | 1125 | INR
300 mln Pakistani rupees | 300000000 | PKR
CHF 200m | 200000000 | CHF
SFr 1.2bn | 1200000000 | CHF
200 mln Swiss francs | 200000000 | CHF
SEK 3.5bn | 3500000000 | SEK
3.5bn SEK | 3500000000 | SEK
5 billion kronor | 5000000000 | SEK
300 mln Swedish crowns | 300000000 | SEK
NOK 2 billion | 2000000000 | NOK
2 billion Norwegian crowns | 2000000000 | NOK
2 billion Norwegian kroner | 2000000000 | NOK
DKK 400m | 400000000 | DKK
400 million Danish kroner | 400000000 | DKK
kr 500m | 500000000 | -
5.8 billion crowns | 5800000000 | -
400 million kroner | 400000000 | -
10 million zloty | 10000000 | PLN
10 million zlotys | 10000000 | PLN
PLN 2bn | 2000000000 | PLN
300 million Czech crowns | 300000000 | CZK
5 billion forints | 5000000000 | HUF
40 million lei | 40000000 | RON
10 billion roubles | 10000000000 | RUB
10 billion rubles | 10000000000 | RUB
₽20 billion | 20000000000 | RUB
30 million hryvnia | 30000000 | UAH
40 million shekels | 40000000 | ILS
₪40 million | 40000000 | ILS
2 billion lira | 2000000000 | TRY
₺2 billion | 2000000000 | TRY
2 billion lire | 2000000000 | ITL
300 mln French francs | 300000000 | FRF
8,050 Belgian francs per ordinary share | 8050 | BEF/
5 billion francs | 5000000000 | -
700 mln marks | 700000000 | DEM
700 mln West German marks | 700000000 | DEM
DM 700 million | 700000000 | DEM
50 million guilders | 50000000 | NLG
20 billion pesetas | 20000000000 | ESP
20 million schillings | 20000000 | ATS
20 million Kenyan shillings | 20000000 | KES
200 million pesos | 200000000 | -
200 million Mexican pesos | 200000000 | MXN
200 million Philippine pesos | 200000000 | PHP
3 billion reais | 3000000000 | BRL
3 billion real | 3000000000 | BRL
3 billion rand | 3000000000 | ZAR
R3 billion | 3000000000 | ZAR
ZAR 3 billion | 3000000000 | ZAR
50 million ringgit | 50000000 | MYR
RM50 million | 50000000 | MYR
60 million baht | 60000000 | THB
600 billion rupiah | 600000000000 | IDR
Rp 600 billion | 600000000000 | IDR
900 billion dong | 900000000000 | VND
4 billion dirhams | 4000000000 | AED
AED 4 billion | 4000000000 | AED
4 billion riyals | 4000000000 | SAR
4 billion Qatari riyals | 4000000000 | QAR
5 million Kuwaiti dinars | 5000000 | KWD
5 million dinars | 5000000 | -
2.5 mln dlrs | 2500000 | USD
2.0 mln dlrs | 2000000 | USD
1.2 billion dlrs | 1200000000 | USD
2.2 billion dlr | 2200000000 | USD
54 mln U.S. dlrs | 54000000 | USD
54-mln-dlr | 54000000 | USD
50,000 dlrs | 50000 | USD
four mln dlrs | 4000000 | USD
nine dlrs | 9 | USD
twenty-five million dollars | 25000000 | USD
12-1/2 dlrs | 12.5 | USD
3 mln H.K. dlrs | 3000000 | HKD
3 mln Hong Kong dlrs | 3000000 | HKD
14 mln Canadian dlrs | 14000000 | CAD
14 mln Australian dlrs | 14000000 | AUD
3.1bn Australian dollars | 3100000000 | AUD
$1.4 billion Australian dollars | 1400000000 | AUD
5 million Singapore dollars | 5000000 | SGD
4.20 N.Z. Dlrs per share | 4.2 | NZD/
9.11 dlrs per share | 9.11 | USD/
60 dlr a share | 60 | USD/
27 dlrs a share | 27 | USD/
35-dlr-per-share | 35 | USD/
$27.50 a share | 27.5 | USD/
$20-a-share | 20 | USD/
$20 per share | 20 | USD/
$20 in cash per share | 20 | USD/
15-3/4 dlrs a share | 15.75 | USD/
50 cents | 0.5 | USD
half a billion dollars | 500000000 | USD
two hundred million dollars | 200000000 | USD
several million dollars | ? | USD
a few million euros | ? | EUR
about $3.9 billion | 3900000000 | USD
about 145 mln dlrs | 145000000 | USD
just over $1bn | 1000000000 | USD
nearly £300m | 300000000 | GBP
more than 5bn euros | 5000000000 | EUR
up to $200 million | 200000000 | USD
as much as $7 billion | 7000000000 | USD
approximately $74 million | 74000000 | USD
$2-3 billion | 2000000000 | USD
$2bn-$3bn | 2000000000 | USD
$2 to $3 billion | 2000000000 | USD
$900 million to $1 billion | 900000000 | USD
between $2 and $3 billion | 2000000000 | USD
20 to 25 dlrs a share | 20 | USD/
200-300 million euros | 200000000 | EUR
"""

NO_MONEY = """
5 billion people
Sh. 5
a 100m sprint
it won the contract
3 won the contract
the team of 11 won the cup
5 million shares
1.2 mln shares
20 pct
34 percent
500 pounds of coffee
20 mln pounds of copper
5 Marks & Spencer stores
10 mark the day
R5
TRY 5
CAD 2000
the 20m pool
737-800
300 MW
5 GWh
12 crore people
2 lakh vehicles
the real 5
5 real reasons
2 crown jewels
won 3 to 1
a yen for more
7 sterling silver spoons
80 tonnes
rose 5p
at 14.5p
$
US$
dollars
the dollar
euro zone
5 000
EURO 2024
Euro 6
G7
A350
S400
M3
100k run
ten men
five billion
half a million jobs
"""


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize("row", rows(FORMS), ids=lambda row: row[0])
def test_a_sum_is_found_whole_with_amount_and_currency(row):
    text, amount, currency, *words = row
    (mention,) = find_money(f"They paid {text}, it said.")
    money = mention.money
    assert money.text == (words or [text])[0]
    assert money.amount == (None if amount == "?" else Decimal(amount))
    assert (money.currency or "-") == currency.rstrip("/")
    assert mention.per_share == currency.endswith("/")


@pytest.mark.parametrize("row", rows(NO_MONEY), ids=lambda row: row[0])
def test_what_is_no_money_is_left_alone(row):
    assert find_money(f"There were {row[0]} in it.") == []


def test_the_table_is_as_long_as_was_promised():
    assert len(rows(FORMS)) + len(rows(NO_MONEY)) >= 200
    assert len(rows(NO_MONEY)) >= 40


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("raised its offer from $2 billion to $3 billion", ["$2 billion", "$3 billion"]),
        ("30.6bn yen ($291m; £154m)", ["30.6bn yen", "$291m", "£154m"]),
        ("10.45 dlrs in cash and four dlrs in debentures", ["10.45 dlrs", "four dlrs"]),
        ("a bid of $5 million won the day", ["$5 million"]),
        ("$5 and 3 people", ["$5"]),
    ],
)
def test_several_sums_stand_apart(text, sums):
    assert [mention.money.text for mention in find_money(text)] == sums


def test_a_span_is_where_the_text_stands():
    text = "It paid about $3.9 billion for Foo."
    (mention,) = find_money(text)
    assert text[mention.start : mention.end] == mention.money.text == "about $3.9 billion"


@pytest.mark.parametrize(
    "attack", ["9", "$", "$1", "1,111,", " ", "1 to ", "between $1 and ", "U.S. ", "1 mln ", "1 per a "]
)
def test_hostile_text_takes_linear_time(attack):
    assert grows_no_faster_than_linear(find_money, attack)
