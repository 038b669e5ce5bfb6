"""Which notes are the newest, and how are they told to feed readers and pages to search engines?

An Atom feed (RFC 4287) and a sitemap (sitemaps.org). Both hold whole addresses only, so both need
to know where the edition will stand; addresses are given by the caller.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

from .book import Book
from .cite import note_title
from .gist import Noted
from .labels import labels
from .model import Article

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: How many notes a feed holds.
LATEST = 50


def newest(book: Book) -> list[tuple[Article, Noted]]:
    """Every note that is shown, the latest first; those of a day in the order of the text."""
    articles = book.edition.articles
    notes = [(article, note) for article in articles for note in book.gists[article.id].notes]
    return sorted(notes, key=lambda pair: pair[1].date, reverse=True)


def title_of(number: int, exact: str, language: str = "en", longest: int = 60) -> str:
    """What a note is called in lists: its number and the words that it is written on."""
    words = " ".join(exact.split())
    for first, last in (("“", "”"), labels(language).marks[:2]):
        if words.startswith(first) and words.find(last, 1) == len(words) - len(last):
            words = words[len(first) : -len(last)]  # they stand in such marks anyway
    short = words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
    return note_title(number, short, language)


@dataclass(frozen=True, slots=True)
class News:
    """A note as the feed tells it. `address` is also its identity; `date` is a day."""

    address: str
    title: str
    article: str
    author: str
    date: str
    kind: str
    quote: str
    words: str


@dataclass(frozen=True, slots=True)
class Channel:
    """The feed itself. `address` is its own, `home` that of the edition's first page."""

    title: str
    address: str
    home: str
    author: str
    rights: str
    language: str


def write_feed(channel: Channel, news: Sequence[News]) -> bytes:
    """The feed as XML; what strangers wrote is text in it, whatever it looks like."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": channel.language})
    _add(feed, "id", channel.address)
    _add(feed, "title", channel.title)
    _add(feed, "updated", _instant(max((one.date for one in news), default="1970-01-01")))
    _add(feed, "link", rel="self", type="application/atom+xml", href=channel.address)
    _add(feed, "link", rel="alternate", type="text/html", href=channel.home)
    _add(_add(feed, "author"), "name", channel.author)
    _add(feed, "rights", channel.rights)
    _add(feed, "generator", "glossator")
    fixed = labels(channel.language)
    for one in news:
        entry = _add(feed, "entry")
        _add(entry, "id", one.address)
        _add(entry, "title", f"{one.title} – {one.article}")
        _add(entry, "updated", _instant(one.date))
        _add(_add(entry, "author"), "name", one.author)
        _add(entry, "link", rel="alternate", type="text/html", href=one.address)
        _add(entry, "category", term=one.kind, label=fixed[f"kind_{one.kind}"])
        html = f"<blockquote>{escape(one.quote)}</blockquote><p>{escape(one.words)}</p>"
        _add(entry, "content", html, type="html")
    return _written(feed)


#: So many addresses may stand in one sitemap, by the protocol.
MOST_ADDRESSES = 50_000


def write_sitemaps(base: str, pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """The files by their names: one, or an index of several where there are too many pages.

    *base* is the address of the folder in which they stand, with a slash at its end.
    """
    left, name = iter(pages), "sitemap.xml"
    parts = list(iter(lambda: list(islice(left, MOST_ADDRESSES)), []))
    if len(parts) <= 1:
        yield name, write_sitemap(parts[0] if parts else [])
        return
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}sitemapindex")
    for number, part in enumerate(parts, 1):
        of_part = f"sitemap-{number}.xml"
        sitemap = ET.SubElement(root, f"{{{SITEMAP}}}sitemap")
        ET.SubElement(sitemap, f"{{{SITEMAP}}}loc").text = base + of_part
        yield of_part, write_sitemap(part)
    yield name, _written(root)


def write_sitemap(pages: Iterable[tuple[str, str]]) -> bytes:
    """The pages' addresses, each with the day on which it last changed, or with an empty one."""
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for address, day in pages:
        url = ET.SubElement(root, f"{{{SITEMAP}}}url")
        ET.SubElement(url, f"{{{SITEMAP}}}loc").text = address
        if day:
            ET.SubElement(url, f"{{{SITEMAP}}}lastmod").text = day
    return _written(root)


#: What XML cannot hold at all, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    legal = {key: _ILLEGAL.sub("", value) for key, value in attributes.items()}
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", legal)
    made.text = _ILLEGAL.sub("", text) or None
    return made


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    made: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return made + b"\n"
