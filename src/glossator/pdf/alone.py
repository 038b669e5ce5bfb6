"""What belongs into the PDF of a single article, or of a selection?

The articles with their notes, the glossary entries and works that they use, and an imprint; of
several articles also a title page and the contents. Links to what is not in it become plain words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .book import Chapter, settle, things

#: What a plan has added to a chapter of the whole book.
_PLANNED = ("pages", "goals", "others")
#: Blocks of an entry that speak of the whole edition.
_ELSEWHERE = {"backlinks", "about"}


def alone(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each article's name, and the data of its own PDF; *data* is that of the whole book."""
    lists = [chapter for chapter in data["chapters"] if chapter["kind"] == "list"]
    for chapter in data["chapters"]:
        if chapter["kind"] == "article":
            name = chapter["docname"].rpartition("/")[2]
            yield name, _book_of([chapter], lists, data)


def selection(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a book of those articles only that *data* holds."""
    lists = [chapter for chapter in data["chapters"] if chapter["kind"] == "list"]
    articles = [chapter for chapter in data["chapters"] if chapter["kind"] == "article"]
    return _book_of(articles, lists, data)


def _book_of(
    chosen: list[Chapter], lists: list[Chapter], data: Mapping[str, Any]
) -> dict[str, Any]:
    articles = [
        _copy({name: value for name, value in chapter.items() if name not in _PLANNED})
        for chapter in chosen
    ]
    chapters = [*articles, *_used_entries(articles, lists)]
    settle(chapters)
    single = len(articles) == 1
    return {
        **data,
        "title": f"{articles[0]['plain']} – {data['title']}" if single else data["title"],
        "chapters": chapters,
        "index": [],
        "single": single,
    }


def _used_entries(articles: list[Chapter], lists: list[Chapter]) -> list[Chapter]:
    """The lists, with those entries only that the articles or an entry of them point at."""
    goals = _goals(articles)
    for chapter in lists:  # an entry of the glossary cites works
        for item in _items(chapter):
            if goals & _names(item):
                goals |= _goals(_own(item))
    made = []
    for chapter in lists:
        if blocks := list(_kept(chapter["blocks"], goals)):
            made.append({**chapter, "before": [], "blocks": blocks})
    copies: list[Chapter] = _copy(made)
    for thing in things(copies):
        thing.pop("on", None)
    return copies


def _kept(blocks: list[Any], goals: set[str]) -> Iterator[Any]:
    """The entries that are wanted, each group of them under its own heading."""
    heading: list[Any] = []
    for block in blocks:
        if block["t"] in ("h", "rubric"):
            heading = [block]
        if items := [_own(item) for item in block.get("items", ()) if goals & _names(item)]:
            yield from heading
            yield {**block, "items": items}
            heading = []


def _items(chapter: Chapter) -> Iterator[Any]:
    """The entries: of a glossary a term with its blocks, of the works a list of blocks."""
    for block in chapter["blocks"]:
        yield from block.get("items", ())


def _names(item: Any) -> set[str]:
    return {name for thing in things(item) for name in thing.get("id", ())}


def _own(item: Any) -> Any:
    """An entry without the passages of the edition that use it."""
    if isinstance(item, dict):
        return {**item, "b": _own(item["b"])}
    return [block for block in item if not _ELSEWHERE & set(block.get("c", ()))]


def _goals(value: Any) -> set[str]:
    return {thing["to"] for thing in things(value) if "to" in thing}


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))
