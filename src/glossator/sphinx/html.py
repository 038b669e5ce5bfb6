"""How are our nodes written in HTML? An EPUB has its own way, in epub/pages.py.

The hooks for scripts and tests are fixed: `data-annotation` and `id="note-…"` on a note,
`data-note-ref` on each piece of its words, `data-term` on a linked term.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from docutils import nodes

from ..cite import quoted
from ..dates import readable_date
from ..labels import Words, labels
from ..languages import direction
from . import nodes as ours
from .session import session_of

Translator = Any  # Sphinx's HTML5Translator, whose base is chosen at run time
Visitor = Callable[[Translator, Any], None]


def _words(self: Translator) -> Words:
    """The fixed words of the edition."""
    return labels(session_of(self.builder.app).language)


def visit_annotation(self: Translator, node: ours.annotation) -> None:
    """A note: an aside with a head that leads back to its words."""
    attributes = {
        "data-annotation": node["annotation"],
        "data-kind": node["kind"],
        "data-author": node["author"],
    }
    # Without a script a click must be able to give it the focus, which opens it.
    words = _words(self)
    attributes |= {"role": "note", "aria-label": _name(node, words), "tabindex": "-1"}
    if own := _direction(self, node):
        attributes["dir"] = own
    self.body.append(self.starttag(node, "aside", CLASS=f"note note-{node['kind']}", **attributes))
    self.body.append('<p class="note-head">' + _key(node, words))
    self.body.append(f'<span class="note-kind">{escape(node["label"])}</span></p>\n')
    if not node["number"]:
        sought = escape(quoted(node["exact"], words.language))
        self.body.append(f'<p class="note-sought">{sought}</p>\n')
    self.body.append('<div class="note-body">\n')
    if not any(isinstance(child, ours.annotation_sources) for child in node.children):
        node += ours.annotation_sources()  # closes the body where there are none


def _direction(self: Translator, node: ours.annotation) -> str:
    """The way in which a note is written, where its article is written the other way."""
    session = session_of(self.builder.app)
    article = session.targets.articles[node["annotation"].partition("/")[0]]
    own = direction(node["language"] or session.report.book.edition.language)
    return "" if own == direction(article.language) else own or "ltr"


def _name(node: ours.annotation | ours.annotation_reference, words: Words) -> str:
    name = f"{words['note']} {node['number']}" if node["number"] else words["note_without"]
    return f"{name}{words['colon']}{node['label']}"


def _key(node: ours.annotation, words: Words) -> str:
    if not node["number"]:
        return ""
    name = escape(node["name"])
    return (
        f'<a class="note-key" href="#ref-{name}" role="doc-backlink" '
        f'title="{words["back"]}">{node["number"]}</a> '
    )


def depart_annotation(self: Translator, node: ours.annotation) -> None:
    self.body.append("</aside>\n")


def visit_sources(self: Translator, node: ours.annotation_sources) -> None:
    """The end of a note's body, and what the note rests on; or the sources of an entry."""
    note = node.parent if isinstance(node.parent, ours.annotation) else None
    if note is not None:
        self.body.append("</div>\n")
    if node.children:
        words = _words(self)
        label = f"{words['sources']}{words['colon']}"
        self.body.append(f'<p class="note-sources"><span class="label">{label}</span>')


def depart_sources(self: Translator, node: ours.annotation_sources) -> None:
    if node.children:
        self.body.append("</p>\n")
    if isinstance(node.parent, ours.annotation):
        note, words = node.parent, _words(self)
        sign = f" · {words[_SIGNS[note['status']]]}" if note["status"] in _SIGNS else ""
        date = readable_date(note["date"], session_of(self.builder.app).language)
        by = f"{note['author']}, {date}{sign}"
        names = note.get("reviewed_by")
        title = words["reviewed_by"].format(names=names) if names else ""
        self.body.append(f'<p class="note-by"{_titled(title)}>{escape(by)}</p>\n')


#: What a reader sees of a note's review; nothing of a draft, which most notes are at first.
_SIGNS = {"reviewed": "sign_reviewed", "disputed": "sign_disputed"}


def _titled(title: str) -> str:
    return f' title="{escape(title)}"' if title else ""


def visit_group(self: Translator, node: ours.annotation_group) -> None:
    """The notes of a block; how many there are says how much room they need at least."""
    self.body.append(f'<div class="notes" style="--notes: {len(node.children)}">\n')


