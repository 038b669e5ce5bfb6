"""Is the EPUB a book that e-readers accept, with every note in it once, and nothing else?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest

from knotty import CASES, HOSTILE, PLACED, TITLE, Case, build, write_edition
from shared import first_fast

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
ARTICLE = "book/articles/1901-03-02-on-knots.xhtml"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def knots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knotty edition's EPUB."""
    folder = tmp_path_factory.mktemp("epub")
    return build(write_edition(folder / "edition"), "epub", folder / "out") / "knots.epub"


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The EPUB of the edition in this repository."""
    return next(build(ROOT, "epub", tmp_path_factory.mktemp("first")).glob("*.epub"))


@pytest.fixture(scope="session")
def pages(knots: Path) -> dict[str, str]:
    """The pages of the knotty edition, by their names in the book."""
    with ZipFile(knots) as archive:
        names = (name for name in archive.namelist() if name.startswith("EPUB/"))
        return {
            name.removeprefix("EPUB/"): archive.read(name).decode()
            for name in names
            if name.endswith((".xhtml", ".opf", ".ncx", ".css"))
        }


Check = Callable[[Path], str]


@pytest.fixture(scope="session")
def epubcheck() -> Check:
    """What epubcheck says of a book; without it, tests skip, but not where everything must run."""
    jar = Path("/usr/share/java/epubcheck.jar")
    command = shutil.which("epubcheck")
    java = shutil.which("java")
    if not command and not (java and jar.is_file()):
        if os.environ.get("CI"):
            pytest.fail("epubcheck is not installed")
        pytest.skip("epubcheck is not installed")
    # Debian's command is the archive itself, which not every system runs by its name. It runs for
    # seconds only, in which compiling more thoroughly costs more than it saves.
    brief = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    call = [java, *brief, "-jar", str(jar)] if java and jar.is_file() else [str(command)]

    def check(book: Path) -> str:
        made = subprocess.run(
            [*map(str, call), str(book)], capture_output=True, text=True, timeout=120, check=False
        )
        return made.stdout + made.stderr

    return check


def _words(page: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", page.partition("<body")[2].partition(">")[2]))


def _by_type(page: str, sort: str) -> Iterator[ET.Element]:
    return (e for e in ET.fromstring(page.encode()).iter() if e.get(TYPE) == sort)


@pytest.mark.parametrize("which", first_fast(["knots", "first_edition"]))
def test_epubcheck_has_nothing_to_say(
    which: str, request: pytest.FixtureRequest, epubcheck: Check
) -> None:
    said = epubcheck(request.getfixturevalue(which))
    assert "0 fatals / 0 errors / 0 warnings" in said, said


@pytest.mark.slow
def test_the_drawing_of_dates_is_a_picture_with_words(first_edition: Path) -> None:
    with ZipFile(first_edition) as archive:
        page = archive.read("EPUB/book/chronology.xhtml").decode()
        pictures = re.findall(r'<img src="\.\./(_images/timeline-[^"]+)" alt="([^"]+)"', page)
        assert pictures
        for name, words in pictures:
            assert "A drawing of the dates in the following table" in words
            assert archive.read(f"EPUB/{name}").startswith(b"<svg")


@pytest.mark.slow
def test_the_same_edition_gives_the_same_bytes(knots: Path, tmp_path: Path) -> None:
    again = build(write_edition(tmp_path / "elsewhere"), "epub", tmp_path / "out") / "knots.epub"
    assert again.read_bytes() == knots.read_bytes()


def test_the_archive_is_as_the_standard_has_it(knots: Path) -> None:
    with ZipFile(knots) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"
        assert len({info.date_time for info in archive.infolist()}) == 1


def test_nothing_is_in_the_book_that_it_does_not_use(knots: Path, pages: dict[str, str]) -> None:
    with ZipFile(knots) as archive:
        names = set(archive.namelist())
    assert not [
        name for name in names if name.endswith((".js", ".html", ".json")) or "_static" in name
    ]
    assert not [name for name in names if "search" in name or "genindex" in name]
    for name, page in pages.items():
        assert "<script" not in page, name
        assert not re.search(r'(src|<link[^>]* href)="https?:', page), name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_word_of_a_note_is_there_once(case: Case, pages: dict[str, str]) -> None:
    text = "\n".join(_words(page) for name, page in pages.items() if name.endswith("xhtml"))
    for word in case.words:
        assert len(re.findall(rf"\b{word}\b", text)) == 1, word


@pytest.mark.parametrize("case", PLACED, ids=lambda case: case.name)
def test_a_note_opens_from_its_words_and_leads_back(case: Case, pages: dict[str, str]) -> None:
    page = pages[f"book/articles/{case.article}.xhtml"]
    reference = [e for e in _by_type(page, "noteref") if e.get("href") == f"#note-{case.name}"]
    assert [e.get("role") for e in reference] == ["doc-noteref"]
    note = [e for e in _by_type(page, "footnote") if e.get("id") == f"note-{case.name}"]
    assert [(e.tag, e.get("role")) for e in note] == [(f"{XHTML}aside", "doc-footnote")]
    back = [e for e in note[0].iter(f"{XHTML}a") if e.get("role") == "doc-backlink"]
    assert [e.get("href") for e in back] == [f"#{reference[0].get('id')}"]
    marked = re.findall(rf'data-note-ref="[^"]*/{case.name}[" ][^>]*>([^<]*)', page)
    assert "".join("".join(marked).split()) == "".join(case.exact.split())


def test_a_note_stands_in_no_paragraph_and_links_stand_in_no_link(pages: dict[str, str]) -> None:
    root = ET.fromstring(pages[ARTICLE].encode())
    assert not [p for p in root.iter(f"{XHTML}p") for _ in p.iter(f"{XHTML}aside")]
    assert not [a for a in root.iter(f"{XHTML}a") if len(list(a.iter(f"{XHTML}a"))) > 1]


def test_a_note_without_a_place_is_not_hidden(pages: dict[str, str]) -> None:
    """An aside that is a footnote is shown only when its link is followed, and it has none."""
    lost = next(
        e for e in ET.fromstring(pages[ARTICLE].encode()).iter() if e.get("id") == "note-lost"
    )
    assert lost.get(TYPE) is None
    assert "words that are gone" in "".join(lost.itertext())


def test_links_to_notes_lead_to_their_words(pages: dict[str, str]) -> None:
    other = pages["book/articles/1901-03-09-second.xhtml"]
    assert 'href="1901-03-02-on-knots.xhtml#ref-title"' in other
    assert 'href="1901-03-02-on-knots.xhtml#note-lost"' in other
    assert "#ref-refers" in pages["book/works.xhtml"]


def test_hostile_text_comes_out_as_the_same_characters(pages: dict[str, str]) -> None:
    text = _words(pages[ARTICLE])
    assert text.count(HOSTILE) == 2  # in the article, and in a note
    package = ET.fromstring(pages["package.opf"].encode())
    assert [e.text for e in package.iter(f"{DC}title")] == ["Knots & <Hitches>"]
    nav = "".join(ET.fromstring(pages["nav.xhtml"].encode()).itertext())
    assert TITLE in nav
    assert "Articles & <more>" in nav
    assert "Nobody has any & 3 < 4." in _words(pages["imprint.xhtml"])


def test_html_of_maintainers_pages_becomes_well_formed(pages: dict[str, str]) -> None:
    page = pages["book/page.xhtml"]
    assert "<b>bold<br />words</b>" in page
    assert "<td>loose</td><td>cells</td>" in page
    assert "running" not in page
    assert "elsewhere" in page


def test_the_package_says_what_the_book_is(pages: dict[str, str]) -> None:
    package = ET.fromstring(pages["package.opf"].encode())

    def dc(name: str) -> list[str]:
        return [e.text or "" for e in package.iter(DC + name)]

    assert dc("creator") == ["The testers"]
    assert dc("contributor") == ["A. Sailor & Co."]
    assert dc("language") == ["en"]
    assert dc("identifier")[0].startswith("urn:uuid:")
    assert any("CC BY 4.0" in right for right in dc("rights"))
    metas = {e.get("property"): e.text for e in package.iter(f"{OPF}meta")}
    assert metas["dcterms:modified"] == "2026-05-28T20:26:40Z"
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature",
                 "accessibilityHazard", "accessibilitySummary"):  # fmt: skip
        assert metas[f"schema:{name}"]
    assert "dcterms:conformsTo" not in metas
    special = {e.get("properties"): e.get("href") for e in package.iter(f"{OPF}item")}
    assert special["cover-image"] == "cover.png"
    assert special["nav"] == "nav.xhtml"


def test_pages_stand_in_the_order_of_the_contents(pages: dict[str, str]) -> None:
    package = ET.fromstring(pages["package.opf"].encode())
    files = {e.get("id"): e.get("href") for e in package.iter(f"{OPF}item")}
    assert [files[e.get("idref")] for e in package.iter(f"{OPF}itemref")] == [
        "cover.xhtml", "nav.xhtml", "book/index.xhtml", ARTICLE,
        "book/articles/1901-03-09-second.xhtml", "book/glossary.xhtml", "book/works.xhtml",
        "book/page.xhtml", "imprint.xhtml",
    ]  # fmt: skip


def test_numbered_paragraphs_can_be_gone_to(pages: dict[str, str]) -> None:
    nav = ET.fromstring(pages["nav.xhtml"].encode())
    stops = next(e for e in nav.iter() if e.get(TYPE) == "page-list")
    listed = [(a.get("href"), a.text) for a in stops.iter(f"{XHTML}a")]
    assert listed[0] == (f"{ARTICLE}#stop-1", "1.1")
    assert [e.get("aria-label") for e in _by_type(pages[ARTICLE], "pagebreak")] == [
        text for href, text in listed if href and href.startswith(ARTICLE)
    ]
