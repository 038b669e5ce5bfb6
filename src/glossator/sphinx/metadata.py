"""What do other programs read in a page's head: Open Graph, `citation_*`, schema.org, canonical?"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from ..apparatus import Apparatus
from ..gist import all_notes
from ..history import first_branch, origin_of
from ..labels import labels
from .previews import address_of
from .session import session_of


def head_of(app: Sphinx, pagename: str, title: str, apparatus: Apparatus | None) -> str:
    """The elements for a page's head, one a line."""
    lines = list(_graph(app, pagename, title, apparatus))
    if apparatus is not None:
        lines += _citation(app, apparatus)
        lines.append(
            f'<script type="application/ld+json">{_json(_scholarly(app, apparatus))}</script>'
        )
    return "\n".join(lines)


def _meta(name: str, content: str, attribute: str = "name") -> str:
    return f'<meta {attribute}="{escape(name)}" content="{escape(content)}">'


def _graph(app: Sphinx, pagename: str, title: str, apparatus: Apparatus | None) -> Iterator[str]:
    address = address_of(app, pagename) if pagename in app.env.found_docs else ""
    if address:
        yield f'<link rel="canonical" href="{escape(address)}">'
        yield _meta("og:url", address, "property")
    yield _meta("og:title", title, "property")
    yield _meta("og:type", "article" if apparatus else "website", "property")
    yield _meta("og:site_name", session_of(app).report.book.edition.title, "property")
    if apparatus is not None:
        about = _about(apparatus, session_of(app).language)
        yield _meta("description", about)
        yield _meta("og:description", about, "property")
        yield _meta("article:published_time", apparatus.article.date, "property")


def _about(apparatus: Apparatus, language: str) -> str:
    article, words = apparatus.article, labels(language)
    return words["about_page"].format(
        author=article.author,
        publisher=article.publisher,
        date=article.date,
        notes=words.count("complete_text", len(all_notes(apparatus))),
    )


def _citation(app: Sphinx, apparatus: Apparatus) -> Iterator[str]:
    article = apparatus.article
    yield _meta("citation_title", article.title)
    yield _meta("citation_author", article.author)
    yield _meta("citation_publication_date", article.date.replace("-", "/"))
    yield _meta("citation_publisher", article.publisher)
    yield _meta("citation_language", article.language)
    yield _meta("citation_inbook_title", session_of(app).report.book.edition.title)
    if address := address_of(app, article.docname):
        yield _meta("citation_public_url", address)


def _scholarly(app: Sphinx, apparatus: Apparatus) -> dict[str, object]:
    article = apparatus.article
    address = address_of(app, article.docname)
    made: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": article.title,
        **({"position": article.number} if article.number else {}),
        "author": {"@type": "Person", "name": article.author},
        "datePublished": article.date,
        "publisher": {"@type": "Organization", "name": article.publisher},
        "inLanguage": article.language,
        "isBasedOn": article.source,
        "isPartOf": {"@type": "Book", "name": session_of(app).report.book.edition.title},
        "commentCount": len(all_notes(apparatus)),
        "comment": [
            {
                "@type": "Comment",
                "@id": f"{address}#note-{note.annotation.name}",
                "author": note.annotation.author,
                "dateCreated": note.annotation.date,
            }
            for note in all_notes(apparatus)
        ],
    }
    return made | ({"url": address} if address else {})


def _json(data: object) -> str:
    """JSON that cannot end the element it stands in, nor be read as a line's end."""
    text = json.dumps(data, separators=(",", ":"))  # ASCII only: U+2028 and U+2029 are escaped
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


#: What Jupyter Book says where an edition names no repository: its own.
_JUPYTER_BOOK = "https://github.com/executablebooks/jupyter-book"


def repository_of(app: Sphinx) -> tuple[str, str]:
    """The address and the branch of the edition's repository, from what says so first; or empty.

    Only an https address is believed; it ends up in links that readers follow.
    """
    options = app.config.html_theme_options
    found = str(options.get("repository_url") or "")
    branch = str(options.get("repository_branch") or "")
    if found == _JUPYTER_BOOK:
        found = branch = ""
    if not found and (name := os.environ.get("GITHUB_REPOSITORY")):
        found = f"{os.environ.get('GITHUB_SERVER_URL') or 'https://github.com'}/{name}"
    if not found:
        found = origin_of(Path(app.srcdir))
        found = re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", found)
    found = found.removesuffix("/").removesuffix(".git")
    if not re.fullmatch(r"https://[\w.-]+(?:/[\w.~-]+){2,}", found):
        return "", ""
    return found, branch or first_branch(Path(app.srcdir)) or "main"


#: Where GitHub looks for the form with which readers propose a note.
_FORM = Path(".github", "ISSUE_TEMPLATE", "note.yml")


def form_of(app: Sphinx) -> str:
    """The name of the edition's form for notes, empty where it has none."""
    return _FORM.name if (Path(app.srcdir) / _FORM).is_file() else ""
