"""Which works does references.bib hold, and how are they cited?

BibTeX is read and formatted by pybtex; this module says which records there are, on which
lines, and under which short label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from textwrap import shorten

import pybtex.errors
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.input.bibtex import Parser, month_names
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from .addresses import address_refused
from .labels import Words, labels
from .model import Place, Work
from .problems import Code, Problem, Severity, plain
from .slips import slips
from .sorting import sort_key

#: The kinds of sources, as `keywords` in references.bib, in the order of their nearness to events.
SOURCE_KINDS: dict[str, str] = {
    "primary document": "Primary document",
    "news report": "News report",
    "reference work": "Reference work",
    "scholarship": "Scholarship",
    "opinion": "Signed opinion",
    "partisan outlet": "Partisan outlet",
    "state outlet": "State outlet",
    "reprint or summary": "Reprint or summary",
}

_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[^/?#\s]+)(?P<rest>[^#\s]*)", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,79}")
#: Values in which LaTeX would change nothing; asking it takes most of the time.
_BARE = re.compile(r"[\w ,.:;/()?!+-]*")
#: What LaTeX prints as the sign alone, and pybtex takes for a brace or leaves with its backslash.
_KEPT = {r"\$": "\ue024", r"\{": "\ue07b", r"\}": "\ue07d"}
_PRINTED = {ord(kept): sign[1] for sign, kept in _KEPT.items()}
_SIGN = re.compile(r"\\.", re.S)
#: Fields that are names of persons.
_PERSONS = (*Person.valid_roles, "translator")
#: Fields that are taken as they stand.
_VERBATIM = ("url", "doi")
_Field = tuple[str, list[str]]
_LONGEST, _MOST_PERSONS = 5_000, 200
#: Of one file; the parser and LaTeX take their time for each of these.
_MOST_SIGNS = {"@": 10_000, "#": 10_000, "\\": 20_000, "{": 100_000, "}": 100_000}
_MOST_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The records, sorted by author and date, beside pybtex's own form of them."""

    works: tuple[Work, ...]
    entries: BibliographyData


def read_bibliography(
    text: str, path: str, language: str = "en"
) -> tuple[Bibliography, list[Problem]]:
    """All that can be used of *text*, and what is wrong with the rest.

    *language* is the edition's, in which works are called by their authors.
    """
    if problem := _too_much(text, path):
        return Bibliography((), BibliographyData()), [problem]
    records = _Records(encoding="utf-8")
    # Errors are collected, so that one bad record does not take the others with it.
    try:
        with pybtex.errors.capture() as captured, suppress(_Enough):
            records.parse_string(text)
    except _OwnAbbreviation as found:
        return Bibliography((), BibliographyData()), [_macro_problem(found, text, path)]
    data = records.data
    problems = [_bibtex_problem(error, path) for error in captured]
    if records.errors >= _MOST_ERRORS:
        del problems[_MOST_ERRORS:]
        message = f"after {_MOST_ERRORS} mistakes the rest is not read."
        hint = "Mend those that are named, and check again."
        problems.append(Problem(Code.WORKS_BIBTEX, message, problems[-1].place, hint))
    lines = _lines(text)
    works: list[Work] = []
    kept = BibliographyData()
    for key, entry in data.entries.items():
        place = Place(path, lines.get(key, 1))
        reasons = list(_refused(key, entry))
        problems += [Problem(code, message, place) for code, message in reasons]
        if not reasons:
            problems += [
                Problem(Code.WORKS_FIELD, f"{key}: {message}", place, hint, Severity.WARNING)
                for message, hint in slips(entry, SOURCE_KINDS.keys())
            ]
            works.append(_work(key, entry, place, labels(language)))
            kept.entries[key] = entry
    works.sort(key=lambda work: (_sort(work, language), work.date, work.title.casefold()))
    return Bibliography(tuple(_distinct(works)), kept), problems


def _sort(work: Work, language: str) -> str:
    return sort_key(work.author, language, whole=True)


