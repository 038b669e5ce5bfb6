"""Where do the edition's pictures stand: of dated events before their table, of references anywhere?

`{edition-timeline}` on a maintainers' page takes the next table, whose first column holds
dates in words, gives each dated row a number, and draws the rows in time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..chronology import bars
from ..labels import labels
from ..network import Stop
from ..network import draw as draw_network
from ..timeline import NARROW, WIDE, Event, draw, parse_when
from . import nodes as ours
from .links import LISTED, page_of
from .session import session_of

logger = logging.getLogger(__name__)


class TimelineDirective(SphinxDirective):
    """`{edition-timeline}`: the place of a picture."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        return [ours.timeline(number=0)]


class DrawTimelines(SphinxTransform):
    """Draws each picture from the next table; when the page is read, for it needs nothing else."""

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        number, language = 0, session_of(self.app).language
        fixed = labels(language)
        for place in list(self.document.findall(ours.timeline)):
            if place.get("whole"):
                continue
            table = place.next_node(nodes.table, descend=False, siblings=True, ascend=True)
            events = list(_events(table, number, language)) if table else []
            if not events:
                logger.warning("no table with dates follows {edition-timeline}.", location=place)
                place.parent.remove(place)
                continue
            number += len(events)
            place["events"] = events
            title = place.parent.next_node(nodes.title)
            words = title.astext() if title else fixed["chronology"]
            for name, width in (("svg", WIDE), ("narrow", NARROW)):
                place[name] = draw(events, words, width, language)
            place["words"] = fixed["span"].format(first=events[0].when, last=events[-1].when)


def _events(table: nodes.table, number: int, language: str) -> Iterator[Event]:
    """The dated rows, each given its number and an anchor."""
    for row in table.findall(nodes.row):
        cells = [cell for cell in row.children if isinstance(cell, nodes.entry)]
        span = parse_when(cells[0].astext(), language) if len(cells) > 1 else None
        if span is None:
            continue
        number += 1
        row["ids"].append(f"event-{number}")
        when, what = cells[0].astext(), cells[1].astext()
        marked = cells[0].next_node(nodes.strong) is not None
        paragraph = cells[0].next_node(nodes.paragraph) or cells[0]
        paragraph.insert(0, nodes.inline("", f"({number})", classes=["event-number"]))
        paragraph.insert(1, nodes.Text(" "))
        yield Event(number, when, what, *span, marked=marked)


def visit_html(self: Any, node: ours.timeline) -> None:
    """The picture itself; it is made by us from escaped text."""
    svg, language = node["svg"], session_of(self.builder.app).language
    if "counted" in node:
        goals, address = node["goals"], partial(_to_list, self)
        lead = lambda period: address(goals.get(period.start))  # noqa: E731
        svg = bars(node["counted"], node["title"], lead, language)
    label = labels(language)["picture_of_dates"]
    self.body.append(
        f'<figure class="timeline-figure" tabindex="0" aria-label="{label}">{svg}</figure>\n'
    )
    raise nodes.SkipNode


def _to_list(self: Any, goal: str | None) -> str:
    """The address of a further page of a list, or of a row on the page itself; empty for nothing."""
    page, _, anchor = (goal or "").partition("#")
    if not page:
        return f"#{anchor}" if anchor else ""
    here = self.builder.current_docname
    address = str(self.builder.get_relative_uri(here, f"{LISTED}/{page}"))
    return f"{address}#{anchor}" if anchor else address


def skip(self: Any, node: ours.timeline) -> None:
    """Nothing: the table that follows says all that the picture shows."""
    raise nodes.SkipNode


def visit_html_or_epub(self: Any, node: ours.timeline) -> None:
    """The picture in the page; an EPUB has it as a file."""
    if self.builder.name != "epub":
        visit_html(self, node)
    fixed = labels(session_of(self.builder.app).language)
    words = (
        f"{fixed['drawing_whole' if node.get('whole') else 'drawing']}, {node.get('words', '')}."
    )
    _as_file(self, node.get("narrow", node["svg"]), words)
    raise nodes.SkipNode


def _as_file(self: Any, svg: str, words: str) -> None:
    """A picture beside the page, for readers that know no SVG in a page."""
    docname = self.builder.current_docname
    mark = hashlib.sha256(svg.encode()).hexdigest()[:12]
    name = f"_images/timeline-{mark}.svg"
    file = Path(self.builder.outdir, name)
    file.parent.mkdir(exist_ok=True)
    # Nothing in a picture can be followed; EPUB knows no groups there.
    file.write_text(svg.replace('role="group"', 'role="img"', 1), "utf-8")
    self.body.append(
        f'<figure class="timeline-figure"><img src="{"../" * docname.count("/")}{name}" '
        f'alt="{escape(words)}" /></figure>\n'
    )


def visit_network(self: Any, node: ours.network) -> None:
    """The picture of references, whose rows lead to the articles' pages; in an EPUB, a file."""
    language = session_of(self.builder.app).language
    fixed = labels(language)
    if self.builder.name == "epub":
        _as_file(self, node["svg"], f"{fixed['drawing_references']} {node['words']}")
        raise nodes.SkipNode
    address = _address_of(self, node["goals"])
    svg = draw_network(node["network"], fixed["network"], address, language)
    label = fixed["picture_of_references"]
    self.body.append(
        f'<figure class="network-figure" tabindex="0" aria-label="{label}">{svg}</figure>\n'
    )
    raise nodes.SkipNode


def _address_of(self: Any, goals: dict[str, str]) -> Callable[[Stop], str]:
    """Where a row leads from the page that is being written; *goals* are those of times."""
    builder = self.builder
    here, targets = builder.current_docname, session_of(builder.app).targets
    works = page_of(builder.env, "works")

    def address(stop: Stop) -> str:
        if stop.together:
            return _to_list(self, goals.get(stop.key))
        if stop.key in targets.articles:
            return str(builder.get_relative_uri(here, targets.articles[stop.key].docname))
        if stop.key.startswith("record ") and works:
            return f"{builder.get_relative_uri(here, works)}#work-{stop.key.partition(' ')[2]}"
        return ""

    return address


def add(app: Sphinx) -> None:
    """Register the directive, the node and the transform."""
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    app.add_node(ours.timeline, override=True, html=(visit_html_or_epub, None), **others)
    app.add_node(ours.network, override=True, html=(visit_network, None), **others)
    app.add_directive("edition-timeline", TimelineDirective)
    app.add_transform(DrawTimelines)
