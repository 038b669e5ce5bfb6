"""What does the edition's folder hold?

The only reader of `book/` and `seeds/`: folder in, records and problems out. A file that
cannot be used is reported and left out; everything else goes on. What is read here was
checked here, and is trusted everywhere else.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import frontmatter
from .model import Annotation, Article, Edition, Emendation, GlossaryEntry, Page, Place, Quote, Seed
from .options import CONFIG, Config, read_config
from .problems import Code, EditionError, Problem, plain
from .works import read_bibliography

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?\.md")
_ARTICLE_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]{1,80}\.md")
_SMALL, _LARGE = 64 * 1024, 20 * 1024 * 1024
#: Files that belong beside notes without being notes.
_COMPANIONS = frozenset({"anchors.lock"})
#: Tabs and line ends are text; other controls, and what reverses or hides text, are not.
_DECEIVING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@dataclass(slots=True)
class _Reader:
    """The state of one run: where, and what went wrong."""

    root: Path
    config: Config
    problems: list[Problem] = field(default_factory=list)

    def say(self, code: Code, message: str, path: str, line: int = 1, hint: str = "") -> None:
        self.problems.append(Problem(code, message, Place(path, line), hint))

    def text(self, path: Path, limit: int) -> str | None:
        """The text of an ordinary file, with line ends as line feeds; None where it is no such."""
        name = self.name(path)
        if path.is_symlink() or not path.is_file():
            self.say(Code.FILE_LINK, "this is not an ordinary file.", name, hint="Links and devices are not read.")
            return None
        if path.stat().st_size > limit:
            self.say(Code.FILE_SIZE, f"the file is larger than {limit // 1024:,} KB.", name)
            return None
        return self.decoded(path.read_bytes(), name)

    def decoded(self, data: bytes, name: str, allowed: str = "\t") -> str | None:
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self.say(Code.FILE_ENCODING, "the file is not UTF-8.", name, line, "Save it as UTF-8.")
            return None
        for number, line_text in enumerate(text.split("\n"), 1):
            if bad := next((c for c in line_text if _refused(c) and c not in allowed), None):
                what = unicodedata.name(bad, "a control character").lower()
                self.say(Code.FILE_ENCODING, f"U+{ord(bad):04X} ({what}) cannot stand in text.", name, number)
                return None
        return text

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def folder(self, path: Path) -> list[Path]:
        """What stands in a folder, by name; nothing where the folder is not there."""
        if path.is_symlink():
            self.say(Code.FILE_LINK, "this is not an ordinary folder.", self.name(path))
            return []
        if not path.is_dir():
            return []
        return sorted((item for item in path.iterdir() if not item.name.startswith(".")), key=lambda p: p.name)


def _refused(char: str) -> bool:
    return char in _DECEIVING or unicodedata.category(char) in ("Cc", "Cs", "Co")


def load(root: Path | str, config: Config | None = None) -> tuple[Edition, list[Problem]]:
    """The edition in *root*, and everything that is wrong with its files.

    Raises `EditionError` only where there is no edition at all.
    """
    root = Path(root).resolve()
    problems: list[Problem] = []
    if config is None:
        config, problems = read_config(root)
    reader = _Reader(root, config, problems)
    book = root / config.options.book
    if not book.is_dir():
        raise EditionError(f"{root} holds no edition: there is no folder {config.options.book}.")
    articles = tuple(_articles(reader, book / "articles"))
    bibtex, works = _works(reader, book / "references.bib")
    edition = Edition(
        root=str(root),
        title=config.title,
        language=config.language,
        articles=tuple(sorted(articles, key=lambda article: (article.date, article.id))),
        annotations=_annotations(reader, book / "annotations", {article.id for article in articles}),
        glossary=tuple(_glossary(reader, book / "glossary")),
        works=works,
        seeds=_seeds(reader, root / config.options.seeds),
        bibtex=bibtex,
        pages=tuple(_pages(reader, book)),
    )
    return edition, reader.problems


def _works(reader: _Reader, path: Path) -> tuple[str, tuple[Any, ...]]:
    if not path.exists():
        return "", ()
    text = reader.text(path, _LARGE)
    if text is None:
        return "", ()
    bibliography, problems = read_bibliography(text, reader.name(path))
    reader.problems += problems
    return text, bibliography.works


_CITE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
_HEADING = re.compile(r"^# +(.+)$", re.M)


def _pages(reader: _Reader, book: Path) -> Iterator[Page]:
    """The maintainers' own pages, which are the Markdown files at the top of the book."""
    for path in reader.folder(book):
        if path.suffix == ".md" and path.is_file() and (text := reader.text(path, _LARGE)) is not None:
            keys = [key.strip() for found in _CITE.findall(text) for key in found.split(",")]
            title = _HEADING.search(text)
            docname = reader.name(path).removesuffix(".md")
            yield Page(docname, title[1] if title else path.stem, tuple(dict.fromkeys(keys)))


def _markdown_files(reader: _Reader, folder: Path, pattern: re.Pattern[str], rule: str) -> Iterator[tuple[Path, str]]:
    """The files of a folder that may be read, each with its text."""
    for path in reader.folder(folder):
        if path.name in _COMPANIONS:
            continue
        name = reader.name(path)
        if path.is_dir() or path.suffix != ".md":
            reader.say(Code.FILE_STRAY, "only Markdown files (.md) belong here; this is not used.", plain(name, 200))
        elif not pattern.fullmatch(path.name):
            reader.say(Code.FILE_NAME, f"the name does not fit: {rule}", plain(name, 200), hint="Rename the file.")
        elif (text := reader.text(path, _LARGE if pattern is _ARTICLE_NAME else _SMALL)) is not None:
            yield path, text


