import pytest

from alliance_graph.model import Company, Percentage, Status
from alliance_graph.network import to_network
from alliance_graph.network.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from tests.network.ties import COMPANIES, MEMORANDUM, MERGER, STAKE, TIES, VENTURE, make_tie


def ends(network):
    return sorted(
        (source, tie["interaction"], target, tie["directed"]) for source, target, tie in network.edges(data=True)
    )


DIRECTIONS = [
    ("stake", {"owner": "a", "owned": "b"}, [("a", "Stake", "b", True)]),
    ("subsidiary", {"parent": "a", "child": "b"}, [("a", "SubsidiaryRelationship", "b", True)]),
    ("acquisition", {"acquirer": "b", "target": "a"}, [("b", "Acquisition", "a", True)]),
    (
        "acquisition",
        {"acquirer": "a", "target": "b", "seller": "c"},
        [("a", "Acquisition", "b", True), ("c", "sells", "b", True)],
    ),
    ("asset_purchase", {"buyer": "b", "seller": "a"}, [("b", "AssetPurchase", "a", True)]),
    ("supply", {"supplier": "b", "customer": "a"}, [("b", "SupplyAgreement", "a", True)]),
    ("license", {"licensor": "b", "licensee": "a"}, [("b", "LicenceAgreement", "a", True)]),
    ("competition", {"partners": "b a"}, [("a", "Competition", "b", False)]),
    (
        "merger",
        {"partners": "b a", "result": "c"},
        [("a", "Merger", "b", False), ("a", "merges into", "c", True), ("b", "merges into", "c", True)],
    ),
    ("alliance", {"partners": "a"}, []),
]


@pytest.mark.parametrize(("kind", "roles", "expected"), DIRECTIONS)
def test_the_doer_comes_first_and_partners_stand_side_by_side(kind, roles, expected):
    assert ends(to_network([], [make_tie("tie", kind, roles=roles)])) == expected


def test_a_tie_of_n_parties_is_an_edge_for_each_pair_with_one_iri_and_an_id_each():
    network = to_network(COMPANIES, [MEMORANDUM])
    assert ends(network) == [
        ("honda", "MemorandumOfUnderstanding", "mitsubishi", False),
        ("honda", "MemorandumOfUnderstanding", "nissan", False),
        ("mitsubishi", "MemorandumOfUnderstanding", "nissan", False),
    ]
    assert {tie["relationship"] for *_, tie in network.edges(data=True)} == {MEMORANDUM.iri}
    keys = {key for *_, key in network.edges(keys=True)}
    assert keys == {f"memorandum-honda-mitsubishi-nissan.{number}" for number in (1, 2, 3)}


def test_partners_own_their_venture_with_their_shares():
    network = to_network(COMPANIES, [VENTURE])
    assert ends(network) == [
        ("honda", "JointVenture", "nissan", False),
        ("honda", "owns venture", "altona", True),
        ("nissan", "owns venture", "altona", True),
    ]
    shares = [network[partner]["altona"][f"venture-altona.{n}"] for partner, n in (("honda", 2), ("nissan", 3))]
    assert [share["percentage"] for share in shares] == [60.0, 40.0]
    assert shares[0]["label"] == "proposed 60 %"
    assert "percentage" not in network["honda"]["nissan"]["venture-altona.1"]


def test_a_stake_says_all_it_knows_and_nothing_it_does_not():
    (tie,) = to_network(COMPANIES, [STAKE])["nissan"]["mitsubishi"].values()
    assert tie == {
        "label": "stake 34 %",
        "weight": 3.0,
        "interaction": "Stake",
        "name": "stake nissan mitsubishi 34",
        "directed": True,
        "kind": "stake",
        "status": "completed",
        "percentage": 34.0,
        "start": "2016",
        "first_reported": "2016-05-12",
        "last_reported": "2024-08-01",
        "price": "$2.3 billion",
        "price_amount": 2.3e9,
        "currency": "USD",
        "sources": 3,
        "claims": 1,
        "confidence": 0.9,
        "sentence": "It says stake-nissan-mitsubishi-34.",
        "relationship": STAKE.iri,
    }


LABELS = [
    (Status.COMPLETED, Percentage(33.5), "stake 33.5 %"),
    (Status.AGREED, Percentage(None, 50.0, None), "stake ≥ 50 %"),
    (Status.DENIED, Percentage(None, 10.0, 20.0), "denied stake ≥ 10 %"),
    (Status.ENDED, None, "ended stake"),
]


@pytest.mark.parametrize(("status", "percentage", "expected"), LABELS)
def test_the_drawn_label_tells_share_and_what_is_not_in_force(status, percentage, expected):
    tie = make_tie("tie", "stake", status, roles={"owner": "a", "owned": "b"}, percentage=percentage)
    (drawn,) = to_network([], [tie])["a"]["b"].values()
    assert drawn["label"] == expected


def test_as_nodes_only_ties_of_three_or_with_a_venture_become_nodes():
    network = to_network(COMPANIES, TIES, relationships_as="nodes")
    nodes = {name for name, node in network.nodes(data=True) if node["type"] == "relationship"}
    assert nodes == {"memorandum-honda-mitsubishi-nissan", "venture-altona"}
    assert ends(network) == [
        ("honda", "Merger", "nissan", False),
        ("honda", "partner", "memorandum-honda-mitsubishi-nissan", True),
        ("honda", "partner", "venture-altona", True),
        ("mitsubishi", "partner", "memorandum-honda-mitsubishi-nissan", True),
        ("nissan", "Stake", "mitsubishi", True),
        ("nissan", "partner", "memorandum-honda-mitsubishi-nissan", True),
        ("nissan", "partner", "venture-altona", True),
        ("venture-altona", "venture", "altona", True),
    ]
    tie = network.nodes["venture-altona"]
    assert (tie["label"], tie["iri"], tie["status"]) == ("proposed joint venture", VENTURE.iri, "proposed")


@pytest.mark.parametrize("view", ["edges", "nodes"])
def test_every_attribute_is_declared_and_has_one_scalar_type(view):
    network = to_network(COMPANIES, TIES, relationships_as=view)
    nodes = [node for _, node in network.nodes(data=True)]
    edges = [edge for *_, edge in network.edges(data=True)]
    declared = (set(NODE_ATTRIBUTES) | set(EDGE_ATTRIBUTES), set(EDGE_ATTRIBUTES))
    for rows, names in zip((nodes, edges), declared, strict=True):
        types: dict[str, set[type]] = {}
        for name, value in (item for row in rows for item in row.items()):
            types.setdefault(name, set()).add(type(value))
        assert set(types) <= names
        assert all(len(found) == 1 and found <= {str, int, float, bool} for found in types.values())


def test_the_order_in_which_ties_come_does_not_matter():
    first, second = to_network(COMPANIES, TIES), to_network(COMPANIES[::-1], TIES[::-1])
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def test_a_party_that_is_no_known_company_still_has_a_node():
    network = to_network([], [MERGER])
    assert network.nodes["honda"]["name"] == "honda"


def test_a_tie_without_sources_weighs_one_so_that_it_is_drawn():
    (tie,) = to_network([], [MERGER])["honda"]["nissan"].values()
    assert (tie["weight"], tie["sources"]) == (1.0, 0)


def test_two_companies_whose_iris_end_alike_stay_two_nodes():
    twins = [Company(iri=f"https://example.org/{room}/a", name="A") for room in ("company", "person")]
    assert list(to_network(twins, []).nodes) == ["a", "https://example.org/person/a"]