def depart_div(self: Translator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def visit_unplaced(self: Translator, node: ours.unplaced) -> None:
    self.body.append('<section class="unplaced" id="unplaced-notes">\n')
    words = _words(self)
    self.body.append(
        f'<p class="unplaced-title" role="heading" aria-level="2">{words["without_place"]}</p>\n'
    )
    self.body.append(f'<p class="unplaced-about">{words["without_place_why"]}</p>\n')


def depart_section(self: Translator, node: nodes.Element) -> None:
    self.body.append("</section>\n")


def visit_mark(self: Translator, node: ours.annotation_mark) -> None:
    references = escape(" ".join(node["annotations"]))
    deep = min(len(node["annotations"]), 3)
    self.body.append(f'<span class="mark mark-{deep}" data-note-ref="{references}">')


def depart_mark(self: Translator, node: ours.annotation_mark) -> None:
    self.body.append("</span>")


def visit_reference(self: Translator, node: ours.annotation_reference) -> None:
    """The number behind a passage: a link to the note that needs no script."""
    name = escape(node["name"])
    self.body.append(
        f'<a class="note-ref" id="ref-{name}" href="#note-{name}" role="doc-noteref" '
        f'data-note="{escape(node["annotation"])}" aria-label="{escape(_name(node, _words(self)))}">{node["number"]}</a>'
    )
    raise nodes.SkipNode


def visit_link(self: Translator, node: ours.link) -> None:
    """A link inside the edition, which scripts know by what it points at."""
    classes = " ".join([*node["classes"], "ref"])
    target, address = escape(node["target"]), escape(node["refuri"])
    whole = f' title="{escape(node["reftitle"])}"' if "reftitle" in node else ""
    # By hand: of these a page has hundreds.
    start = f'<a class="{classes}" data-{node["sort"]}="{target}" href="{address}"'
    self.body.append(f"{start}{whole}>")


def depart_link(self: Translator, node: ours.link) -> None:
    self.body.append("</a>")


def visit_foreign(self: Translator, node: ours.foreign) -> None:
    """Words of another language, for hyphenation and for those who listen."""
    written = {"lang": node["language"], "dir": direction(node["language"])}
    if self.builder.name == "epub":
        written["xml:lang"] = node["language"]
    said = "".join(f' {name}="{escape(value)}"' for name, value in written.items() if value)
    self.body.append(f"<span{said}>")


def visit_head(self: Translator, node: ours.article_head) -> None:
    self.body.append('<div class="article-head">\n')


def visit_foot(self: Translator, node: ours.article_foot) -> None:
    self.body.append('<footer class="article-foot">\n')


def depart_foot(self: Translator, node: ours.article_foot) -> None:
    self.body.append("</footer>\n")


def visit_picture(self: Translator, node: ours.picture) -> None:
    """A picture that was cleaned when the page was read; it carries its text alternative."""
    self.body.append(
        f'<figure class="picture" tabindex="0" aria-label="{_words(self)["picture"]}">'
        f"{node['svg']}</figure>\n"
    )
    raise nodes.SkipNode


def visit_folded(self: Translator, node: ours.folded) -> None:
    self.body.append(f'<details class="folded"><summary>{escape(node["summary"])}</summary>\n')


def depart_folded(self: Translator, node: ours.folded) -> None:
    self.body.append("</details>\n")


def visit_scrolled(self: Translator, node: ours.scrolled) -> None:
    label = escape(node["label"])
    self.body.append(f'<div class="scrolled" tabindex="0" role="group" aria-label="{label}">\n')


HANDLERS: dict[type[nodes.Element], tuple[Visitor, Visitor | None]] = {
    ours.annotation: (visit_annotation, depart_annotation),
    ours.annotation_sources: (visit_sources, depart_sources),
    ours.annotation_group: (visit_group, depart_div),
    ours.unplaced: (visit_unplaced, depart_section),
    ours.annotation_mark: (visit_mark, depart_mark),
    ours.annotation_reference: (visit_reference, None),
    ours.foreign: (visit_foreign, depart_mark),
    ours.link: (visit_link, depart_link),
    ours.article_head: (visit_head, depart_div),
    ours.article_foot: (visit_foot, depart_foot),
    ours.picture: (visit_picture, None),
    ours.folded: (visit_folded, depart_folded),
    ours.scrolled: (visit_scrolled, depart_div),
}
