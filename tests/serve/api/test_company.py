"""A company with what it owns, who owns it, and where that is said."""

from tests.serve.api.conftest import company


def tell(client, **parameters):
    answer = client.get("/api/company", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_company_is_found_by_iri_or_any_name(hostile):
    altrex = tell(hostile, iri=company("altrex-motors"))
    assert altrex == tell(hostile, name="altrex") == tell(hostile, name="Áltrex Motors Ltd")
    assert altrex["company"] == {
        "iri": company("altrex-motors"),
        "name": "Áltrex Motors",
        "aliases": ["Altrex"],
        "type": "company",
        "identifiers": {},
    }


def test_an_iri_of_old_leads_to_the_company_it_became(hostile):
    assert tell(hostile, iri=company("altrex"))["company"]["iri"] == company("altrex-motors")


def test_all_ties_are_listed_denied_ones_too(hostile):
    ties = tell(hostile, name="Altrex")["ties"]
    assert [tie["status"] for tie in ties].count("denied") == 1
    assert ties[0]["sources"] == 2
    assert ties[0]["companies"] == {company("altrex-motors"): "Áltrex Motors", company("betrix"): "Betrix Inc"}


def test_owners_are_climbed_and_a_ring_is_cut(hostile):
    owned = tell(hostile, name="Altrex")["owned"]
    assert [(row["name"], row["depth"], row["percentage"], row["parent"]) for row in owned] == [
        ("Betrix Inc", 1, 30, company("altrex-motors")),
        ("Alma", 1, None, company("altrex-motors")),
        ("Gamma", 2, 60, company("betrix")),
        ("Deltek", 3, None, company("gamma")),
    ]
    owners = tell(hostile, name="Gamma")["owners"]
    assert [(row["name"], row["depth"]) for row in owners] == [("Betrix Inc", 1), ("Áltrex Motors", 2), ("Deltek", 2)]


def test_topics_lead_to_ties_and_articles_are_counted(hostile):
    gamma = tell(hostile, name="Gamma")
    assert gamma["topics"] == [
        {
            "topic": "electric-vehicles",
            "label": "electric vehicles",
            "ties": ["https://example.org/ag/relationship/joint-venture_alma"],
        }
    ]
    altrex = tell(hostile, name="Altrex")
    assert [(row["article"], row["url"], row["outlet"], row["claims"]) for row in altrex["sources"]] == [
        ("h2", "https://news.example/2", "", 2),
        ("h1", "", "<b>Wire</b>", 4),
    ]
