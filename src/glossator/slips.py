"""Which types and fields may a record of `references.bib` have, and what in it looks like a slip?

BibTeX passes over what it does not know, and so would a reader's eye. Only what comes near to
something known is a slip: an editor may keep fields of his own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Set
from difflib import get_close_matches

from pybtex.database import Entry

from .languages import code_of
from .problems import plain

#: The types of BibTeX and biblatex.
TYPES = frozenset(
    [
        "article",
        "artwork",
        "audio",
        "bibnote",
        "book",
        "bookinbook",
        "booklet",
        "collection",
        "commentary",
        "conference",
        "dataset",
        "electronic",
        "image",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "jurisdiction",
        "legal",
        "legislation",
        "letter",
        "manual",
        "mastersthesis",
        "mathesis",
        "misc",
        "movie",
        "music",
        "mvbook",
        "mvcollection",
        "mvproceedings",
        "mvreference",
        "online",
        "patent",
        "performance",
        "periodical",
        "phdthesis",
        "proceedings",
        "reference",
        "report",
        "review",
        "software",
        "standard",
        "suppbook",
        "suppcollection",
        "suppperiodical",
        "techreport",
        "thesis",
        "unpublished",
        "video",
        "www",
    ]
)
#: Their fields, with those that programs for references write of their own accord.
FIELDS = frozenset(
    [
        "abstract",
        "addendum",
        "address",
        "afterword",
        "annotation",
        "annotator",
        "annote",
        "archive",
        "archiveprefix",
        "author",
        "authortype",
        "bookauthor",
        "bookpagination",
        "booksubtitle",
        "booktitle",
        "booktitleaddon",
        "callnumber",
        "chapter",
        "commentator",
        "crossref",
        "date",
        "day",
        "doi",
        "edition",
        "editor",
        "editora",
        "editorb",
        "editorc",
        "editortype",
        "eid",
        "entrysubtype",
        "eprint",
        "eprintclass",
        "eprinttype",
        "eventdate",
        "eventtitle",
        "eventtitleaddon",
        "file",
        "foreword",
        "gender",
        "holder",
        "howpublished",
        "hyphenation",
        "indexsorttitle",
        "indextitle",
        "institution",
        "introduction",
        "isan",
        "isbn",
        "ismn",
        "isrn",
        "issn",
        "issue",
        "issuesubtitle",
        "issuetitle",
        "iswc",
        "journal",
        "journalsubtitle",
        "journaltitle",
        "key",
        "keywords",
        "label",
        "langid",
        "language",
        "lccn",
        "library",
        "location",
        "mainsubtitle",
        "maintitle",
        "maintitleaddon",
        "month",
        "nameaddon",
        "note",
        "number",
        "options",
        "organization",
        "origdate",
        "origlanguage",
        "origlocation",
        "origpublisher",
        "origtitle",
        "pages",
        "pagetotal",
        "pagination",
        "part",
        "primaryclass",
        "publisher",
        "pubstate",
        "related",
        "relatedstring",
        "relatedtype",
        "reprinttitle",
        "school",
        "series",
        "shortauthor",
        "shorteditor",
        "shorthand",
        "shortjournal",
        "shorttitle",
        "sortkey",
        "sortname",
        "sorttitle",
        "sortyear",
        "subtitle",
        "timestamp",
        "title",
        "titleaddon",
        "translator",
        "type",
        "url",
        "urldate",
        "urlday",
        "urlmonth",
        "urlyear",
        "venue",
        "version",
        "volume",
        "volumes",
        "xref",
        "year",
    ]
)
_NEAR = 0.72
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_DATES = ("date", "urldate", "eventdate", "origdate")


def slips(entry: Entry, kinds: Set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a record that can be used, and what to do; *kinds* are those of sources."""
    type = str(entry.original_type).casefold()
    if type not in TYPES:
        message = (
            f"there is no type “@{plain(type, 40)}”, so it is printed as a work of no special sort."
        )
        yield message, _meant(type, TYPES, "@") or "Use @misc for such a work."
    for name in (*entry.fields, *entry.persons):
        if name.casefold() not in FIELDS and (hint := _meant(name.casefold(), FIELDS)):
            yield f"the field “{plain(name, 40)}” means nothing and is not printed.", hint
    kind = entry.fields.get("keywords", "").strip().casefold()
    if kind and kind not in kinds and (hint := _meant(kind, kinds)):
        yield f"“{plain(kind, 40)}” is no kind of source.", hint
    language = entry.fields.get("langid", "").strip()
    if language and not code_of(language):
        hint = "Write a code such as de, or an English name such as german."
        yield f"the language “{plain(language, 40)}” is not known.", hint
    for name in _DATES:
        said = entry.fields.get(name, "").strip()
        if (day := _DAY.fullmatch(said)) and not _is_day(*day.groups()):
            yield f"{name}: there is no {plain(said)}.", "Write YYYY, YYYY-MM or YYYY-MM-DD."


def _meant(word: str, known: Set[str], sign: str = "") -> str:
    near = get_close_matches(word, known, 1, _NEAR)
    return f"Did you mean “{sign}{near[0]}”?" if near else ""


def _is_day(year: str, month: str, day: str | None) -> bool:
    try:
        datetime.date(max(int(year), 1), int(month), int(day or 1))
    except ValueError:
        return False
    return True
