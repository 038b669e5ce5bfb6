"""How does an article with its notes become LaTeX that a journal can take over?

A margin holds no more than stands beside the text, and LaTeX drops nothing silently only where
it is not asked to: so each note is written once, as a definition, and set at one of two places.
Where the margin has room it stands there, level with its passage; the others follow the article.
The macros are in theme/latex/glossator.sty, which can be told to set all of them as footnotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.latex import default_latex_documents
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import texescape

from . import nodes as ours
from .session import session_of

Translator = Any  # Sphinx's LaTeXTranslator
Visitor = Callable[[Translator, Any], None]
Handlers = dict[type[nodes.Element], tuple[Visitor, Visitor | None]]

PACKAGE = Path(__file__).parent.parent / "theme" / "latex" / "glossator.sty"

#: Characters on a line of text and of margin, by the measures of glossator.sty.
_TEXT_LINE, _MARGIN_LINE = 72, 40
#: The height of a margin's line in lines of text.
_MARGIN_LEADING = 0.8
#: How many lines below its passage a note may begin, and how high it may be.
_LAG, _HEIGHT = 8, 28

#: From how many characters on a table is broken across pages.
_TABLE = 1000

#: What stands for the edition's title and its editors until these can be escaped.
_TITLE, _AUTHOR = "glossator-title", "glossator-author"

#: In these a note can be set where it is met; from all others it goes behind the block.
_FLOWING = (
    nodes.paragraph,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.list_item,
    nodes.block_quote,
    nodes.emphasis,
    nodes.strong,
    ours.annotation_mark,
)


class definitions(nodes.General, nodes.Element):
    """The notes of an article, which LaTeX has to know before it meets their numbers."""


class place(nodes.Inline, nodes.Element):
    """Where a note may be set; `margin` is false if there is no room beside the text."""


class rest(nodes.General, nodes.Element):
    """Where the notes are set that have not been; `keys` are all of the article's."""


def add(app: Sphinx) -> None:
    """Register the transform, the nodes that only LaTeX has, and the package."""
    app.add_post_transform(SetNotes)
    for node, handlers in OWN.items():
        app.add_node(node, override=True, latex=handlers)
    # Sphinx writes titles; the number of a note in one must not get into running heads.
    app.add_node(nodes.title, override=True, latex=(visit_title, depart_title))
    app.add_latex_package("glossator", after_hyperref=True)
    app.connect("config-inited", _settle, priority=900)
    app.connect("env-updated", _name)


def _settle(app: Sphinx, config: Config) -> None:
    """The package lies beside the document, which is named as the edition's other files are."""
    config.latex_additional_files = [*config.latex_additional_files, str(PACKAGE)]
    if config.latex_documents == default_latex_documents(config):
        name = f"{config.glossator_file_name}.tex"
        # Sphinx does not know yet how words are escaped for LaTeX: `_name` has the last word.
        config.latex_documents = [
            (doc[0], name, _TITLE, _AUTHOR, *doc[4:]) for doc in config.latex_documents
        ]


def _name(app: Sphinx, env: BuildEnvironment) -> None:
    """Title and author as words, and not as LaTeX.

    Jupyter Book hands the title of _config.yml to LaTeX as it stands, after all other events; a
    conf.py that it writes has no name of the project.
    """
    config = session_of(app).report.config
    title, author = (
        texescape.escape_abbr(texescape.escape(words, app.config.latex_engine))
        for words in (config.title, config.author)
    )
    named = {_TITLE: title, config.title: title}
    app.config.latex_documents = [
        (*doc[:2], named.get(doc[2], doc[2]), author if doc[3] == _AUTHOR else doc[3], *doc[4:])
        for doc in app.config.latex_documents
    ]


