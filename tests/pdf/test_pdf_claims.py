"""Is the PDF accessible, archivable, the same every time, and joined in itself?"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pdf_edition import Built, build_with

from shared import first_fast


@pytest.fixture(scope="module", params=first_fast(["hard", "real_pdf"]))
def built(request: pytest.FixtureRequest) -> Built:
    made: Built = request.getfixturevalue(request.param)
    return made


def elements(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every element of the tag tree, as the path of its names."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child, path)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        here = (*path, str(node["/S"]))
        yield here
        if "/K" in node:
            yield from elements(node["/K"], here)


def test_claims_pdf_ua_and_pdf_a(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert pdf.Root.Lang in ("en", "en-GB")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert about["dc:title"] == pdf.docinfo["/Title"]


def bookmarks(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The bookmarks as a tree of titles."""

    def tree(items: Any) -> dict[str, Any]:
        return {item.title: tree(item.children) for item in items}

    with pdf.open_outline() as outline:
        return tree(outline.root)


def test_bookmarks_are_a_tree_of_the_whole_book(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        tree = bookmarks(pdf)
        title = str(pdf.docinfo["/Title"]).partition(" – ")[0]
    first, *_, last = tree
    assert first == title
    assert list(tree[first]) == ["Imprint", "Contents"]
    assert {"Primary document", "Reference work"} <= set(tree["Works cited"])
    assert last == "Index of names and terms"
    assert {"Names", "Subjects"} & set(tree[last])
    for section in tree[last].values():
        assert all(len(letter) == 1 or letter == "0–9" for letter in section)
        assert list(section) == sorted(section)


def test_an_article_has_its_headings_among_the_bookmarks(hard: Built) -> None:
    """Without the numbers of notes."""
    with pikepdf.open(hard.pdf) as pdf:
        tree = bookmarks(pdf)
    assert "Hard Cases" in tree
    assert list(tree["Hard Cases"]) == ["The gate of the town"]


def test_says_whose_it_is_and_what_it_is_about(built: Built) -> None:
    """Dublin Core: the editors made the edition, the authors of the texts contributed."""
    with pikepdf.open(built.pdf) as pdf, pdf.open_metadata() as about:
        editors = str(pdf.docinfo["/Author"])
        assert editors.startswith("The ")
        assert about["dc:creator"] == [editors]
        assert about["dc:contributor"] & {"A. Rambler", "Jordan Shilton"}
        assert about["dc:language"] >= {"en"}
        assert about["dc:subject"] & {"fox", "NATO"}
        assert "CC BY" in about["dc:rights"]
        assert about["dc:source"]


def test_the_tag_tree_names_what_things_are(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        names = {path[-1] for path in elements(pdf.Root.StructTreeRoot["/K"])}
    assert {"/Document", "/H1", "/P", "/Link", "/L", "/LI", "/BlockQuote", "/TOC", "/TOCI"} <= names


def test_tags_come_in_the_order_in_which_things_are_painted(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        painted = [[] for _ in pdf.pages]  # type: ignore[var-annotated]
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
        for page, id in marked(pdf.Root.StructTreeRoot["/K"], None):
            painted[numbers[page.objgen]].append(id)
    for page in painted:
        assert page == sorted(page)


def marked(node: Any, page: Any) -> Iterator[tuple[Any, int]]:
    """The marked content of the tag tree in its order."""
    if isinstance(node, int):
        yield page, node
    elif isinstance(node, pikepdf.Array):
        for child in node:
            yield from marked(child, page)
    elif node.get("/Type") == "/MCR":
        yield node.get("/Pg", page), int(node["/MCID"])
    elif "/K" in node and node.get("/Type") != "/OBJR":
        yield from marked(node["/K"], node.get("/Pg", page))


def test_every_number_leads_to_its_note_and_back(built: Built) -> None:
    """A link from each page with the passage to the note's first line, and one the other way."""
    with pikepdf.open(built.pdf) as pdf:
        found = list(links(pdf))
    for note in (
        piece for piece in built.layout["pieces"] if piece["col"] != "text" and not piece["again"]
    ):
        if note["n"] == 0:
            continue  # a note without a passage
        there = [
            link for link in found if link[1] == note["page"] and -2 < note["y"] - link[2] < 12
        ]
        text = note["page"] - note["later"]
        assert any(link[0] == text for link in there), note
        assert any(link[0] == note["page"] and link[1] == text for link in found), note


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int, float]]:
    """Every link inside the book: its page, and the page and height (from above) to which it goes."""
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    for n, page in enumerate(pdf.pages, 1):
        for link in page.get("/Annots", []):
            target = link.get("/Dest", link.A.get("/D") if "/A" in link else None)
            if isinstance(target, pikepdf.Array):
                height = float(page.mediabox[3]) - float(target[3])
                yield n, numbers[target[0].objgen], height


def test_links_say_where_they_lead(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                assert str(link.get("/Contents", "")), "PDF/UA-1, 7.18.5"


def test_no_page_says_more_than_the_reader_sees(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert "/OpenAction" not in pdf.Root


@pytest.mark.parametrize("checker", ["pdfua", "outloud"])
def test_an_independent_checker_finds_no_error(built: Built, checker: str) -> None:
    if importlib.util.find_spec(checker) is None:
        assert not os.environ.get("CI"), f"{checker} is not installed"
        pytest.skip(f"{checker} is not installed")
    command = {
        "pdfua": [sys.executable, "-m", "pdfua", "check", built.pdf],
        "outloud": [
            sys.executable,
            "-c",
            "from outloud.cli import main; main()",
            "--fail-on",
            "error",
            built.pdf,
        ],
    }[checker]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_two_builds_are_the_same_to_the_byte(hard: Built, jupyter_book: Any) -> None:
    again = build_with(jupyter_book, hard.root, "again")
    assert again.pdf.read_bytes() == hard.pdf.read_bytes()
    assert json.dumps(again.layout) == json.dumps(hard.layout)