_NAME_RULE = "a name has lower-case letters a to z, digits and hyphens, and ends in .md."
_ARTICLE_RULE = "an article is called YYYY-MM-DD-short-title.md, in lower-case letters, digits and hyphens."


def _articles(reader: _Reader, folder: Path) -> Iterator[Article]:
    for path, text in _markdown_files(reader, folder, _ARTICLE_NAME, _ARTICLE_RULE):
        name = reader.name(path)
        front, problems = frontmatter.read(text, name, "article")
        reader.problems += problems
        if front is not None:
            yield _article(path.stem, front, name)


def _article(id: str, front: frontmatter.FrontMatter, path: str) -> Article:
    values = dict(front.values)
    emendations = tuple(
        Emendation(item["seed"], item["text"], item["reason"], Place(path, front.lines[f"emendations.{number}"]))
        for number, item in enumerate(values.pop("emendations", ()))
    )
    return Article(
        id=id,
        body=front.body,
        body_line=front.body_line,
        place=Place(path),
        lines=front.lines,
        emendations=emendations,
        **values,
    )


def _annotations(reader: _Reader, folder: Path, articles: set[str]) -> dict[str, tuple[Annotation, ...]]:
    annotations = {}
    for path in reader.folder(folder):
        name = plain(reader.name(path), 200)
        if path.is_symlink() or not path.is_dir():
            reader.say(Code.FILE_STRAY, "only folders named after articles belong here.", name)
        elif path.name not in articles:
            reader.say(Code.ANCHOR_ARTICLE, f"there is no article “{plain(path.name)}” for these notes.", name)
        else:
            annotations[path.name] = tuple(_notes(reader, path))
    return annotations


def _notes(reader: _Reader, folder: Path) -> Iterator[Annotation]:
    for path, text in _markdown_files(reader, folder, _NAME, _NAME_RULE):
        name = reader.name(path)
        front, problems = frontmatter.read(text, name, "note")
        reader.problems += problems
        if front is not None:
            yield _annotation(folder.name, path.stem, front, name)


def _annotation(article: str, name: str, front: frontmatter.FrontMatter, path: str) -> Annotation:
    values = dict(front.values)
    quote = Quote(**values.pop("quote"))
    lists = {key: tuple(values.pop(key, ())) for key in ("sources", "reviewed_by")}
    exceptions = tuple(values.pop("exceptions", {}).items())
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


def _glossary(reader: _Reader, folder: Path) -> Iterator[GlossaryEntry]:
    for path, text in _markdown_files(reader, folder, _NAME, _NAME_RULE):
        name = reader.name(path)
        front, problems = frontmatter.read(text, name, "term")
        reader.problems += problems
        if front is not None:
            lists = {key: tuple(front.values.get(key, ())) for key in ("forms", "skip", "sources")}
            yield GlossaryEntry(
                id=path.stem,
                term=front.values["term"],
                body=front.body,
                body_line=front.body_line,
                place=Place(name),
                lines=front.lines,
                **lists,
            )


def _seeds(reader: _Reader, folder: Path) -> dict[str, Seed]:
    manifest = folder / "SOURCES.yml"
    if not folder.is_dir():
        return {}
    name = f"{reader.config.options.seeds}/SOURCES.yml"
    if not manifest.is_file():
        reader.say(Code.SEED_MISSING, "the manifest of seeds is missing.", name)
        return {}
    text = reader.text(manifest, _LARGE)
    values, problems = frontmatter.read_mapping(text or "", name, "sources")
    reader.problems += problems
    _strays(reader, folder, values)
    return {file: seed for file, record in values.items() if (seed := _seed(reader, folder, file, record))}


def _strays(reader: _Reader, folder: Path, manifest: dict[str, Any]) -> None:
    for path in reader.folder(folder):
        if path.name != "SOURCES.yml" and path.name not in manifest:
            message = "this file is not in the manifest SOURCES.yml."
            reader.say(Code.FILE_STRAY, message, plain(reader.name(path), 200), hint="Add it, with its SHA-256.")


def _seed(reader: _Reader, folder: Path, file: str, record: dict[str, str]) -> Seed | None:
    path = folder / file
    name = reader.name(path)
    if path.is_symlink() or not path.is_file():
        reader.say(Code.SEED_MISSING, f"the manifest names {plain(file)}, which is not there.", name)
        return None
    data = path.read_bytes()
    if (found := hashlib.sha256(data).hexdigest()) != record["sha256"]:
        message = f"the seed was changed: its SHA-256 begins with {found[:12]}, the manifest says {record['sha256'][:12]}."
        reader.say(Code.SEED_CHANGED, message, name, hint="Seeds are never edited; restore the file.")
    if record.get("format") == "original":
        return None
    # The end of a page is white space in a seed; nowhere else has it any business.
    text = reader.decoded(data, name, allowed="\t\f")
    if text is None:
        return None
    return Seed(name, record["sha256"], text, record.get("format", "markdown"))


__all__ = ["CONFIG", "load"]
