"""How are our nodes written in the pages of an EPUB?

Reading systems open a note over the page when three things are right, and only then: the
link says `epub:type="noteref"`, the note is an `aside` with `epub:type="footnote"`, and both
are in one file. Apple Books shows such an aside nowhere else, so what no link leads to must
not be one: a note without a place is an ordinary aside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from types import MethodType
from typing import Any

from docutils import nodes

from ...dates import readable_date
from ...labels import Words, labels
from .. import nodes as ours
from .xhtml import begins, ends, is_dropped, start_tag, well_formed

Translator = Any  # Sphinx's HTML5Translator, whose base is chosen at run time
Visitor = Callable[[Translator, Any], None]


def teach(translator: Translator) -> None:
    """Let a translator for HTML write our nodes, and a few of docutils', as an EPUB wants them."""
    for node, (visit, depart) in HANDLERS.items():
        setattr(translator, f"visit_{node.__name__}", MethodType(visit, translator))
        setattr(translator, f"depart_{node.__name__}", MethodType(depart or _nothing, translator))


def notes_to_the_end(document: nodes.document) -> None:
    """Set an article's notes behind its text, which they would drown where they are not hidden.

    Those without a place come last.
    """
    groups = list(document.findall(ours.annotation_group))
    if groups:
        notes = [note for group in groups for note in group.children]
        article = _article(groups[0])
        for group in groups:
            group.parent.remove(group)
        article.append(ours.annotation_group("", *notes))
    for unplaced in list(document.findall(ours.unplaced)):
        article = _article(unplaced)
        article.remove(unplaced)
        article.append(unplaced)


def pair_tags(document: nodes.document) -> None:
    """Join inline HTML, of which every tag is a node of its own, into elements again.

    Tags that have their other half among their siblings may be written one by one; between
    those of a script, everything goes.
    """
    for parent in {raw.parent for raw in document.findall(nodes.raw)}:
        if not isinstance(parent, nodes.TextElement):
            continue
        waiting: list[nodes.raw] = []
        for child in list(parent.children):
            if not isinstance(child, nodes.raw):
                continue
            if begins(child.astext()):
                waiting.append(child)
            elif name := ends(child.astext()):
                while waiting and begins(waiting[-1].astext()) != name:
                    waiting.pop()
                if waiting:
                    _pair(parent, waiting.pop(), child, name)


def _pair(parent: nodes.Element, start: nodes.raw, end: nodes.raw, name: str) -> None:
    if is_dropped(name):
        first, last = parent.index(start), parent.index(end)
        del parent.children[first : last + 1]
    elif tag := start_tag(start.astext()):
        start["tag"], end["tag"] = tag, f"</{name}>"


def _article(node: nodes.Node) -> nodes.Element:
    """The outermost section around a node."""
    while not isinstance(node.parent, nodes.document):
        node = node.parent
    assert isinstance(node, nodes.Element)
    return node


def _nothing(self: Translator, node: nodes.Element) -> None:
    pass


def _close(text: str) -> Visitor:
    return lambda self, node: self.body.append(text)


# --- notes -----------------------------------------------------------------------------------


def visit_annotation(self: Translator, node: ours.annotation) -> None:
    """A note: an aside with a head that leads back to its words."""
    attributes = {"data-annotation": node["annotation"], "data-kind": node["kind"]}
    if node["number"]:
        attributes |= {"epub:type": "footnote", "role": "doc-footnote"}
    self.body.append(self.starttag(node, "aside", CLASS=f"note note-{node['kind']}", **attributes))
    self.body.append(f'<p class="note-head">{_key(node, _words(self))}')
    self.body.append(f'<span class="note-kind">{escape(node["label"])}</span></p>\n')
    if not node["number"]:
        first, last = _words(self).marks[:2]
        sought = f"{first}{escape(node['exact'])}{last}"
        self.body.append(f'<p class="note-sought">{sought}</p>\n')


def _words(self: Translator) -> Words:
    return labels(self.config.epub_language)


def _key(node: ours.annotation, words: Mapping[str, str]) -> str:
    if not node["number"]:
        return ""
    name, number = escape(node["name"]), node["number"]
    return (
        f'<a class="note-key" epub:type="backlink" role="doc-backlink" href="#ref-{name}" '
        f'title="{escape(words["back"])}">{number}</a> '
    )


def depart_annotation(self: Translator, node: ours.annotation) -> None:
    """Who wrote the note, and when."""
    date = readable_date(node["date"], self.config.epub_language)
    self.body.append(f'<p class="note-by">{escape(node["author"])}, {escape(date)}</p>\n')
    self.body.append("</aside>\n")


def visit_sources(self: Translator, node: ours.annotation_sources) -> None:
    """What a note or an entry rests on."""
    self.body.append(
        '<p class="note-sources"><span class="label">'
        + f"{_words(self)['sources']}{_words(self)['colon'].rstrip()}</span> "
    )


def visit_group(self: Translator, node: ours.annotation_group) -> None:
    """The notes of an article. They have no heading, which would stand alone where asides hide."""
    self.body.append(
        '<section class="notes" epub:type="footnotes" aria-label="'
        + escape(_words(self)["notes"])
        + '">\n'
    )


