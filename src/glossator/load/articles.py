"""Which articles does the book hold, and which pictures may they show?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import partial
from pathlib import Path

from .. import frontmatter
from ..model import Article, Emendation, Indexed, Place
from ..problems import Code, plain
from .reader import ARTICLE_LIMIT, ARTICLES, LARGE, Reader

#: The folder beside the articles that holds what they show; and how such a file begins.
PICTURES = "pictures"
_PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,90}\.(?:png|jpe?g|gif|webp)")
_PICTURE_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


def read_articles(reader: Reader, folder: Path, only: Set[str] | None) -> Iterator[Article]:
    """The articles, in the order of their files' names; of these ids *only*, if not None."""
    for path in reader.named(folder, ARTICLES, frozenset({PICTURES})):
        if only is not None and path.stem not in only:
            continue
        yield from reader.recall(
            f"article {path.stem}", reader.memory.state_of(path), partial(_article_in, reader, path)
        )


def _article_in(reader: Reader, path: Path) -> Iterator[Article]:
    """The article that a file holds, if it holds one."""
    if (text := reader.text(path, ARTICLE_LIMIT)) is not None:
        name = reader.name(path)
        front, problems = frontmatter.read(text, name, "article")
        reader.add(problems)
        if front is not None:
            yield _article(path.stem, front, name)


def _article(id: str, front: frontmatter.FrontMatter, path: str) -> Article:
    values = dict(front.values)
    emendations = tuple(
        Emendation(
            item["seed"],
            item["text"],
            item["reason"],
            Place(path, front.lines[f"emendations.{number}"]),
        )
        for number, item in enumerate(values.pop("emendations", ()))
    )
    foreign = tuple((item["words"], item["language"]) for item in values.pop("foreign", ()))
    index = tuple(
        Indexed(
            " ".join(item["heading"].split()),
            item["kind"],
            tuple(item["words"]),
            tuple(item.get("skip", ())),
            item.get("sort", ""),
        )
        for item in values.pop("index", ())
    )
    return Article(
        id=id,
        body=front.body,
        body_line=front.body_line,
        place=Place(path),
        lines=front.lines,
        emendations=emendations,
        foreign=foreign,
        index=index,
        **values,
    )


def read_pictures(reader: Reader, folder: Path) -> Iterator[str]:
    """The pictures that articles may show: ordinary files that are what their names say."""
    for path in reader.folder(folder):
        name = plain(reader.name(path), 300)
        if not _PICTURE_NAME.fullmatch(path.name):
            message = "only pictures (.png, .jpg, .gif, .webp) with lower-case names belong here."
            reader.say(Code.FILE_STRAY, message, name)
        elif (data := reader.data(path, LARGE)) is not None:
            if data.startswith(_PICTURE_BEGINS):
                yield reader.name(path)
            else:
                reader.say(
                    Code.FILE_STRAY, "this is not the sort of picture that its name says.", name
                )
