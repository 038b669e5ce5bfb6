"""How does a record of references.bib read in print?

pybtex formats the records; this module sets the style's few differences (dates to the day,
addresses as links, titles as they were written and in their own language, its words in the edition's) and turns the result into docutils nodes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pybtex_docutils
from docutils import nodes
from pybtex.database import Entry
from pybtex.exceptions import PybtexError
from pybtex.style import FormattedEntry
from pybtex.style.formatting import toplevel
from pybtex.style.formatting.unsrt import Style, date, pages
from pybtex.style.template import (
    Node,
    field,
    first_of,
    href,
    join,
    optional,
    optional_field,
    sentence,
    tag,
    words,
)

from ..dates import readable_date
from ..labels import Words, labels
from ..languages import code_of
from ..model import Work
from ..works import bare, iso_date, read_bibliography, with_signs
from . import nodes as ours
from .archived import archived
from .whole import FIELD, type_that_fits, whole, with_ordinal, with_usual_names

#: What a title's tag begins with; its language comes after.
_IN = "language-"
_NUMBER = optional[words["number", field("number")]]


class Backend(pybtex_docutils.Backend):
    """Docutils nodes, with ours for words of another language, and signs as they are printed."""

    def format_str(self, str_: str) -> list[nodes.Node]:
        return [nodes.Text(with_signs(str_))]

    def format_tag(self, tag_name: str, text: list[nodes.Node]) -> list[nodes.Node]:
        if tag_name.startswith(FIELD):
            return text
        if tag_name.startswith(_IN):
            return [ours.foreign("", "", *text, language=tag_name.removeprefix(_IN))]
        made: list[nodes.Node] = super().format_tag(tag_name, text)
        return made


class EditionStyle(Style):
    """pybtex's plain style, in the language of the edition: addresses read as addresses, titles are in their own."""

    language = "en"

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> Any:
        """All that a record says, in the words of the edition's language."""
        fixed = labels(self.language)
        english = fixed.language == "en"
        made = getattr(self, f"get_{type_that_fits(entry)}_template", self.get_misc_template)
        context = {"entry": entry, "style": self, "bib_data": bib_data}
        text = whole(
            made(entry), context, lambda part: part if english else _translated(part, fixed)
        )
        return FormattedEntry(entry.key, text, label)

    def get_article_template(self, e: Entry) -> Any:
        """An article, whose volume is named without pages too."""
        number = optional["(", field("number"), ")"]
        volume = optional[join[field("volume"), number, optional[":", pages]]]
        return toplevel[
            self.format_names("author"),
            self.format_title(e, "title"),
            sentence[
                tag("em")[field("journal")],
                first_of[volume, join(sep=", ")[_NUMBER, optional[words["pages", pages]]]],
                date,
            ],
            sentence[optional_field("note")],
            self.format_web_refs(e),
        ]

    def get_misc_template(self, e: Entry) -> Any:
        """What is no other type, with its publisher and place."""
        return toplevel[
            self.format_author_or_editor(e),
            self.format_title(e, "title"),
            sentence[
                optional_field("howpublished"),
                optional_field("publisher"),
                optional_field("address"),
                date,
            ],
            sentence[optional_field("note")],
            self.format_web_refs(e),
        ]

    def get_thesis_template(self, e: Entry) -> Any:
        """What was written for a degree."""
        return self._issued(e, "", "school", "institution")

    def get_phdthesis_template(self, e: Entry) -> Any:
        """A doctor's."""
        return self._issued(e, "PhD thesis", "school", "institution")

    def get_mastersthesis_template(self, e: Entry) -> Any:
        """A master's."""
        return self._issued(e, "Master's thesis", "school", "institution")

    def get_report_template(self, e: Entry) -> Any:
        """What a body issued."""
        return self._issued(e, "", "institution", "organization")

    def get_techreport_template(self, e: Entry) -> Any:
        """The same of engineers and economists."""
        return self._issued(e, "Technical Report", "institution", "organization")

    def _issued(self, e: Entry, sort: str, *bodies: str) -> Any:
        """A thesis or a report, with its title as a book's; `type` says its sort better than *sort*."""
        bare_number = not (sort or "type" in e.fields)
        named: Any = words[first_of[optional_field("type"), sort], optional_field("number")]
        return toplevel[
            self.format_author_or_editor(e),
            self.format_btitle(e, "title"),
            sentence(capfirst=bare_number and "number" in e.fields)[
                _NUMBER if bare_number else named,
                first_of[[optional_field(body) for body in bodies]],
                optional_field("address"),
                date,
            ],
            sentence[optional_field("note")],
            self.format_web_refs(e),
        ]

    def format_title(self, e: Entry, which_field: str, as_sentence: bool = True) -> Any:
        # As it was written: pybtex would make all its letters but the first small.
        return _titled(e, field(which_field), as_sentence)

    def format_btitle(self, e: Entry, which_field: str, as_sentence: bool = True) -> Any:
        return _titled(e, super().format_btitle(e, which_field, as_sentence=False), as_sentence)

    def format_web_refs(self, e: Entry) -> Any:
        """Where it is found: addresses as links, and the day on which they were read."""
        url, doi = field("url", raw=True), field("doi", raw=True)
        before, _, after = labels(self.language)["accessed"].partition("{date}")
        read = join[before, field("urldate", raw=True, apply_func=self._day), after]
        if not e.fields.keys() & {"url", "doi", "eprint"}:
            return optional[sentence(capfirst=True)[read]]
        return sentence[
            optional[join[href(url)[url], optional[join[" (", read, ")"]]]],
            optional[href(join["https://doi.org/", doi])[join["doi:", doi]]],
            archived(e),
            "" if "url" in e.fields else optional[read],
        ]

    def _day(self, said: str) -> str:
        return readable_date(bare(said), self.language)


