"""How does a record of references.bib read in print?

pybtex formats the records; this module sets the style's few differences (dates to the day,
addresses as links, titles in their own language) and turns the result into docutils nodes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pybtex_docutils
from docutils import nodes
from pybtex.database import Entry
from pybtex.exceptions import PybtexError
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import field, href, join, optional, sentence, tag

from ..dates import readable_date
from ..labels import labels
from ..languages import code_of
from ..model import Work
from ..works import bare, iso_date, read_bibliography, with_signs
from . import nodes as ours

#: What a title's tag begins with; its language comes after.
_IN = "language-"


class Backend(pybtex_docutils.Backend):
    """Docutils nodes, with ours for words of another language, and signs as they are printed."""

    def format_str(self, str_: str) -> list[nodes.Node]:
        return [nodes.Text(with_signs(str_))]

    def format_tag(self, tag_name: str, text: list[nodes.Node]) -> list[nodes.Node]:
        if tag_name.startswith(_IN):
            return [ours.foreign("", "", *text, language=tag_name.removeprefix(_IN))]
        made: list[nodes.Node] = super().format_tag(tag_name, text)
        return made


class EditionStyle(Style):
    """pybtex's plain style, in the language of the edition: addresses read as addresses, titles are in their own."""

    language = "en"

    def format_title(self, e: Entry, which_field: str, as_sentence: bool = True) -> Any:
        # Small letters are the English way only.
        own = field(which_field) if _language(e) else None
        title = own or super().format_title(e, which_field, as_sentence=False)
        return _titled(e, title, as_sentence)

    def format_btitle(self, e: Entry, which_field: str, as_sentence: bool = True) -> Any:
        return _titled(e, super().format_btitle(e, which_field, as_sentence=False), as_sentence)

    def format_web_refs(self, e: Entry) -> Any:
        """The address as a link, with the day on which it was read."""
        url, doi = field("url", raw=True), field("doi", raw=True)
        before, _, after = labels(self.language)["accessed"].partition("{date}")
        return sentence[
            optional[href(url)[url], optional[f" ({before}", field("urldate"), f"{after})"]],
            optional[href(join["https://doi.org/", doi])[join["doi:", doi]]],
        ]


def _titled(entry: Entry, title: Any, as_sentence: bool) -> Any:
    code = _language(entry)
    marked = tag(_IN + code)[title] if code else title
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
    """A record as its type wants it; as a plain one where it lacks what the type needs."""
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
    words = readable_date(iso_date(entry), language).split()
    if len(words) > 1 and words[-1].isdigit():
        entry.fields["year"] = words[-1]
        entry.fields["month"] = " ".join(words[:-1])
