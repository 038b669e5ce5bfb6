"""What do the pages of our own theme need beside their text, and which files do they load?

Knows nothing of other themes: where another one is chosen, all of this stays out of the way.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config

from ..labels import Words, labels
from ..languages import direction
from ..memory import engine
from . import feed
from .links import where_lists_stand
from .menu import ALL, Menus, read_parts
from .metadata import form_of, head_of, repository_of
from .previews import cite_article_of
from .session import Session, is_article, session_of

THEME = Path(__file__).parent.parent / "theme" / "glossator"

#: What each page loads, and the parts that it is joined from, in order: a file each, so that a
#: page needs few requests, while each part answers one question. docs/theme.md tells the reasons.
BUNDLES: dict[str, tuple[str, ...]] = {
    "glossator.css": (
        "css/tokens.css",
        "css/page.css",
        "css/text.css",
        "css/notes.css",
        "css/unscripted.css",
        "css/lists.css",
        "css/notebook.css",
        "css/panels.css",
        "css/print.css",
    ),
    "early.js": ("js/early.js",),
    "glossator.js": (
        "js/words.js",
        "js/layout.js",
        "js/places.js",
        "js/notes.js",
        "js/pointing.js",
        "js/sheet.js",
        "js/menus.js",
        "js/data.js",
        "js/layers.js",
        "js/list.js",
        "js/previews.js",
        "js/cite.js",
        "js/selecting.js",
        "js/keys.js",
        "js/network.js",
    ),
    "passage.js": ("js/reading-text.js", "js/note-file.js", "js/passage.js"),
    "search.js": ("js/find.js", "js/search.js"),
}


#: A configuration value of our own making. Sphinx writes all pages again when it changes.
STAMP = "glossator_theme_stamp"


def add(app: Sphinx) -> None:
    """Register the theme and its events."""
    app.add_html_theme("glossator", str(THEME))
    app.add_config_value(STAMP, "", "html", str)
    app.connect("config-inited", _stamp)
    app.connect("doctree-resolved", _clean, priority=900)
    # After the extensions of Jupyter Book, which add their scripts to every page.
    app.connect("html-page-context", _context, priority=900)
    app.connect("html-collect-pages", _all_pages)
    app.connect("build-finished", _write_files)


def _stamp(app: Sphinx, config: Config) -> None:
    """Whatever stands on every page: a build must not depend on the builds before it."""
    parts = sorted(path for path in THEME.rglob("*") if path.is_file())
    seen = hashlib.sha256(b"".join(path.read_bytes() for path in parts))
    words = labels(config.language)
    # Another release of this program may write any page otherwise.
    made = (repository_of(app), form_of(app), words, words.counted, engine())
    seen.update(repr(made).encode())
    config[STAMP] = seen.hexdigest()


@dataclass(slots=True)
class _Once:
    """What is the same on every page of one build, which *session* is of."""

    session: Session
    menus: Menus
    words: Words
    #: What says on an element of the frame that its words are not in the page's language.
    foreign: str
    repository: str
    branch: str
    versions: dict[str, str] = field(default_factory=dict)


def ours(app: Sphinx) -> bool:
    """Whether pages of our theme are being built."""
    return bool(
        app.builder.format == "html"
        and app.builder.name in ("html", "dirhtml", "singlehtml")
        and app.config.html_theme == "glossator"
    )


def frame_of(app: Sphinx) -> str:
    """What stands around the text of any page that Sphinx has no document for, for fingerprints."""
    config = app.config
    shown = [
        config.project,
        config.html_title,
        config.copyright,
        config.author,
        config.html_baseurl,
    ]
    menu, places = menus_of(app).on("", "../"), where_lists_stand(app.env)
    return repr((config[STAMP], shown, config.language, menu, places))


def _once(app: Sphinx) -> _Once:
    session, known = session_of(app), getattr(app, "glossator_theme", None)
    if known is None or known.session is not session:
        words = labels(session.language)
        versions = {name: hashlib.sha256(bundle(name, words)).hexdigest()[:8] for name in BUNDLES}
        foreign = f' lang="{words.language}"' if words.foreign_to(session.language) else ""
        app.glossator_theme = _Once(  # type: ignore[attr-defined]
            session, menus_of(app), words, foreign, *repository_of(app), versions
        )
    once: _Once = app.glossator_theme  # type: ignore[attr-defined]
    return once


def menus_of(app: Sphinx) -> Menus:
    """The menus of the pages as they are now."""
    words = labels(session_of(app).language)
    return Menus(read_parts(app.env), app.builder.get_target_uri, partial(is_article, app), words)


def _all_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page of all pages, where menus do not show them all."""
    if ours(app) and not (menus := _once(app).menus).whole:
        title = _once(app).words["all_pages"]
        body = f'<section id="{ALL}"><h1>{title}</h1>\n{menus.all_pages()}\n</section>'
        yield ALL, {"title": title, "body": body}, "page.html"