def _too_much(text: str, path: str) -> Problem | None:
    """What would take long is refused before it is parsed, by counting only."""
    for sign, most in _MOST_SIGNS.items():
        if (count := text.count(sign)) > most:
            at = -1
            for _ in range(most + 1):
                at = text.index(sign, at + 1)
            message = f"it holds {count:,} of the sign “{sign}”; {most:,} is the most."
            place = Place(path, text.count("\n", 0, at) + 1)
            hint = "Write values as plain text, and take out what is no record."
            return Problem(Code.WORKS_BIBTEX, message, place, hint)
    return None


class _Enough(Exception):
    """So many mistakes that the rest of the file is not worth reading."""


class _OwnAbbreviation(Exception):
    """An order to the parser: `string` with the name that it defines, or `preamble`."""

    def __init__(self, order: str, name: str = "") -> None:
        super().__init__(order, name)
        self.order, self.name = order, name


class _Months(dict[str, str]):
    """The names of the months: the only abbreviations that a record may use."""

    def __missing__(self, name: str) -> str:
        if name.lower() not in self:
            raise KeyError(name)
        return self[name.lower()]

    def __setitem__(self, name: str, value: str) -> None:
        raise _OwnAbbreviation("string", name)


class _Records(Parser):  # type: ignore[misc]  # pybtex has no types
    """pybtex's parser without macros: a few lines of those that use each other grow to any size.

    It alone knows what is an order and what is the same word inside a value.
    """

    def __init__(self, encoding: str) -> None:
        super().__init__(encoding=encoding, person_fields=_PERSONS)
        self.macros = _Months(month_names)
        self.errors = 0

    def handle_error(self, error: Exception) -> None:
        super().handle_error(error)
        self.errors += 1
        if self.errors >= _MOST_ERRORS:
            raise _Enough

    def process_entry(self, type: str, key: str | None, fields: Iterable[_Field]) -> None:
        """A record, in which the signs that pybtex would lose have a place of their own."""
        super().process_entry(
            type,
            key,
            [
                (name, values if name.lower() in _VERBATIM else [_kept("".join(values))])
                for name, values in fields
            ],
        )

    def process_preamble(self, value_list: list[str]) -> None:
        raise _OwnAbbreviation("preamble")


def _kept(value: str) -> str:
    return _SIGN.sub(lambda found: _KEPT.get(found[0], found[0]), value)


def _macro_problem(found: _OwnAbbreviation, text: str, path: str) -> Problem:
    message = f"abbreviations of one's own (@{found.order}) are not allowed here."
    sought = rf"@\s*{found.order}\s*[{{(]\s*{re.escape(found.name)}"
    at = re.search(sought, text, re.I)
    line = text.count("\n", 0, at.start()) + 1 if at else 1
    return Problem(
        Code.WORKS_BIBTEX, message, Place(path, line), "Write the words out in each record."
    )


def _bibtex_problem(error: Exception, path: str) -> Problem:
    said = re.sub(r" in line \d+", "", str(error))
    message = f"this is not proper BibTeX: {plain(said, 120)}."
    return Problem(Code.WORKS_BIBTEX, message, Place(path, getattr(error, "lineno", None) or 1))


def _refused(key: str, entry: Entry) -> Iterator[tuple[Code, str]]:
    """Why a record cannot be used; nothing where it can."""
    if not _KEY.fullmatch(key):
        yield (
            Code.WORKS_BIBTEX,
            f"“{plain(key, 40)}” cannot be a key; use letters, digits and hyphens.",
        )
    for name, value in entry.fields.items():
        if len(value) > _LONGEST:
            yield Code.WORKS_BIBTEX, f"“{plain(name, 40)}” of {plain(key, 40)} is too long."
            return
    if "crossref" in entry.fields:
        yield (
            Code.WORKS_BIBTEX,
            f"{plain(key, 40)} takes values from another record (crossref); write them out.",
        )
    if len(list(_persons(entry))) > _MOST_PERSONS:
        yield Code.WORKS_BIBTEX, f"{plain(key, 40)} names more than {_MOST_PERSONS} persons."
        return
    if any(len(str(person)) > _LONGEST for person in _persons(entry)):
        yield Code.WORKS_BIBTEX, f"a name in {plain(key, 40)} is too long."
        return
    try:
        for value in (*entry.fields.values(), *map(str, _persons(entry)), *_parts(entry)):
            bare(value)
    except (ValueError, PybtexError, RecursionError):
        yield (
            Code.WORKS_BIBTEX,
            f"a value of {plain(key, 40)} is not proper LaTeX; write it as plain text.",
        )
        return
    url = entry.fields.get("url", "")
    if url and (reason := address_refused(url)):
        yield Code.MARKUP_ADDRESS, f"the address “{plain(url)}” {reason}."


