"""Which notes and glossary entries does the book hold, and where did the notes stand?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from .. import frontmatter
from ..anchor.lock import read_lock
from ..files import is_link
from ..markup import ENTRY, NOTE, Grammar, Parsed, parse
from ..memory import Laters
from ..model import Annotation, GlossaryEntry, Lock, Place, Quote
from ..problems import Code, Problem, plain
from .reader import LARGE, NOTES, Reader

#: Files that belong beside notes without being notes.
_LOCK = "anchors.lock"
_COMPANIONS = frozenset({_LOCK})


def read_annotations(
    reader: Reader, folder: Path, articles: set[str]
) -> Mapping[str, tuple[Annotation, ...]]:
    """Each article's notes. A folder named after no article is reported."""
    annotations = {}
    for path in reader.folder(folder):
        if odd := _odd_folder(path, articles):
            reader.say(*odd, plain(reader.name(path), 300))
        else:
            notes = partial(_notes, reader, path)
            _, later = reader.recall_later(
                f"notes {path.name}", reader.memory.state_of(path), notes
            )
            annotations[path.name] = later
    return Laters(annotations)


def _odd_folder(path: Path, articles: set[str]) -> tuple[Code, str] | None:
    if is_link(path):
        return Code.FILE_LINK, "this is a link; the folder that it leads to is not read."
    if not path.is_dir():
        return Code.FILE_STRAY, "only folders named after articles belong here."
    if path.name not in articles:
        return Code.ANCHOR_ARTICLE, f"there is no article “{plain(path.name)}” for these notes."
    return None


def _notes(reader: Reader, folder: Path) -> Iterator[Annotation]:
    for path, text in reader.markdown(folder, NOTES, _COMPANIONS):
        name = reader.name(path)
        front, problems = frontmatter.read(text, name, "note")
        reader.add(problems)
        if front is None:
            reader.add(_body_problems(text, NOTE, name))
        else:
            yield _annotation(folder.name, path.stem, front, name)


def _body_problems(text: str, grammar: Grammar, path: str) -> list[Problem]:
    """What is wrong below a front matter that cannot be used; else its author mends it twice."""
    parts = frontmatter.split(text)
    if parts is None:
        return []
    found = parse(parts[1], grammar, path, parts[2])
    return [] if isinstance(found, Parsed) else list(found)


def _annotation(article: str, name: str, front: frontmatter.FrontMatter, path: str) -> Annotation:
    values = dict(front.values)
    quote = Quote(**values.pop("quote"))
    lists: dict[str, Any] = {key: tuple(values.pop(key, ())) for key in ("sources", "reviewed_by")}
    exceptions = tuple(values.pop("exceptions", {}).items())
    if "withdrawn" in values:
        values["status"] = "withdrawn"
    return Annotation(
        article=article,
        name=name,
        quote=quote,
        body=front.body,
        body_line=front.body_line,
        place=Place(path),
        quote_line=front.lines["quote.exact"],
        lines=front.lines,
        exceptions=exceptions,
        **lists,
        **values,
    )


def read_locks(reader: Reader, folder: Path, articles: set[str]) -> dict[str, Lock]:
    """Where each article's notes stood when `glossator anchor` last verified them."""
    locks = {}
    for article in sorted(articles):
        path = folder / article / _LOCK
        if not path.exists() or (text := reader.text(path, LARGE)) is None:
            continue
        lock = read_lock(text)
        if lock is None:
            message = "the record of where the notes stood cannot be read, and is not used."
            reader.say(
                Code.ANCHOR_LOCK,
                message,
                reader.name(path),
                hint="Make it again: glossator anchor --fix",
            )
        else:
            locks[article] = lock
    return locks


def read_glossary(reader: Reader, folder: Path) -> Iterator[GlossaryEntry]:
    """The glossary's entries."""
    return iter(
        reader.recall("glossary", reader.memory.state_of(folder), partial(_entries, reader, folder))
    )


def _entries(reader: Reader, folder: Path) -> Iterator[GlossaryEntry]:
    for path, text in reader.markdown(folder, NOTES, _COMPANIONS):
        name = reader.name(path)
        front, problems = frontmatter.read(text, name, "term")
        reader.add(problems)
        if front is None:
            reader.add(_body_problems(text, ENTRY, name))
        else:
            lists = {key: tuple(front.values.get(key, ())) for key in ("forms", "skip", "sources")}
            yield GlossaryEntry(
                id=path.stem,
                term=front.values["term"],
                body=front.body,
                body_line=front.body_line,
                place=Place(name),
                kind=front.values.get("kind", ""),
                sort=front.values.get("sort", ""),
                lines=front.lines,
                **lists,
            )
