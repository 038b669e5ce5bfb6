"""What an author did wrong, said in one form everywhere.

A mistake is a `Problem`: collected, never raised, so that one run shows all of them.
`EditionError` is for what cannot start at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from .model import Place


class EditionError(Exception):
    """The edition cannot be opened at all; the message is one plain sentence."""


class Severity(Enum):
    """How bad: an error fails `check` and the build, a warning asks an editor to look."""

    ERROR = "error"
    WARNING = "warning"


class Code(Enum):
    """Every sort of problem, with one sentence; the list in the docs is made from it."""

    FILE_NAME = ("file.name", "A file's name is not lower-case letters, digits and hyphens.")
    FILE_STRAY = ("file.stray", "A file stands where only notes, entries or articles belong.")
    FILE_LINK = (
        "file.link",
        "A symbolic link or special file stands where only ordinary files belong.",
    )
    FILE_SIZE = ("file.size", "A file is larger than its kind may be.")
    FILE_COST = ("file.cost", "A file takes more time or memory than any file may.")
    FILE_ENCODING = (
        "file.encoding",
        "A file is not UTF-8, or holds characters that text never needs.",
    )
    FILE_UNREADABLE = ("file.unreadable", "A file or folder cannot be read.")
    FRONT_MISSING = (
        "front.missing",
        "A file does not begin with front matter between two lines of three hyphens.",
    )
    FRONT_YAML = ("front.yaml", "Front matter is not the simple YAML that an edition uses.")
    FRONT_SCHEMA = (
        "front.schema",
        "Front matter lacks a key, has an unknown one, or a value of the wrong form.",
    )
    MARKUP_REFUSED = ("markup.refused", "Text uses markup that is not allowed in it.")
    MARKUP_ROLE = ("markup.role", "A role is not one of those that may be used here.")
    MARKUP_ADDRESS = ("markup.address", "A link's address is of a sort that is not allowed.")
    MARKUP_PICTURE = ("markup.picture", "An article shows a picture that is not in the book.")
    MARKUP_LOOSE = (
        "markup.loose",
        "Signs of Markdown are printed as they are, because their other half is missing.",
    )
    MARKUP_EMPTY = ("markup.empty", "A note, an entry or an article has no text.")
    ARTICLE_TITLE = (
        "article.title",
        "An article's first heading is not the title in its front matter.",
    )
    ARTICLE_FOREIGN = (
        "article.foreign",
        "Words that an article gives as another language's are not in its text.",
    )
    ARTICLE_INDEX = (
        "article.index",
        "Words that an article gives for the index name nothing in the edition.",
    )
    ARTICLE_TOC = ("article.toc", "An article is not in the table of contents.")
    TOC_FORM = ("toc.form", "The table of contents is not written so that pages can be made of it.")
    TOC_PAGE = ("toc.page", "The table of contents names a page that is not there.")
    SEED_MISSING = (
        "seed.missing",
        "A seed that an article names is not there or not in the manifest.",
    )
    SEED_CHANGED = ("seed.changed", "A seed's bytes are not those that the manifest records.")
    SEED_UNUSED = ("seed.unused", "A seed belongs to no article.")
    COLLATION_DIFFERENCE = (
        "collation.difference",
        "The edited text differs from its seed and no emendation says so.",
    )
    COLLATION_EMENDATION = (
        "collation.emendation",
        "An emendation does not fit the seed exactly once.",
    )
    ANCHOR_MISSING = ("anchor.missing", "A note's quote is not in its article.")
    ANCHOR_AMBIGUOUS = ("anchor.ambiguous", "A note's quote could mean more than one place.")
    ANCHOR_CHANGED = ("anchor.changed", "A note's quote is only nearly in its article.")
    ANCHOR_ARTICLE = ("anchor.article", "A folder of notes belongs to no article.")
    ANCHOR_ACKNOWLEDGED = (
        "anchor.acknowledged",
        "A note is acknowledged as unplaced, yet its quote is in the article.",
    )
    ANCHOR_CROWD = (
        "anchor.crowd",
        "More notes stand on the same words than a reader can tell apart.",
    )
    ANCHOR_LOCK = ("anchor.lock", "The record of where an article's notes stood cannot be read.")
    REFERENCE_TERM = ("reference.term", "A term is used that the glossary does not have.")
    REFERENCE_WORK = ("reference.work", "A source is cited that references.bib does not have.")
    REFERENCE_ARTICLE = ("reference.article", "A cross-reference goes to no article and no record.")
    REFERENCE_NOTE = ("reference.note", "A cross-reference goes to a note that is not there.")
    REFERENCE_LATER = ("reference.later", "A cross-reference goes to a later article.")
    REFERENCE_CIRCLE = (
        "reference.circle",
        "Cross-references lead back to the article they start from.",
    )
    REFERENCE_PASSAGE = (
        "reference.passage",
        "A cross-reference names a paragraph that its article does not have.",
    )
    GLOSSARY_COLLISION = ("glossary.collision", "Two glossary entries claim the same form.")
    GLOSSARY_UNUSED = ("glossary.unused", "A glossary entry is used nowhere.")
    GLOSSARY_FORM = ("glossary.form", "A form of a glossary entry occurs nowhere.")
    EDITORIAL_SOURCE = ("editorial.source", "A note that states facts names no source.")
    EDITORIAL_DATED = (
        "editorial.dated",
        "A note speaks of “now” or “recently”, but dates nothing.",
    )
    EDITORIAL_QUOTATION = ("editorial.quotation", "A note quotes, but names no source.")
    EDITORIAL_LENGTH = ("editorial.length", "A note is longer than its kind should be.")
    EDITORIAL_PERSON = ("editorial.person", "A note speaks in the first person.")
    EDITORIAL_TONE = (
        "editorial.tone",
        "A note uses words that judge, which the edition's principles ask it to leave out.",
    )
    EDITORIAL_TWICE = ("editorial.twice", "Two notes of one kind stand on the same words.")
    EDITORIAL_EXCEPTION = (
        "editorial.exception",
        "A note excepts itself from a check that has nothing against it.",
    )
    WORKS_BIBTEX = ("works.bibtex", "references.bib is not proper BibTeX.")
    WORKS_FIELD = (
        "works.field",
        "A type, a field or a value of a record in references.bib looks like a slip.",
    )
    WORKS_UNUSED = ("works.unused", "A record of references.bib is cited nowhere.")
    SUGGEST_FORM = (
        "suggest.form",
        "A line of suggestions.yml or of patterns.yml is not such as it must be.",
    )
    CONFIG_OPTION = (
        "config.option",
        "An option in _config.yml has a value that cannot be, or stands where nobody reads it.",
    )

    def __init__(self, id: str, sentence: str) -> None:
        self.id = id
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: what it is in the author's words, where, and what to do."""

    code: Code
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        path = plain(self.place.path, 400)
        # A line that begins with two colons is an order to GitHub Actions.
        where = f"{'./' * path.startswith('::')}{path}:{self.place.line}"
        return f"{where}: {self.severity.value}: {self.message}{hint} [{self.code.id}]"


