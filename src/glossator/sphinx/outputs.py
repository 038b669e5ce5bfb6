"""What of a cell's HTML can be on every page, and on paper: text, tables and our own pictures.

HTML that a cell made becomes docutils nodes. So every builder can set it, no script in it runs,
nothing is fetched, and a page's policy need not be loosened for it. Knows nothing of notebooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree

from docutils import nodes

from ..addresses import address_refused
from ..labels import Words, labels
from . import nodes as ours


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SVG = "http://www.w3.org/2000/svg"
#: What a picture may be made of; whatever else stands in it is left out.
_DRAWN = _names("svg title desc g path rect circle line polyline polygon text tspan a")
_DRAWN_WITH = _names(
    "viewBox role aria-label class tabindex font-family font-size font-weight text-anchor fill "
    "stroke stroke-width opacity x y x1 y1 x2 y2 dx dy cx cy r rx ry width height d points "
    "transform href"
)
_DROPPED = _names("script style template iframe object noscript form select textarea")
_VOID = _names("br hr img wbr col input meta link")
_WRAPPERS: dict[str, Callable[[], nodes.Element]] = {
    "strong": nodes.strong,
    "b": nodes.strong,
    "mark": nodes.strong,
    "em": nodes.emphasis,
    "i": nodes.emphasis,
    "code": nodes.literal,
    "kbd": nodes.literal,
    "sup": nodes.superscript,
    "sub": nodes.subscript,
}
_BLOCKS: dict[str, Callable[[], nodes.Element]] = {
    "p": nodes.paragraph,
    "blockquote": nodes.block_quote,
    "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list,
    "li": nodes.list_item,
    "pre": nodes.literal_block,
    "caption": nodes.title,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), nodes.rubric),
}
_POINTS = re.compile(r"(note|article|work|term):([^#]+)(?:#([\w-]+))?")


def output_nodes(
    html: str, known: Callable[[str, str], bool], language: str = "en"
) -> list[nodes.Node]:
    """The content of *html* as nodes; empty where it has none that a page can hold.

    *known* says whether there is something of that sort and id in the edition, to be linked;
    *language* is that of the edition.
    """
    parser = _Parser(known, labels(language))
    parser.feed(html)
    parser.close()
    return parser.result()


class _Parser(HTMLParser):
    def __init__(self, known: Callable[[str, str], bool], words: Words) -> None:
        super().__init__(convert_charrefs=True)
        self._known, self._words = known, words
        self._root = nodes.container()
        self._open: list[tuple[str, nodes.Element]] = [("", self._root)]
        self._dropping = 0
        self._picture: list[str] | None = None
        self._deep = 0

    def result(self) -> list[nodes.Node]:
        for table in list(self._root.findall(nodes.table)):
            _finish_table(table)
        return _blocks(self._root)

    # --- what the parser meets -------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._picture is not None or tag == "svg":
            self._draw(tag, attrs)
            return
        self._dropping += tag in _DROPPED
        if self._dropping:
            return
        values = {name: value or "" for name, value in attrs}
        if tag == "img":
            # Nothing is fetched, and a picture in the address has no place on paper.
            self.handle_data(values.get("alt", ""))
        elif tag == "br":
            self.handle_data(" ")
        elif tag not in _VOID:
            self._begin(tag, self._made(tag, values))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._picture is not None:
            self._drawn(tag)
        elif tag in _DROPPED:
            self._dropping = max(0, self._dropping - 1)
        elif not self._dropping and any(tag == name for name, _ in self._open[1:]):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._picture is not None:
            self._picture.append(_escaped(data))
        elif not self._dropping:
            parent = self._open[-1][1]
            if data.strip() or isinstance(parent, (nodes.TextElement, nodes.entry)):
                parent += nodes.Text(
                    data if self._literal() else re.sub(r"[ \t\n\r\f]+", " ", data)
                )

    def _literal(self) -> bool:
        return any(isinstance(node, nodes.literal_block) for _, node in self._open)

    # --- elements --------------------------------------------------------------------------

    def _begin(self, tag: str, made: nodes.Element | None) -> None:
        if tag in ("tr", "td", "th", "li", "thead", "tbody", "tfoot"):
            self._end_like(tag)
        if made is not None:
            self._open[-1][1].append(made)
            self._open.append((tag, made))
        else:
            self._open.append((tag, self._open[-1][1]))

    def _end_like(self, tag: str) -> None:
        """HTML lets the ends of rows, cells and items be left out."""
        inside = {"td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr")}.get(tag, (tag,))
        while self._open[-1][0] in inside:
            self._open.pop()

    def _made(self, tag: str, values: dict[str, str]) -> nodes.Element | None:
        if tag == "table":
            made = nodes.table(classes=["output", *_classes(values)])
            made += nodes.tgroup()
            return made
        if tag in ("thead", "tbody", "tfoot", "tr", "td", "th"):
            return self._part_of_table(tag, values)
        if tag == "caption":
            table = self._within(nodes.table)
            return nodes.title() if table is not None else None
        if tag == "a":
            return self._link(values)
        if tag in _WRAPPERS:
            return _WRAPPERS[tag]()
        if tag in _BLOCKS and not self._inline():
            return _BLOCKS[tag]()
        return None

    def _inline(self) -> bool:
        """Whether no block may begin here."""
        parent = self._open[-1][1]
        return isinstance(parent, (nodes.TextElement, nodes.Inline))

    def _within(self, kind: type[nodes.Element]) -> nodes.Element | None:
        return next((node for _, node in reversed(self._open) if isinstance(node, kind)), None)

    def _part_of_table(self, tag: str, values: dict[str, str]) -> nodes.Element | None:
        if self._within(nodes.table) is None:
            return None
        if tag == "tr":
            return nodes.row(
                ids=[values["id"]] if re.fullmatch(r"[\w-]+", values.get("id", "")) else []
            )
        if tag in ("thead", "tbody", "tfoot"):
            return nodes.thead() if tag == "thead" else nodes.tbody()
        cell = nodes.entry(classes=_classes(values))
        for name, key in (("colspan", "morecols"), ("rowspan", "morerows")):
            if values.get(name, "").isdecimal() and 1 < int(values[name]) < 1000:
                cell[key] = int(values[name]) - 1
        return cell

    def _link(self, values: dict[str, str]) -> nodes.Element | None:
        if points := _POINTS.fullmatch(values.get("data-points", "")):
            sort, target, fragment = points.groups()
            if self._known(sort, target):
                return ours.pointing("", sort=sort, target=target, fragment=fragment or "")
            return None
        address = values.get("href", "")
        if address.startswith(("https:", "http:", "mailto:")) and not address_refused(address):
            return nodes.reference("", refuri=address)
        return None

    # --- pictures --------------------------------------------------------------------------

    def _draw(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._picture is None:
            self._picture, self._deep = [], 0
        self._deep += 1
        # The parser writes all names small.
        exact = {name.lower(): name for name in _DRAWN_WITH}
        kept = [
            (exact[name], value or "")
            for name, value in attrs
            if name in exact and (name != "href" or (value or "").startswith("#"))
        ]
        if tag == "svg":
            kept.insert(0, ("xmlns", _SVG))
        written = "".join(f' {name}="{_escaped(value)}"' for name, value in kept)
        self._picture.append(f"<{tag}{written}>")

    def _drawn(self, tag: str) -> None:
        assert self._picture is not None
        self._picture.append(f"</{tag}>")
        self._deep -= 1
        if tag == "svg" or self._deep <= 0:
            picture = _cleaned("".join(self._picture), self._words)
            self._picture = None
            if picture is not None:
                (self._root if self._inline() else self._open[-1][1]).append(picture)


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def _cleaned(source: str, fixed: Words) -> ours.picture | None:
    """A picture without anything that is not drawn; None where it is no well-formed picture."""
    ElementTree.register_namespace("", _SVG)
    try:
        root = ElementTree.fromstring(source)
    except ElementTree.ParseError:
        return None
    for parent in root.iter():
        for child in list(parent):
            if child.tag.removeprefix(f"{{{_SVG}}}") not in _DRAWN:
                parent.remove(child)
    words = [
        " ".join((root.findtext(f"{{{_SVG}}}{name}") or "").split()).rstrip(".")
        for name in ("title", "desc")
    ]
    alternative = (
        ". ".join(filter(None, words)) or root.get("aria-label", "") or fixed["a_picture"]
    ) + "."
    # Builders that have no pictures of this sort say at least what it shows.
    said = nodes.paragraph("", f"[{fixed['picture']}{fixed['colon']}{alternative}]")
    return ours.picture("", said, svg=ElementTree.tostring(root, "unicode"), alt=alternative)


def _classes(values: dict[str, str]) -> list[str]:
    """The classes that our own tables have; nobody else's are let onto a page."""
    return [name for name in values.get("class", "").split() if name in ("kwic", "among", "end")]


