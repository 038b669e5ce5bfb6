"""Which Markdown says what an HTML text says, without what no article holds?

The author's footnotes are kept as footnotes. Links that lead nowhere outside of the document become
the words that they are; they are counted, for an editor to know.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urljoin

from ..addresses import address_refused
from ..problems import EditionError
from .costs import refuse_long
from .footnotes import as_markdown, take_footnotes
from .library import library

_LEFT_OUT = ("script", "style", "nav", "header", "form", "button", "svg", "head", "title")
#: In these, the author's footnotes may stand.
_WITH_NOTES = ("footer", "aside")


def read_hypertext(html: str, base: str = "") -> tuple[str, tuple[str, ...]]:
    """The Markdown of an HTML text that stands at the address *base*, and what was left out."""
    refuse_long(html)
    try:
        return _converted(html, base)
    except RecursionError:
        raise EditionError("the document's elements are nested too deeply.") from None


def one_page(pages: Sequence[tuple[str, str]]) -> str:
    """Several pages, given with their names, as one; links between them become links within it."""
    soups = [
        (name, library("bs4", "EPUB").BeautifulSoup(html, "html.parser")) for name, html in pages
    ]
    names = {name for name, _ in soups}
    for name, soup in soups:
        for element in soup(id=True):
            element["id"] = f"{name}#{element['id']}"
        for link in soup.select("a[href]"):
            file, _, place = str(link["href"]).partition("#")
            meant = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(file)))
            if not file or meant in names:
                link["href"] = f"#{meant if file else name}#{place}"
    bodies = [soup.body or soup for _, soup in soups]
    return "<body>" + "".join(body.decode_contents() for body in bodies) + "</body>"


def _converted(html: str, base: str) -> tuple[str, tuple[str, ...]]:
    soup = library("bs4", "HTML").BeautifulSoup(html, "html.parser")
    for head in soup("header"):
        # That of an article has its title; that of a page has the name of the site.
        if head.find("h1") and head.find_parent(["article", "main"]):
            head.unwrap()
    for tag in soup(_LEFT_OUT):
        tag.decompose()
    notes = take_footnotes(soup)
    for tag in soup(_WITH_NOTES):
        tag.decompose()
    body = soup.find("article") or soup.find("main") or soup.body or soup
    lost = sum(_unlinked(part, base) for part in (body, *(note for _, note in notes)))
    _one_title(body)
    made = [(mark, _markdown(note.decode_contents())) for mark, note in notes]
    text = _markdown(str(body))
    # A note may be referred to in another one. Where its reference stood in what was left out, it
    # is a paragraph like any other, for no words of the text may be lost.
    everything = "".join((text, *(words for _, words in made)))
    loose = "\n\n".join(words for mark, words in made if mark not in everything)
    made = [(mark, words) for mark, words in made if mark in everything]
    text = f"{text.rstrip()}\n\n{loose.strip()}\n" if loose else text
    return as_markdown(text, made), tuple(_left_out(lost, len(body("img"))))


def _left_out(links: int, pictures: int) -> Iterator[str]:
    """What an editor is told of it."""
    if links:
        several = "A link that leads" if links == 1 else f"{links} links that lead"
        yield f"{several} nowhere outside of the document {'is' if links == 1 else 'are'} kept as words only."
    if pictures:
        several = "A picture is" if pictures == 1 else f"{pictures} pictures are"
        yield f"{several} left out; an article shows pictures from book/articles/pictures/."


def _unlinked(part: Any, base: str) -> int:
    """Complete the addresses of links, or take the links off; how many were taken off."""
    lost = 0
    for link in part.select("a"):
        href = urljoin(base, str(link.get("href", ""))) if base else str(link.get("href", ""))
        if href.startswith("#") or address_refused(href):
            lost += link.has_attr("href")
            link.unwrap()
        else:
            link["href"] = href
    return lost


def _one_title(body: Any) -> None:
    """Let only the first heading be of the first level, where there are several such."""
    first, *others = body(["h1"]) or [None]
    if not others:
        return
    levels = [f"h{level}" for level in range(1, 7)]
    for heading in first.find_all_next(levels):
        heading.name = levels[min(levels.index(heading.name) + 1, 5)]


def _markdown(html: str) -> str:
    convert = library("markdownify", "HTML").markdownify
    made: str = convert(
        html,
        heading_style="ATX",
        bullets="-",
        strip=["img", "span", "div", "code", "pre", "sup", "sub"],
        escape_misc=True,
        newline_style="backslash",
        table_infer_header=True,
    )
    return "\n".join(line.rstrip() for line in made.split("\n"))
