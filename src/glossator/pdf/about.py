"""What does a PDF say of itself to catalogues and to programs: Dublin Core, for one book's data.

An article's own PDF is its author's, with the editors as contributors; an edition is the editors',
with the authors of its texts as contributors, as its EPUB has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .tree import plain

#: So many entries of the glossary are named as subjects.
_SUBJECTS = 40


def about(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of Dublin Core, as text and lists of text; a list is empty where nothing is known."""
    articles = [chapter for chapter in data["chapters"] if chapter["kind"] == "article"]
    authors = _each(article["author"] for article in articles)
    editors = _each([data["author"]])
    first, second = (authors, editors) if data["single"] else (editors, authors)
    creators = first or second
    return {
        "creators": creators,
        "contributors": [name for name in second if name not in creators],
        "subjects": _each(_terms(data["chapters"]))[:_SUBJECTS],
        "description": "" if data["single"] else data["front"]["subtitle"],
        "languages": _each([data["language"], *(article["language"] for article in articles)]),
        "sources": _each(article["source"] for article in articles),
        "rights": " ".join(_each([*(article["rights"] for article in articles), data["licence"]])),
    }


def _terms(chapters: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """The headwords of the glossary."""
    for chapter in chapters:
        for block in chapter.get("blocks", ()):
            if "glossary-list" in block.get("c", ()):
                yield from (plain(item["term"]) for item in block["items"])


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))
