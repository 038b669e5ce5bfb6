"""Which texts would take a parser, or the setting of a page, long? Decided by counting alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Place
from ..problems import Code, Problem
from .grammar import ARTICLE, Grammar
from .refusals import refusal

#: The marks that make Markdown's own search for their partners take long.
_MARKS = "*_[]`<>!&\\"
_MARK = re.compile(f"[{re.escape(_MARKS)}]")
_IN_DELIMITER_ROW = frozenset(" \t>|:-")
#: Of one table, and of all tables of a text.
_LIMIT_CELLS, _LIMIT_ALL_CELLS = 5_000, 20_000
#: From each `<` the parser looks for its `>`, if need be to the end: so many characters are one mark's work.
_LOOKED_THROUGH = 16
LIMIT_LINES = 20_000
#: How a line ends that is to be broken there, and how many of one paragraph, or of one note, may; what
#: sets the PDF's lines weighs each break against all others.
_BREAKS, _LIMIT_BREAKS = ("  ", "\\"), 300
#: Quotations and lists that begin on one line; each of them is looked for again on the next.
_OPENING = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")
_LIMIT_OPENING = 6


def too_much(text: str, grammar: Grammar, path: str, first_line: int) -> Problem | None:
    """What would take long is refused before it is parsed, by counting only."""
    if len(text) > grammar.limit:
        message = (
            f"{grammar.what} may have at most {grammar.limit:,} characters; this has {len(text):,}."
        )
        return Problem(Code.FILE_SIZE, message, Place(path, first_line), "Make several of it.")
    lines = text.split("\n")
    if len(lines) > LIMIT_LINES:
        message = f"{grammar.what} may have at most {LIMIT_LINES:,} lines; this has {len(lines):,}."
        return Problem(Code.FILE_SIZE, message, Place(path, first_line), "Make several of it.")
    for number, line in enumerate(lines, first_line):
        opening = _OPENING.match(line)
        if opening and len(re.findall(r">|[-+*]|\d+[.)]", opening[0])) > _LIMIT_OPENING:
            what = "anything so deep inside lists and quotations"
            return refusal(what, grammar, Place(path, number))
    work = all_cells = breaks = 0
    for start, paragraph in _paragraphs(lines):
        work += sum(len(_MARK.findall(line)) for line in paragraph) ** 2
        if tags := sum(line.count("<") for line in paragraph):
            work += tags * sum(map(len, paragraph)) // _LOOKED_THROUGH
        # Verse has many paragraphs; the notes on it have none.
        breaks = breaks * (grammar is not ARTICLE) + sum(map(_breaks, paragraph))
        if breaks > _LIMIT_BREAKS:
            where = "a paragraph" if grammar is ARTICLE else grammar.what
            message = f"{where} has more than {_LIMIT_BREAKS} lines that are broken by hand."
            hint = "Make several paragraphs, or let the lines run on."
            return Problem(Code.MARKUP_REFUSED, message, Place(path, first_line + start), hint)
        columns = max(
            (line.count("|") for line in paragraph if _IN_DELIMITER_ROW.issuperset(line)), default=0
        )
        cells = columns * len(paragraph)
        all_cells += cells
        if work > grammar.work or cells > _LIMIT_CELLS or all_cells > _LIMIT_ALL_CELLS:
            message = "there is more markup here than any text needs."
            hint = "Write fewer of the characters that Markdown obeys, or make several paragraphs."
            return Problem(Code.MARKUP_REFUSED, message, Place(path, first_line + start), hint)
    return None


def _breaks(line: str) -> bool:
    return line.endswith(_BREAKS)


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines without an empty one between, with the place of their first."""
    start = 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip(" \t>"):
            if number > start:
                yield start, lines[start:number]
            start = number + 1