class SetNotes(SphinxPostTransform):
    """Gives each note its place; after links are resolved, and before footnotes are moved."""

    default_priority = 6
    builders = ("latex",)

    def run(self, **kwargs: object) -> None:
        sections = (s for s in self.document.findall(nodes.section) if "article" in s["classes"])
        for number, article in enumerate(list(sections), 1):
            _arrange(article, number)
        for table in self.document.findall(nodes.table):
            if len(table.astext()) > _TABLE:
                _let_break(table)
        for paragraph in list(self.document.findall(nodes.paragraph)):
            # Sphinx writes no labels for paragraphs, so that links to them would lead nowhere.
            if paragraph["ids"]:
                paragraph.insert(0, nodes.target("", "", ids=paragraph["ids"]))
                paragraph["ids"] = []


def _arrange(article: nodes.Element, number: int) -> None:
    notes: list[nodes.Element] = []
    for group in list(article.findall(ours.annotation_group)):
        notes += group.findall(ours.annotation)
        group.parent.remove(group)
    if not notes:
        return
    keys = {}
    for note in notes:
        note["key"] = keys[note["annotation"]] = f"{number}-{note['number']}"
    beside = set(in_margin(_flow(article, {note["annotation"]: note for note in notes})))
    for reference in list(article.findall(ours.annotation_reference)):
        annotation = reference["annotation"]
        reference["key"] = keys[annotation]
        _behind(reference).insert_after(place(key=keys[annotation], margin=annotation in beside))
    article.insert(0, definitions("", *notes))
    foot = next((n for n in article.children if isinstance(n, ours.article_foot)), None)
    at = article.index(foot) if foot is not None else len(article)
    article.insert(at, rest(keys=list(keys.values())))


def _let_break(table: nodes.table) -> None:
    """Make a table one that goes on across pages.

    Sphinx does so by the number of rows; much text in few rows would run off the page. Such a
    table's columns do not find their widths by themselves.
    """
    table["classes"] = [c for c in table["classes"] if c != "colwidths-auto"]
    table["classes"] += ["longtable", "colwidths-given"]
    for group in table.findall(nodes.tgroup):
        rows = list(group.findall(nodes.row))
        columns = (spec for spec in group.children if isinstance(spec, nodes.colspec))
        for number, spec in enumerate(columns):
            length = sum(len(row[number].astext()) for row in rows if number < len(row))
            spec["colwidth"] = round(length**0.5) + 8


class _Spot:
    """A node behind which something can be inserted."""

    def __init__(self, node: nodes.Node) -> None:
        self.node = node

    def insert_after(self, new: nodes.Node) -> None:
        parent = self.node.parent
        index = parent.index(self.node) + 1
        # Several that go behind one block keep their order.
        while index < len(parent) and isinstance(parent[index], place):
            index += 1
        parent.insert(index, new)


def _behind(reference: nodes.Node) -> _Spot:
    """The nearest thing around a reference behind which LaTeX can set a note."""
    top, flowing = reference, True
    while not isinstance(top.parent, nodes.section):
        top = top.parent
        flowing = flowing and isinstance(top, _FLOWING)
    return _Spot(reference if flowing and not isinstance(top, nodes.title) else top)


def _flow(article: nodes.Element, notes: dict[str, nodes.Element]) -> Iterator[tuple[str, int]]:
    """The article as it runs past the margin: lengths of text, and notes with theirs."""
    for node in article.findall():
        if isinstance(node, nodes.Text):
            yield "", len(node)
        elif isinstance(node, nodes.paragraph):
            yield "", _TEXT_LINE  # what the last line before leaves empty, and the space between
        elif isinstance(node, ours.annotation_reference):
            note = notes[node["annotation"]]
            yield node["annotation"], len(note.astext()) + _MARGIN_LINE * len(note.children)


