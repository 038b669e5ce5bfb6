"""What does the edition's folder hold?

The only reader of `book/` and `seeds/`: folder in, records and problems out. A file that
cannot be used is reported and left out; everything else goes on. What is read here was
checked here, and is trusted everywhere else.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from . import frontmatter
from .anchor.lock import read_lock
from .files import RESERVED, is_link, link_above
from .memory import Memory, digest, state_of
from .model import (
    Annotation,
    Article,
    Contributor,
    Edition,
    Emendation,
    GlossaryEntry,
    Lock,
    Page,
    Place,
    Quote,
    Seed,
)
from .options import CONFIG, Config, read_config
from .problems import Code, EditionError, Problem, plain
from .reader import ARTICLE_LIMIT, ARTICLES, LARGE, NOTES, SMALL, Reader
from .works import read_bibliography

#: Files that belong beside notes without being notes.
_LOCK = "anchors.lock"
_COMPANIONS = frozenset({_LOCK})
#: What runs as a program somewhere; in a book it stands among the notebooks or not at all.
_PROGRAMS = frozenset(
    [
        ".py",
        ".pyc",
        ".ipynb",
        ".js",
        ".mjs",
        ".cjs",
        ".html",
        ".htm",
        ".xhtml",
        ".rst",
        ".sh",
        ".bat",
        ".ps1",
        ".exe",
        ".dll",
        ".so",
    ]
)
#: Folders of the book whose files are looked at one by one, and the one that may hold programs.
_OWN_RULES = frozenset({"articles", "annotations", "glossary"})
_NOTEBOOKS = "notebooks"
#: The folder beside the articles that holds what they show; and how such a file begins.
_PICTURES = "pictures"
_PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,90}\.(?:png|jpe?g|gif|webp)")
_PICTURE_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_BIBLIOGRAPHY_LIMIT = 1024 * 1024
_ORIGINAL_LIMIT = 500 * 1024 * 1024


def load(
    root: Path | str, config: Config | None = None, memory: Memory | None = None
) -> tuple[Edition, list[Problem]]:
    """The edition in *root*, and everything that is wrong with its files.

    Raises `EditionError` only where there is no edition at all.
    """
    root = Path(root).resolve()
    problems: list[Problem] = []
    if config is None:
        config, problems = read_config(root)
    reader = Reader(root, config, problems, memory or Memory())
    book = root / config.options.book
    if not book.is_dir():
        raise EditionError(f"{root} holds no edition: there is no folder {config.options.book}.")
    if link_above(book, root) is not None:
        raise EditionError(
            f"the folder {config.options.book} is a link; put the folder itself there."
        )
    _look_round(reader, book)
    articles = tuple(_articles(reader, book / "articles"))
    bibtex, works = _works(reader, book / "references.bib")
    edition = Edition(
        root=str(root),
        title=config.title,
        language=config.language,
        articles=tuple(sorted(articles, key=lambda article: article.order)),
        annotations=_annotations(
            reader, book / "annotations", {article.id for article in articles}
        ),
        glossary=tuple(_glossary(reader, book / "glossary")),
        works=works,
        seeds=_seeds(reader, root / config.options.seeds),
        bibtex=bibtex,
        pages=tuple(_pages(reader, book)),
        locks=_locks(reader, book / "annotations", {article.id for article in articles}),
        contributors=_contributors(reader, book / "contributors.yml"),
        pictures=frozenset(_pictures(reader, book / "articles" / _PICTURES)),
    )
    return edition, reader.problems


def _look_round(reader: Reader, book: Path) -> None:
    """Report what stands in the maintainers' part of the book and must not: links and programs."""
    for folder, names, files in os.walk(book):
        here = Path(folder)
        if here == book:
            names[:] = [name for name in names if name not in _OWN_RULES or is_link(here / name)]
        for path in sorted(here / name for name in (*names, *files)):
            if problem := _out_of_place(path, path.relative_to(book).parts):
                code, message = problem
                reader.say(code, message, plain(reader.name(path), 300))


