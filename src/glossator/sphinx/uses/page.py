"""What stands on one page of uses: a line for each, and links to the pages before and after it?"""

from __future__ import annotations

import math
from html import escape

from sphinx.application import Sphinx

from ...cite import quoted
from ...dates import readable_date
from ...labels import labels, note_words
from ...references import Use
from ..links import USES, page_of
from ..session import Session, session_of
from .found import Used, nth_of, others_of, pagename

#: Lines on one page.
LINES = 400
#: From any of the pages, another page has the same address as from this one.
_HERE = f"{USES}/frame"


def page_of_uses(
    app: Sphinx, session: Session, used: Used, uses: list[Use], number: int
) -> tuple[str, str]:
    """The title and the text of a page."""
    count = math.ceil(len(uses) / LINES)
    fixed = labels(session.language)
    first, last = fixed.marks[:2]
    name = f"{first}{used.name}{last}" if used.sort == "term" else used.name
    named = _TITLES.get(used.sort)
    title = fixed[named].format(name=name) if named else name
    start = (number - 1) * LINES
    lines = "\n".join(_line(app, session, use, used) for use in uses[start : start + LINES])
    head = f"<h1>{escape(title)}</h1>\n<p>{_about(app, used, len(uses))}</p>\n"
    pages = _steps(app, used, number, count)
    listed = f'<ol class="uses" start="{start + 1}">\n{lines}\n</ol>'
    return title, f'<section id="uses">{head}{pages}{listed}\n{pages}</section>'


#: What a page of uses is called, and where the thing itself stands: the list, what leads there.
_TITLES = {"term": "uses_of", "work": "citations_of"}
_LISTS = {
    "term": ("glossary", "the_entry"),
    "work": ("works", "the_record"),
    "heading": ("index", "the_index"),
}


def _about(app: Sphinx, used: Used, count: int) -> str:
    named, label = _LISTS[used.sort]
    listed = page_of(app.env, named)
    fixed = labels(session_of(app).language)
    words = fixed.count("places_in_order", count)
    if listed is None:
        return words
    anchor = "" if used.sort == "heading" else f"#{used.sort}-{used.key}"
    address = app.builder.get_relative_uri(_HERE, listed) + anchor
    return f'{words} <a href="{escape(address)}">{fixed[label]}</a>'


def _steps(app: Sphinx, used: Used, here: int, count: int) -> str:
    """Links to the other pages of the same entry."""
    if count == 1:
        return ""
    made = []
    for number in range(1, count + 1):
        address = app.builder.get_relative_uri(_HERE, pagename(used.sort, used.key, number))
        current = ' aria-current="page"' if number == here else ""
        made.append(f'<a href="{escape(address)}"{current}>{number}</a>')
    label = labels(session_of(app).language)["pages_of_list"]
    return f'<nav class="pages" aria-label="{label}">{" ".join(made)}</nav>\n'


def _line(app: Sphinx, session: Session, use: Use, used: Used) -> str:
    if use.article is None:
        return f"<li>{_elsewhere(app, use)}</li>"
    article, words = use.article, ""
    address = escape(app.builder.get_relative_uri(_HERE, article.docname))
    fixed = labels(session.language)
    if use.annotation is not None:
        anchor = f"#note-{use.annotation.name}"
        numbered = note_words(fixed, use.number, use.annotation.name)
        label = f", {numbered if use.number else fixed['a_note_without']}"
        words = escape(fixed["colon"] + _short(use.annotation.exact, session.language))
    else:
        anchor = f"#p{use.paragraph}" if use.paragraph else ""
        whole = "" if used.sort == "heading" else f", {fixed['in_text']}"
        label = f", ¶{use.paragraph}" if use.paragraph else whole
        words = _in_text(session, address, use, used.key) if used.sort == "term" else ""
    return (
        f'<li><a href="{address}{escape(anchor)}">{escape(article.running_title)}{label}</a>, '
        f"{escape(readable_date(article.date, session.language))}{words}</li>"
    )


def _in_text(session: Session, address: str, use: Use, entry: str) -> str:
    """The words around a term, and the article's other paragraphs that have it."""
    assert use.article is not None
    book, gist = session.report.book, session.report.book.gists[use.article.id]
    nth = nth_of(gist, entry, use)
    fixed = labels(session.language)
    around = "" if nth is None else book.contexts[use.article.id][entry][nth]
    words = escape(fixed["colon"] + around) if around else ""
    others = (f'<a href="{address}#p{n}">¶{n}</a>' for n in others_of(gist, entry, use))
    return fixed["semicolon"].join((words, *others))


def _elsewhere(app: Sphinx, use: Use) -> str:
    """A use in another entry or on a page of the editors'."""
    if use.entry is not None:
        listed = page_of(app.env, "glossary")
        fixed = labels(session_of(app).language)
        words, anchor = fixed["in_glossary"].format(term=use.entry.term), f"#term-{use.entry.id}"
    else:
        assert use.page is not None
        listed = use.page.docname if use.page.docname in app.env.found_docs else None
        words, anchor = use.page.title, ""
    if listed is None:
        return escape(words)
    address = app.builder.get_relative_uri(_HERE, listed)
    return f'<a href="{escape(address + anchor)}">{escape(words)}</a>'


def _short(words: str, language: str) -> str:
    words = " ".join(words.split())
    short = words if len(words) <= 140 else words[:139].rstrip() + "…"
    return labels(language)["on_words"].format(words=quoted(short, language))