def visit_unplaced(self: Translator, node: ours.unplaced) -> None:
    """The notes that no words lead to."""
    words = _words(self)
    self.body.append(
        f'<section class="unplaced" id="unplaced-notes">\n<h2>{words["without_place"]}</h2>\n'
    )
    self.body.append(f"<p>{words['without_place_why']}</p>\n")


def visit_mark(self: Translator, node: ours.annotation_mark) -> None:
    """Words that notes speak of."""
    references = escape(" ".join(node["annotations"]))
    self.body.append(f'<span class="mark" data-note-ref="{references}">')


def visit_reference(self: Translator, node: ours.annotation_reference) -> None:
    """The number behind a passage, which opens the note."""
    name = escape(node["name"])
    words = _words(self)
    label = escape(f"{words['note']} {node['number']}{words['colon']}{node['label']}")
    self.body.append(
        f'<a class="note-ref" epub:type="noteref" role="doc-noteref" id="ref-{name}" '
        f'href="#note-{name}" aria-label="{label}">{node["number"]}</a>'
    )
    raise nodes.SkipNode


# --- links and frames ------------------------------------------------------------------------


def visit_link(self: Translator, node: ours.link) -> None:
    """A link inside the edition.

    One to a note leads to the words that it is about: the note itself is hidden in some readers.
    """
    address = str(node["refuri"])
    if node["sort"] == "note" and node["target"] in self.builder.placed_notes:
        address = address.replace("#note-", "#ref-")
    classes = " ".join(["ref", *node["classes"]])
    attributes = {f"data-{node['sort']}": node["target"], "href": address}
    attributes |= {"title": node["reftitle"]} if "reftitle" in node else {}
    self.body.append(self.starttag(node, "a", "", CLASS=classes, **attributes))


def visit_head(self: Translator, node: ours.article_head) -> None:
    """Author, date and publisher."""
    self.body.append('<div class="article-head">\n')


def visit_foot(self: Translator, node: ours.article_foot) -> None:
    """Rights and source."""
    self.body.append('<footer class="article-foot">\n')


# --- docutils' own ---------------------------------------------------------------------------


def visit_paragraph(self: Translator, node: nodes.paragraph) -> None:
    """A paragraph; a numbered one is a place to go to, as a page is in other books."""
    type(self).visit_paragraph(self, node)
    if number := node.get("number"):
        label = escape(self.builder.stop_label(number))
        self.body.append(
            f'<span epub:type="pagebreak" role="doc-pagebreak" id="stop-{number}" '
            f'aria-label="{label}"></span>'
        )


def depart_paragraph(self: Translator, node: nodes.paragraph) -> None:
    """The end of a paragraph."""
    type(self).depart_paragraph(self, node)


def visit_footnote(self: Translator, node: nodes.footnote) -> None:
    """A footnote of the author's, which opens as notes do."""
    attributes = {"epub:type": "footnote", "role": "doc-footnote"}
    self.body.append(self.starttag(node, "aside", CLASS="footnote", **attributes))


def visit_label(self: Translator, node: nodes.label) -> None:
    """A footnote's number, which leads back."""
    back = (node.parent.get("backrefs") or [""])[0]
    words = self.encode(node.astext())
    link = f'<a epub:type="backlink" role="doc-backlink" href="#{escape(back)}">{words}</a>'
    self.body.append(f'<p class="note-head">{link if back else words}</p>\n')
    raise nodes.SkipNode


def visit_footnote_reference(self: Translator, node: nodes.footnote_reference) -> None:
    """The author's own footnote marks, in brackets, so that they differ from the editors'."""
    attributes = {"epub:type": "noteref", "role": "doc-noteref", "href": f"#{node['refid']}"}
    self.body.append(self.starttag(node, "a", "", CLASS="footnote-ref", **attributes))
    self.body.append(f"[{self.encode(node.astext())}]</a>")
    raise nodes.SkipNode


def visit_raw(self: Translator, node: nodes.raw) -> None:
    """HTML from a maintainers' page or a notebook, as far as it is text and pictures."""
    if "html" in node.get("format", "").split():
        self.body.append(node.get("tag") or well_formed(node.astext()))
    raise nodes.SkipNode


def visit_picture(self: Translator, node: ours.picture) -> None:
    """A picture that a notebook made; in EPUB's own terms, one with links in it is an image too."""
    svg = node["svg"].replace(' role="group"', ' role="img"', 1)
    self.body.append(f'<figure class="picture">{svg}</figure>\n')
    raise nodes.SkipNode


HANDLERS: dict[type[nodes.Element], tuple[Visitor, Visitor | None]] = {
    ours.annotation: (visit_annotation, depart_annotation),
    ours.annotation_sources: (visit_sources, _close("</p>\n")),
    ours.annotation_group: (visit_group, _close("</section>\n")),
    ours.unplaced: (visit_unplaced, _close("</section>\n")),
    ours.annotation_mark: (visit_mark, _close("</span>")),
    ours.annotation_reference: (visit_reference, None),
    ours.link: (visit_link, _close("</a>")),
    ours.article_head: (visit_head, _close("</div>\n")),
    ours.article_foot: (visit_foot, _close("</footer>\n")),
    ours.picture: (visit_picture, None),
    nodes.paragraph: (visit_paragraph, depart_paragraph),
    nodes.footnote: (visit_footnote, _close("</aside>\n")),
    nodes.label: (visit_label, None),
    nodes.footnote_reference: (visit_footnote_reference, None),
    nodes.raw: (visit_raw, None),
}