def _out_of_place(path: Path, parts: tuple[str, ...]) -> tuple[Code, str] | None:
    if is_link(path):
        return Code.FILE_LINK, "this is a link; what it leads to is not read."
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return Code.FILE_LINK, "this is not an ordinary file."
    if parts[0] != _NOTEBOOKS and path.suffix.lower() in _PROGRAMS:
        return (
            Code.FILE_STRAY,
            f"programs and notebooks belong in {_NOTEBOOKS}/ only; this is not used.",
        )
    return None


def _pictures(reader: Reader, folder: Path) -> Iterator[str]:
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


def _contributors(reader: Reader, path: Path) -> dict[str, Contributor]:
    """Who the handles are; the file may be missing, and then each handle speaks for itself."""
    if not os.path.lexists(path) or (text := reader.text(path, SMALL)) is None or not text.strip():
        return {}
    values, problems = frontmatter.read_mapping(text, reader.name(path), "contributors")
    reader.add(problems)
    found = {handle: Contributor(handle, **record) for handle, record in values.items()}
    for person in found.values():
        if person.orcid and not valid_orcid(person.orcid):
            message = f"{person.orcid} is no ORCID iD; its last digit does not fit the others."
            reader.say(
                Code.FRONT_SCHEMA, message, reader.name(path), hint="Compare it with orcid.org."
            )
    return found


def valid_orcid(orcid: str) -> bool:
    """Whether the check digit of an ORCID iD is right (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return orcid[-1] == "0123456789X"[(12 - total % 11) % 11]


def _works(reader: Reader, path: Path) -> tuple[str, tuple[Any, ...]]:
    if not os.path.lexists(path):
        return "", ()
    text = reader.text(path, _BIBLIOGRAPHY_LIMIT)
    if text is None:
        return "", ()
    bibliography, problems = read_bibliography(text, reader.name(path))
    reader.add(problems)
    return text, bibliography.works


_CITE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
_HEADING = re.compile(r"^# +(.+)$", re.M)


def _pages(reader: Reader, book: Path) -> Iterator[Page]:
    """The maintainers' own pages, which are the Markdown files at the top of the book."""
    for path in reader.folder(book):
        if (
            path.suffix == ".md"
            and path.is_file()
            and (text := reader.text(path, LARGE)) is not None
        ):
            keys = [key.strip() for found in _CITE.findall(text) for key in found.split(",")]
            title = _HEADING.search(text)
            docname = reader.name(path).removesuffix(".md")
            yield Page(docname, title[1] if title else path.stem, tuple(dict.fromkeys(keys)))