#: The words that pybtex's style has of its own, by their names among the fixed words.
_WORDS = {
    "Master's thesis": "record_masters",
    "PhD thesis": "record_phd",
    "Technical Report": "record_report",
    "In": "record_In",
    "editor": "record_editor",
    "editors": "record_editors",
    "volume": "record_volume",
    "of": "record_of",
    "number": "record_number",
    "in": "record_in",
    "chapter": "record_chapter",
    "pages": "record_pages",
    "edition": "record_edition",
    "translated by": "record_translated",
}


def _translated(part: Any, fixed: Words) -> Any:
    """A template, or a word of it, in the fixed words of a language."""
    if isinstance(part, str):
        small = part[:1].lower() + part[1:]
        if part in _WORDS:
            return fixed[_WORDS[part]]
        if small in _WORDS:
            said = fixed[_WORDS[small]]
            return said[:1].upper() + said[1:]
        return part
    if isinstance(part, Node):
        made = part()
        made.children = [_translated(child, fixed) for child in part.children]
        for name in {"sep2", "last_sep"} & part.kwargs.keys():
            made.kwargs[name] = f" {fixed['and']} "
        return made
    return part


def _titled(entry: Entry, title: Any, as_sentence: bool) -> Any:
    own = _language(entry)
    marked = tag(_IN + own)[title] if own else title
    return sentence[marked] if as_sentence else marked


def _language(entry: Entry) -> str:
    """The code of a title's language, if the record says it; not where editors wrote the title, [so]."""
    said = entry.fields.get("langid", "") or entry.fields.get("language", "")
    return "" if bare(entry.fields.get("title", "")).startswith("[") else code_of(said)


@lru_cache(2)
def format_works(bibtex: str, language: str = "en") -> dict[str, list[nodes.Node]]:
    """Every record of *bibtex* that may be used, as inline nodes, by its key. Copy them before use."""
    bibliography, _ = read_bibliography(bibtex, "")
    works = {work.key: work for work in bibliography.works}
    style = EditionStyle()  # making one takes long
    style.language = language
    return {
        key: _formatted(style, entry, works[key])
        for key, entry in bibliography.entries.entries.items()
    }


def _formatted(style: Style, entry: Entry, work: Work) -> list[nodes.Node]:
    """A record as its type wants it; as a plain one where that cannot be."""
    with_usual_names(entry)
    with_ordinal(entry, labels(style.language))
    _date_to_the_day(entry, style.language)
    for type in (entry.type, "misc"):
        entry.type = type
        try:
            (made,) = style.format_entries([entry])
            nodes_made: list[nodes.Node] = made.text.render(Backend())
        except (PybtexError, AttributeError, ValueError):
            continue
        if nodes_made:
            return nodes_made
    return [nodes.Text(f"{work.title}, {work.date}.")]


def _date_to_the_day(entry: Entry, language: str) -> None:
    """pybtex prints month and year; where the record has a day, it stands before the month."""
    said = readable_date(iso_date(entry), language).split()
    # Behind the year may stand what says that it is one.
    at = max((place for place, word in enumerate(said) if word.isdigit()), default=0)
    if said:
        entry.fields["year"] = " ".join(said[at:])
    if at:
        entry.fields["month"] = " ".join(said[:at])
