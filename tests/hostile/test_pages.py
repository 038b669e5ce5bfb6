"""Does nothing run, load or break in what is built from hostile texts, and do they read as they were written?"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from .conftest import IMG, SCRIPT

ARTICLE = "1901-03-02-on-walking"
pytestmark = [pytest.mark.slow]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, glossator: Callable) -> Path:
    """The hostile edition, in every format."""
    from shared import SMALL, copy_edition

    from .conftest import make_hostile

    root = make_hostile(copy_edition(SMALL, tmp_path_factory.mktemp("hostile") / "edition"))
    result = glossator(root, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "_build"


@pytest.fixture
def watched(browser: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page that tells everything that should not happen on it."""
    page = browser.new_page()
    told: list[str] = []
    page.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: told.append(f"error {error}"))
    page.on(
        "console", lambda message: told.append(message.text) if message.type == "error" else None
    )
    page.on(
        "request",
        lambda request: told.append(request.url) if not request.url.startswith("file:") else None,
    )
    yield page, told
    page.close()


@pytest.mark.browser
def test_nothing_runs_on_any_page(built: Path, watched: tuple[Any, list[str]]) -> None:
    page, told = watched
    pages = sorted((built / "html").rglob("*.html"))
    assert len(pages) > 8
    for path in pages:
        page.goto(path.as_uri())
        page.wait_for_timeout(50)
        assert not told, f"{path.name}: {told}"
        assert (
            page.locator("img[src=x], [onerror], [onload], [onclick], [onmouseover]").count() == 0
        )
        assert page.evaluate(
            "[...document.scripts].every(s => s.src || s.type.includes('json'))"
        ), path.name
        hosts = page.evaluate(
            "[...document.querySelectorAll('[src]')].map(e => new URL(e.src).protocol)"
        )
        assert set(hosts) <= {"file:", "data:"}


@pytest.mark.browser
def test_words_read_as_they_were_written(built: Path, watched: tuple[Any, list[str]]) -> None:
    page, _ = watched
    page.goto((built / "html" / "book" / "articles" / f"{ARTICLE}.html").as_uri())
    title = f"On Walking {IMG} & {SCRIPT}"
    assert title in page.title()
    assert title in page.locator("header").first.text_content()
    note = page.locator(f"[data-annotation='{ARTICLE}/hostile']").first
    words = " ".join(note.text_content().split())
    for part in (
        IMG,
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        '#read("/etc/passwd")',
        "\\input{/etc/passwd}",
        "]]>",
    ):
        assert part in words, words
    assert "A & B 'C' &lt;img&gt; = +1 #read(x)" in words
    link = note.locator("a[href*='example.org']").first
    assert link.get_attribute("href").startswith("https://example.org/?a=%22")
    assert {"nofollow", "ugc"} <= set((link.get_attribute("rel") or "").split())
    page.goto((built / "html" / "book" / "works.html").as_uri())
    assert f"{IMG} {SCRIPT}" in page.locator("main").text_content()


@pytest.mark.browser
def test_search_and_previews(built: Path, watched: tuple[Any, list[str]]) -> None:
    page, told = watched
    for words in ("alert", "hostile", IMG, SCRIPT, "{{ 7*7 }}"):
        page.goto((built / "html" / "search.html").as_uri())
        page.locator("#search-words").fill(words)
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        assert not told, told
        assert page.locator("#search-results img, #search-results script").count() == 0
    page.goto((built / "html" / "book" / "articles" / f"{ARTICLE}.html").as_uri())
    for link in page.locator("a.ref, a[data-term], a.note-ref").all()[:12]:
        if link.is_visible():
            link.hover(force=True)
            page.wait_for_timeout(120)
    assert not told, told
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.browser
def test_an_address_with_a_program_in_it(built: Path, watched: tuple[Any, list[str]]) -> None:
    page, told = watched
    for tail in (
        "?q=<img src=x onerror=alert(1)>",
        "#note-<img src=x onerror=alert(1)>",
        "#:~:text=<script>",
    ):
        for name in ("search.html", f"book/articles/{ARTICLE}.html"):
            page.goto((built / "html" / name).as_uri() + tail)
            page.wait_for_timeout(150)
            assert not told, (name, tail, told)