def _finish_table(table: nodes.Element) -> None:
    """Rows into heads and bodies, text into paragraphs, and as many columns as are needed."""
    group = next(child for child in table.children if isinstance(child, nodes.tgroup))
    parts = [child for child in table.children if isinstance(child, (nodes.thead, nodes.tbody))]
    loose = [child for child in table.children if isinstance(child, nodes.row)]
    captions = [child for child in table.children if isinstance(child, nodes.title)]
    heads = [part for part in parts if isinstance(part, nodes.thead) and part.children]
    rows = [row for part in parts if isinstance(part, nodes.tbody) for row in part.children]
    body = nodes.tbody("", *rows, *loose)
    for row in [*(row for head in heads for row in head.children), *body.children]:
        assert isinstance(row, nodes.Element)
        row[:] = [cell for cell in row.children if isinstance(cell, nodes.entry)]
        for cell in row.children:
            assert isinstance(cell, nodes.Element)
            cell[:] = _blocks(cell) or [nodes.paragraph()]
    columns = max((_columns(row) for row in [*body.children, *(h[0] for h in heads)]), default=0)
    if not columns:
        table.parent.remove(table)
        return
    group["cols"] = columns
    for row in body.findall(nodes.row):
        _pad(row, columns)
    widths = _widths([*(row for head in heads for row in head.children), *body.children], columns)
    group[:] = [*(nodes.colspec(colwidth=width) for width in widths), *heads[:1], body]
    table[:] = [group]
    table["classes"].append("colwidths-auto")
    for caption in captions[:1]:
        # As a table's title it would be numbered with the tables that authors refer to.
        words = nodes.paragraph("", "", *caption.children, classes=["table-caption"])
        table.parent.insert(table.parent.index(table), words)