def _persons(entry: Entry) -> Iterator[Person]:
    for persons in entry.persons.values():
        yield from persons


def _parts(entry: Entry) -> Iterator[str]:
    """Each part of each name: names are cut at spaces, and a backslash may stand before one."""
    for person in _persons(entry):
        yield from (*person.first_names, *person.middle_names, *person.prelast_names)
        yield from (*person.last_names, *person.lineage_names)
        yield " ".join((*person.prelast_names, *person.last_names))


def _lines(text: str) -> dict[str, int]:
    found = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.match(r"\s*@\w+\s*[{(]\s*([^\s,]+)\s*,", line):
            found[match[1]] = number
    return found


def _work(key: str, entry: Entry, place: Place, fixed: Words) -> Work:
    date = iso_date(entry)
    persons = entry.persons.get("author") or entry.persons.get("editor") or []
    surnames = [surname(person) for person in persons]
    author = "; ".join(surnames)
    kind = bare(entry.fields.get("keywords", "")).strip().casefold()
    title = bare(entry.fields.get("title", ""))
    label = _label(_short(surnames, fixed["and"]), title, date[:4], fixed)
    names = tuple(map(_inverted, persons))
    return Work(key, title, author, date, label, entry.fields.get("url", ""), kind, place, names)


def _inverted(person: Person) -> str:
    """“Stephens, Bret”; an institution as it is."""
    given = bare(" ".join([*person.first_names, *person.middle_names]))
    return f"{surname(person)}, {given}" if given else surname(person)


def _label(who: str, title: str, year: str, fixed: Words) -> str:
    """Author and year; a work without a year is told from others by its title."""
    first, last = fixed.marks[:2]
    named = f"{first}{shorten(title, 40, placeholder=' …')}{last}"
    if year:
        return f"{who or named} {year}"
    return f"{who}, {named}" if who else named


def _short(surnames: list[str], joined: str) -> str:
    if len(surnames) > 2:
        return f"{surnames[0]} et al."
    return f" {joined} ".join(surnames)


def surname(person: Person) -> str:
    """The name under which a person is cited."""
    return bare(" ".join((*person.prelast_names, *person.last_names)))


def bare(text: str) -> str:
    """A BibTeX value without braces and escapes."""
    if _BARE.fullmatch(text) and "--" not in text and "  " not in text:
        return text
    return with_signs(str(Text.from_latex(text)))


def with_signs(text: str) -> str:
    """*text* in print: with the signs that its record writes behind a backslash."""
    return text.translate(_PRINTED)


def iso_date(entry: Entry) -> str:
    """`date`, else what `year` and `month` say: YYYY, YYYY-MM or YYYY-MM-DD."""
    if date := entry.fields.get("date", "").strip():
        return str(date)
    year = entry.fields.get("year", "").strip()
    month = entry.fields.get("month", "").strip().casefold()[:3]
    return f"{year}-{_MONTHS.index(month) + 1:02}" if year and month in _MONTHS else str(year)


def _distinct(works: list[Work]) -> list[Work]:
    """The same works, with a letter where two share author and year."""
    counts: dict[str, list[int]] = {}
    for place, work in enumerate(works):
        counts.setdefault(work.label, []).append(place)
    for label, places in counts.items():
        if len(places) > 1:
            for number, place in enumerate(places):
                works[place] = replace(works[place], label=f"{label}{_letter(number)}")
    return works


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def bare_address(words: str) -> str:
    """A web address without what may differ between two spellings of it; empty if it is none."""
    found = _ADDRESS.match(words.strip())
    return f"{found['host'].lower()}{found['rest'].rstrip('/')}" if found else ""