def test_the_epub_is_well_formed_and_has_no_program(built: Path) -> None:
    (book,) = (built / "epub").glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            assert ".." not in name
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                root = ET.fromstring(archive.read(name))
                tags = {element.tag.rpartition("}")[2] for element in root.iter()}
                assert "script" not in tags, name
                attributes = {key for element in root.iter() for key in element.attrib}
                assert not {key for key in attributes if key.startswith("on")}, name
        package = ET.fromstring(archive.read("EPUB/package.opf"))
        titles = [e.text for e in package.iter("{http://purl.org/dc/elements/1.1/}title")]
        assert titles == [f"On Walking {IMG} & {SCRIPT}"]


def test_the_pdf_has_the_words(built: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    (book,) = (built / "glossator-pdf").glob("*.pdf")
    found = subprocess.run([program, book, "-"], capture_output=True, text=True, check=True).stdout
    squeezed = "".join(found.split())
    for part in (IMG, '#read("/etc/passwd")', "\\input{/etc/passwd}", "{{7*7}}"):
        assert "".join(part.split()) in squeezed, part
    assert "root:" not in found


def test_nothing_beside_the_notes_is_published(
    small: Path, glossator: Callable, tmp_path: Path
) -> None:
    """Programs in the folders of texts are reported, not loaded and not published; twice the same."""
    ran = tmp_path / "ran"
    program = f"open({str(ran)!r}, 'w').write('x')\n"
    notes = small / "book" / "annotations" / ARTICLE
    for folder in (notes, small / "book", small / "book" / "articles", small / "book" / "glossary"):
        (folder / "conf.py").write_text(program, "utf-8")
        (folder / "_static").mkdir()
        (folder / "_static" / "evil.js").write_text("alert('EVIL')", "utf-8")
    cell = f"---\nfile_format: mystnb\nkernelspec: {{name: python3}}\n---\n# X\n\n```{{code-cell}} python\n{program}```\n"
    (small / "book" / "articles" / "1902-01-01-cell.md").write_text(cell, "utf-8")
    (small / "book" / "articles" / f"{ARTICLE}.rst").write_text(
        "X\n=\n\n.. raw:: html\n\n   EVIL\n", "utf-8"
    )
    (small / "book" / "articles" / f"{ARTICLE}.ipynb").write_text("{}", "utf-8")
    jinja = f"{{{{ ''.__class__.__mro__[1].__subclasses__() }}}} {{{{ cycler.__init__.__globals__.os.system('touch {ran}') }}}}"
    (notes / "jinja.md").write_text(f'---\nauthor: "{jinja}"\n---\n{jinja}\n', "utf-8")
    toc = small / "_toc.yml"
    toc.write_text(toc.read_text("utf-8") + "  - file: book/articles/1902-01-01-cell\n", "utf-8")
    for _ in range(2):
        result = glossator(small, "build", "html")
        assert result.returncode == 1
        assert "Traceback" not in result.stdout + result.stderr
        assert not ran.exists()
    for path in (small / "_build" / "html").rglob("*"):
        if path.is_file() and path.suffix in (
            ".html",
            ".js",
            ".py",
            ".txt",
            ".md",
            ".rst",
            ".ipynb",
        ):
            assert "EVIL" not in path.read_text("utf-8", "replace"), path
            assert path.name not in ("evil.js", "conf.py")


def test_servers_are_told_the_policy(built: Path) -> None:
    said = (built / "html" / "_headers").read_text("utf-8")
    lines = said.split("\n")
    place = lines.index(f"/book/articles/{ARTICLE}.html")
    policy = lines[place + 1].strip()
    assert policy.startswith("Content-Security-Policy: default-src 'none'; script-src 'self';")
    assert "frame-ancestors 'none'" in policy
    page = (built / "html" / "book" / "articles" / f"{ARTICLE}.html").read_text("utf-8")
    assert (
        policy.removeprefix("Content-Security-Policy: ").removesuffix("; frame-ancestors 'none'")
        in page
    )