def _articles(reader: Reader, folder: Path) -> Iterator[Article]:
    for path in reader.named(folder, ARTICLES, frozenset({_PICTURES})):
        yield from reader.recall(
            f"article {path.stem}", state_of(path), partial(_article_in, reader, path)
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
    return Article(
        id=id,
        body=front.body,
        body_line=front.body_line,
        place=Place(path),
        lines=front.lines,
        emendations=emendations,
        **values,
    )


def _annotations(
    reader: Reader, folder: Path, articles: set[str]
) -> dict[str, tuple[Annotation, ...]]:
    annotations = {}
    for path in reader.folder(folder):
        name = plain(reader.name(path), 300)
        if is_link(path):
            reader.say(
                Code.FILE_LINK, "this is a link; the folder that it leads to is not read.", name
            )
        elif not path.is_dir():
            reader.say(Code.FILE_STRAY, "only folders named after articles belong here.", name)
        elif path.name not in articles:
            reader.say(
                Code.ANCHOR_ARTICLE,
                f"there is no article “{plain(path.name)}” for these notes.",
                name,
            )
        else:
            notes = partial(_notes, reader, path)
            annotations[path.name] = reader.recall(f"notes {path.name}", state_of(path), notes)
    return annotations


def _locks(reader: Reader, folder: Path, articles: set[str]) -> dict[str, Lock]:
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


def _notes(reader: Reader, folder: Path) -> Iterator[Annotation]:
    for path, text in reader.markdown(folder, NOTES, _COMPANIONS):
        name = reader.name(path)
        front, problems = frontmatter.read(text, name, "note")
        reader.add(problems)
        if front is not None:
            yield _annotation(folder.name, path.stem, front, name)


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


def _glossary(reader: Reader, folder: Path) -> Iterator[GlossaryEntry]:
    for path, text in reader.markdown(folder, NOTES, _COMPANIONS):
        name = reader.name(path)
        front, problems = frontmatter.read(text, name, "term")
        reader.add(problems)
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


def _seeds(reader: Reader, folder: Path) -> dict[str, Seed]:
    manifest = folder / "SOURCES.yml"
    present = reader.folder(folder)
    if not folder.is_dir() or is_link(folder):
        return {}
    name = reader.name(manifest)
    if not os.path.lexists(manifest):
        reader.say(Code.SEED_MISSING, "the manifest of seeds is missing.", name)
        return {}
    text = reader.text(manifest, LARGE)
    if text is None:
        return {}
    values, problems = frontmatter.read_mapping(text, name, "sources")
    reader.add(problems)
    _strays(reader, present, values)
    return {
        file: seed
        for file, record in values.items()
        if (seed := _seed(reader, folder / file, record))
    }


def _strays(reader: Reader, present: list[Path], manifest: dict[str, Any]) -> None:
    twins: dict[str, str] = {}
    for path in present:
        name = plain(reader.name(path), 300)
        if path.name != "SOURCES.yml" and path.name not in manifest:
            message = "this file is not in the manifest SOURCES.yml."
            reader.say(Code.FILE_STRAY, message, name, hint="Add it, with its SHA-256.")
        if RESERVED.fullmatch(path.name):
            message = (
                "Windows keeps this name for a device, so that nobody there could read the file."
            )
            reader.say(Code.FILE_NAME, message, name, hint="Rename the file.")
        # Some file systems take two such names for one, and lose one of the files.
        folded = unicodedata.normalize("NFKC", path.name).casefold()
        if (other := twins.setdefault(folded, path.name)) != path.name:
            message = f"the name differs from “{plain(other)}” in nothing that every system can tell apart."
            reader.say(Code.FILE_NAME, message, name, hint="Rename one of them.")


def _seed(reader: Reader, path: Path, record: dict[str, str]) -> Seed | None:
    state = state_of(path)
    key = digest(state, record) if state else b""
    found = reader.recall(f"seed {path.name}", key, partial(_seed_in, reader, path, record))
    return found[0] if found else None


def _seed_in(reader: Reader, path: Path, record: dict[str, str]) -> Iterator[Seed]:
    """The seed that a file holds, if it can be read."""
    name = reader.name(path)
    if not os.path.lexists(path):
        reader.say(
            Code.SEED_MISSING, f"the manifest names {plain(path.name)}, which is not there.", name
        )
        return
    original = record.get("format") == "original"
    data = reader.data(path, _ORIGINAL_LIMIT if original else LARGE)
    if data is None:
        return
    if (found := hashlib.sha256(data).hexdigest()) != record["sha256"]:
        message = f"the seed was changed: its SHA-256 begins with {found[:12]}, the manifest says {record['sha256'][:12]}."
        reader.say(
            Code.SEED_CHANGED, message, name, hint="Seeds are never edited; restore the file."
        )
    if original:
        return
    # The end of a page is white space in a seed; nowhere else has it any business.
    text = reader.decoded(data, path, keep="\f")
    if text is not None:
        yield Seed(name, record["sha256"], text, record.get("format", "markdown"))


__all__ = ["CONFIG", "load"]