class FileError(EditionError):
    """A file without which a command cannot go on; others report its `problem` and do."""

    def __init__(self, problem: Problem) -> None:
        place = problem.place
        super().__init__(f"{place.path}:{place.line}: {problem.message} {problem.hint}".strip())
        self.problem = problem


#: Logs of GitHub Actions and Azure Pipelines obey these anywhere in a line.
_LOG_COMMAND = re.compile(r"(##(?:vso)?)\[")


def plain(text: str, limit: int = 80) -> str:
    """*text* on one line, at most *limit* characters, without anything that a terminal obeys.

    What strangers wrote is echoed only through this.
    """
    # What cannot be shown need not be looked at; values may be megabytes long.
    words = " ".join(text[: limit * 20].split())
    shown = _LOG_COMMAND.sub(r"\1\\u{5b}", "".join(map(_visible, words)))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _visible(char: str) -> str:
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return f"\\u{{{ord(char):x}}}"
    return char


#: Of one file; what comes after them is counted.
_MOST_PROBLEMS = 20


def some(problems: list[Problem]) -> list[Problem]:
    """The problems of one file, but only the first of very many, and how many there are."""
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    kept = problems[: _MOST_PROBLEMS - 1]
    message = (
        f"there are {len(problems) - len(kept):,} more problems in this file, which are not listed."
    )
    left = problems[len(kept) :]
    severity = Severity.ERROR if errors(left) else Severity.WARNING
    return [*kept, Problem(kept[-1].code, message, kept[-1].place, severity=severity)]


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that make a check or a build fail."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and code."""
    return tuple(
        sorted(set(problems), key=lambda p: (p.place.path, p.place.line, p.code.id, p.message))
    )
