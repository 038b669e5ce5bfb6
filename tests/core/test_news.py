"""The feed and the sitemap are valid XML by their standards, whatever strangers wrote."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from glossator.news import ATOM, SITEMAP, Channel, News, write_feed, write_sitemap, write_sitemaps

HOSTILE = "<script>alert(1)</script> ]]> & \x00\x0b\ud800 \u202e “x”"
BASE = "https://edition.example/"
CHANNEL = Channel(f"New {HOSTILE}", BASE + "feed.xml", BASE, "A & B", "CC BY 4.0", "en")
IN = {"a": ATOM}
#: RFC 4287, 3.3: a date and a time with a zone.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def _news(name: str, date: str) -> News:
    address = f"{BASE}book/articles/a.html#note-{name}"
    return News(address, HOSTILE, HOSTILE, HOSTILE, date, "context", HOSTILE, HOSTILE)


def check_atom(xml: bytes) -> etree._Element:
    """What RFC 4287 demands of a feed and of its entries."""
    feed = etree.fromstring(xml)
    assert feed.tag == f"{{{ATOM}}}feed"
    for element in (feed, *feed.findall("a:entry", IN)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", IN)) == 1, name
        assert urlsplit(element.findtext("a:id", "", IN)).scheme
        assert INSTANT.fullmatch(element.findtext("a:updated", "", IN))
        assert element.findtext("a:author/a:name", "", IN)
        alternates = element.findall("a:link[@rel='alternate']", IN)
        assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(
            alternates
        )
        assert alternates
    assert feed.find("a:link[@rel='self']", IN) is not None
    ids = [id.text for id in feed.iterfind("a:entry/a:id", IN)]
    assert len(ids) == len(set(ids))
    for content in feed.iterfind("a:entry/a:content", IN):
        assert content.get("type") == "html"
        assert len(content) == 0
    return feed


def test_a_feed_is_atom_and_holds_text_only() -> None:
    feed = check_atom(write_feed(CHANNEL, [_news("a", "2026-11-23"), _news("b", "2026-01-02")]))
    assert feed.findtext("a:updated", "", IN) == "2026-11-23T00:00:00Z"
    content = feed.findtext("a:entry/a:content", "", IN)
    # A reader shows it as markup: the stranger's is still text there.
    assert content.startswith("<blockquote>&lt;script&gt;")
    assert "<script" not in content


def test_a_feed_of_nothing_is_a_feed() -> None:
    assert check_atom(write_feed(CHANNEL, [])).findall("a:entry", IN) == []


def test_a_sitemap_names_each_page_once() -> None:
    root = etree.fromstring(write_sitemap([(BASE + "?a&b", "2026-11-23"), (BASE, "")]))
    assert root.tag == f"{{{SITEMAP}}}urlset"
    found = [[(child.tag.split("}")[1], child.text) for child in url] for url in root]
    assert found == [[("loc", BASE + "?a&b"), ("lastmod", "2026-11-23")], [("loc", BASE)]]


def test_more_pages_than_a_sitemap_may_hold_are_shared_out() -> None:
    pages = [(f"{BASE}{number}", "") for number in range(50_001)]
    files = {name: etree.fromstring(data) for name, data in write_sitemaps(BASE, pages)}
    assert [name for name, _ in write_sitemaps(BASE, pages[:50_000])] == ["sitemap.xml"]
    index = files.pop("sitemap.xml")
    assert index.tag == f"{{{SITEMAP}}}sitemapindex"
    assert [loc.text for loc in index.iter(f"{{{SITEMAP}}}loc")] == [BASE + name for name in files]
    listed = [loc.text for root in files.values() for loc in root.iter(f"{{{SITEMAP}}}loc")]
    assert listed == [address for address, _ in pages]
    assert max(map(len, files.values())) == 50_000
