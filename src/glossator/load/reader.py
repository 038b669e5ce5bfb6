"""How is the edition's folder walked and read, and what is said of what cannot be?

Keeps the problems of one run. Knows which files may be opened, not what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from .. import watch
from ..configuration import Config
from ..files import RESERVED, Unusable, decode, is_link, link_above, listing, read_bytes
from ..memory import Memory
from ..model import Place
from ..problems import Code, Problem, plain, some

_T = TypeVar("_T")
SMALL, LARGE = 64 * 1024, 20 * 1024 * 1024
ARTICLE_LIMIT = 2 * 1024 * 1024
#: More files in one folder than this are a mistake or an attack; each of them costs time.
_MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class Naming:
    """How the files of one folder are called, in a pattern and in words."""

    pattern: re.Pattern[str]
    rule: str


NOTES = Naming(
    re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?\.md"),
    "a name has lower-case letters a to z, digits and hyphens, and ends in .md.",
)
ARTICLES = Naming(
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]{1,80}\.md"),
    "an article is called YYYY-MM-DD-short-title.md, in lower-case letters, digits and hyphens.",
)


@dataclass(slots=True)
class Reader:
    """The state of one run: where, and what went wrong."""

    root: Path
    config: Config
    problems: list[Problem] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def say(self, code: Code, message: str, path: str, line: int = 1, hint: str = "") -> None:
        self.problems.append(Problem(code, message, Place(path, line), hint))

    def add(self, problems: list[Problem]) -> None:
        """Problems of one file; only the first of very many."""
        self.problems += some(problems)

    def recall(self, name: str, key: bytes, read: Callable[[], Iterable[_T]]) -> tuple[_T, ...]:
        """What *read* gives, with the problems that it found; from memory where that has both."""
        values, said = self.memory.recall_small(name, key, partial(self._apart, read))
        self.problems += said
        return values

    def recall_later(
        self, name: str, key: bytes, read: Callable[[], Iterable[_T]]
    ) -> tuple[int, Callable[[], tuple[_T, ...]]]:
        """How many values *read* gives, and a way to them; the problems that it found are said now."""
        later = self.memory.later(name, key, partial(self._apart, read))

        def counted() -> tuple[int, list[Problem]]:
            values, said = later()
            return len(values), said

        count, said = self.memory.recall_small(f"count of {name}", key, counted)
        self.problems += said
        return count, lambda: later()[0]

    def _apart(self, read: Callable[[], Iterable[_T]]) -> tuple[tuple[_T, ...], list[Problem]]:
        """What *read* gives, and the problems that it found, taken out of the others."""
        before = len(self.problems)
        values = tuple(read())
        said = self.problems[before:]
        del self.problems[before:]
        return values, said

    def name(self, path: Path) -> str:
        """The path as problems name it."""
        return path.relative_to(self.root).as_posix()

    def data(self, path: Path, limit: int) -> bytes | None:
        """The bytes of an ordinary file; None, and a problem, where it is no such."""
        name = self.name(path)
        if reason := watch.too_much(name):
            self.say(Code.FILE_COST, f"{reason}; it is left out.", plain(name, 300))
            return None
        watch.at(name)
        return self._usable(read_bytes(path, self.root, limit), path)

    def text(self, path: Path, limit: int, keep: str = "") -> str | None:
        """The text of an ordinary file, with line ends as line feeds; None where it is no such."""
        data = self.data(path, limit)
        return None if data is None else self.decoded(data, path, keep)

    def decoded(self, data: bytes, path: Path, keep: str = "") -> str | None:
        """The text in *data*, which was read from *path*; *keep* may stand in it as well."""
        return self._usable(decode(data, keep), path)

    def _usable(self, result: _T | Unusable, path: Path) -> _T | None:
        if isinstance(result, Unusable):
            name = plain(self.name(path), 300)
            self.say(result.code, result.message, name, result.line, result.hint)
            return None
        return result

    def folder(self, path: Path) -> list[Path]:
        """What stands in a folder, by name; nothing where the folder is not there."""
        if link_above(path, self.root) is not None:
            message, name = (
                "this is a link; the folder that it leads to is not read.",
                self.name(path),
            )
            self.say(Code.FILE_LINK, message, plain(name, 300), hint="Put the folder itself here.")
            return []
        if not path.is_dir():
            return []
        found = self._usable(listing(path), path) or []
        if len(found) > _MOST_FILES:
            message = f"the folder holds {len(found):,} files; the first {_MOST_FILES:,} are read."
            self.say(Code.FILE_SIZE, message, plain(self.name(path), 300))
        return found[:_MOST_FILES]

    def markdown(
        self, folder: Path, naming: Naming, companions: frozenset[str] = frozenset()
    ) -> Iterator[tuple[Path, str]]:
        """The files of a folder that may be read, each with its text."""
        for path in self.named(folder, naming, companions):
            if (
                text := self.text(path, ARTICLE_LIMIT if naming is ARTICLES else SMALL)
            ) is not None:
                yield path, text

    def named(
        self, folder: Path, naming: Naming, companions: frozenset[str] = frozenset()
    ) -> Iterator[Path]:
        """The files of a folder whose names are such as they should be; the others are reported."""
        for path in self.folder(folder):
            if (odd := self._oddly_named(path, naming, companions)) is not None:
                code, message, hint = odd
                self.say(code, message, plain(self.name(path), 300), hint=hint)
            elif path.name not in companions:
                yield path

    def _oddly_named(
        self, path: Path, naming: Naming, companions: frozenset[str]
    ) -> tuple[Code, str, str] | None:
        """What is wrong with a file that is not read for its name, or for what it is."""
        if is_link(path):
            message = "this is a link; what it leads to is not read."
            return Code.FILE_LINK, message, "Put the file itself here."
        if path.name in companions:
            return None
        if path.is_dir() or path.suffix != ".md":
            return Code.FILE_STRAY, "only Markdown files (.md) belong here; this is not used.", ""
        if RESERVED.fullmatch(path.name):
            message = (
                "Windows keeps this name for a device, so that nobody there could read the file."
            )
            return Code.FILE_NAME, message, "Rename the file."
        if not naming.pattern.fullmatch(path.name):
            return Code.FILE_NAME, f"the name does not fit: {naming.rule}", "Rename the file."
        return None
