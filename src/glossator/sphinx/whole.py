"""Does a record read in print with all that was written in it?

pybtex's templates give up where a field is missing that they need, and leave out what they have no
place for. Here a missing field takes nothing else with it, and what has no place stands behind the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pybtex.database import Entry
from pybtex.style.formatting import toplevel
from pybtex.style.formatting.unsrt import dashify
from pybtex.style.template import Node, field, join, names, optional, sentence, tag, words

from ..labels import Words
from ..works import bare

#: What the tag of a field begins with; the field's name comes after.
FIELD = "field-"

_PERSONS = {"sep": ", ", "sep2": " and ", "last_sep": ", and "}
_EDITORS = names("editor", **_PERSONS)
#: It stands behind the title, as readers are used to it.
_TRANSLATOR = sentence(capfirst=True)[words["translated by", names("translator", **_PERSONS)]]
#: How each field reads that has no place in its record's template, in this order.
_REST: dict[str, Any] = {
    "author": names("author", **_PERSONS),
    "subtitle": field("subtitle"),
    "editor": _EDITORS,
    "booktitle": tag("em")[field("booktitle")],
    "journal": tag("em")[field("journal")],
    "volume": words["volume", field("volume")],
    "number": words["number", field("number")],
    "series": field("series"),
    "chapter": words["chapter", field("chapter")],
    "pages": words["pages", field("pages", apply_func=dashify)],
    "type": field("type"),
    "howpublished": field("howpublished"),
    "organization": field("organization"),
    "institution": field("institution"),
    "school": field("school"),
    "publisher": field("publisher"),
    "address": field("address"),
    "edition": words[field("edition"), "edition"],
    "month": field("month"),
    "year": field("year"),
    "isbn": words["ISBN", field("isbn")],
}
#: The names that biblatex has for fields.
_USUAL = {"location": "address", "journaltitle": "journal", "eprinttype": "archiveprefix"}
#: Its names for types, and what it writes into the field `type` of theses and reports.
_TYPES = {
    "collection": "book", "mvbook": "book", "mvcollection": "book", "mvproceedings": "proceedings",
}  # fmt: skip
_SORTS = {
    "phdthesis": "phdthesis", "mathesis": "mastersthesis", "mastersthesis": "mastersthesis",
    "techreport": "techreport",
}  # fmt: skip

#: English numbers that do not end in “th”.
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}


def with_usual_names(entry: Entry) -> None:
    """Types and fields of biblatex get the names that pybtex knows."""
    for own, usual in _USUAL.items():
        if own in entry.fields and usual not in entry.fields:
            entry.fields[usual] = entry.fields[own]
    entry.type = _TYPES.get(entry.type, entry.type)
    if entry.type in ("thesis", "report") and (sort := _SORTS.get(entry.fields.get("type", ""))):
        entry.type = sort
        del entry.fields["type"]


def with_ordinal(entry: Entry, fixed: Words) -> None:
    """An edition that is a mere number is said as one is counted: “2nd edition”, “2. Auflage”."""
    said = bare(entry.fields.get("edition", "")).strip()
    if said.isdecimal() and len(said) < 4:
        english = fixed.language == "en" and int(said) % 100 not in (11, 12, 13)
        ending = _ENDINGS.get(said[-1]) if english else None
        nth = fixed["record_nth"].format(number=int(said))
        entry.fields["edition"] = f"{int(said)}{ending}" if ending else nth


def type_that_fits(entry: Entry) -> str:
    """The type whose template a record needs: a part of a book names the book, or is set as one."""
    named = "booktitle" in entry.fields
    if entry.type == "inbook" and named:
        return "incollection"
    if entry.type in ("incollection", "inproceedings") and not named:
        return "inbook"
    return str(entry.type)


def lenient(part: Any) -> Any:
    """A template in which a missing field is nothing, and each field is tagged with its name."""
    return _marked(part, lambda made: optional[made])


def _marked(part: Any, missing: Any) -> Any:
    if not isinstance(part, Node):
        return part
    if part.name in ("field", "names"):
        return missing(tag(FIELD + part.args[0])[part])
    if part.name == "optional_field":
        return optional[tag(FIELD + part.args[0])[field(*part.args, **part.kwargs)]]
    made = part()
    # What is optional goes as a whole: “pages” does not stand without any.
    inside = (lambda made: made) if part.name == "optional" else missing
    made.children = [_marked(child, inside) for child in part.children]
    return made


def whole(template: Any, context: dict[str, Any], translated: Any) -> Any:
    """The text of a record: its template's, then the fields that it has not said, then its addresses.

    Who translated it is said behind its title.
    """
    *parts, addresses = (translated(part) for part in template.children)
    said = [lenient(part).format_data(context) for part in parts]
    shown = {name for part in said for name in _shown(part)}
    entry = context["entry"]
    if "translator" in entry.persons:
        titled = next((at for at, part in enumerate(said, 1) if "title" in _shown(part)), 0)
        said.insert(titled, translated(_TRANSLATOR).format_data(context))
    given = {*(name.lower() for name in entry.fields), *entry.persons}
    rest = [_rest(name, entry) for name in _REST if name in given - shown]
    said.append(sentence[[translated(part) for part in rest]])
    if "note" in given - shown:
        said.append(sentence[field("note")])
    return toplevel[[*said, addresses]].format_data(context)


def _rest(name: str, entry: Entry) -> Any:
    if name != "editor":
        return _REST[name]
    word = "editors" if len(entry.persons["editor"]) > 1 else "editor"
    return join(sep=", ")[_EDITORS, word]


def _shown(text: Any) -> Iterator[str]:
    name = getattr(text, "name", "")
    if name.startswith(FIELD):
        yield name.removeprefix(FIELD)
    for part in getattr(text, "parts", ()):
        yield from _shown(part)
