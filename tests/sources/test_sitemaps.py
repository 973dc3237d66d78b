"""Sitemaps: the pages saved beside one are read with their addresses, and nothing outside of its folder is."""

import pytest

from tests.sources.test_readers import PAGE, TEXT, run, write

PLAIN = PAGE.replace('<link rel="canonical" href="https://example.org/2024/venture">', "")
OUTSIDE = [f"https://e.org/{step}secret" for step in ("../", "../../", "%2e%2e/", "a/../../", "..%2f", "....//", "%00")]
OUTSIDE += [f"https://{host}/secret" for host in ("..", ".", "%2e%2e")]
OUTSIDE += [
    "file:///etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "https:///etc/passwd",
    "https://[",
    "https://e.org/link",
]
OUTSIDE += [f"https://e.org/{'../' * depth}etc/passwd" for depth in range(1, 60)] + ["https://e.org/" + "a/" * 900]


def make_sitemap(*addresses):
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in addresses)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def test_saved_pages_are_found_as_wget_and_browsers_name_them(tmp_path):
    names = {"https://e.org/1": "e.org/1", "https://e.org/2/": "e.org/2/index.html", "https://e.org/x/3": "x/3.html"}
    names |= {"https://e.org/4?a=1&amp;b=2": "e.org/4?a=1&b=2"}
    for number, name in enumerate(names.values()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path, name, PLAIN.replace("Thursday", f"day {number}"))
    path = write(tmp_path, "sitemap.xml", make_sitemap(*names, "https://e.org/9"))
    found, skips = run(path)
    assert [article.url for article in found] == [url.replace("&amp;", "&") for url in names]
    assert skips.skipped == {"not-saved": 1}
    found, skips = run(tmp_path)
    assert len(found) == 4
    assert skips.skipped == {"sitemap": 1}


@pytest.mark.parametrize("url", OUTSIDE)
def test_page_outside_of_the_folder_is_not_read(tmp_path, url):
    (tmp_path / "in" / "e.org").mkdir(parents=True)
    for place in (tmp_path, tmp_path / "in" / ".."):
        write(place, "secret", TEXT)
    (tmp_path / "in" / "e.org" / "link").symlink_to(tmp_path / "secret")
    found, skips = run(write(tmp_path / "in", "sitemap.xml", make_sitemap(url)))
    assert found == []
    assert skips.skipped == {"not-saved": 1}


def test_sitemap_that_lists_itself_ends(tmp_path):
    (tmp_path / "e.org").mkdir()
    write(tmp_path, "e.org/sitemap.xml", make_sitemap("https://e.org/sitemap.xml"))
    found, skips = run(write(tmp_path, "sitemap.xml", make_sitemap("https://e.org/sitemap.xml")))
    assert found == []
    assert skips.skipped == {"sitemap": 1}