def _widths(rows: list[nodes.Node], columns: int) -> list[int]:
    """Characters for each column, as plain text sets it."""
    longest = [8] * columns
    for row in rows:
        for place, cell in enumerate(list(row.findall(nodes.entry))[:columns]):
            longest[place] = min(max(longest[place], len(cell.astext()) + 4), 40)
    return longest


def _columns(row: nodes.Node) -> int:
    return sum(int(cell.get("morecols", 0)) + 1 for cell in row.findall(nodes.entry))


def _pad(row: nodes.row, columns: int) -> None:
    """A row that is short for no cell above it would be refused by some writers."""
    if not any("morerows" in cell for cell in row.parent.findall(nodes.entry)):
        row.extend(nodes.entry("", nodes.paragraph()) for _ in range(columns - _columns(row)))


def _blocks(parent: nodes.Element) -> list[nodes.Node]:
    """The children with loose words in paragraphs of their own."""
    made: list[nodes.Node] = []
    loose: list[nodes.Node] = []

    def close() -> None:
        if any(node.astext().strip() for node in loose):
            made.append(nodes.paragraph("", "", *loose))
        loose.clear()

    for child in list(parent.children):
        if isinstance(child, (nodes.Text, nodes.Inline)):
            loose.append(child)
        else:
            close()
            if isinstance(child, (nodes.list_item, nodes.block_quote)):
                child[:] = _blocks(child)
            made.append(child)
    close()
    return made
