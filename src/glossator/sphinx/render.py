"""How does a parsed text become docutils nodes, with notes and terms at their words?

A walk over markdown-it's tree with one method an element. An article's words are met in the
same order in which `text.reading_text` counted them, so the offset of every word is known and
nothing has to be looked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ..apparatus import Apparatus, Placed
from ..citations import is_later, passage
from ..cite import quoted
from ..dates import readable_date
from ..labels import labels, note_words
from ..marks import Marks
from ..markup import Parsed
from ..model import Article, Mention, Place, Span, Work
from ..pictures import picture
from ..pointers import Pointer, pointer
from ..references import Targets
from ..text import text_runs
from . import nodes as ours


class Renderer:
    """Nodes from one parsed text; without notes and terms, as a note's body needs it."""

    #: What search engines are told of its links: that a contributor set them.
    rel = "nofollow ugc"

    def __init__(
        self,
        parsed: Parsed,
        path: str,
        targets: Targets | None = None,
        article: Article | None = None,
    ) -> None:
        self.parsed = parsed
        self.path = path
        self.targets = targets
        self.article = article

    def blocks(self) -> list[nodes.Node]:
        """The top-level elements in order."""
        return [node for child in self.parsed.tree.children for node in self.block(child)]

    # --- blocks --------------------------------------------------------------------------

    def block(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        handler: Callable[[SyntaxTreeNode], list[nodes.Node]] = getattr(self, f"block_{token.type}")
        made = handler(token)
        for node in made:
            if isinstance(node, nodes.Element) and token.map:
                node.source, node.line = self.path, self.parsed.first_line + token.map[0]
        return made

    def children(self, token: SyntaxTreeNode, parent: nodes.Element) -> nodes.Element:
        for child in token.children:
            parent += self.block(child)
        return parent

    def block_paragraph(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [self.inline_of(token, nodes.paragraph())]

    def block_bullet_list(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [self.children(token, nodes.bullet_list(bullet=token.markup or "-"))]

    def block_ordered_list(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        made = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        start = token.attrs.get("start")
        if isinstance(start, int) and start != 1:
            made["start"] = start
        return [self.children(token, made)]

    def block_list_item(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [self.children(token, nodes.list_item())]

    def block_blockquote(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [self.children(token, nodes.block_quote())]

    def block_hr(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [nodes.transition()]

    def block_table(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        rows = [row for part in token.children for row in part.children]
        columns = max((len(row.children) for row in rows), default=0)
        group = nodes.tgroup(cols=columns)
        group += [nodes.colspec(colwidth=100 // columns or 1) for _ in range(columns)]
        for part, kind in zip(token.children, (nodes.thead, nodes.tbody), strict=False):
            group += kind("", *(self._row(row) for row in part.children))
        return [nodes.table("", group, classes=["colwidths-auto"])]

    def _row(self, token: SyntaxTreeNode) -> nodes.row:
        cells = (
            nodes.entry("", self.inline_of(cell, nodes.paragraph())) for cell in token.children
        )
        return nodes.row("", *cells)

    # --- inline --------------------------------------------------------------------------

    def inline_of(self, token: SyntaxTreeNode, parent: nodes.Element) -> nodes.Element:
        for child in token.children:
            if child.type == "inline":
                self.inline(child, parent)
        return parent

    def inline(self, token: SyntaxTreeNode, parent: nodes.Element) -> nodes.Element:
        for run in text_runs(token.children):
            if isinstance(run, str):
                parent += self.words(run)
            else:
                handler: Callable[[SyntaxTreeNode], list[nodes.Node]] = getattr(
                    self, f"inline_{run.type}"
                )
                parent += handler(run)
        return parent

    def words(self, text: str) -> list[nodes.Node]:
        return [nodes.Text(text)]

    def inline_em(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [self.inline(token, nodes.emphasis())]

    def inline_strong(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [self.inline(token, nodes.strong())]

    def inline_hardbreak(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [
            nodes.raw("", "<br>", format="html"),
            nodes.raw("", "\\\\\n", format="latex"),
            nodes.Text("\n"),
        ]

    def inline_link(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        reference = nodes.reference(refuri=str(token.attrs["href"]))
        if self.rel:
            reference["rel"] = self.rel
        if title := token.attrs.get("title"):
            reference["reftitle"] = str(title)
        return [self.inline(token, reference)]

    def inline_span(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [self.inline(token, ours.foreign(language=str(token.attrs["lang"])))]

    def inline_myst_role(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        found = pointer(token.content, token.meta["name"], Place(self.path))
        return [point(found, self.targets, self.article)]


def point(found: Pointer, targets: Targets | None, article: Article | None = None) -> nodes.Node:
    """The node of a role: a link inside the edition, or its words where it goes nowhere.

    *article* is the one from which it points, if it is one.
    """
    assert targets is not None, "roles stand only in texts that are rendered with their targets"
    if found.role == "article":
        return _article(found, targets, article)
    return _POINT[found.role](found, targets)


def _words(found: Pointer) -> nodes.Node:
    return nodes.inline("", found.words or found.target, classes=["unresolved"])


def _link(sort: str, target: str, words: str, **attributes: object) -> ours.pointing:
    return ours.pointing("", nodes.Text(words), sort=sort, target=target, **attributes)


def _term(found: Pointer, targets: Targets) -> nodes.Node:
    entry = targets.term(found.target)
    return _link("term", entry.id, found.words or found.target) if entry else _words(found)


def _cite(found: Pointer, targets: Targets) -> nodes.Node:
    work = targets.works.get(found.target)
    return _link("work", work.key, found.words or work.label) if work else _words(found)


def _note(found: Pointer, targets: Targets) -> nodes.Node:
    note = targets.notes.get(found.target)
    if note is None:
        return _words(found)
    words = found.words or note_words(labels(targets.edition.language), note.number, note.name)
    return _link("note", note.id, words)


def _article(found: Pointer, targets: Targets, article: Article | None) -> nodes.Node:
    goes_to = targets.article(found.target)
    if goes_to is None:
        return _words(found)
    language = targets.edition.language
    date, fixed = readable_date(goes_to.date, language), labels(language)
    if isinstance(goes_to, Work):
        words = found.words or f"{quoted(goes_to.title, language)} ({date})"
        return _link("work", goes_to.key, words, reference=True)
    number = passage(found.target)
    there = number is not None and number <= targets.paragraphs.get(goes_to.id, 0)
    fragment = f"p{number}" if there and number else ""
    later = article is not None and is_later(goes_to, article)
    when = f"{date}, {fixed['later']}" if later else date
    words = found.words or f"{quoted(goes_to.running_title, language)} ({when})"
    if found.words and later:
        words += f" ({fixed['later_of'].format(date=date)})"
    classes = ["later"] if later else []
    return _link("article", goes_to.id, words, fragment=fragment, reference=True, classes=classes)


_POINT: dict[str, Callable[[Pointer, Targets], nodes.Node]] = {
    "term": _term,
    "cite": _cite,
    "note": _note,
}


class ArticleRenderer(Renderer):
    """Nodes from an article, with its notes marked and its terms linked."""

    rel = ""

    def __init__(self, apparatus: Apparatus, targets: Targets) -> None:
        assert apparatus.parsed is not None, "only a text that may be used is rendered"
        super().__init__(apparatus.parsed, apparatus.article.place.path, targets, apparatus.article)
        self.apparatus = apparatus
        self.language = targets.edition.language
        self._pieces = iter(apparatus.reading.pieces)
        self._numbers = iter(block for block in apparatus.reading.blocks)
        self._closed = 0  # how many links are open around the present words
        self._waiting: list[nodes.Node] = []  # references that wait for the end of a link
        self._marks = Marks(apparatus)

    def block_paragraph(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        block = next(self._numbers)
        paragraph = nodes.paragraph()
        if block.number:
            paragraph["ids"] = [f"p{block.number}"]
            paragraph["number"] = block.number
        return [self.inline_of(token, paragraph)]

    def block_heading(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        next(self._numbers)
        return [self.inline_of(token, nodes.title(level=int(token.tag[1])))]

    def _row(self, token: SyntaxTreeNode) -> nodes.row:
        for _ in token.children:
            next(self._numbers)
        return super()._row(token)

    def block_footnote_block(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [node for child in token.children for node in self.block(child)]

    def block_footnote(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        number = int(token.meta["id"]) + 1
        footnote = nodes.footnote(
            ids=[f"footnote-{number}"],
            backrefs=[f"footnote-ref-{number}"],
            auto=1,
            docname=self.apparatus.article.docname,
        )
        footnote += nodes.label("", str(number))
        return [self.children(token, footnote)]

    def inline_footnote_ref(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        number = int(token.meta["id"]) + 1
        ids = [f"footnote-ref-{number}"] if token.meta["subId"] == 0 else []
        return [
            nodes.footnote_reference(
                "",
                str(number),
                ids=ids,
                refid=f"footnote-{number}",
                auto=1,
                resolved=1,
                docname=self.apparatus.article.docname,
            )
        ]

    def inline_footnote_anchor(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return []

    def inline_image(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        address = str(token.attrs["src"])
        if self.targets and picture(self.targets.edition, self.apparatus.article, address):
            return [nodes.image(uri=address, alt=token.content)]
        return [nodes.emphasis("", token.content)]

    def inline_link(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        self._closed += 1
        made = super().inline_link(token)
        self._closed -= 1
        return made + self._flush()

    def words(self, text: str) -> list[nodes.Node]:
        span = next(self._pieces).span
        assert span.end - span.start == len(text), "the reading text and the rendered text differ"
        made: list[nodes.Node] = []
        for part, mention in _by_mention(span, self.apparatus.mentions):
            if mention is None:
                made += self._marked(part)
                continue
            self._closed += 1
            term = ours.pointing("", sort="term", target=mention.entry, automatic=True)
            term += self._marked(part)
            self._closed -= 1
            made += [term, *self._flush()]
        return made

    def _marked(self, part: Span) -> Iterator[nodes.Node]:
        for span, ids, ended in self._marks.parts(part):
            yield self._piece(span, ids)
            for note in ended:
                yield from self._refer(note)

    def _piece(self, span: Span, ids: tuple[str, ...]) -> nodes.Node:
        text: nodes.Node = nodes.Text(self.apparatus.reading.text[span.start : span.end])
        for foreign, language in self.apparatus.foreign:
            if foreign.contains(span):
                text = ours.foreign("", "", text, language=language)
                break
        return ours.annotation_mark("", "", text, annotations=list(ids)) if ids else text

    def _refer(self, note: Placed) -> Iterator[nodes.Node]:
        reference = reference_to(note, self.language)
        if self._closed:
            self._waiting.append(reference)
        else:
            yield reference

    def _flush(self) -> list[nodes.Node]:
        if self._closed:
            return []
        waiting, self._waiting = self._waiting, []
        return waiting


class OutlineRenderer(Renderer):
    """Nodes of an article's headings, as menus and tabs show them: without marks and numbers."""

    rel = ""

    def block_heading(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [self.inline_of(token, nodes.title(level=int(token.tag[1])))]

    def inline_footnote_ref(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return []

    def inline_image(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [nodes.Text(token.content)]

    def inline_myst_role(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        return [
            child
            for made in super().inline_myst_role(token)
            for child in (made.children if isinstance(made, ours.pointing) else [made])
        ]


def reference_to(note: Placed, language: str) -> ours.annotation_reference:
    """The mark behind a passage."""
    annotation = note.annotation
    return ours.annotation_reference(
        "",
        annotation=annotation.id,
        name=annotation.name,
        number=note.number,
        label=labels(language)[f"kind_{annotation.kind}"],
    )


def _by_mention(
    piece: Span, mentions: tuple[Mention, ...]
) -> Iterator[tuple[Span, Mention | None]]:
    """The parts of a piece, with the mention that each of them is."""
    start = piece.start
    for mention in mentions:
        if piece.contains(mention.span):
            if start < mention.span.start:
                yield Span(start, mention.span.start), None
            yield mention.span, mention
            start = mention.span.end
    if start < piece.end:
        yield Span(start, piece.end), None