def in_margin(flow: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Which notes find room in the margin, by an estimate of where text and notes stand.

    *flow* is text (without a name) and notes (with theirs), each with its length in characters.
    A note that would begin too far below its passage is left out, and so is one too high.
    """
    line = free = 0.0
    for name, length in flow:
        if not name:
            line += length / _TEXT_LINE
            continue
        begin, height = max(line, free), length / _MARGIN_LINE * _MARGIN_LEADING
        if begin - line <= _LAG and height <= _HEIGHT:
            free = begin + height + 1
            yield name


# --- writing ---------------------------------------------------------------------------------


def handlers(node: type[nodes.Element]) -> tuple[Visitor, Visitor | None]:
    """The handlers of one of our nodes."""
    return HANDLERS.get(node, (_nothing, _nothing))


def _nothing(self: Translator, node: nodes.Element) -> None:
    """The children speak for themselves."""


def visit_annotation(self: Translator, node: ours.annotation) -> None:
    """A note's definition, or the note itself where it has no place in the text."""
    label = self.encode(node["label"])
    if node["number"]:
        self.body.append(f"\\GlossatorNote{{{node['key']}}}{{{node['number']}}}{{{label}}}{{%\n")
    else:
        self.body.append(f"\\GlossatorUnplaced{{{self.encode(node['exact'])}}}{{{label}}}{{%\n")
    self.body.append(self.hypertarget_to(node, anchor=True))


def depart_annotation(self: Translator, node: ours.annotation) -> None:
    """Who wrote it, and when."""
    self.body.append(f"\\GlossatorBy{{{self.encode(node['author'])}, {node['date']}}}}}\n")


def visit_sources(self: Translator, node: ours.annotation_sources) -> None:
    """What a note or an entry rests on."""
    self.body.append("\\GlossatorSources{")


def visit_reference(self: Translator, node: ours.annotation_reference) -> None:
    """The number behind a passage."""
    before = node.parent.index(node) - 1
    while before >= 0 and isinstance(node.parent[before], place):
        before -= 1
    if before >= 0 and isinstance(node.parent[before], ours.annotation_reference):
        self.body.append("\\GlossatorComma{}")  # or 6 and 7 would read as 67
    self.body.append(f"\\GlossatorRef{{{node['key']}}}{{{node['number']}}}")
    raise nodes.SkipNode


def visit_unplaced(self: Translator, node: ours.unplaced) -> None:
    """The notes that have no place."""
    self.body.append("\n\\GlossatorUnplacedHeading\n")


def visit_place(self: Translator, node: place) -> None:
    """Here, or only here if all notes are footnotes."""
    option = "" if node["margin"] else "[later]"
    # A space here would be a space in the text.
    self.body.append(f"\\GlossatorPlace{option}{{{node['key']}}}")
    raise nodes.SkipNode


def visit_rest(self: Translator, node: rest) -> None:
    """All those that stand nowhere yet."""
    self.body.append("\n\\begin{GlossatorNotes}\n")
    self.body += [f"\\GlossatorRest{{{key}}}\n" for key in node["keys"]]
    self.body.append("\\end{GlossatorNotes}\n")
    raise nodes.SkipNode


def visit_title(self: Translator, node: nodes.title) -> None:
    """A title; in contents, bookmarks and running heads it stands without numbers of notes."""
    before = len(self.body)
    type(self).visit_title(self, node)
    noted = any(node.findall(ours.annotation_reference))
    if noted and len(self.body) > before and self.body[-1].endswith("{"):
        words = "".join(_words(node))
        self.body[-1] = f"{self.body[-1][:-1]}[{{{self.encode(words)}}}]{{"


def depart_title(self: Translator, node: nodes.title) -> None:
    """The end of a title."""
    type(self).depart_title(self, node)


def _words(node: nodes.Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif not isinstance(child, ours.annotation_reference):
            yield from _words(child)


HANDLERS: Handlers = {
    ours.annotation: (visit_annotation, depart_annotation),
    ours.annotation_sources: (visit_sources, lambda self, node: self.body.append("}\n")),
    ours.annotation_reference: (visit_reference, None),
    ours.unplaced: (visit_unplaced, _nothing),
}
OWN: Handlers = {
    definitions: (_nothing, _nothing),
    place: (visit_place, None),
    rest: (visit_rest, None),
}
