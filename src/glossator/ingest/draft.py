"""What becomes of one document: which values, which text, which files?

What an editor says (a metadata file, then options) comes before what the document shows; each
value says where it is from. Knows nothing of disks and asks nobody.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ..dates import read_date
from ..model import Seed
from ..problems import EditionError, plain
from .article import REQUIRED, article_id, article_text, problems_of
from .edit import Edited, edit
from .found import Found, Heading, Known, letters
from .heading import read_heading
from .lines import WAYS
from .received import Received, receive
from .table import HOW

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"[^A-Za-z0-9._ -]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What an editor says of a document, and where they say it.

    `language` is the edition's, which counts where nobody says another.
    """

    values: Mapping[str, str]
    places: Mapping[str, str]
    language: str = ""

    def also(self, answers: Mapping[str, str], place: str) -> Given:
        """The same, and *answers* besides, which were given at *place*."""
        places = {**self.places, **dict.fromkeys(answers, place)}
        return Given({**self.values, **answers}, places, self.language)


#: Where the language is from of a document of which nothing says it.
OF_EDITION = "the edition’s language"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document taken apart; `places` says of each value where it is from.

    `remarks` are what an editor should know: above all where the document and they disagree.
    """

    name: str
    data: bytes
    received: Received
    heading: Heading
    values: dict[str, str]
    places: dict[str, str]
    remarks: tuple[str, ...]
    given: Given
    lines: str = "detect"

    @property
    def unsure(self) -> tuple[str, ...]:
        """Those of the remarks that ask what a line is."""
        return self.remarks[: len(self.heading.unsure)]

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that an article needs and nobody gave."""
        return tuple(key for key in REQUIRED if key != "seed" and not self.values.get(key))


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that can be added: its article, its seed files and their records."""

    id: str
    path: str
    text: str
    edited: Edited
    seeds: Mapping[str, bytes]
    records: Mapping[str, Mapping[str, str]]
    number: str = ""

    @property
    def order(self) -> tuple[str, int]:
        """The day, which the id begins with, and the number in the series."""
        return self.id[:10], int(self.number) if self.number.isdecimal() else 0


def draft(name: str, data: bytes, given: Given, encoding: str = "") -> Draft:
    """What is known of a document; `EditionError` where its file cannot be read."""
    received = receive(name, data, given.values.get("format", ""), encoding)
    return draft_of(name, data, received, given)


def draft_of(name: str, data: bytes, received: Received, given: Given) -> Draft:
    """What is known of a document whose text is *received*."""
    own = dict(given.values)
    said = {key: found.value for key, found in received.found.items()}
    language = own.get("language") or said.get("language") or given.language or "en"
    if "date" in own:
        own["date"] = day_of(own["date"], given.places["date"], language)
    lines = own.get("lines", WAYS[0])
    if lines not in WAYS:
        raise EditionError(
            f"lines cannot be “{plain(lines)}” ({given.places['lines']}); write one of {', '.join(WAYS)}."
        )
    known = Known(
        own.get("title") or said.get("title", ""),
        own.get("author", ""),
        own.get("date", ""),
        language,
    )
    heading = read_heading(received.text, received.format, known)
    heading.overruled = tuple(
        key for key in own if key in heading.found and not _same(own[key], heading.found[key].value)
    )
    values, places = {}, {}
    for key, found in {**received.found, **heading.found}.items():
        values[key] = found.value
        places[key] = (
            f"line {found.line}, “{plain(found.words, 60)}”" if found.line else found.words
        )
    remarks = (
        *map(_unsure, heading.unsure),
        *received.remarks,
        *_disagreements(values, places, replace(given, values=own)),
        *(f"“{plain(line, 60)}” of its front matter is left out." for line in heading.left),
    )
    values |= {key: value for key, value in own.items() if key not in HOW}
    places |= given.places
    if not values.get("language") and given.language:
        values["language"], places["language"] = given.language, OF_EDITION
    return Draft(name, data, received, heading, values, places, remarks, given, lines)


def _unsure(found: Found) -> str:
    """What is said of a line below the title of which nothing says what it is."""
    return (
        f"line {found.line}, “{plain(found.words, 60)}”, stands below the title, and nothing says what "
        "it is; it stays in the text, with what follows it. If it belongs to the title, give the "
        "whole --title; if it is the author, --author."
    )


def _disagreements(values: Mapping[str, str], places: Mapping[str, str], given: Given) -> list[str]:
    said = []
    for key, value in given.values.items():
        if key in values and not _same(values[key], value):
            said.append(
                f"{key}: the document has “{plain(values[key])}” ({places[key]}); "
                f"{given.places[key]} says “{plain(value)}”, which was taken."
            )
    return said


def _same(one: str, other: str) -> bool:
    return letters(one) == letters(other)


def day_of(words: str, place: str, language: str = "en") -> str:
    """A day that an editor gives, as an article has it; also “3 March 1901”, and in *language*."""
    date = words if _ISO.fullmatch(words) else read_date(words, language)
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        if date:
            raise EditionError(
                f"there is no day “{plain(words)}” ({place}) in the calendar."
            ) from None
        raise EditionError(
            f"the date “{plain(words)}” ({place}) is no day with its month and year; "
            "write it like 1901-03-02 or 2 March 1901. Where only the month or the year is known, "
            "give its first day, and say what is known with --published or a column “published”."
        ) from None
    return date


def enter(draft: Draft, folder: str, ids: Collection[str], files: Collection[str]) -> Entry:
    """The files that add a document whose values are complete; `EditionError` says why not.

    *ids* are the articles and *files* the seeds that are there already.
    """
    values = dict(draft.values)
    name = _free(_NAME.sub("-", draft.name).lstrip("._ -")[-180:] or "seed", files)
    suffix = ".md" if draft.received.format == "markdown" else ".txt"
    values["seed"] = _free(name + suffix, files) if draft.received.made_by else name
    seed = Seed(values["seed"], "", _as_loaded(draft), draft.received.format)
    edited = edit(seed, values["title"], draft.heading, draft.lines, draft.given.language)
    id = article_id(values["date"], values.get("short_title") or values["title"], ids)
    text = article_text(values, edited.emendations, edited.body)
    path = f"{folder}/articles/{id}.md"
    if problems := problems_of(text, path):
        raise EditionError(" ".join(each.message for each in problems))
    _judge(edited)
    seeds, records = _seeds(draft, name, values)
    return Entry(id, path, text, edited, seeds, records, values.get("number", ""))


def _as_loaded(draft: Draft) -> str:
    return draft.received.text.removeprefix("\ufeff")


def _judge(edited: Edited) -> None:
    """Refuse what cannot be an article, with the reason."""
    if edited.problems:
        first = edited.problems[0]
        more = f" ({len(edited.problems) - 1} more like it)" if len(edited.problems) > 1 else ""
        raise EditionError(
            f"line {first.place.line} of the text: {first.message}{more} {first.hint}"
        )
    for difference in edited.collation.differences[:1]:
        raise EditionError(
            f"line {difference.seed_line}: the text would read “{plain(difference.text)}” where "
            f"the seed has “{plain(difference.seed)}”. Please report this; nothing was written."
        )
    for unfit in edited.collation.unfit[:1]:
        raise EditionError(
            f"an emendation of “{plain(unfit.emendation.seed)}” does not hold: {unfit.reason}."
        )


def _seeds(
    draft: Draft, name: str, values: Mapping[str, str]
) -> tuple[dict[str, bytes], dict[str, dict[str, str]]]:
    own = {key: values[key] for key in ("source", "retrieved") if values.get(key)}
    record = {"sha256": hashlib.sha256(draft.data).hexdigest()}
    if not draft.received.made_by:
        return {name: draft.data}, {name: {**record, "format": draft.received.format, **own}}
    data = draft.received.text.encode("utf-8")
    made = {"sha256": hashlib.sha256(data).hexdigest(), "format": draft.received.format}
    made |= {"made_from": name, "made_by": draft.received.made_by}
    seed = values["seed"]
    return (
        {name: draft.data, seed: data},
        {name: {**record, "format": "original", **own}, seed: made},
    )


def _free(name: str, files: Collection[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    made, number = name, 2
    while made in files:
        made, number = f"{stem or name}-{number}{dot}{ending if stem else ''}", number + 1
    return made
