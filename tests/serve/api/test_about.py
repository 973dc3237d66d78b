"""What the server says of itself."""

from alliance_graph import __version__


def test_the_store_is_told_in_figures(hostile):
    about = hostile.get("/api/about").json()
    assert about["version"] == __version__
    assert (about["articles"], about["companies"], about["relationships"]) == (2, 7, 8)
    assert (about["first_reported"], about["last_reported"]) == ("2023-12-30", "2024-02-01")
    assert about["is_writable"] is False
    assert {"kind": "memorandum", "label": "memorandum of understanding", "count": 1, "group": "alliance"} in about[
        "kinds"
    ]
    assert {"status": "denied", "label": "denied", "count": 1} in about["statuses"]
    assert {"topic": "mobility", "label": "mobility", "count": 1} in about["topics"]
