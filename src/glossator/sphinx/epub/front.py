"""How is a page of the book framed, and what do its cover and its imprint say?"""

from __future__ import annotations

import re
from html import escape

from ...dates import readable_date
from ...labels import labels
from ..session import Session
from .package import COVER_IMAGE, Publication

#: What the main part of a page is to a screen reader, where EPUB's own word is not enough.
_ROLES = {"chapter": "doc-chapter", "glossary": "doc-glossary", "bibliography": "doc-bibliography"}

#: What XML cannot hold at all, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def page(title: str, body: str, *, language: str, depth: int = 0, sort: str = "") -> bytes:
    """A whole page around *body*, which is XHTML; *depth* counts the folders above the page."""
    language, home = escape(language), "../" * depth
    if role := _ROLES.get(sort, ""):
        body = f'<section epub:type="{sort}" role="{role}">\n{body}\n</section>'
    kind = f' epub:type="{"bodymatter" if role else escape(sort)}"' if sort else ""
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}">
<head>
<meta charset="utf-8" />
<title>{escape(title)}</title>
<link rel="stylesheet" type="text/css" href="{home}epub.css" />
</head>
<body{kind}>
{body}
</body>
</html>
"""
    return _ILLEGAL.sub("", text).encode()


def cover_page(book: Publication) -> bytes:
    """The page that shows the cover."""
    words = labels(book.language)
    about = words["cover"] + words["colon"] + ", ".join(filter(None, (book.title, book.creator)))
    image = f'<img src="{COVER_IMAGE}" role="doc-cover" alt="{escape(about)}" />'
    return page(
        book.title, f'<div class="cover">{image}</div>', language=book.language, sort="cover"
    )


def imprint_page(book: Publication, session: Session) -> bytes:
    """What the book is, who made it, and what may be done with which of its texts."""
    options, words = session.report.config.options, labels(book.language)
    parts = [f"<h1>{escape(book.title)}</h1>", _line(book.creator)]
    parts += [_line(book.publisher)] if book.publisher != book.creator else []
    parts.append(f"<h2>{words['rights']}</h2>")
    for article in session.report.book.edition.articles:
        about = f"<cite>{escape(article.listed_title)}</cite>, {escape(article.author)}"
        parts.append(f"<p>{about}. {escape(article.rights)}</p>")
    licence = f'<a href="{escape(options.notes_license_url)}">{escape(options.notes_license)}</a>'
    parts.append(f"<p>{escape(words['licence'])} {licence}; {escape(words['articles_apart'])}</p>")
    parts.append(f"<h2>{words['copy']}</h2>")
    date = readable_date(book.modified_text.partition("T")[0], book.language)
    parts.append(_line(words["made"].format(date=date) + "."))
    if repository := session.report.config.repository:
        parts.append(
            f'<p>{escape(words["made_from"])} <a href="{escape(repository)}">{escape(repository)}</a>.</p>'
        )
    parts.append(_line(f"{words['identifier']}: {book.identifier}"))
    body = '<section class="imprint" epub:type="copyright-page">\n' + "\n".join(filter(None, parts))
    return page(words["about"], body + "\n</section>", language=book.language, sort="frontmatter")


def _line(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""
