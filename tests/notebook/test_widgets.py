"""Do widgets answer, and is what they show inert whatever stands in a note?"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

import glossator
from glossator import widget
from glossator.notebook import OpenEdition, pictures
from glossator.notebook.show import Cell, Table
from glossator.notebook.views import MOST, chronology_view, concordance_view
from shared import SMALL

WALKING = "1901-03-02-on-walking"
HOSTILE = "<script>run()</script> <img src=x onerror=run()> </td></table> &lt;b&gt; {{ 7*7 }} ‮x"


@pytest.fixture(scope="module")
def walking() -> OpenEdition:
    return glossator.open(SMALL)


def rows(html: str) -> int:
    return html.count("<tr>") - 1


def test_writing_other_words_shows_other_lines(walking: OpenEdition) -> None:
    shown = widget.concordance(walking, "fox")
    before = shown._result.value
    assert rows(before) == len(walking.concordance("fox"))
    shown.controls["words"].value = "chair"
    assert shown._result.value != before
    assert rows(shown._result.value) == len(walking.concordance("chair"))
    shown.controls["texts"].value = "all"
    assert rows(shown._result.value) == len(walking.concordance("chair", texts="all"))
    shown.controls["words"].value = ""
    assert "Write a word or a phrase" in shown._result.value


def test_choosing_a_kind_and_a_source_shows_their_notes(walking: OpenEdition) -> None:
    shown = widget.notes(walking)
    assert len(walking.annotations) == rows(shown._result.value)
    kinds = [value for _, value in shown.controls["kind"].options]
    assert set(kinds) == {"", *(note.kind for note in walking.annotations)}
    shown.controls["kind"].value = "context"
    assert rows(shown._result.value) == len(walking.notes(kind="context"))
    shown.controls["kind"].value = ""
    shown.controls["source"].value = "natural-history-1899"
    assert rows(shown._result.value) == len(walking.notes(source="natural-history-1899"))
    with pytest.raises(KeyError, match="no kind"):
        widget.notes(walking, kind="nothing")


def test_a_place_names_its_article_as_lists_do(small: Path) -> None:
    (path,) = (small / "book/articles").glob("*on-walking.md")
    second = path.with_name("1901-03-09-again.md")
    title = "A Reply, at Length and in Several Parts, to Those Who Walk on Roads"
    written = path.read_text("utf-8").replace('title: "On Walking"', f'title: "{title}"')
    second.write_text(written.replace("# On Walking", f"# {title}"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("title:", "number: 3\ntitle:", 1), "utf-8")
    edition = glossator.open(small)
    shown = concordance_view(edition, "walking").table
    where = [row[3] for row in shown.rows]
    assert all(isinstance(cell, Cell) for cell in where)
    names = {cell.words.rpartition(", ")[0] for cell in where if isinstance(cell, Cell)}
    assert names == {"No. 3", "A Reply, at Length and in Several Parts, to …", "Sitting"}
    assert shown.classes == "kwic among"
    # Of several notes of one article, the first says in which.
    (told, *_) = chronology_view(edition).table.rows[0][2:]
    assert isinstance(told, tuple)
    assert [cell.words.startswith("No. 3") for cell in told].count(True) == 1


def test_words_that_the_width_cuts_are_left_out(walking: OpenEdition) -> None:
    (line, *_), (row, *_) = (
        walking.concordance("fox", 20),
        concordance_view(walking, "fox", 20).table.rows,
    )
    left, _, right, _ = row
    assert isinstance(left, Cell)
    assert isinstance(right, Cell)
    text = walking.text(line.article).text
    assert len(line.left) == len(line.right) == 20
    assert {*left.words.split(), *right.words.split()} <= set(text.split())
    assert line.left.endswith(left.words)
    assert line.right.startswith(right.words)


def test_a_chronology_has_a_row_and_a_dot_for_each_day(walking: OpenEdition) -> None:
    html = widget.chronology(walking)._repr_html_()
    days = {moment.date for moment in walking.chronology()}
    assert html.count('<tr id="event-') == len(days) == html.count("<circle")


def test_what_is_shown_is_there_without_a_kernel(walking: OpenEdition) -> None:
    for shown in (
        widget.concordance(walking, "fox"),
        widget.notes(walking),
        widget.chronology(walking),
    ):
        bundle = shown._repr_mimebundle_()
        assert bundle["text/html"] in shown._result.value
        assert "<table" in bundle["text/html"]
        assert "<svg" in bundle["text/html"]
        assert "application/vnd.jupyter.widget-view+json" in bundle
        assert bundle["text/plain"].count("\n") > rows(bundle["text/html"])


def test_pictures_have_text_alternatives(walking: OpenEdition) -> None:
    for svg in (
        pictures.bars([("A & B", 2, True), ("C", 0, False)], "Notes <by> kind"),
        pictures.places([("An article", [0.0, 0.5, 1.0])], "Places"),
    ):
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label")
        assert root.findtext("{http://www.w3.org/2000/svg}desc")
    assert "A &amp; B: 2; C: 0" in pictures.bars([("A & B", 2, True), ("C", 0, False)], "x")
    assert pictures.bars([], "x") == pictures.places([], "x") == ""


def test_more_than_fits_is_said() -> None:
    many = pictures.places([(f"a{n}", [0.5]) for n in range(40)], "Many")
    assert "and 10 texts more" in many
    assert many.count('class="stroke"') == pictures.MOST


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


KNOWN = {
    "p",
    "a",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "figure",
    "svg",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "text",
    "g",
}


@pytest.fixture(params=["note", "entry and work", "title"])
def hostile(request: pytest.FixtureRequest, small: Path) -> Path:
    """An edition in which a stranger wrote what looks like markup, where text is allowed."""
    article = small / "book" / "articles" / f"{WALKING}.md"
    note = small / "book" / "annotations" / WALKING / "fox.md"
    if request.param == "note":
        text = note.read_text("utf-8").replace("a-reader", "a-reader")
        body = (
            "The words \\<script>run()\\</script> and \\<img src=x onerror=run()> of 3 April 1900."
        )
        note.write_text(text.rsplit("---\n", 1)[0] + "---\n" + body + "\n", "utf-8")
    elif request.param == "title":
        text = article.read_text("utf-8")
        hostile = "<img src=x onerror=run()> <script>run()</script>"
        text = text.replace('title: "On Walking"', f"title: '{hostile}'")
        article.write_text(
            text.replace("# On Walking", "# " + hostile.replace("<", "\\<")), "utf-8"
        )
    else:
        works = small / "book" / "references.bib"
        text = works.read_text("utf-8")
        works.write_text(
            re.sub(r"author = \{", "author = {<img src=x onerror=run()> ", text), "utf-8"
        )
    return small


def test_a_stranger_s_words_are_words(hostile: Path) -> None:
    edition = glossator.open(hostile)
    widgets = (
        widget.concordance(edition, "run"),
        widget.concordance(edition, "<img src=x onerror=run()>"),
        widget.notes(edition),
        widget.chronology(edition),
    )
    widgets[0].controls["texts"].value = "all"
    pages = [shown._repr_html_() for shown in widgets]
    pages += [
        records._repr_html_()
        for records in (edition.articles, edition.annotations, edition.works, edition.links)
    ]
    assert any("run()" in page or "&lt;img" in page for page in pages)
    for page in pages:
        tags = _Tags()
        tags.feed(page)
        assert tags.tags <= KNOWN
        assert not any(
            name.startswith("on") or name in ("src", "style") for name in tags.attributes
        )


def test_a_cell_is_escaped_once() -> None:
    table = Table(HOSTILE, (HOSTILE,), ((Cell(HOSTILE, points=f'note:"{HOSTILE}'),),), (HOSTILE,))
    tags = _Tags()
    tags.feed(table.html())
    assert tags.tags == {"table", "caption", "thead", "tr", "th", "tbody", "td", "a"}
    assert tags.attributes == {"scope", "id", "data-points"}
    assert "&amp;lt;b&amp;gt;" in table.html()
    assert HOSTILE.split("<")[1] in table.plain()


def test_long_results_are_cut_and_say_so(small: Path) -> None:
    folder = small / "book" / "annotations" / WALKING
    text = (folder / "fox.md").read_text("utf-8")
    for number in range(MOST + 5):
        (folder / f"more-{number}.md").write_text(text, "utf-8")
    edition = glossator.open(small)
    shown = widget.notes(edition)
    assert rows(shown._result.value) == MOST
    assert f"{len(edition.annotations)} notes, of which the first {MOST} are shown" in (
        shown._result.value
    )