#: Comments that fill whole lines: a third of the scripts' weight, which readers need not carry.
_COMMENTS = re.compile(rb"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.M | re.S)
#: What makes lines readable only; no string of ours goes over more than one.
_INDENTS = re.compile(rb"^\s+", re.M)


#: Where a script asks for fixed words: for one by its name, or for those of a number.
_ASKED = re.compile(rb"""\b(?:word|counted)\("(\w+)\"""")


def bundle(name: str, words: Words) -> bytes:
    """A file that pages load, joined from its parts, without their comments and indents.

    Before scripts stand the fixed words that they ask for, and no others.
    """
    parts = [(THEME / part).read_bytes() for part in BUNDLES[name]]
    asked = sorted({found.decode() for part in parts for found in _ASKED.findall(part)})
    given = [_given(asked, words)] if asked else []
    bare = (_INDENTS.sub(b"", _COMMENTS.sub(b"", part)) for part in parts)
    return b"\n".join([*given, *bare])


def _given(asked: list[str], words: Words) -> bytes:
    """A script that gives those that are *asked* for: words, or forms by their names."""
    said = {each: words.counted.get(each) or words[each] for each in asked}
    made = {"language": words.language, "marks": words.marks[:2], "said": {}}
    data, empty = (json.dumps(each, ensure_ascii=False) for each in (said, made))
    return f"Object.assign((globalThis.glossatorWords??={empty}).said,{data});".encode()


def _write_files(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and ours(app):
        words = labels(session_of(app).language)
        for name in BUNDLES:
            (Path(app.outdir) / "_static" / name).write_bytes(bundle(name, words))


def _clean(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """The scripts that Jupyter Book puts into texts out."""
    if not ours(app):
        return
    # Appended behind the text's last section, on every page, by sphinx-thebe.
    for node in list(doctree.children):
        if isinstance(node, nodes.raw) and "<script" in node.astext():
            doctree.remove(node)


def _context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if not ours(app):
        return
    once = _once(app)
    to_root = context["pathto"]("", 1)
    to_root = to_root if to_root.endswith("/") or not to_root else to_root + "/"
    apparatus = session_of(app).by_docname.get(pagename)
    context |= {
        "words": once.words,
        "glossator_foreign": once.foreign,
        "glossator_root": to_root,
        "glossator_menu": once.menus.on(pagename, to_root),
        "glossator_cover": once.menus.on_cover(pagename, to_root)
        if pagename == app.config.root_doc
        else "",
        "glossator_versions": once.versions,
        "glossator_sort": _sort(app, pagename),
        "glossator_article": apparatus.article if apparatus else None,
        "glossator_citation": cite_article_of(app, apparatus) if apparatus else None,
        "glossator_meta": head_of(app, pagename, _title(context), apparatus),
        "glossator_feed": feed.FEED if feed.has_address(app) else "",
        "glossator_repository": once.repository,
        "glossator_branch": once.branch,
        "glossator_form": form_of(app),
        "glossator_book": app.config.glossator_book,
        "glossator_direction": direction(apparatus.article.language) if apparatus else "",
        "glossator_downloads": context.get("glossator_downloads") or (),
    }


def _sort(app: Sphinx, pagename: str) -> str:
    if is_article(app, pagename):
        return "article"
    return "front" if pagename == app.config.root_doc else "page"


def _title(context: dict[str, Any]) -> str:
    """The page's title without markup."""
    return str(Markup(context.get("title") or "").striptags())
